"""Documents that have a number with one of some keys: a first sieve by an index, that lets through a few others."""

from odoo.tools import SQL

from ..logic.cash_lookup import figures

#: What payers may call a document by.
COLUMNS = ("name", "ref", "invoice_origin", "payment_reference")


def figures_of_numbers():
    """Return SQL text for the figures but noughts of each number of a document, as an array.

    As :func:`..logic.cash_lookup.figures` of its plain text, which has the figures of other scripts as these.
    """
    each = (f"regexp_replace(normalize({column}, NFKD), '[^1-9]', '', 'g')" for column in COLUMNS)
    return f"(ARRAY[{', '.join(each)}])"


def may_have(env, keys):
    """Return the ids of posted documents that may have a number of which a key is among `keys`.

    However a number is written, its keys have its figures in their order, but for noughts.
    """
    wanted = sorted({figures(key) for key in keys} - {""})
    env["account.move"].flush_model([*COLUMNS, "state"])
    # One by one: of many at once PostgreSQL believes that they are most of the table, and reads all of it.
    rows = env.execute_query(SQL(
        "SELECT DISTINCT move.id FROM unnest(%s::text[]) wanted(figures) CROSS JOIN LATERAL (SELECT id"
        " FROM account_move WHERE state = 'posted' AND " + figures_of_numbers() + " @> ARRAY[wanted.figures]) move",
        wanted))
    return [row[0] for row in rows]


def shape_of(column):
    """Return SQL for a number that has the shape of the one in `column`, the same for all of one series."""
    return SQL("translate(%s, '123456789', '000000000')", column)
