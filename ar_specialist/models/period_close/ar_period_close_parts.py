from odoo import models
from odoo.tools.misc import formatLang

from ...logic.period_close import Finding


class ArPeriodClose(models.Model):
    """What the other parts of the books have to say: tie-out, snapshot, provision, write-offs, confirmations."""

    _inherit = "ar.period.close"

    def _found_tie_out(self):
        return Finding()

    def _found_snapshot(self):
        snapshot = self._snapshot()
        if not snapshot:
            return Finding()
        balance = self.env["ar.aging"]._ledger_balances(self.date_to, self.company_id)[self.company_id]
        changed = self.company_id.currency_id.compare_amounts(balance, snapshot.total)
        return Finding(1, snapshot.total, self.env._(
            "The ledger says %s by now", formatLang(self.env, balance, currency_obj=snapshot.currency_id),
        ) if changed else "")

    def _snapshot(self):
        """Return the snapshot of the last day that was taken last."""
        return self.env["ar.snapshot"].search(
            [("company_id", "=", self.company_id.id), ("date", "=", self.date_to)], order="id desc", limit=1)

    def _take_snapshot(self, kind):
        return self.env["ar.snapshot"]._take(self.company_id, self.date_to, kind)

    def _found_provision(self):
        posted = self._provision().filtered(lambda provision: provision.state in ("posted", "reversed"))
        return Finding(len(posted), posted.amount if posted else None)

    def _provision(self):
        return self.env["ar.provision"]._of_day(self.company_id, self.date_to)

    def _found_confirmations(self):
        return Finding()

    def _written_off(self):
        return self.env["ar.write.off"]._posted_between(self.company_id, self.date_from, self.date_to)

    def _part_pdfs(self):
        """Yield the PDFs of tie-out and provision."""
        yield from ()

    def _part_sheets(self, workbook, styles):
        """Write the sheets of tie-out and provision."""


class ArPeriodCloseCheck(models.Model):
    _inherit = "ar.period.close.check"

    def _open_snapshot(self, period):
        return self._opened("ar.snapshot", [
            ("company_id", "=", period.company_id.id), ("date", "=", period.date_to)])

    def _open_provision(self, period):
        return self._opened("ar.provision", [
            ("company_id", "=", period.company_id.id), ("date", "=", period.date_to)])

    def _open_record(self, record):
        return {
            "type": "ir.actions.act_window", "name": record.display_name, "res_model": record._name,
            "res_id": record.id, "view_mode": "form", "views": [(False, "form")],
        }

    def action_make(self):
        """Make what the check looks for: take the snapshot, propose the provision."""
        self.ensure_one()
        self.check_access("write")
        self._check_month_open()
        return getattr(self, f"_make_{self.code}")(self.period_id._alone())

    def _make_snapshot(self, period):
        period._take_snapshot("monthly")
        period._refresh()

    def _make_provision(self, period):
        return self._open_record(self.env["ar.provision"]._propose(period.company_id, period.date_to))
