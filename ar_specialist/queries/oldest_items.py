"""The oldest open item of each key, in one statement."""

from odoo.tools import SQL

from .open_items import DATES, movements


def oldest_items(env, scope, grouping, *, basis, document_currency, route):
    """Return rows (key, owner id, earliest reference date of the items with an amount to collect).

    The owner is the currency with `document_currency`, else the company. What customers have to their credit is
    not late, however old it is.
    """
    measure = "amount_currency" if document_currency else "amount"
    columns = {
        "item": SQL("account_move_line.id"),
        "key": grouping.carried,
        "owner": SQL.identifier("account_move_line", "currency_id" if document_currency else "company_id"),
        "reference": DATES[basis],
    }
    return env.execute_query(SQL(
        "SELECT %(group_key)s AS key, summed.owner, MIN(summed.reference)"
        " FROM (SELECT key, owner, reference FROM (%(movements)s) movement"
        "  GROUP BY item, key, owner, reference HAVING SUM(%(amount)s) > 0) summed %(joins)s"
        " GROUP BY 1, 2",
        group_key=grouping.key,
        movements=movements(env, scope, columns, route, [measure]),
        amount=SQL.identifier(measure),
        joins=grouping.joins,
    ))
