"""Incoming payments as a table of figures, one row each, in company currency."""

from odoo.tools import SQL

#: What still waits for a decision, and what a person or the scheduled action has applied.
WAITS = SQL("payment.state IN ('new', 'unidentified', 'check', 'ready', 'unapplied')")
APPLIED = SQL(
    "(payment.state IN ('applied', 'on_account') AND payment.amount > 0 AND payment.is_elsewhere IS NOT TRUE)")


def cash_report(payments, today, buckets, periods):
    """Return the SELECT behind `ar.cash.report`.

    :param payments: SQL for the ids of the payments that may be seen
    :param buckets: ids of the bucket records, one per period of `periods`; none when there is no bucket set
    """
    starts = SQL("ARRAY[%s]", SQL(", ").join(SQL("%s", start) for start in periods.starts))
    # The day it came in is the first one of its age.
    age = SQL("%s - payment.date + 1", today)
    bucket = SQL("(%s::int[])[width_bucket(%s, %s) + 1]", list(buckets), age, starts) if buckets else SQL("NULL::int")
    # What is left has the rate of the payment itself.
    left = SQL("COALESCE(payment.amount_left * payment.amount_company / NULLIF(payment.amount, 0), 0)")
    return SQL(
        """
        SELECT payment.id, payment.id AS payment_id, payment.company_id, company.currency_id, payment.journal_id,
               payment.partner_id, payment.state, payment.date, payment.applied_on, payment.applied_by_id,
               COALESCE(payment.is_automatic, FALSE) AS is_automatic,
               CASE WHEN %(waits)s THEN %(bucket)s END AS bucket_id,
               CASE WHEN %(waits)s THEN %(today)s - payment.date END AS days_open,
               CASE WHEN %(applied)s THEN payment.days_to_apply END AS days_to_apply,
               CASE WHEN %(applied)s THEN CASE WHEN payment.is_automatic THEN 100.0 ELSE 0.0 END END
                   AS share_payments,
               payment.amount_company AS amount,
               CASE WHEN %(waits)s THEN %(left)s ELSE 0 END AS amount_left,
               CASE WHEN %(applied)s THEN payment.amount_company ELSE 0 END AS amount_applied,
               CASE WHEN %(applied)s AND payment.is_automatic THEN payment.amount_company ELSE 0 END
                   AS amount_straight,
               CASE WHEN %(applied)s THEN CASE WHEN payment.is_automatic THEN 100.0 ELSE 0.0 END END AS share_items,
               CASE WHEN %(applied)s THEN CASE WHEN payment.is_automatic THEN 100.0 ELSE 0.0 END END AS share_amount,
               CASE WHEN %(applied)s THEN items.count ELSE 0 END AS items_applied,
               CASE WHEN %(applied)s AND payment.is_automatic THEN items.count ELSE 0 END AS items_straight
          FROM ar_cash_payment payment
          LEFT JOIN LATERAL (
               SELECT COUNT(*)::int AS count
                 FROM ar_cash_application_line line
                 JOIN ar_cash_application application ON application.id = line.application_id
                WHERE application.payment_id = payment.id AND application.state = 'applied'
                  AND NOT EXISTS (SELECT 1 FROM ar_cash_release release WHERE release.line_id = line.id)) items ON TRUE
          JOIN res_company company ON company.id = payment.company_id
         WHERE payment.id IN %(payments)s
        """,
        waits=WAITS, applied=APPLIED, bucket=bucket, today=today, left=left, payments=payments,
    )
