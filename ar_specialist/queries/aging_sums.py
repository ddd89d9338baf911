"""Open amounts summed by key and period, in one statement."""

from dataclasses import dataclass

from odoo.tools import SQL

from .open_items import DATES, movements

# How each grouping finds its key. `carried` goes along with every movement, `joins` and `key` turn the sums by
# what was carried into sums by the key: a join after summing touches thousands of rows instead of millions.

@dataclass(frozen=True)
class Grouping:
    """`model` the key is a record of; the rest as SQL."""

    model: str
    carried: SQL
    key: SQL
    joins: SQL = SQL()
    line_joins: SQL = SQL()


GROUPINGS = {
    "partner": Grouping(
        "res.partner", SQL("account_move_line.partner_id"), SQL("partner.commercial_partner_id"),
        SQL("LEFT JOIN res_partner partner ON partner.id = summed.key"),
    ),
    "item": Grouping("account.move.line", SQL("account_move_line.id"), SQL("summed.key")),
    "company": Grouping("res.company", SQL("account_move_line.company_id"), SQL("summed.key")),
    "salesperson": Grouping(
        "res.users", SQL("account_move_line.move_id"), SQL("COALESCE(move.invoice_user_id, customer.user_id)"),
        SQL(
            "LEFT JOIN account_move move ON move.id = summed.key"
            " LEFT JOIN res_partner customer ON customer.id = move.commercial_partner_id"
        ),
    ),
}


def aging_sums(env, scope, periods, grouping, *, basis, age_on, document_currency, credits_apart, route):
    """Return rows (key, currency id, credits, amount per period…[, credits apart]) that are not all zero.

    :param grouping: a :class:`Grouping`
    :param credits_apart: credit items get a last column of their own instead of standing in their period
    """
    env["res.partner"].flush_model(["commercial_partner_id", "user_id"])
    env["account.move"].flush_model(["commercial_partner_id", "invoice_user_id"])
    amount = SQL("amount_currency") if document_currency else SQL("amount")
    currency = "currency_id" if document_currency else "company_id"
    columns = {
        "key": grouping.carried,
        "owner": SQL.identifier("account_move_line", currency),
        "credit": SQL("(account_move_line.balance < 0)"),
        "period": SQL(
            "width_bucket(%s - %s, %s)", age_on, DATES[basis], SQL("ARRAY[%s]", SQL(", ").join(
                SQL("%s", start) for start in periods.starts)),
        ),
    }
    kept = SQL(" AND NOT credit") if credits_apart else SQL()
    sums = [
        SQL("COALESCE(SUM(%s) FILTER (WHERE period = %s%s), 0)", amount, number, kept)
        for number in range(len(periods))
    ]
    credit_sum = SQL("COALESCE(SUM(%s) FILTER (WHERE credit), 0)", amount)
    sums = [credit_sum, *sums, *([credit_sum] if credits_apart else [])]
    names = [SQL.identifier(f"s{number}") for number in range(len(sums))]
    return env.execute_query(SQL(
        "SELECT %(group_key)s AS key, summed.owner, %(outer)s"
        " FROM (SELECT key, owner, %(inner)s FROM (%(movements)s) movement GROUP BY key, owner) summed %(joins)s"
        " GROUP BY 1, 2 HAVING %(some)s",
        group_key=grouping.key,
        outer=SQL(", ").join(SQL("SUM(%s)", name) for name in names),
        inner=SQL(", ").join(SQL("%s AS %s", total, name) for total, name in zip(sums, names, strict=True)),
        movements=movements(env, scope, columns, route),
        joins=grouping.joins,
        some=SQL(" OR ").join(SQL("SUM(%s) <> 0", name) for name in names),
    ))
