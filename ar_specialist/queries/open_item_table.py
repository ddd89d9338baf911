"""Today's open receivable items as a table: one row per item, with its age.

Two parts. Most items are open by their residual, which the partial index of open items answers by itself. The few
that a later or an unposted entry touched are apart: their residual is corrected, down to nothing or up from it.
Conditions on any column reach both parts, because nothing is summed on the way but those few corrections.
"""

from odoo.tools import SQL

from .open_item_follow_up import follow_up_columns
from .open_items import DATES, residual_corrections

# Joined on unique keys and by LEFT JOIN: PostgreSQL leaves out the tables of columns that nobody asks for.
JOINS = SQL(
    " LEFT JOIN account_move move ON move.id = account_move_line.move_id"
    " LEFT JOIN res_partner partner ON partner.id = account_move_line.partner_id"
    " LEFT JOIN res_partner customer ON customer.id = partner.commercial_partner_id"
)
NO_JOIN = SQL()
HAS_RESIDUAL = SQL("(account_move_line.amount_residual <> 0 OR account_move_line.amount_residual_currency <> 0)")


def open_item_table(env, scope, buckets, periods):
    """Return the SELECT behind `ar.open.item` for the day `scope.as_of`.

    :param buckets: ids of the bucket records, one per period of `periods`; none when there is no bucket set
    """
    starts = SQL("ARRAY[%s]", SQL(", ").join(SQL("%s", start) for start in periods.starts))
    bucket = SQL(
        "(%s::int[])[width_bucket(days_late, %s) + 1]", list(buckets), starts,
    ) if buckets else SQL("NULL::int")
    return SQL(
        "SELECT item.*, %(bucket)s AS bucket_id, days_late > 0 AS is_overdue FROM (%(parts)s) item",
        bucket=bucket, parts=SQL(" UNION ALL ").join(_parts(env, scope)),
    )


def _parts(env, scope):
    """Return the SELECTs whose union are the items; the corrected ones only when there is any, to spare planning."""
    corrections = residual_corrections(env, scope, {"id": SQL("account_move_line.id")})
    if not env.execute_query(SQL("%s LIMIT 1", corrections)):
        return [_items(env, scope, HAS_RESIDUAL, SQL("0"), SQL("0"))]
    summed = SQL(
        "(SELECT id, SUM(amount) AS amount, SUM(amount_currency) AS amount_currency FROM (%s) movement GROUP BY id)",
        corrections,
    )
    return [
        _items(
            env, scope,
            SQL("%s AND account_move_line.id NOT IN (SELECT id FROM %s touched)", HAS_RESIDUAL, summed),
            SQL("0"), SQL("0"),
        ),
        _items(
            env, scope,
            SQL(
                "(account_move_line.amount_residual + correction.amount <> 0"
                " OR account_move_line.amount_residual_currency + correction.amount_currency <> 0)"),
            SQL("correction.amount"), SQL("correction.amount_currency"),
            SQL(" JOIN %s correction ON correction.id = account_move_line.id", summed),
        ),
    ]


def _items(env, scope, condition, correction, correction_currency, join=NO_JOIN):
    query = env["account.move.line"].with_context(active_test=False)._search(
        scope.line_domain(), bypass_access=False)
    columns = SQL(", ").join(
        SQL("%s AS %s", expression, SQL.identifier(name))
        for name, expression in {
            **_columns(scope.as_of, correction, correction_currency), **follow_up_columns(env, scope),
        }.items()
    )
    return SQL(
        "SELECT %s FROM %s%s%s WHERE %s AND %s",
        columns, query.from_clause, join, JOINS, query.where_clause, condition,
    )


def _columns(today, correction, correction_currency):
    line = {name: SQL.identifier("account_move_line", name) for name in (
        "id", "move_id", "move_name", "ref", "journal_id", "account_id", "company_id", "currency_id",
        "company_currency_id", "date", "invoice_date",
    )}
    move = {name: SQL.identifier("move", name) for name in (
        "move_type", "invoice_payment_term_id", "payment_reference",
    )}
    return {
        **line, **move,
        "move_line_id": SQL("account_move_line.id"),
        "commercial_partner_id": SQL("partner.commercial_partner_id"),
        # An entry's lines may be of several partners; a document's contact stands on the document.
        "partner_id": SQL(
            "CASE WHEN move.move_type = 'entry' THEN account_move_line.partner_id"
            " ELSE COALESCE(move.partner_id, account_move_line.partner_id) END"),
        "country_id": SQL("customer.country_id"),
        "salesperson_id": SQL("COALESCE(move.invoice_user_id, customer.user_id)"),
        "date_due": DATES["due"],
        "days_late": SQL("%s - %s", today, DATES["due"]),
        "amount_original": SQL("account_move_line.balance"),
        "amount_original_currency": SQL("account_move_line.amount_currency"),
        "amount_open": SQL("account_move_line.amount_residual + %s", correction),
        "amount_open_currency": SQL(
            "account_move_line.amount_residual_currency + %s", correction_currency),
    }
