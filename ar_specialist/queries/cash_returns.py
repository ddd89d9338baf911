"""Lines of bank statements by which the bank may have taken a payment back."""

from odoo.tools import SQL


def possible_returns(env, company, most_fee, days):
    """Return [(bank statement line id, payment id)] of `company` that fit by currency, amount and day, in one query.

    Payments that were taken back without the bank's line are among them. Of what was asked before, nothing.

    :param most_fee: in company currency; the largest fee that a bank takes with a payment; none in another currency
    :param days: after so many a bank takes nothing back any more
    """
    env["account.bank.statement.line"].flush_model()
    env["account.move"].flush_model(["state", "date"])
    env["ar.cash.payment"].flush_model()
    env["ar.cash.return"].flush_model()
    return env.execute_query(SQL(
        """
        WITH out AS (
            SELECT line.id, move.date, COALESCE(line.foreign_currency_id, line.currency_id) AS currency_id,
                   -CASE WHEN line.foreign_currency_id IS NULL THEN line.amount ELSE line.amount_currency END AS taken
              FROM account_bank_statement_line line
              JOIN account_move move ON move.id = line.move_id
             WHERE line.company_id = %(company)s AND line.amount < 0 AND line.is_reconciled IS NOT TRUE
               AND move.state = 'posted'
               AND NOT EXISTS (SELECT 1 FROM ar_cash_return known WHERE known.statement_line_id = line.id)
        )
        SELECT out.id, payment.id
          FROM out
          JOIN ar_cash_payment payment ON payment.currency_id = out.currency_id
           AND payment.company_id = %(company)s AND payment.amount > 0
           AND payment.state IN ('applied', 'on_account', 'unapplied', 'returned')
           AND out.taken BETWEEN payment.amount AND payment.amount
               + CASE WHEN out.currency_id = %(currency)s THEN %(most_fee)s ELSE 0 END
           AND out.date BETWEEN payment.date AND payment.date + %(days)s
         WHERE payment.state <> 'returned' OR EXISTS (
               SELECT 1 FROM ar_cash_return byhand
                WHERE byhand.payment_id = payment.id AND byhand.state = 'done' AND byhand.statement_line_id IS NULL)
         ORDER BY out.id, payment.id
        """,
        company=company.id, currency=company.currency_id.id, most_fee=most_fee, days=days,
    ))


def named_returns(env, company, days):
    """Return [(bank statement line id, payment id)]: what the bank says it took back, and payments that it names.

    Named by their reference or by the number of what they have paid; nothing of lines that were asked before.

    :param days: after so many a bank takes nothing back any more
    """
    env["ar.cash.application"].flush_model(["payment_id", "state"])
    env["ar.cash.application.line"].flush_model(["application_id", "item_name"])
    return env.execute_query(SQL(
        """
        WITH told AS (
            SELECT line.id, move.date, COALESCE(line.foreign_currency_id, line.currency_id) AS currency_id,
                   %(text)s AS text
              FROM account_bank_statement_line line
              JOIN account_move move ON move.id = line.move_id
             WHERE line.company_id = %(company)s AND line.amount < 0 AND line.is_reconciled IS NOT TRUE
               AND move.state = 'posted' AND (line.ar_is_reversal OR COALESCE(line.ar_return_reason, '') <> '')
               AND NOT EXISTS (SELECT 1 FROM ar_cash_return known WHERE known.statement_line_id = line.id)
        )
        SELECT told.id, payment.id
          FROM told
          JOIN ar_cash_payment payment ON payment.currency_id = told.currency_id AND payment.company_id = %(company)s
           AND payment.amount > 0 AND payment.state IN ('applied', 'on_account', 'unapplied')
           AND told.date BETWEEN payment.date AND payment.date + %(days)s
         WHERE LENGTH(%(reference)s) > 5 AND STRPOS(told.text, %(reference)s) > 0
            OR EXISTS (SELECT 1 FROM ar_cash_application application
                         JOIN ar_cash_application_line line ON line.application_id = application.id
                        WHERE application.payment_id = payment.id AND application.state = 'applied'
                          AND LENGTH(%(number)s) > 5 AND STRPOS(told.text, %(number)s) > 0)
         ORDER BY told.id, payment.id
        """,
        company=company.id, days=days,
        text=_squeezed(SQL(
            "CONCAT(line.ar_text, line.payment_ref, move.ref, line.ar_structured_reference, line.ar_bank_reference)")),
        reference=_squeezed(SQL("COALESCE(payment.structured_reference, payment.bank_reference, '')")),
        number=_squeezed(SQL("COALESCE(line.item_name, '')")),
    ))


def _squeezed(text):
    """Return SQL for the letters and figures of a text alone."""
    return SQL("REGEXP_REPLACE(UPPER(%s), '[^A-Z0-9]', '', 'g')", text)
