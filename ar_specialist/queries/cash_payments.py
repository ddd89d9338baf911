"""Incoming payments as :class:`..logic.cash_facts.Payment` s."""

from odoo.tools import SQL

from ..formats.payment_references import references
from ..logic.cash_facts import Payment
from .cash_coins import coins

FIELDS = [
    "amount_left", "charges", "currency_id", "customer_by", "date", "partner_id", "payer_account", "payer_name",
    "structured_reference", "text"]


def payments(env, ids, documents):
    """Return the :class:`Payment` s with these ids, for what of them is not applied yet.

    :param documents: {payment id: tuple of :class:`..logic.cash_facts.Document`}, what remittance advices say
    """
    env["ar.cash.payment"].flush_model(FIELDS)
    decimals = SQL("currency.decimal_places")
    rows = env.execute_query(SQL(
        """SELECT payment.id, %s, payment.currency_id, payment.date, COALESCE(payment.payer_name, ''),
                  COALESCE(payment.payer_account, ''), COALESCE(payment.structured_reference, ''),
                  COALESCE(payment.text, ''), %s,
                  CASE WHEN payment.customer_by IN ('source', 'person') THEN payment.partner_id END
             FROM ar_cash_payment payment JOIN res_currency currency ON currency.id = payment.currency_id
            WHERE payment.id = ANY(%s) ORDER BY payment.id""",
        coins(SQL("payment.amount_left"), decimals), coins(SQL("COALESCE(payment.charges, 0)"), decimals), list(ids)))
    return [_payment(row, documents.get(row[0], ())) for row in rows]


def _payment(row, documents):
    id_, amount, currency, day, name, account, structured, text, charges, customer = row
    texts = tuple(line for line in text.splitlines() if line.strip())
    return Payment(
        id_, amount, currency, day, name, account, structured, texts=texts, documents=documents,
        references=references(structured, texts), charges=charges, customer=customer)
