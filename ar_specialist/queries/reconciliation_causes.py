"""What is known of items and amounts of a customer beside the two lists of a reconciliation."""

from datetime import timedelta
from decimal import Decimal

from odoo.tools import SQL

from ..logic.reconciliation_causes import Known, Money
from ..logic.reconciliation_facts import APPLIED, UNAPPLIED, UNIDENTIFIED
from .cash_coins import coins

#: A payment that was applied explains a line of the customer's around the day, this long before and after it.
AROUND = timedelta(days=60)


def known_beside(env, company, customer, as_of, items, settled, amounts):
    """Return the :class:`Known` of a customer, a commercial partner.

    :param items: ids of our items that the customer does not have
    :param settled: ids of our items of which nothing is open
    :param amounts: amounts, positive, of the rows to explain
    """
    for model in ("account.partial.reconcile", "account.move.line", "account.move", "ar.remittance",
                  "ar.remittance.line", "ar.cash.payment", "ar.cash.allocation", "res.partner"):
        env[model].flush_model()
    return Known(
        dict(env.execute_query(_paid(items, as_of))), dict(env.execute_query(_announced(items))),
        dict(env.execute_query(_settled(settled))),
        tuple(_money(row) for row in env.execute_query(_payments(company, customer, as_of, items, amounts))))


def _paid(items, as_of):
    return SQL(
        """
        SELECT partial.debit_move_id, MIN(credit.date)
          FROM account_partial_reconcile partial
          JOIN account_move_line credit ON credit.id = partial.credit_move_id
          JOIN account_move move ON move.id = credit.move_id
         WHERE partial.debit_move_id = ANY(%s) AND partial.max_date > %s AND credit.date > %s
           AND (move.origin_payment_id IS NOT NULL OR move.statement_line_id IS NOT NULL)
         GROUP BY 1
        """, list(items), as_of, as_of)


def _announced(items):
    return SQL(
        """
        SELECT line.move_line_id, MIN(COALESCE(advice.date, advice.received_on))
          FROM ar_remittance_line line
          JOIN ar_remittance advice ON advice.id = line.remittance_id
         WHERE line.move_line_id = ANY(%s) AND advice.state = 'open'
         GROUP BY 1
        """, list(items))


def _settled(items):
    return SQL(
        """
        SELECT item.id, MAX(partial.max_date)
          FROM unnest(%s::int[]) item(id)
    CROSS JOIN LATERAL (SELECT max_date FROM account_partial_reconcile WHERE debit_move_id = item.id
                        UNION ALL
                        SELECT max_date FROM account_partial_reconcile WHERE credit_move_id = item.id) partial
         GROUP BY 1
        """, list(items))


def _payments(company, customer, as_of, items, amounts):
    """Return SQL of payments that wait and may be this customer's, and of what was applied around the day."""
    return SQL(
        """
        SELECT payment.id, payment.date, %(amount)s, currency.decimal_places, currency.name, payment.state,
               partner.id IS NOT NULL, COALESCE(payment.move_line_id, 0), ARRAY(
                   SELECT move_line_id FROM ar_cash_allocation
                    WHERE payment_id = payment.id AND move_line_id = ANY(%(items)s) ORDER BY move_line_id)
          FROM ar_cash_payment payment
          JOIN res_currency currency ON currency.id = payment.currency_id
     LEFT JOIN res_partner partner ON partner.id = payment.partner_id AND partner.commercial_partner_id = %(customer)s
         WHERE payment.company_id = %(company)s AND payment.amount > 0 AND (
               payment.state IN ('new', 'unidentified', 'check', 'ready', 'unapplied')
               AND (partner.id IS NOT NULL
                    OR (payment.partner_id IS NULL AND payment.amount = ANY(%(amounts)s::numeric[]))
                    OR EXISTS (SELECT FROM ar_cash_allocation
                                WHERE payment_id = payment.id AND move_line_id = ANY(%(items)s)))
               OR payment.state IN ('applied', 'on_account') AND partner.id IS NOT NULL
               AND payment.date BETWEEN %(first)s AND %(last)s)
        """,
        amount=coins(SQL("payment.amount"), SQL("currency.decimal_places")), items=list(items), customer=customer.id,
        company=company.id, amounts=list(amounts), first=as_of - AROUND, last=as_of + AROUND)


def _money(row):
    payment, day, amount, decimals, currency, state, is_known, credit, items = row
    known = APPLIED if state in ("applied", "on_account") else UNAPPLIED if is_known else UNIDENTIFIED
    return Money(
        payment, day, Decimal(amount).scaleb(-decimals), currency, known, credit, tuple(items))
