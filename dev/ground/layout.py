"""Where things lie, and what belongs to this clone alone."""

import hashlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ADDON = ROOT / "ar_specialist"
TESTS = ADDON / "tests"
DEV = ROOT / "dev"


def _cache():
    named = os.environ.get("AR_CACHE")
    if named:
        return Path(named).expanduser().absolute()
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache").absolute() / "ar_specialist"


CACHE = _cache()
#: Clones share Odoo, the packages and the server, never a database.
CLONE = hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
OWN = CACHE / "clones" / CLONE
REQUIREMENTS = [DEV / "requirements-odoo.txt", DEV / "requirements-dev.txt"]
#: Browser and PDF converter are programs of the system; these are their Debian packages.
DEBIAN_PACKAGES = {"chromium": "chromium", "wkhtmltopdf": "wkhtmltopdf"}


def own_folder():
    """Return the folder for what belongs to this clone alone: configuration, logs, results of tests."""
    OWN.mkdir(parents=True, exist_ok=True)
    return OWN


def digest(paths, length=12):
    """Return a short fingerprint of what lies under `paths`, less what no database is made from."""
    seen = hashlib.sha256()
    for path in sorted(_files(paths)):
        seen.update(str(path).encode())
        seen.update(path.read_bytes())
    return seen.hexdigest()[:length]


def _files(paths):
    for path in paths:
        if path.is_dir():
            yield from (
                p for p in path.rglob("*")
                if p.is_file() and "__pycache__" not in p.parts and p.suffix not in (".pot", ".md", ".rst")
            )
        elif path.exists():
            yield path
