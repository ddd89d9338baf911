"""The PostgreSQL server: the one the environment names, else an embedded one."""

import os
from dataclasses import dataclass

import psycopg2

from .shell import GroundError

#: Any of these in the environment names a server; user, password and the rest are then the client library's to read.
NAMING = ("PGHOST", "PGHOSTADDR", "PGSERVICE")


@dataclass(frozen=True)
class Server:
    """Connection parameters, as psycopg2 and Odoo name them; empty ones are left to the client library."""

    host: str = ""
    port: str = ""
    user: str = ""

    def connect(self, database="postgres"):
        """Open an autocommitting connection."""
        connection = psycopg2.connect(
            dbname=database, host=self.host or None, port=self.port or None, user=self.user or None)
        connection.autocommit = True
        return connection


def find_or_start():
    """Return the running server.

    :raise GroundError: when the server that the environment names can't be used
    """
    if any(os.environ.get(name) for name in NAMING):
        return _usable(Server())
    from . import embedded

    return Server(*embedded.find_or_start())


def _usable(named):
    try:
        connection = named.connect()
    except psycopg2.OperationalError as error:
        raise GroundError(
            f"the PostgreSQL server that {', '.join(name for name in NAMING if os.environ.get(name))} names does not "
            f"let us in:\n{error}Mend PGHOST, PGPORT, PGUSER, PGPASSWORD, or unset them to use the embedded server."
        ) from error
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname, rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")
        role, may_create = cursor.fetchone()
    connection.close()
    if role == "postgres":
        raise GroundError("Odoo refuses the role postgres: set PGUSER to another one that may create databases")
    if not may_create:
        raise GroundError(f"the role {role} may not create databases: ALTER ROLE {role} CREATEDB")
    return named
