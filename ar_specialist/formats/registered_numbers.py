"""Let python-stdnum find its own tables (IBAN, tax numbers), also where Odoo was there first.

Odoo patches stdnum while it is imported, by a loader that can't tell where a package's data lie; importing
`stdnum.iban` then fails with "orphan path". This module is imported before any other of the folder.
"""

from importlib.machinery import SourceFileLoader

import stdnum

if not hasattr(stdnum.__spec__.loader, "get_resource_reader"):
    stdnum.__spec__.loader = SourceFileLoader(stdnum.__name__, stdnum.__file__)
