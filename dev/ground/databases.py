"""Databases of this clone: names, cloning from a template, and what each was last made from.

What a database was made from is kept as its comment: unlike a file it can't outlive the database, and a clone
of the database starts without it.
"""

import shutil

from psycopg2 import sql

from .layout import CACHE, CLONE

FILESTORE = CACHE / "data" / "filestore"


def own(purpose):
    """Return the name of this clone's database for `purpose`."""
    return f"ar_{CLONE}_{purpose}"


def exists(server, name):
    """Return whether the database is there with its attachments; a server may outlive the cache that holds these."""
    return name in named_like(server, name) and (FILESTORE / name).exists()


def named_like(server, start):
    """Return the names of the databases whose name begins with `start`."""
    return [row[0] for row in _query(
        server, "SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY 1", [start])]


def made_from(server, name):
    """Return the fingerprint that `stamp` left, or None for a database that is missing or not complete."""
    if not exists(server, name):
        return None
    rows = _query(
        server,
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
        [name],
    )
    return rows[0][0] if rows else None


def stamp(server, name, fingerprint):
    _statement(server, "COMMENT ON DATABASE {} IS {}", sql.Identifier(name), sql.Literal(fingerprint))


def set_parameter(server, name, key, value):
    """Write one of Odoo's system parameters while no Odoo runs on the database."""
    connection = server.connect(name)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ir_config_parameter (key, value) VALUES (%s, %s)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value", [key, value])
    connection.close()


def without_autovacuum(server, name):
    """Keep the autovacuum off the tables of a disposable database.

    Tests are one long transaction after another, each undone. A vacuum in the middle of one counts no row of it, and
    with "0 rows" on hundreds of pages the planner chooses joins that take minutes instead of milliseconds.
    """
    connection = server.connect(name)
    with connection.cursor() as cursor:
        cursor.execute(
            "DO $$ DECLARE name regclass; BEGIN"
            " FOR name IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace LOOP"
            " EXECUTE format('ALTER TABLE %s SET (autovacuum_enabled = false)', name); END LOOP; END $$")
    connection.close()


def drop(server, name):
    _statement(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", sql.Identifier(name))
    shutil.rmtree(FILESTORE / name, ignore_errors=True)


def rename(server, old, new):
    _statement(server, "ALTER DATABASE {} RENAME TO {}", sql.Identifier(old), sql.Identifier(new))
    if (FILESTORE / old).exists():
        (FILESTORE / old).rename(FILESTORE / new)


def clone(server, template, name):
    """Make `name` a copy of `template`, attachments included."""
    drop(server, name)
    # An idle connection to the template would forbid the copy.
    _query(
        server,
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = %s",
        [template],
    )
    _statement(
        server, "CREATE DATABASE {} TEMPLATE {}", sql.Identifier(name), sql.Identifier(template)
    )
    if (FILESTORE / template).exists():
        shutil.copytree(FILESTORE / template, FILESTORE / name)


def _query(server, statement, values=()):
    connection = server.connect()
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall()
    finally:
        connection.close()


def _statement(server, text, *parts):
    connection = server.connect()
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL(text).format(*parts))
    finally:
        connection.close()
