from odoo import api, fields, models


class ArPeriodClose(models.Model):
    """What was signed stands; what the books say of the month since then is shown beside it."""

    _inherit = "ar.period.close"

    changed_count = fields.Integer(
        string="Customers Changed", compute="_compute_changed",
        help="Customers whose figures of the month are others than those signed: entries dated back, reconciliations "
        "made or undone.")
    changed_amount = fields.Monetary(
        string="Changed by", compute="_compute_changed", currency_field="company_currency_id")
    signature_count = fields.Integer(compute="_compute_signature_count")

    @api.depends("snapshot_id", "state")
    def _compute_changed(self):
        for period in self:
            changed = period.state == "closed" and period.snapshot_id
            period.changed_count, period.changed_amount = changed.sudo()._moved() if changed else (0, 0.0)

    @api.depends("snapshot_id")
    def _compute_signature_count(self):
        for period in self:
            period.signature_count = len(period._signatures())

    def _signatures(self):
        """Return the snapshots of all times that the month was signed, the last one first."""
        return self.env["ar.snapshot"].search([
            ("company_id", "=", self.company_id.id), ("date", "=", self.date_to), ("kind", "=", "close"),
        ], order="number desc")

    def action_changed(self):
        """Compare what was signed with the ledger of now: what changed, and why."""
        self.ensure_one()
        return self.snapshot_id.action_compare()

    def action_snapshot(self):
        """Open the aging as it was signed; when it was signed several times, all of them."""
        self.ensure_one()
        signatures = self._signatures()
        if len(signatures) == 1:
            return self.check_ids[:1]._open_record(signatures)
        return {
            "type": "ir.actions.act_window", "name": self.env._("Agings Signed, %s", self.name),
            "res_model": "ar.snapshot", "view_mode": "list,form", "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", signatures.ids)],
        }
