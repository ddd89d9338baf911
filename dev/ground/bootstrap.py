"""Start a command of `dev/` inside the project's environment; needs nothing but Python and its standard library."""

import os
import sys

from .layout import DEV
from .shell import GroundError


def start(name, *, with_odoo=True):
    """Replace this process by module `ground.<name>`, run by the environment's Python beside Odoo 19.0.

    :param with_odoo: False for what reads the source only and must not wait for Odoo to be fetched
    """
    from . import odoo_source, packages

    try:
        home = odoo_source.find_or_fetch() if with_odoo else None
        python = packages.python()
    except GroundError as error:
        sys.exit(f"{error}")
    except OSError as error:
        sys.exit(f"{error}\nAR_CACHE can name another folder for Odoo, the packages and the databases.")
    except KeyboardInterrupt:
        sys.exit(130)
    environment = dict(
        os.environ,
        AR_ODOO=str(home or ""),
        PYTHONPATH=os.pathsep.join([str(DEV), *([str(home)] if home else [])]),
        PATH=os.pathsep.join([str(python.parent), os.environ.get("PATH", os.defpath)]),
    )
    os.execve(python, [str(python), "-m", f"ground.{name}", *sys.argv[1:]], environment)
