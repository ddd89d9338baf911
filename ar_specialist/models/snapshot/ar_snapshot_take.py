import psycopg2
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_date

from ...logic.periods import Periods
from ...queries.snapshot_figures import SnapshotFigures

KEPT_COLUMNS = ("partner_id", "currency_id", "bucket_id", "amount", "amount_company", "credit", "disputed", "promised")


class ArSnapshot(models.Model):
    """Taking a snapshot, and reading the same figures from the ledger again."""

    _inherit = "ar.snapshot"

    @api.model
    def _take(self, company, day, kind="daily", number=0):
        """Keep the aging of `company` on `day`; return the snapshot, the one there is when it was taken before.

        Whole, whatever the present user may see of the ledger; one statement writes all lines.

        :param kind: "daily", "monthly" or "close"
        :param number: of a close, how often the day was signed before; each signature keeps figures of its own
        :raise UserError: when somebody else is taking it at this moment
        """
        # sudo: a snapshot is the company's, not what one user may see; taking it is the business of who calls
        snapshots = self.sudo().with_company(company).with_context(allowed_company_ids=company.ids)
        day = fields.Date.to_date(day)
        wanted = [("company_id", "=", company.id), ("date", "=", day), ("kind", "=", kind), ("number", "=", number)]
        found = snapshots.search(wanted)
        if found:
            return found.with_env(self.env)
        try:
            with self.env.cr.savepoint():
                snapshot = snapshots.create({**snapshots._about(company, day, kind), "number": number})
                snapshot._insert_lines()
        except psycopg2.errors.UniqueViolation as error:
            raise UserError(self.env._(
                "The snapshot of %s is being taken by somebody else at this moment.",
                format_date(self.env, day))) from error
        snapshot._sum_up()
        return snapshot.with_env(self.env)

    def _about(self, company, day, kind):
        """Return the values of a snapshot but its amounts."""
        # A transaction sees one state of the database: what has a higher number than these is not among its items.
        self.env.flush_all()
        [[item, partial, event]] = self.env.execute_query(SQL(
            "SELECT (SELECT MAX(id) FROM account_move_line), (SELECT MAX(id) FROM account_partial_reconcile),"
            " (SELECT MAX(id) FROM ar_snapshot_event)"))
        periods = self.env["ar.bucket.set"]._default_for(company)._periods()
        balance = self.env["ar.aging"]._ledger_balances(day, company)[company]
        return {
            "company_id": company.id, "currency_id": company.currency_id.id, "date": day, "kind": kind,
            "basis": company.ar_aging_basis, "starts": list(periods.starts), "ledger_total": balance,
            "last_item": item or 0, "last_partial": partial or 0, "last_event": event or 0,
        }

    def _periods(self):
        return Periods(tuple(self.starts))

    def _buckets(self):
        return self.env["ar.snapshot.bucket"]._for_periods(self._periods(), self.basis)

    def _figures(self):
        """Return the context manager of the SELECT that tells the snapshot's figures by the ledger of now."""
        # sudo: figures are the company's, as when they were taken
        snapshot = self.sudo().with_company(self.company_id).with_context(allowed_company_ids=self.company_id.ids)
        company, periods = snapshot.company_id, snapshot._periods()
        kept = snapshot._kept_on(company, snapshot.date, periods, snapshot.basis)
        return snapshot.env["ar.aging"]._snapshot_figures(
            company, snapshot.date, periods, snapshot.basis, snapshot._buckets(), kept)

    def _insert_lines(self):
        with self._figures() as figures:
            self.env.cr.execute(SQL(
                "INSERT INTO ar_snapshot_line (snapshot_id, %(names)s)"
                " SELECT %(snapshot)s, figures.* FROM (%(figures)s) figures (%(names)s)"
                " ORDER BY partner_id, currency_id, bucket_id",
                names=SQL(", ").join(map(SQL.identifier, KEPT_COLUMNS)), snapshot=self.id, figures=figures))
        self.env["ar.snapshot.line"].invalidate_model()

    def _sum_up(self):
        """Keep the sums of the lines with the snapshot."""
        names = ("customer_count", "line_count", "total", "overdue", "credit", "disputed", "promised")
        [sums] = self.env.execute_query(SQL(
            "SELECT COUNT(DISTINCT line.partner_id)::int, COUNT(*)::int, COALESCE(SUM(line.amount_company), 0),"
            " COALESCE(SUM(line.amount_company) FILTER (WHERE bucket.is_late), 0), COALESCE(SUM(line.credit), 0),"
            " COALESCE(SUM(line.disputed), 0), COALESCE(SUM(line.promised), 0) FROM ar_snapshot_line line"
            " JOIN ar_snapshot_bucket bucket ON bucket.id = line.bucket_id WHERE line.snapshot_id = %s", self.id))
        # Written by the statement that belongs to its making: the record itself takes no changes.
        self._update_rows(names, [(self.id, *sums)])

    def _derive(self):
        """Return the same figures from the ledger as it is now: list of :class:`SnapshotFigures`.

        Cut and dated as the snapshot was, whatever the company's buckets are by now.
        """
        self.ensure_one()
        with self._figures() as figures:
            return [SnapshotFigures._make(row) for row in self.env.execute_query(figures)]

    def _stored(self):
        """Return the kept figures as :meth:`_derive` does."""
        self.ensure_one()
        rows = self.env.execute_query(SQL(
            "SELECT %s FROM ar_snapshot_line WHERE snapshot_id = %s",
            SQL(", ").join(map(SQL.identifier, KEPT_COLUMNS)), self.id))
        return [SnapshotFigures._make(row) for row in rows]
