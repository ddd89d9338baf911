"""Today's open receivable items as a table: one row per item, with its age.

Two parts. Items with a residual come straight from the partial index of open items, less what a later or unposted
entry took from them; items without one are only those that such an entry closed. Conditions on any column reach
both parts, because nothing is summed on the way but those few corrections.
"""

from odoo.tools import SQL

from .open_items import DATES, residual_corrections

# Joined on unique keys and by LEFT JOIN: PostgreSQL leaves out the tables of columns that nobody asks for.
JOINS = SQL(
    " LEFT JOIN account_move move ON move.id = account_move_line.move_id"
    " LEFT JOIN res_partner partner ON partner.id = account_move_line.partner_id"
    " LEFT JOIN res_partner customer ON customer.id = partner.commercial_partner_id"
)
HAS_RESIDUAL = SQL("(account_move_line.amount_residual <> 0 OR account_move_line.amount_residual_currency <> 0)")


def open_item_table(env, scope, buckets, periods):
    """Return the SELECT behind `ar.open.item` for the day `scope.as_of`.

    :param buckets: ids of the bucket records, one per period of `periods`; none when there is no bucket set
    """
    columns = SQL(", ").join(
        SQL("%s AS %s", expression, SQL.identifier(name)) for name, expression in _columns(scope.as_of).items()
    )
    starts = SQL("ARRAY[%s]", SQL(", ").join(SQL("%s", start) for start in periods.starts))
    bucket = SQL(
        "(%s::int[])[width_bucket(days_late, %s) + 1]", list(buckets), starts,
    ) if buckets else SQL("NULL::int")
    parts = [
        _part(env, scope, columns, "LEFT JOIN", HAS_RESIDUAL),
        _part(env, scope, columns, "JOIN", SQL("NOT %s", HAS_RESIDUAL)),
    ]
    return SQL(
        "SELECT item.*, %(bucket)s AS bucket_id, days_late > 0 AS is_overdue FROM (%(parts)s) item"
        " WHERE amount_open <> 0 OR amount_open_currency <> 0",
        bucket=bucket, parts=SQL(" UNION ALL ").join(parts),
    )


def _part(env, scope, columns, join, condition):
    """Return the items under `condition`, each with its correction; without one only when `join` is a left one."""
    query = env["account.move.line"].with_context(active_test=False)._search(
        scope.line_domain(), bypass_access=False)
    corrections = residual_corrections(env, scope, {"id": SQL("account_move_line.id")})
    query.add_join(
        join, "correction",
        SQL(
            "(SELECT id, SUM(amount) AS amount, SUM(amount_currency) AS amount_currency"
            " FROM (%s) movement GROUP BY id)", corrections,
        ),
        SQL("correction.id = account_move_line.id"),
    )
    query.add_where(condition)
    return SQL("SELECT %s FROM %s%s WHERE %s", columns, query.from_clause, JOINS, query.where_clause)


def _columns(today):
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
        "amount_open": SQL("account_move_line.amount_residual + COALESCE(correction.amount, 0)"),
        "amount_open_currency": SQL(
            "account_move_line.amount_residual_currency + COALESCE(correction.amount_currency, 0)"),
    }
