# Run inside Odoo's shell by dev/bench: make the ledger when it is missing, time the aging, print a table.
import os
import sys
import time

from ground.benches import aging, ledger

invoices, customers = int(os.environ["AR_INVOICES"]), int(os.environ["AR_CUSTOMERS"])
if not env["account.move"].search_count([], limit=1):  # noqa: F821
    start = time.perf_counter()
    ledger.make(env, invoices, customers)  # noqa: F821
    print(f"generated in {time.perf_counter() - start:.0f} s", file=sys.stderr)
rows = aging.run(env)  # noqa: F821
print(" | ".join(f"{name:>10}" for name in rows[0]))
for row in rows:
    print(" | ".join(
        f"{'–' if value is None else format(value, '.3f') if isinstance(value, float) else value:>10}"
        for value in row.values()
    ))
