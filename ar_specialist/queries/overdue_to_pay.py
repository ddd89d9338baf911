"""Items of a customer that may be paid online, by currency."""

from collections import defaultdict

#: Documents that Odoo's payment page takes.
PAYABLE = ("out_invoice", "out_receipt")


def overdue_to_pay(env, company, customer, today):
    """Return {currency: overdue receivable items of invoices}, those of all contacts of `customer` in `company`.

    Overdue goes by the item: of an invoice in instalments only what is due counts.
    """
    return _to_pay(env, company, customer, [("date_maturity", "<", today)])


def chosen_to_pay(env, company, customer, items):
    """Return as :func:`overdue_to_pay` does those of `items` (ids) that are the customer's, due or not."""
    return _to_pay(env, company, customer, [("id", "in", items)])


def _to_pay(env, company, customer, domain):
    items = env["account.move.line"].search([
        ("company_id", "=", company.id), ("partner_id.commercial_partner_id", "=", customer.id),
        ("parent_state", "=", "posted"), ("reconciled", "=", False), ("amount_residual", ">", 0),
        ("account_id.account_type", "=", "asset_receivable"), ("move_id.move_type", "in", PAYABLE), *domain,
    ], order="date_maturity, id")
    found = defaultdict(env["account.move.line"].browse)
    for item in items:
        found[item.currency_id] |= item
    return found
