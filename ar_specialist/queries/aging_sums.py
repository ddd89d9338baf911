"""Open amounts summed by key and period, in one statement."""

from dataclasses import dataclass

from odoo.tools import SQL

from .open_items import DATES, movements

# How each grouping finds its key: `carried` goes along with every movement, `joins` and `key` lead from it to the key.

@dataclass(frozen=True)
class Grouping:
    """`model` the key is a record of; the rest as SQL."""

    model: str
    carried: SQL
    key: SQL
    joins: SQL = SQL()


GROUPINGS = {
    "partner": Grouping(
        "res.partner", SQL("account_move_line.partner_id"), SQL("partner.commercial_partner_id"),
        SQL("LEFT JOIN res_partner partner ON partner.id = summed.key"),
    ),
    "item": Grouping("account.move.line", SQL("account_move_line.id"), SQL("summed.key")),
    "company": Grouping("res.company", SQL("account_move_line.company_id"), SQL("summed.key")),
    "stage": Grouping(
        "ar.stage", SQL("account_move_line.move_id"), SQL("move.ar_stage_id"),
        SQL("LEFT JOIN account_move move ON move.id = summed.key"),
    ),
    # Two companies may have two collectors for one customer: both stand in the key.
    "collector": Grouping(
        "res.users", SQL("ARRAY[account_move_line.partner_id, account_move_line.company_id]"),
        SQL("account.collector_id"),
        SQL(
            "LEFT JOIN res_partner partner ON partner.id = summed.key[1]"
            " LEFT JOIN ar_account account"
            " ON account.partner_id = partner.commercial_partner_id AND account.company_id = summed.key[2]"
        ),
    ),
    "salesperson": Grouping(
        "res.users", SQL("account_move_line.move_id"), SQL("COALESCE(move.invoice_user_id, customer.user_id)"),
        SQL(
            "LEFT JOIN account_move move ON move.id = summed.key"
            " LEFT JOIN res_partner customer ON customer.id = move.commercial_partner_id"
        ),
    ),
}


def aging_sums(env, scope, periods, grouping, *, basis, age_on, company_currencies, credits_apart, route):
    """Return rows (key, currency id, credits, amount per period…[, credits apart]) of keys with open items.

    None stands for what a key has nothing of.

    Items are joined to their keys and summed once: a sum per key first and then per group of keys would add twice as
    many numbers, which costs more than the join of every item saves.

    :param grouping: a :class:`Grouping`
    :param company_currencies: {company id: currency id} to sum in company currency; None for document currency
    :param credits_apart: credit items get a last column of their own instead of standing in their period
    """
    env["res.partner"].flush_model(["commercial_partner_id", "user_id"])
    env["account.move"].flush_model(["ar_stage_id", "commercial_partner_id", "invoice_user_id"])
    env["ar.account"].flush_model(["collector_id", "company_id", "partner_id"])
    shared, varying = _currency(company_currencies)
    columns = {
        "key": grouping.carried,
        **varying,
        "credit": SQL("(account_move_line.balance < 0)"),
        "period": SQL("width_bucket(%s - %s, %s)", age_on, DATES[basis], list(periods.starts)),
    }
    measure = "amount_currency" if company_currencies is None else "amount"
    sums = _sums(measure, len(periods), credits_apart)
    # OFFSET 0 keeps the period from being computed anew in each filter.
    return env.execute_query(SQL(
        "SELECT %(group_key)s, %(currency)s, %(sums)s FROM (%(movements)s OFFSET 0) summed %(joins)s"
        " GROUP BY 1, 2 HAVING %(some)s",
        group_key=grouping.key,
        currency=shared,
        sums=SQL(", ").join(SQL("%s::float8", total) for total in sums),
        movements=movements(env, scope, columns, route, [measure]),
        joins=grouping.joins,
        some=SQL(" OR ").join(SQL("%s <> 0", total) for total in sums),
    ))


def _currency(company_currencies):
    """Return SQL for the currency of a row, and what items must carry for it: nothing where all share one."""
    carried = SQL("summed.currency")
    if company_currencies is None:
        return carried, {"currency": SQL("account_move_line.currency_id")}
    if len(set(company_currencies.values())) == 1:
        return SQL("%s::int", next(iter(company_currencies.values()))), {}
    cases = SQL(" ").join(SQL("WHEN %s THEN %s", *pair) for pair in company_currencies.items())
    return carried, {"currency": SQL("CASE account_move_line.company_id %s END", cases)}


def _sums(amount, periods, credits_apart):
    """Return SQL for credits, then each period's sum, then credits again where they stand apart."""
    amount = SQL.identifier("summed", amount)
    credit = SQL("SUM(%s) FILTER (WHERE summed.credit)", amount)
    kept = SQL(" AND NOT summed.credit") if credits_apart else SQL()
    by_period = [
        SQL("SUM(%s) FILTER (WHERE summed.period = %s%s)", amount, number, kept) for number in range(periods)
    ]
    return [credit, *by_period, *([credit] if credits_apart else [])]
