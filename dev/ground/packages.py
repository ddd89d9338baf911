"""Make the virtual environment from the pinned lists; one per set of pins and Python, shared by clones."""

import hashlib
import shutil
import sys

from .layout import CACHE, REQUIREMENTS
from .shell import GroundError, one_at_a_time, run, say

SUPPORTED = [(3, 11), (3, 12), (3, 10)]


def python():
    """Return the interpreter of the environment, making it when it is missing."""
    base = _base_python()
    pins = "".join(path.read_text() for path in REQUIREMENTS)
    name = f"venv-{_version(base)}-{_fingerprint(pins)}"
    home = CACHE / name
    interpreter = home / "bin" / "python"
    with one_at_a_time(CACHE / "venv.lock"):
        # The interpreter it links to may have been removed with a system upgrade.
        if not (home / "complete").exists() or not interpreter.exists():
            _make(base, home)
    return interpreter


def _version(interpreter):
    return run(interpreter, "-c", "import sys; print('%d.%d' % sys.version_info[:2])").strip()


def _fingerprint(text):
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def _base_python():
    """Return a Python that the pinned wheels exist for: this one if it is, else the first found."""
    if sys.version_info[:2] in SUPPORTED:
        return sys.executable
    for major, minor in SUPPORTED:
        found = shutil.which(f"python{major}.{minor}")
        if found:
            return found
    raise GroundError("Python 3.10, 3.11 or 3.12 is needed: install one of them (Debian: python3 python3-venv)")


def _make(base, home):
    say("installing the Python packages")
    shutil.rmtree(home, ignore_errors=True)
    try:
        run(base, "-m", "venv", home)
    except GroundError as error:
        raise GroundError(f"{error}\nOn Debian, install python3-venv and start again.") from error
    pip = [home / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    for path in REQUIREMENTS:
        try:
            run(*pip, "-r", path)
        except GroundError as error:
            raise GroundError(f"{error}\n{path.name} could not be installed: is there a network?") from error
    (home / "complete").write_text("")
