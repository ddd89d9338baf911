"""Remittance advices that wait for their payment, and the payments that may be theirs."""

from datetime import timedelta

from odoo.tools import SQL

from ..logic.cash_advices import Advice, Received
from .cash_coins import coins

#: An advice that found no payment for so long finds it by hand only.
WAITS = timedelta(days=120)
#: A company's waiting advices beyond so many are looked through when those before them are done, the newest first.
MOST = 20_000
DECIMALS = SQL("currency.decimal_places")


def advices(env, company):
    """Return the :class:`Advice` s of a company that wait, the newest first."""
    env["ar.remittance"].flush_model()
    env["res.partner"].flush_model(["commercial_partner_id", "name"])
    env["res.partner.bank"].flush_model(["active", "partner_id", "sanitized_acc_number"])
    rows = env.execute_query(SQL(
        """
        SELECT advice.id, %(amount)s, currency_id, received_on, advice.date, COALESCE(reference, ''),
               ARRAY_REMOVE(ARRAY[payer, customer.name], NULL),
               ARRAY_REMOVE(payer_account || ARRAY(
                   SELECT sanitized_acc_number FROM res_partner_bank WHERE partner_id = customer.id AND active), NULL),
               customer.id, is_trusted IS TRUE
          FROM ar_remittance advice
          JOIN res_currency currency ON currency.id = advice.currency_id
     LEFT JOIN res_partner partner ON partner.id = advice.partner_id
     LEFT JOIN res_partner customer ON customer.id = partner.commercial_partner_id
         WHERE advice.company_id = %(company)s AND state = 'open' AND received_on >= %(since)s AND amount_total > 0
         ORDER BY received_on DESC, advice.id DESC
         LIMIT %(most)s
        """,
        amount=coins(SQL("advice.amount_total"), DECIMALS), company=company.id, since=company._ar_today() - WAITS,
        most=MOST))
    return [Advice(*row) for row in rows]


def payments(env, company, told):
    """Return the waiting payments of a company that have the amount or the reference of one of the advices `told`.

    Those that an advice is linked to already are not among them.
    """
    if not told:
        return []
    env["ar.cash.payment"].flush_model()
    rows = env.execute_query(SQL(
        """
        SELECT payment.id, %(amount)s, currency_id, date, bank_reference, structured_reference, text,
               COALESCE(payer_name, ''), COALESCE(payer_account, ''), partner_id
          FROM ar_cash_payment payment
          JOIN res_currency currency ON currency.id = payment.currency_id
         WHERE payment.company_id = %(company)s
           AND state IN ('new', 'unidentified', 'check', 'ready', 'unapplied') AND amount > 0
           AND (bank_reference = ANY(%(references)s) OR structured_reference = ANY(%(references)s) OR EXISTS (
               SELECT FROM ar_remittance advice
                WHERE advice.company_id = payment.company_id AND advice.state = 'open'
                  AND advice.currency_id = payment.currency_id AND advice.amount_total = payment.amount))
           AND NOT EXISTS (SELECT FROM ar_remittance known WHERE known.payment_id = payment.id)
        """,
        amount=coins(SQL("payment.amount"), DECIMALS), company=company.id,
        references=sorted({advice.reference for advice in told} - {""})))
    return [
        Received(key, amount, currency, day, tuple(filter(None, (bank, structured, text))), payer, account, customer)
        for key, amount, currency, day, bank, structured, text, payer, account, customer in rows
    ]
