from odoo import api, fields, models


class ArWriteOffCleanup(models.TransientModel):
    """Which balances are small enough to be cleared; finding them books nothing."""

    _name = "ar.write.off.cleanup"
    _description = "Clean up small balances"

    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    currency_id = fields.Many2one(
        "res.currency", required=True, default=lambda self: self.env.company.currency_id)
    limit_amount = fields.Monetary(
        string="Up to", default=lambda self: self.env.company.ar_small_balance_limit, help="Of one item.")
    days_late = fields.Integer(
        default=30, help="So many days past the due date, or more.")
    with_credits = fields.Boolean(
        string="Credits as Well", help="What customers have paid too much or been credited, too.")
    reason_id = fields.Many2one(
        "ar.write.off.reason", required=True, default=lambda self: self._default_reason(),
        domain="['|', ('company_id', '=', False), ('company_id', 'parent_of', company_id)]")
    date = fields.Date(required=True, default=lambda self: self.env.company._ar_today(), help="Day of the entries.")

    @api.model
    def _default_reason(self):
        return self.env.ref("ar_specialist.write_off_reason_small", raise_if_not_found=False)

    def action_find(self):
        """Show what would be cleared."""
        self.ensure_one()
        batch = self.env["ar.write.off.batch"]._plan(
            self.company_id, self.currency_id, self.limit_amount, reason=self.reason_id, days_late=self.days_late,
            with_credits=self.with_credits, day=self.date)
        return {
            "type": "ir.actions.act_window", "res_model": "ar.write.off.batch", "res_id": batch.id,
            "view_mode": "form", "views": [(False, "form")], "name": batch.name, "target": "current",
        }
