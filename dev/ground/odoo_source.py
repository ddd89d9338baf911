"""Find an Odoo 19.0, or fetch one.

Order: the one ODOO_HOME names, the one fetched before, Debian's package (no root needed, nothing installed), a
shallow clone of the public repository.
"""

import os
import re
import shutil
from pathlib import Path

from .layout import CACHE
from .shell import GroundError, one_at_a_time, run, say

SERIES = (19, 0)
# Debian replaces some bundled files by relative links into these packages.
DEBIAN_PARTS = [
    "odoo-19", "libjs-jquery", "libjs-underscore", "libjs-jquery-form",
    "fonts-roboto-unhinted", "fonts-inconsolata", "fonts-font-awesome",
]
# Debian removed this script; the back-end bundle that lists it must still find a file.
REMOVED_SCRIPT = "odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"


def find_or_fetch():
    """Return the folder that holds the `odoo` package."""
    named = os.environ.get("ODOO_HOME")
    if named:
        return _checked(Path(named).expanduser().resolve())
    home = CACHE / "odoo-19.0"
    with one_at_a_time(CACHE / "odoo.lock"):
        for place in _places(home):
            if (place / "odoo" / "release.py").exists():
                return _checked(place)
        _fetch(home)
    return find_or_fetch()


def _places(home):
    return [home, home / "usr/lib/python3/dist-packages"]


def _checked(place):
    release = place / "odoo" / "release.py"
    found = release.exists() and re.search(
        r"^version_info = \((\d+), (\d+)", release.read_text(), re.MULTILINE
    )
    if not found:
        raise GroundError(f"{place} holds no Odoo: set ODOO_HOME to a folder with odoo/release.py in it")
    if tuple(map(int, found.groups())) != SERIES:
        raise GroundError(f"{place} is Odoo {'.'.join(found.groups())}; ODOO_HOME must name an Odoo 19.0")
    return place


def _fetch(home):
    making = home.with_suffix(".part")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    try:
        _fetch_from_debian(making) if shutil.which("apt-get") else _fetch_from_git(making)
    except GroundError as error:
        if not shutil.which("apt-get"):
            raise
        say(f"Debian's package could not be had ({str(error).splitlines()[0]}); trying git")
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True)
        _fetch_from_git(making)
    making.rename(home)


def _fetch_from_debian(target):
    say("fetching Odoo 19.0 (Debian's package, unpacked in the cache, nothing is installed)")
    apt = _private_apt(target / "apt")
    run("apt-get", *apt, "update")
    downloads = target / "packages"
    downloads.mkdir()
    run("apt-get", *apt, "download", *DEBIAN_PARTS, cwd=downloads)
    for package in sorted(downloads.glob("*.deb")):
        run("dpkg", "-x", package, target)
    script = target / "usr/lib/python3/dist-packages" / REMOVED_SCRIPT
    if not script.exists():
        script.parent.mkdir(parents=True, exist_ok=True)
        script.write_text("")
    shutil.rmtree(downloads)
    shutil.rmtree(target / "apt")


def _private_apt(folder):
    """Return apt options for a configuration of its own, with the suite that carries Odoo 19."""
    for part in ("lists/partial", "cache/archives/partial"):
        (folder / part).mkdir(parents=True)
    sources = folder / "sources.list"
    sources.write_text(f"deb {_debian_mirror()} sid main\n")
    (folder / "status").write_text("")
    return [
        "-o", f"Dir::Etc::sourcelist={sources}", "-o", "Dir::Etc::sourceparts=/dev/null",
        "-o", f"Dir::State::lists={folder / 'lists'}", "-o", f"Dir::Cache={folder / 'cache'}",
        "-o", f"Dir::State::status={folder / 'status'}", "-o", "APT::Sandbox::User=root", "-qq",
    ]


def _debian_mirror():
    """Return the mirror the machine already uses, as apt itself reports it."""
    targets = run("apt-get", "indextargets", "--format", "$(REPO_URI) $(CODENAME) $(CREATED_BY)")
    for line in targets.splitlines():
        uri, codename, *_rest = line.split()
        if uri.rstrip("/").endswith("/debian") and "-" not in codename:
            return uri
    raise GroundError("apt knows no Debian mirror")


def _fetch_from_git(target):
    say("fetching Odoo 19.0 (a shallow clone)")
    if not shutil.which("git"):
        raise GroundError("Odoo 19.0 was not found: install git, or set ODOO_HOME to an Odoo 19.0 checkout")
    clone = target / "clone"
    run("git", "clone", "--quiet", "--depth", "1", "-b", "19.0", "https://github.com/odoo/odoo", clone)
    # A checkout keeps most add-ons beside the package; the package's own folder is where Odoo also looks.
    (clone / "odoo").rename(target / "odoo")
    (clone / "addons").rename(target / "addons")
    shutil.rmtree(clone)
