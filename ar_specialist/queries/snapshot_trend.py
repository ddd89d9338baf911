"""Snapshots as a table to analyse: of each day one, so that no amount is counted twice."""

from odoo.tools import SQL

from ..logic.snapshot_schedule import KINDS


def snapshot_trend(snapshots):
    """Return the SELECT behind `ar.snapshot.trend`.

    :param snapshots: SQL for the ids of the snapshots that may be seen
    """
    return SQL(
        """
        SELECT line.id, snapshot.id AS snapshot_id, snapshot.company_id, snapshot.currency_id, snapshot.date,
               snapshot.kind, line.partner_id, line.currency_id AS document_currency_id, line.bucket_id,
               bucket.is_late AS is_overdue, line.amount_company AS amount,
               CASE WHEN bucket.is_late THEN line.amount_company ELSE 0 END AS overdue, line.credit, line.disputed,
               line.promised
          FROM (SELECT DISTINCT ON (company_id, date) id, company_id, currency_id, date, kind FROM ar_snapshot
                 WHERE id IN %(snapshots)s
                 ORDER BY company_id, date, array_position(%(kinds)s, kind), number DESC, id) snapshot
          JOIN ar_snapshot_line line ON line.snapshot_id = snapshot.id
          JOIN ar_snapshot_bucket bucket ON bucket.id = line.bucket_id
        """,
        snapshots=snapshots, kinds=list(KINDS))
