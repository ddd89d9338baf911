"""What the items of disputes were reconciled with: credit note, write-off or payment."""

from odoo.tools import SQL

from ..logic.dispute_amounts import Settlement


def settlements_of(env, items, until=None):
    """Return {item id: [Settlement…]} of receivable items (`items`: ids) that are owed, in one query.

    A credit note is one for what is contested when it was made for a dispute, or is a reversal of this very invoice;
    one for something else that is matched with the item pays of it like money: it settles what is not contested
    first. A counterpart is a write-off when it was posted for a dispute, or when its entry carries an income or expense
    and no money; an exchange difference is none of the three.

    :param until: only what was reconciled up to this day
    """
    if not items:
        return {}
    env["account.partial.reconcile"].flush_model()
    env["account.move.line"].flush_model(["account_id", "move_id", "payment_id", "statement_line_id"])
    env["account.move"].flush_model(["move_type", "origin_payment_id", "reversed_entry_id"])
    env["ar.dispute"].flush_model(["move_ids"])
    rows = env.execute_query(SQL(
        """
        SELECT part.debit_move_id, part.id, %(kind)s, part.debit_amount_currency::float8,
               (SELECT made.dispute_id FROM ar_dispute_move_rel made WHERE made.move_id = move.id LIMIT 1)
          FROM account_partial_reconcile part
          JOIN account_move_line line ON line.id = part.credit_move_id
          JOIN account_move move ON move.id = line.move_id
          JOIN account_move_line item ON item.id = part.debit_move_id
         WHERE part.debit_move_id IN %(items)s AND %(dated)s
           AND NOT EXISTS (SELECT 1 FROM account_partial_reconcile other WHERE other.exchange_move_id = move.id)
         ORDER BY part.id
        """,
        kind=_KIND, items=tuple(items), dated=SQL("part.max_date <= %s", until) if until else SQL("TRUE"),
    ))
    found = {}
    for item, number, kind, amount, dispute in rows:
        found.setdefault(item, []).append(Settlement(number, kind, amount, dispute))
    return found


_KIND = SQL(
    """
    CASE WHEN move.move_type = 'out_refund' AND (move.reversed_entry_id = item.move_id OR EXISTS (
             SELECT 1 FROM ar_dispute_move_rel made WHERE made.move_id = move.id)) THEN 'credited'
         WHEN move.move_type <> 'entry' OR line.payment_id IS NOT NULL OR line.statement_line_id IS NOT NULL
              OR move.origin_payment_id IS NOT NULL THEN 'paid'
         WHEN EXISTS (SELECT 1 FROM ar_dispute_move_rel made WHERE made.move_id = move.id) THEN 'written_off'
         WHEN EXISTS (SELECT 1 FROM account_move_line side JOIN account_account account ON account.id = side.account_id
                       WHERE side.move_id = move.id AND account.account_type SIMILAR TO '(income|expense)%%')
              AND NOT EXISTS (
                  SELECT 1 FROM account_move_line side JOIN account_account account ON account.id = side.account_id
                   WHERE side.move_id = move.id AND account.account_type = 'asset_cash') THEN 'written_off'
         ELSE 'paid' END
    """
)
