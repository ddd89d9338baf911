from odoo import api, fields, models
from odoo.tools import SQL


class ArSnapshot(models.Model):
    """What the screen of a snapshot shows and opens."""

    _inherit = "ar.snapshot"

    aging = fields.Json(compute="_compute_aging", help="The open amounts of then by bucket.")

    @api.depends("line_ids")
    @api.depends_context("lang")
    def _compute_aging(self):
        rows = self.env.execute_query(SQL(
            "SELECT snapshot_id, bucket_id, SUM(amount_company)::float8, SUM(credit)::float8 FROM ar_snapshot_line"
            " WHERE snapshot_id = ANY(%s) GROUP BY 1, 2", self.ids))
        found = {(snapshot, bucket): (amount, credit) for snapshot, bucket, amount, credit in rows}
        for snapshot in self:
            buckets = snapshot._buckets() if snapshot.starts else self.env["ar.snapshot.bucket"]
            sums = [(bucket, *found.get((snapshot.id, bucket.id), (0.0, 0.0))) for bucket in buckets]
            snapshot.aging = {"of": False, "strips": [{
                "currency": snapshot.currency_id.id,
                "total": snapshot.total,
                "ahead": sum(not bucket.is_late for bucket in buckets),
                "parts": [
                    {"bucket": bucket.id, "label": bucket.display_name,
                     "amount": snapshot.currency_id.round(amount - credit)} for bucket, amount, credit in sums],
                "credit": {"label": self.env._("Unapplied"), "amount": snapshot.credit},
            }] if snapshot.line_count else []}

    def action_ar_open_items(self, bucket_id=None, currency_id=None, credits_only=None):
        """Open the lines behind a part of the strip; the strip's widget calls it by this name on every record."""
        del currency_id  # a snapshot has the one of its company
        domain = [("snapshot_id", "in", self.ids)]
        if bucket_id:
            domain.append(("bucket_id", "=", int(bucket_id)))
        if credits_only:
            domain.append(("credit", "<", 0))
        return self._action_lines(domain)

    def action_lines(self):
        """Open the lines: customers with their amounts."""
        return self._action_lines([("snapshot_id", "in", self.ids)])

    def _action_lines(self, domain):
        action = self.env["ir.actions.act_window"]._for_xml_id("ar_specialist.ar_snapshot_line_action")
        return {**action, "domain": domain, "display_name": self[:1].display_name}

    def action_aging(self):
        """Open the aging report as of the day, by the ledger of now."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id("ar_specialist.ar_aging_action")
        return {**action, "params": {"as_of": fields.Date.to_string(self.date), "basis": self.basis}}
