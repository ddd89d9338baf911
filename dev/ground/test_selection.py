"""Which test files a command line names, and in which tier each runs."""

from pathlib import Path

from .layout import TESTS
from .shell import GroundError


def parse(arguments):
    """Return (test files, other pytest arguments); a file may carry ::Class::test, a folder stands for its tests.

    :raise GroundError: for a test file that is not there
    """
    paths, options = [], []
    for before, word in zip(["", *arguments], arguments, strict=False):
        name, _, rest = word.partition("::")
        if word.startswith("-") or not _names_file(name, rest, before):
            options.append(word)
            continue
        found = _find(name)
        paths += sorted(found.rglob("test_*.py")) if found.is_dir() else [f"{found}::{rest}" if rest else found]
    return [str(path) for path in paths], options


def _names_file(name, rest, before):
    # What follows an option such as -k is its value, even where a folder has the same name.
    return name.endswith(".py") or rest or "/" in name or (not before.startswith("-") and Path(name).is_dir())


def _find(name):
    for place in (Path(name), TESTS / name):
        if place.exists():
            return place.resolve()
    raise GroundError(f"there is no test file {name}")


def by_tier(paths):
    """Return the logic tests and the others; with no paths, all of both."""
    tiers = [], []
    for path in paths or map(str, sorted(TESTS.glob("test_*.py"))):
        name = Path(path.partition("::")[0]).name
        tiers[not name.startswith("test_logic_")].append(path)
    return tiers


def lanes(paths, count):
    """Return `count` lists of about as many tests each; rooms of files that lie side by side are shared out."""
    return [lane for lane in (paths[start::count] for start in range(count)) if lane]
