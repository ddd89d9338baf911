"""dev/translations [--check]: write the template of all texts to translate, ar_specialist/i18n/ar_specialist.pot.

    --check    write nothing; fail when the template is not that of the code
"""

import difflib
import re
import sys

from . import odoo_process, server
from .layout import ADDON, ROOT, own_folder
from .shell import GroundError, one_at_a_time
from .test_database import installed

TEMPLATE = ADDON / "i18n" / f"{ADDON.name}.pot"
#: Lines of the head that change with every export.
DATES = re.compile(r'^"(POT-Creation|PO-Revision)-Date: .*\n', re.MULTILINE)


def main(arguments):
    if set(arguments) - {"--check"}:
        print(__doc__)
        return 0 if set(arguments) <= {"-h", "--help"} else 2
    try:
        current = _exported()
    except GroundError as error:
        sys.exit(f"dev/translations: {error}")
    if "--check" in arguments:
        return _compare(current)
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_text(current)
    print(f"{TEMPLATE.relative_to(ROOT)}: {current.count('msgid ') - 1} texts")
    return 0


def _exported():
    """Return the template of the add-on as installed now, without dates."""
    running = server.find_or_start()
    file = own_folder() / "export.pot"
    with one_at_a_time(own_folder() / "test.lock", "a test run that prepares its database"):
        arguments = ["i18n", "export", "-l", "pot", "-o", str(file), "--", ADDON.name]
        odoo_process.call(running, arguments, installed(running), odoo_process.log_file("translations"))
    return DATES.sub("", file.read_text())


def _compare(current):
    committed = TEMPLATE.read_text() if TEMPLATE.exists() else ""
    if committed == current:
        print("dev/translations: current")
        return 0
    changes = difflib.unified_diff(committed.splitlines(), current.splitlines(), "committed", "now", n=1, lineterm="")
    print(*list(changes)[:40], sep="\n")
    print("dev/translations: the template is out of date: run dev/translations and commit it", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
