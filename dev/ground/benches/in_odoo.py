# Run inside Odoo's shell by dev/bench: make the ledger when it is missing, time, print tables.
import os
import sys
import time

from ground.benches import (
    aging,
    cash_applying,
    cash_proposing,
    files,
    follow_up,
    ledger,
    lists,
    posting,
    roll_forward,
    screen,
    snapshot,
    statements,
    tie_out,
    worklist,
)
from ground.benches.table import markdown

invoices, customers = int(os.environ["AR_INVOICES"]), int(os.environ["AR_CUSTOMERS"])
if not env["account.move"].search_count([], limit=1):  # noqa: F821
    start = time.perf_counter()
    ledger.make(env, invoices, customers, bool(os.environ["AR_PAID"]))  # noqa: F821
    print(f"generated in {time.perf_counter() - start:.0f} s", file=sys.stderr)
paid = bool(os.environ["AR_PAID"])
print(f"### {invoices:,} invoices of {customers:,} customers{'' if paid else ', all open'}\n")
BENCHES = {
    "aging": [
        ("Aging by customer", aging), ("One click on the screen", screen), ("Files", files),
        ("Posting and paying", posting),
    ],
    "follow-up": [("Follow-ups", follow_up)],
    "statements": [("Statements", statements)],
    "cash": [("Proposals for payments", cash_proposing), ("Applying payments", cash_applying)],
    "snapshot": [("Snapshots", snapshot)],
    "roll-forward": [("Roll-forward", roll_forward)],
    "tie-out": [("Tie-out", tie_out)],
    "worklist": [("Worklist", worklist), ("Lists and board", lists)],
}
for title, bench in BENCHES[os.environ["AR_BENCH"]]:
    print(f"{title}\n\n{markdown(bench.run(env))}\n", flush=True)  # noqa: F821
