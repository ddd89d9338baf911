"""Payments that somebody has registered and the bank has not yet confirmed: items on accounts of money on its way."""

from odoo.tools import SQL

from ..logic.cash_facts import Item
from .cash_coins import coins

#: A payment is registered so many days at most before the bank has it, and so many after.
BEFORE, AFTER = 60, 10


def registered(env, ids):
    """Return ([:class:`Item`], {payment id: ids of items}): what lines of statements among the payments may be.

    Each has the line's amount, currency and journal, and is about as old.
    """
    env["account.payment"].flush_model(["memo", "partner_type", "payment_reference"])
    env["account.account"].flush_model(["account_type", "reconcile"])
    rows = env.execute_query(SQL(
        """SELECT payment.id, item.id, partner.commercial_partner_id, move.name, %(open)s, item.currency_id, item.date,
                  item.date, COALESCE(paid.memo, ''), COALESCE(paid.payment_reference, '')
             FROM ar_cash_payment payment
             JOIN account_move_line item ON item.company_id = payment.company_id
              AND item.journal_id = payment.journal_id AND item.currency_id = payment.currency_id
              AND item.amount_residual_currency = payment.amount_left AND item.parent_state = 'posted'
              AND item.reconciled IS NOT TRUE
              AND item.date BETWEEN payment.date - %(before)s AND payment.date + %(after)s
             JOIN account_move move ON move.id = item.move_id
             JOIN account_payment paid ON paid.id = move.origin_payment_id AND paid.partner_type = 'customer'
             JOIN res_currency currency ON currency.id = item.currency_id
             JOIN res_partner partner ON partner.id = item.partner_id
            WHERE payment.id = ANY(%(ids)s) AND payment.statement_line_id IS NOT NULL AND payment.move_line_id IS NULL
              AND item.account_id IN (SELECT id FROM account_account WHERE reconcile
                  AND account_type NOT IN ('asset_receivable', 'liability_payable'))
         ORDER BY payment.id, item.id""",
        open=coins(SQL("item.amount_residual_currency"), SQL("currency.decimal_places")), ids=list(ids),
        before=BEFORE, after=AFTER))
    items, candidates = {}, {}
    for payment, item, *facts in rows:
        candidates.setdefault(payment, []).append(item)
        items[item] = Item(item, *facts)
    return list(items.values()), candidates
