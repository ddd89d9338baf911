"""The open receivable items of a day by account, and those among them that want a look."""

from collections import defaultdict

from odoo.tools import SQL

from ..logic.tie_out import CUSTOMER_DOCUMENTS, Place, Sums
from .open_items import movements

CUSTOMERS = "customers"
CARRIED = ("id", "partner_id", "company_id", "account_id", "currency_id", "journal_id", "move_id")
#: Each read once for all items: looking it up item by item would take most of the time.
STRANGER = SQL("(item.customer_id, item.company_id) IN (SELECT customer_id, company_id FROM stranger)")
NAMED = SQL("item.customer_id IS NOT NULL")
EXCHANGE_ENTRY = SQL(
    "(item.company_id, item.journal_id) IN ("
    "SELECT id, currency_exchange_journal_id FROM res_company WHERE currency_exchange_journal_id IS NOT NULL)")
ARCHIVED = SQL("SELECT id FROM res_partner WHERE active IS FALSE")

#: Each a condition on one open item; the first says what the sub-ledger of the customers is made of.
CONDITIONS = {
    CUSTOMERS: SQL("%s AND NOT %s", NAMED, STRANGER),
    "without_partner": SQL("NOT %s", NAMED),
    "not_customer": SQL("%s AND %s", NAMED, STRANGER),
    "manual_entries": SQL(
        "item.journal_id IN (SELECT id FROM account_journal WHERE type = 'general') AND NOT %s AND EXISTS ("
        "SELECT 1 FROM account_move move WHERE move.id = item.move_id AND move.move_type = 'entry'"
        " AND move.tax_cash_basis_rec_id IS NULL AND move.origin_payment_id IS NULL)", EXCHANGE_ENTRY),
    "exchange": SQL("(%s OR (item.amount_currency = 0 AND item.amount <> 0))", EXCHANGE_ENTRY),
    "negative_residue": SQL(
        "(item.amount * item.balance_sign < 0 OR item.amount_currency * item.currency_sign < 0)"),
    "zero_residue": SQL("%s AND item.count_alike > 1 AND item.total_alike = 0", NAMED),
    "credit_balances": SQL("%s AND item.total < 0", NAMED),
    "archived_partners": SQL("(item.partner_id IN (%s) OR item.customer_id IN (%s))", ARCHIVED, ARCHIVED),
    "archived_accounts": SQL("item.account_id IN (SELECT id FROM account_account WHERE active IS FALSE)"),
}


def open_sums(env, scope, route):
    """Return {condition: {place: :class:`Sums`}} of the open items of the day, all conditions in one statement."""
    # Items alike in all conditions first: a handful of sums, not a row for each item and condition.
    flags = {code: SQL.identifier(f"is_{code}") for code in CONDITIONS}
    found = defaultdict(dict)
    for code, company, account, currency, *sums in env.execute_query(SQL(
        """
        %(items)s
        SELECT cause.code, company_id, account_id, currency_id, SUM(count)::bigint, SUM(amount), SUM(amount_currency)
          FROM (SELECT company_id, account_id, currency_id, %(names)s, COUNT(*) AS count, SUM(amount) AS amount,
                       SUM(amount_currency) AS amount_currency
                  FROM (SELECT item.*, %(conditions)s FROM item) flagged
                 GROUP BY company_id, account_id, currency_id, %(names)s) alike
         CROSS JOIN LATERAL (VALUES %(pairs)s) cause(code, holds)
         WHERE cause.holds
         GROUP BY 1, 2, 3, 4
        """,
        items=_items(env, scope, route), names=SQL(", ").join(flags.values()),
        conditions=SQL(", ").join(
            SQL("(%s) AS %s", condition, flags[code]) for code, condition in CONDITIONS.items()),
        pairs=SQL(", ").join(SQL("(%s, %s)", code, flag) for code, flag in flags.items()),
    )):
        found[code][Place(company, account, currency)] = Sums(*sums)
    return found


def open_ids(env, scope, route, code):
    """Return SQL for the ids of the open items of which condition `code` is true."""
    return SQL("%s SELECT item.id FROM item WHERE %s", _items(env, scope, route), CONDITIONS[code])


def _items(env, scope, route):
    """Return the WITH clause of `item`: what is open, each item with the sums of those of its customer.

    `total` is all the customer owes the company, `total_alike` in the account and currency of the item. A `stranger`
    is a vendor or employee whom the company never billed. Odoo's rank of a customer says less: any entry on a
    receivable account raises it.
    """
    # All that the conditions ask of an item goes along: finding each item again would take most of the time.
    columns = {name: SQL.identifier("account_move_line", name) for name in CARRIED}
    columns["balance_sign"] = SQL("SIGN(account_move_line.balance)::int")
    columns["currency_sign"] = SQL("SIGN(account_move_line.amount_currency)::int")
    _flush(env)
    return SQL(
        """
        WITH open_item AS MATERIALIZED (
            SELECT summed.*, partner.commercial_partner_id AS customer_id
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
             WHERE customer_id IS NOT NULL
             GROUP BY customer_id, company_id, account_id, currency_id
        ), stranger AS MATERIALIZED (
            SELECT DISTINCT owing.customer_id, owing.company_id
              FROM owing
              JOIN res_partner customer ON customer.id = owing.customer_id
             WHERE (customer.supplier_rank > 0 OR customer.employee) AND NOT EXISTS (
                   SELECT 1 FROM res_partner member JOIN account_move document ON document.partner_id = member.id
                    WHERE member.commercial_partner_id = customer.id AND document.company_id = owing.company_id
                      AND document.state = 'posted' AND document.move_type IN %(documents)s)
        ), item AS (
            SELECT open_item.*, owing.total, owing.total_alike, owing.count_alike
              FROM open_item
              LEFT JOIN owing USING (customer_id, company_id, account_id, currency_id)
        )
        """,
        carried=SQL(", ").join(map(SQL.identifier, columns)), movements=movements(env, scope, columns, route),
        documents=CUSTOMER_DOCUMENTS,
    )


def _flush(env):
    """Write to the database what the conditions read."""
    for model, names in {
        "res.partner": ["active", "commercial_partner_id", "employee", "supplier_rank"],
        "account.account": ["active"], "account.journal": ["type"], "account.move.line": ["journal_id"],
        "account.move": [
            "company_id", "move_type", "origin_payment_id", "partner_id", "state", "tax_cash_basis_rec_id"],
        "res.company": ["currency_exchange_journal_id"],
    }.items():
        env[model].flush_model(names)
