"""Payments that somebody has registered and the bank has not yet confirmed: items on accounts of money on its way."""

from datetime import timedelta

from odoo.tools import SQL

from ..logic.cash_deposits import OnItsWay
from ..logic.cash_facts import Item
from .cash_coins import coins

#: A payment is registered so many days at most before the bank has it, and so many after.
BEFORE, AFTER = 60, 10
#: The latest so many of an account are looked at for sums.
MOST = 500


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


def on_their_way(env, ids):
    """Return {payment id: [:class:`OnItsWay`]}: the registered payments of which lines of statements may be the sum.

    They have the line's currency and journal and are about as old; of the latest :data:`MOST` on an account.
    """
    env["account.payment"].flush_model(["memo", "partner_type", "payment_method_line_id", "payment_reference"])
    env["account.account"].flush_model(["account_type", "reconcile"])
    env["ar.cash.payment"].flush_model(["amount_left", "date", "move_line_id", "statement_line_id"])
    rows = env.execute_query(SQL(
        """WITH asked AS (
               SELECT company_id, journal_id, currency_id, ARRAY_AGG(id) AS ids, MIN(date) AS first, MAX(date) AS last
                 FROM ar_cash_payment
                WHERE id = ANY(%(ids)s) AND statement_line_id IS NOT NULL AND move_line_id IS NULL AND amount_left > 0
             GROUP BY company_id, journal_id, currency_id)
           SELECT asked.ids, found.*
             FROM asked
             JOIN LATERAL (
               SELECT paid.payment_method_line_id, item.id, partner.commercial_partner_id, move.name, %(open)s,
                      item.currency_id, item.date, item.date AS due, COALESCE(paid.memo, ''),
                      COALESCE(paid.payment_reference, '')
                 FROM account_move_line item
                 JOIN account_move move ON move.id = item.move_id
                 JOIN account_payment paid ON paid.id = move.origin_payment_id AND paid.partner_type = 'customer'
                 JOIN res_currency currency ON currency.id = item.currency_id
                 JOIN res_partner partner ON partner.id = item.partner_id
                WHERE item.company_id = asked.company_id AND item.journal_id = asked.journal_id
                  AND item.currency_id = asked.currency_id AND item.amount_residual_currency > 0
                  AND item.parent_state = 'posted' AND item.reconciled IS NOT TRUE
                  AND item.date BETWEEN asked.first - %(before)s AND asked.last + %(after)s
                  AND item.account_id IN (SELECT id FROM account_account WHERE reconcile
                      AND account_type NOT IN ('asset_receivable', 'liability_payable'))
             ORDER BY item.date DESC, item.id DESC LIMIT %(most)s) found ON TRUE""",
        open=coins(SQL("item.amount_residual_currency"), SQL("currency.decimal_places")), ids=list(ids),
        before=BEFORE, after=AFTER, most=MOST))
    days = dict(env.execute_query(SQL("SELECT id, date FROM ar_cash_payment WHERE id = ANY(%s)", list(ids))))
    found = {}
    for payments, method, *facts in rows:
        one = OnItsWay(Item(*facts), method)
        for payment in payments:
            if days[payment] - timedelta(BEFORE) <= one.item.date <= days[payment] + timedelta(AFTER):
                found.setdefault(payment, []).append(one)
    return found
