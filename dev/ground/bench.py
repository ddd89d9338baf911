"""dev/bench WHAT [--invoices N]… [--customers N] [--open]: generated ledgers.

WHAT is one of aging, follow-up, roll-forward, statements, tie-out, worklist, cash, snapshot.
"""

import argparse
import os
import sys

from . import databases, odoo_process, server
from .benches import cash_matching
from .shell import GroundError, say

#: Ledgers by what is timed: (invoices, customers, whether they are paid as usual; else all of them are open).
SIZES = {
    "aging": ((10_000, 2_000, True), (100_000, 20_000, True), (1_000_000, 20_000, True)),
    "follow-up": ((10_000, 1_000, False), (100_000, 10_000, False), (100_000, 20_000, True)),
    "statements": ((1_000, 100, False), (10_000, 1_000, False)),
    "roll-forward": ((200_000, 20_000, True), (1_000_000, 20_000, True)),
    "tie-out": ((100_000, 20_000, True), (1_000_000, 20_000, True)),
    "worklist": ((100_000, 20_000, True), (40_000, 20_000, False)),
    "cash": ((100_000, 10_000, False),),
    "snapshot": ((100_000, 20_000, True), (1_000_000, 20_000, True)),
}


def main():
    parser = argparse.ArgumentParser(prog="dev/bench", description=__doc__)
    parser.add_argument("what", choices=[*SIZES])
    parser.add_argument(
        "--invoices", type=_count, action="append", metavar="N", help="size of a ledger; may be repeated")
    parser.add_argument("--customers", type=_count, metavar="N", help="a fifth of the invoices, 20,000 at the most")
    parser.add_argument("--open", action="store_true", help="nothing is ever paid")
    parser.add_argument("--keep", action="store_true", help="keep the databases for the next run")
    options = parser.parse_args()
    if options.what == "cash":
        cash_matching.main()
    try:
        for ledger in _sizes(options):
            _bench(options.what, ledger, options.keep)
    except GroundError as error:
        sys.exit(f"dev/bench: {error}")


def _count(text):
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text} is no number of at least 1")
    return int(text)


def _sizes(options):
    if not options.invoices:
        return SIZES[options.what]
    return [
        (size, options.customers or min(20_000, max(1, size // 5)), not options.open) for size in options.invoices]


def _bench(what, ledger, keep):
    invoices, customers, paid = ledger
    running = server.find_or_start()
    database = databases.own(f"bench_{what.replace('-', '_')}_{invoices}_{customers}{'' if paid else '_open'}")
    state = odoo_process.fingerprint()
    if databases.made_from(running, database) is None:
        databases.clone(running, odoo_process.template(running, demo=False), database)
    if databases.made_from(running, database) != state:
        log = odoo_process.log_file("bench-install")
        action = "-u" if databases.made_from(running, database) else "-i"
        odoo_process.call(
            running, [action, "ar_specialist", "--stop-after-init", "--max-cron-threads=0"], database, log)
    script = odoo_process.ROOT / "dev/ground/benches/in_odoo.py"
    environment = dict(
        os.environ, AR_BENCH=what, AR_INVOICES=str(invoices), AR_CUSTOMERS=str(customers), AR_PAID="1" if paid else "")
    say(f"{invoices} invoices of {customers} customers")
    print(odoo_process.shell(running, script, database, odoo_process.log_file("bench"), environment), flush=True)
    if keep:
        databases.stamp(running, database, state)
    else:
        databases.drop(running, database)


if __name__ == "__main__":
    main()
