"""Figures of what was applied."""

from odoo.tools import SQL

from ..logic.cash_rates import StraightThrough


def straight_through(env, company, first, last):
    """Return :class:`..logic.cash_rates.StraightThrough` of payments applied from `first` to `last`, both included.

    What is kept on account counts as applied by a person; what was settled in the books and not from here, or is no
    customer's, counts nowhere.
    """
    env["ar.cash.payment"].flush_model([
        "amount_company", "applied_on", "company_id", "is_automatic", "is_elsewhere", "state"])
    env["ar.cash.application"].flush_model(["payment_id", "state"])
    env["ar.cash.application.line"].flush_model(["application_id"])
    env["ar.cash.release"].flush_model(["line_id"])
    [row] = env.execute_query(SQL(
        """SELECT COUNT(*) FILTER (WHERE alone), COUNT(*), COALESCE(SUM(items) FILTER (WHERE alone), 0)::int,
                  COALESCE(SUM(items), 0)::int, COALESCE(SUM(amount) FILTER (WHERE alone), 0)::float8,
                  COALESCE(SUM(amount), 0)::float8
             FROM (SELECT payment.is_automatic IS TRUE AS alone, payment.amount_company AS amount,
                          (SELECT COUNT(*) FROM ar_cash_application_line line
                             JOIN ar_cash_application application ON application.id = line.application_id
                            WHERE application.payment_id = payment.id AND application.state = 'applied'
                              AND NOT EXISTS (SELECT 1 FROM ar_cash_release release WHERE release.line_id = line.id)
                          ) AS items
                     FROM ar_cash_payment payment
                    WHERE payment.company_id = %s AND payment.state IN ('applied', 'on_account')
                      AND payment.amount > 0 AND payment.is_elsewhere IS NOT TRUE
                      AND payment.applied_on BETWEEN %s AND %s) counted""",
        company.id, first, last))
    return StraightThrough(*row)
