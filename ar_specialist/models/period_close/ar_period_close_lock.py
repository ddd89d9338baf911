from odoo import api, fields, models


class ArPeriodClose(models.Model):
    """A closed month suggests Odoo's own lock dates; only a person sets them."""

    _inherit = "ar.period.close"

    to_lock = fields.Boolean(
        compute="_compute_to_lock", help="The month is closed, and entries can still be dated in it.")

    @api.depends("state", "date_to", "company_id.sale_lock_date", "company_id.fiscalyear_lock_date",
                 "company_id.hard_lock_date")
    def _compute_to_lock(self):
        for period in self:
            # sudo: up to when the books are locked is no secret of the company
            # What is locked for a company is locked for its branches.
            locked = max((
                day for company in period.company_id.sudo().parent_ids
                for day in (company.sale_lock_date, company.fiscalyear_lock_date, company.hard_lock_date) if day
            ), default=None)
            period.to_lock = period.state == "closed" and (locked is None or locked < period.date_to)

    def action_lock_dates(self):
        """Show Odoo's lock dates with those that this month suggests."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": "ar.period.lock", "view_mode": "form", "target": "new",
            "views": [(False, "form")], "name": self.env._("Lock Dates after %s", self.name),
            "context": {"default_period_id": self.id},
        }
