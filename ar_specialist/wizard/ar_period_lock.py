from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class ArPeriodLock(models.TransientModel):
    """Odoo's lock dates of the company, prefilled with the end of a closed month; nothing is set unless confirmed."""

    _name = "ar.period.lock"
    _description = "Lock dates after a period close"

    period_id = fields.Many2one("ar.period.close", required=True, ondelete="cascade")
    sale_now = fields.Date(string="Sales Lock Date Now", compute="_compute_now")
    all_now = fields.Date(string="Global Lock Date Now", compute="_compute_now")
    sale_lock_date = fields.Date(
        string="Lock Sales", compute="_compute_suggested", store=True, readonly=False,
        help="No entry in a sales journal can be dated on or before this day.")
    fiscalyear_lock_date = fields.Date(
        string="Lock Everything", compute="_compute_suggested", store=True, readonly=False,
        help="No entry in any journal can be dated on or before this day.")
    may_set = fields.Boolean(compute="_compute_may_set")

    @api.depends("period_id")
    def _compute_now(self):
        for lock in self:
            # sudo: up to when the books are locked is no secret of the company
            company = lock.period_id.company_id.sudo()
            lock.sale_now, lock.all_now = company.sale_lock_date, company.fiscalyear_lock_date

    @api.depends("period_id")
    def _compute_suggested(self):
        """Suggest the end of the month for sales; the rest stays: other departments may not be through."""
        for lock in self:
            lock.sale_lock_date = max(filter(None, (lock.sale_now, lock.period_id.date_to)), default=False)
            lock.fiscalyear_lock_date = lock.all_now

    @api.depends_context("uid")
    def _compute_may_set(self):
        self.may_set = self.env.user.has_group("account.group_account_manager")

    def action_set(self):
        """Set the dates that differ from those of now; Odoo itself says what keeps it from locking."""
        self.ensure_one()
        if not self.env.user.has_group("account.group_account_manager"):
            raise AccessError(self.env._("Only an accounting administrator sets lock dates."))
        self.period_id.check_access("read")
        if self.period_id.state != "closed":
            raise UserError(self.env._("%s is not closed.", self.period_id.name))
        dates = {"sale_lock_date": self.sale_now, "fiscalyear_lock_date": self.all_now}
        changed = {name: self[name] for name, now in dates.items() if self[name] != now}
        if changed:
            # sudo: writing companies is for the settings; the accounting administrator may set these
            self.period_id.company_id.sudo().write(changed)
            self.period_id._message_log(body=self.env._("Lock dates set: %s", ", ".join(
                f"{self._fields[name]._description_string(self.env)} {fields.Date.to_string(day) or '–'}"
                for name, day in changed.items())))
        return {"type": "ir.actions.act_window_close"}
