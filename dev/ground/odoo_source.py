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
        if not _inside(home):
            _fetch(home)
        return _checked(_inside(home) or home)


def _inside(home):
    """Return where in the fetched tree the `odoo` package lies: at the top of a clone, deeper in Debian's package."""
    places = [home, home / "usr/lib/python3/dist-packages"]
    return next((place for place in places if (place / "odoo" / "release.py").exists()), None)


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
    """Fetch into a folder beside `home`, so that what was cut off is never taken for whole."""
    making = home.with_name(f"{home.name}.part")
    failures = []
    for fetch in (_fetch_from_debian, _fetch_from_git):
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True)
        try:
            fetch(making)
        except GroundError as error:
            failures.append(str(error))
            continue
        shutil.rmtree(home, ignore_errors=True)
        making.rename(home)
        return
    shutil.rmtree(making, ignore_errors=True)
    causes = "\n\n".join(failures)
    raise GroundError(
        f"Odoo 19.0 could not be fetched.\n{causes}\n\n"
        "Connect to the network and start again, or set ODOO_HOME to a folder with an Odoo 19.0 (odoo/release.py).")


def _fetch_from_debian(target):
    for program in ("apt-get", "dpkg"):
        if not shutil.which(program):
            raise GroundError(f"Debian's package can't be fetched: there is no {program}.")
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
        uri, codename, *_rest = [*line.split(), ""]
        if uri.rstrip("/").endswith("/debian") and "-" not in codename:
            return uri
    raise GroundError("Debian's package can't be fetched: apt knows no Debian mirror.")


def _fetch_from_git(target):
    say("fetching Odoo 19.0 (a shallow clone)")
    if not shutil.which("git"):
        raise GroundError("The public repository can't be cloned: there is no git.")
    clone = target / "clone"
    run("git", "clone", "--quiet", "--depth", "1", "-b", "19.0", "https://github.com/odoo/odoo", clone)
    # A checkout keeps most add-ons beside the package; the package's own folder is where Odoo also looks.
    (clone / "odoo").rename(target / "odoo")
    (clone / "addons").rename(target / "addons")
    shutil.rmtree(clone)
