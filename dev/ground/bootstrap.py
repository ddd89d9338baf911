"""Start a command of `dev/` inside the project's environment; needs nothing but Python and its standard library."""

import os
import sys

from .layout import DEV
from .shell import GroundError


def start(name):
    """Replace this process by module `ground.<name>`, run by the environment's Python beside Odoo 19.0."""
    from . import odoo_source, packages

    try:
        home = odoo_source.find_or_fetch()
        python = packages.python()
    except GroundError as error:
        sys.exit(f"{error}")
    environment = dict(
        os.environ,
        AR_ODOO=str(home),
        PYTHONPATH=os.pathsep.join([str(DEV), str(home)]),
        PATH=os.pathsep.join([str(python.parent), os.environ.get("PATH", os.defpath)]),
    )
    os.execve(python, [str(python), "-m", f"ground.{name}", *sys.argv[1:]], environment)
