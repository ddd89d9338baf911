# Run inside Odoo's shell by dev/run: load the named file, print the aging as a table and the follow-ups of today.
import os
import sys
from pathlib import Path

from odoo import fields
from odoo.addons.ar_specialist.demo.follow_ups import last_working_day
from odoo.exceptions import UserError


def tell(text, end="\n"):
    os.write(int(os.environ["AR_PROGRESS"]), (text + end).encode())


def company_of(path):
    """Return a company of its own for the file: its figures stay apart from the demo data."""
    name = f"Receivables of {path.name}"
    found = env["res.company"].search([("name", "=", name)], limit=1)  # noqa: F821
    if not found:
        found = env["res.company"].create({"name": name, "currency_id": env.ref("base.USD").id})  # noqa: F821
        env.user.company_ids |= found  # noqa: F821
        env.ref("base.user_admin").company_ids |= found  # noqa: F821
        env["account.chart.template"].try_loading("generic_coa", found, install_demo=False)  # noqa: F821
    return found


def load(path):
    """Import the file, a commit after each batch; return the company and the last day of the file."""
    company = company_of(path)
    imports = env["ar.receivables.import"].with_context(allowed_company_ids=company.ids)  # noqa: F821

    def progress(done, total):
        env.cr.commit()  # noqa: F821
        tell(f"\rimporting {path.name}: {done} of {total}", end="")

    record = imports._import_file(path.read_bytes(), path.name, progress=progress, company_id=company.id)
    env.cr.commit()  # noqa: F821
    tell("")
    print(f"{path.name}: {record.row_count} rows, {record.done_count} imported with {record.payment_count} payments, "
          f"{record.there_count} already there, {record.bad_count} with a fault")
    for fault in record.fault_ids.filtered(lambda fault: fault.code != "in_ledger")[:40]:
        print(f"  row {fault.row}, {fault.column}: {fault.cause}")
    return company, record._last_day()


company, last_day = env.company, fields.Date.context_today(env["res.users"])  # noqa: F821
if os.environ.get("AR_FILE"):
    try:
        company, last_day = load(Path(os.environ["AR_FILE"]))
    except UserError as error:
        sys.exit(str(error))
day = fields.Date.to_date(os.environ.get("AR_AS_OF")) or last_day
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


def follow_up():
    """Plan and execute the demo company's follow-ups, once a day as the scheduled action does; return the run.

    At the weekend, when the shipped policies remind nobody, the run of Friday is made instead.
    """
    runs = env["ar.run"].with_company(company)  # noqa: F821
    today = runs._today(company)
    day = last_working_day(today)
    made = [("company_id", "=", company.id), ("date", "=", day), ("state", "!=", "cancelled")]
    if day == today:
        runs._for_one_company(company)
    elif not runs.search_count(made):
        runs.plan(day, companies=company).execute()
    run = runs.search(made, limit=1, order="automatic DESC, id")
    env["ar.demo"]._keep_mails(run)  # noqa: F821
    env.cr.commit()  # noqa: F821
    if day != today:
        print(f"\n{today:%A}, {today}: the shipped policies work from Monday to Friday, so this is the run of Friday.")
    return run


def show_cash():
    """Print what came in by the demo's bank file and what is proposed for it."""
    payments = env["ar.cash.payment"].with_company(company)  # noqa: F821
    payments._collect(company)._propose()
    env.cr.commit()  # noqa: F821
    imported = env["ar.cash.import"].search([("company_id", "=", company.id)], limit=1)  # noqa: F821
    print(f"\nIncoming payments, {company.name}; bank file: {imported.name or 'none'}")
    names = dict(payments._fields["state"]._description_selection(env))  # noqa: F821
    counted = payments._read_group(
        [("company_id", "=", company.id)], ["state", "currency_id"], ["__count", "amount:sum", "amount_left:sum"])
    for state, currency, count, amount, left in counted:
        # What is done with has nothing left; of what waits, the screen adds up what is left.
        amount = left or amount
        print(f"  {names[state].lower():<16}{count:>4}  {amount:>13,.2f} {currency.name}")
    print("  See Receivables > Cash. Import a file yourself there: ar_specialist/tests/files has one of each format.")


def show_ledger_file():
    """Print where the customer's ledger of the demo is, to be reconciled; a copy of it goes to the clone's folder."""
    kept = env["ir.attachment"].search([  # noqa: F821
        ("res_model", "=", "ar.account"), ("name", "=like", "%_supplier_account.xlsx")], limit=1)
    if not kept:
        return
    account = env["ar.account"].browse(kept.res_id)  # noqa: F821
    print(f"\nA customer's ledger to reconcile: {kept.name}, sent by {account.partner_id.name}")
    if folder := os.environ.get("AR_FOLDER"):
        path = Path(folder) / kept.name
        path.write_bytes(kept.raw)
        print(f"  It lies with that customer's account, and here: {path}")
    print("  Receivables > Closing > Customer Reconciliations > Reconcile a Customer, that file.")


if not os.environ.get("AR_FILE"):
    run = follow_up()
    channels = f" ({run.channel_summary})" if run.channel_summary else ""
    amounts = f"{run.amount_sent:,.2f} {run.currency_id.name}"
    print(f"\nFollow-ups of {run.date}, {company.name}: run {run.id}, {run.state}")
    print(f"  sent      {run.sent_count:>4}  {amounts}{channels}; the demo has no mail server: its mails are cancelled")
    print(f"  approval  {run.approval_count:>4}")
    print(f"  held      {run.held_count:>4}  {run.held_summary or ''}")
    print(f"  failed    {run.failed_count:>4}")
    show_cash()
    show_ledger_file()
