"""dev/odoo [--db NAME] ARGS…: Odoo's own command line on this clone's database.

    dev/odoo shell
    dev/odoo -u ar_specialist --stop-after-init
    dev/odoo --db other -i ar_specialist --stop-after-init
"""

import os
import sys

from . import databases, odoo_process, server
from .shell import GroundError


def main(arguments):
    if arguments[:1] == ["--db"]:
        if len(arguments) < 2:
            sys.exit("dev/odoo: --db wants the name of a database")
        database, words = arguments[1], arguments[2:]
    else:
        database, words = databases.own("run"), arguments
    if not words or words[0] in ("-h", "--help"):
        print(__doc__)
        words = words and ["server", *words]
    if not words:
        return
    try:
        command = odoo_process.command(server.find_or_start(), words, database)
    except GroundError as error:
        sys.exit(str(error))
    os.execv(command[0], command)


if __name__ == "__main__":
    main(sys.argv[1:])
