"""The figures of a customer account, summed over its open items."""

from odoo.tools import SQL

#: figure: SQL over the table of open items, grouped by customer and company. Not due, overdue and unapplied are parts
#: of what is open: each item is in one of them. What stands to a customer's credit is not late.
FIGURES = {
    "amount_open": SQL("SUM(ar_open_item.amount_open)"),
    "amount_not_due": SQL(
        "SUM(ar_open_item.amount_open) FILTER (WHERE ar_open_item.amount_open > 0 AND NOT ar_open_item.is_overdue)"),
    "amount_overdue": SQL(
        "SUM(ar_open_item.amount_open) FILTER (WHERE ar_open_item.amount_open > 0 AND ar_open_item.is_overdue)"),
    "amount_unapplied": SQL("SUM(ar_open_item.amount_open) FILTER (WHERE ar_open_item.amount_open < 0)"),
    "days_late": SQL(
        "MAX(ar_open_item.days_late) FILTER (WHERE ar_open_item.amount_open > 0 AND ar_open_item.is_overdue)"),
}
