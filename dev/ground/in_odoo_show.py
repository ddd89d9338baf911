# Run inside Odoo's shell by dev/run: load the named file, print the aging of the demo company as a table.
import os

from odoo import fields

day = fields.Date.to_date(os.environ.get("AR_AS_OF")) or fields.Date.context_today(env["res.users"])  # noqa: F821
company = env.company  # noqa: F821
report = env["ar.aging"].compute(day, companies=company)  # noqa: F821
rows = sorted(report.rows, key=lambda row: -row.total)
width = max([len("Customer"), *(len(row.key.display_name or "") for row in rows)]) if rows else 8
width = min(width, 36)


def line(name, amounts):
    return f"{name[:width]:<{width}} " + " ".join(f"{amount:>13}" for amount in amounts)


print(f"Aging of receivables as of {day}, {company.name}, {company.currency_id.name}")
print(line("Customer", [*report.labels, "Total"]))
for row in rows[:40]:
    print(line(row.key.display_name or "(no customer)", [f"{amount:,.2f}" for amount in [*row.amounts, row.total]]))
if len(rows) > 40:
    print(f"… and {len(rows) - 40} more customers")
print(line(f"Total ({len(rows)})", [f"{amount:,.2f}" for amount in [*report.totals, report.total]]))
