"""The open receivable items of a day by account, and those among them that want a look."""

from collections import defaultdict

from odoo.tools import SQL

from ..logic.tie_out import CUSTOMER_DOCUMENTS, Place, Sums
from .open_items import movements

#: A vendor or employee whom the company never billed. Odoo's rank of a customer says less: any entry on a receivable
#: account raises it.
NO_CUSTOMER = SQL(
    "(COALESCE(customer.supplier_rank, 0) > 0 OR COALESCE(customer.employee, FALSE)) AND NOT EXISTS ("
    "SELECT 1 FROM res_partner member JOIN account_move document ON document.partner_id = member.id"
    " WHERE member.commercial_partner_id = customer.id AND document.company_id = item.company_id"
    " AND document.state = 'posted' AND document.move_type IN %s)", CUSTOMER_DOCUMENTS)
CUSTOMERS = "customers"
CARRIED = ("id", "partner_id", "company_id", "account_id", "currency_id", "journal_id", "move_id")
EXCHANGE_ENTRY = SQL("COALESCE(item.journal_id = company.currency_exchange_journal_id, FALSE)")

#: Each a condition on one open item; the first says what the sub-ledger of the customers is made of.
CONDITIONS = {
    CUSTOMERS: SQL("customer.id IS NOT NULL AND NOT (%s)", NO_CUSTOMER),
    "without_partner": SQL("customer.id IS NULL"),
    "not_customer": SQL("customer.id IS NOT NULL AND %s", NO_CUSTOMER),
    "manual_entries": SQL(
        "journal.type = 'general' AND NOT %s AND EXISTS ("
        "SELECT 1 FROM account_move move WHERE move.id = item.move_id AND move.move_type = 'entry'"
        " AND move.tax_cash_basis_rec_id IS NULL AND move.origin_payment_id IS NULL)", EXCHANGE_ENTRY),
    "exchange": SQL("(%s OR (item.amount_currency = 0 AND item.amount <> 0))", EXCHANGE_ENTRY),
    "negative_residue": SQL(
        "(item.amount * item.balance_sign < 0 OR item.amount_currency * item.currency_sign < 0)"),
    "zero_residue": SQL("customer.id IS NOT NULL AND item.count_alike > 1 AND item.total_alike = 0"),
    "credit_balances": SQL("customer.id IS NOT NULL AND item.total < 0"),
    "archived_partners": SQL("NOT COALESCE(partner.active AND customer.active, TRUE)"),
    "archived_accounts": SQL("NOT COALESCE(account.active, TRUE)"),
}


def open_sums(env, scope, route):
    """Return {condition: {place: :class:`Sums`}} of the open items of the day, all conditions in one statement."""
    conditions = SQL(", ").join(SQL("(%s, %s)", code, condition) for code, condition in CONDITIONS.items())
    found = defaultdict(dict)
    for code, company, account, currency, *sums in env.execute_query(SQL(
        """
        %(items)s
        SELECT cause.code, item.company_id, item.account_id, item.currency_id, COUNT(*),
               SUM(item.amount), SUM(item.amount_currency)
          %(joins)s
         CROSS JOIN LATERAL (VALUES %(conditions)s) cause(code, holds)
         WHERE cause.holds
         GROUP BY 1, 2, 3, 4
        """,
        items=_items(env, scope, route), joins=_joins(env), conditions=conditions,
    )):
        found[code][Place(company, account, currency)] = Sums(*sums)
    return found


def open_ids(env, scope, route, code):
    """Return SQL for the ids of the open items of which condition `code` is true."""
    return SQL(
        "%s SELECT item.id %s WHERE %s",
        _items(env, scope, route), _joins(env), CONDITIONS[code])


def _items(env, scope, route):
    """Return the WITH clause of what is open: each item with the sums of those of its customer.

    `total` is all the customer owes the company, `total_alike` in the account and currency of the item.
    """
    # All that the conditions ask of an item goes along: finding each item again would take most of the time.
    columns = {name: SQL.identifier("account_move_line", name) for name in CARRIED}
    columns["balance_sign"] = SQL("SIGN(account_move_line.balance)::int")
    columns["currency_sign"] = SQL("SIGN(account_move_line.amount_currency)::int")
    env["res.partner"].flush_model(["commercial_partner_id"])
    return SQL(
        """
        WITH open_item AS MATERIALIZED (
            SELECT summed.*, COALESCE(partner.commercial_partner_id, 0) AS customer_id
              FROM (SELECT %(carried)s, SUM(amount) AS amount, SUM(amount_currency) AS amount_currency
                      FROM (%(movements)s) movement
                     GROUP BY %(carried)s
                    HAVING SUM(amount) <> 0 OR SUM(amount_currency) <> 0) summed
              LEFT JOIN res_partner partner ON partner.id = summed.partner_id
        ), owing AS MATERIALIZED (
            SELECT customer_id, company_id, account_id, currency_id, COUNT(*) AS count_alike,
                   SUM(amount_currency) AS total_alike,
                   SUM(SUM(amount)) OVER (PARTITION BY customer_id, company_id) AS total
              FROM open_item
             GROUP BY customer_id, company_id, account_id, currency_id
        )
        """,
        carried=SQL(", ").join(map(SQL.identifier, columns)), movements=movements(env, scope, columns, route),
    )


def _joins(env):
    for model, names in {
        "res.partner": ["active", "commercial_partner_id", "employee", "supplier_rank"],
        "account.account": ["active"], "account.journal": ["type"], "account.move.line": ["journal_id"],
        "account.move": [
            "company_id", "move_type", "origin_payment_id", "partner_id", "state",
            "tax_cash_basis_rec_id"],
        "res.company": ["currency_exchange_journal_id"],
    }.items():
        env[model].flush_model(names)
    return SQL(
        """
          FROM (SELECT open_item.*, owing.total, owing.total_alike, owing.count_alike
                  FROM open_item
                  JOIN owing USING (customer_id, company_id, account_id, currency_id)) item
          JOIN account_journal journal ON journal.id = item.journal_id
          JOIN account_account account ON account.id = item.account_id
          JOIN res_company company ON company.id = item.company_id
          LEFT JOIN res_partner partner ON partner.id = item.partner_id
          LEFT JOIN res_partner customer ON customer.id = item.customer_id
        """)
