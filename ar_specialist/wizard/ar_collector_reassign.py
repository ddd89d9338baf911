from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class ArCollectorReassign(models.TransientModel):
    """Hands customers over to another collector, with what their collectors have left to do there."""

    _name = "ar.collector.reassign"
    _description = "Hand customers over"

    account_ids = fields.Many2many("ar.account", string="Customers")
    count = fields.Integer(compute="_compute_count")
    user_id = fields.Many2one(
        "res.users", string="New Collector", domain=[("share", "=", False)],
        help="Empty: nobody, the rules may assign.")
    with_activities = fields.Boolean(
        string="Hand Over Activities", default=True, help="Also what the present collectors still have to do there.")

    @api.depends("account_ids")
    def _compute_count(self):
        for asked in self:
            asked.count = len(asked.account_ids)

    def action_reassign(self):
        self.ensure_one()
        if not self.env.user.has_group("ar_specialist.group_manager"):
            raise AccessError(self.env._("Only a receivables manager hands customers over in bulk."))
        if not self.account_ids:
            raise UserError(self.env._("Choose the customers to hand over."))
        foreign = self.account_ids.company_id - self.user_id.sudo().company_ids
        if self.user_id and foreign:
            raise UserError(self.env._(
                "%(user)s does not work in %(companies)s.", user=self.user_id.name,
                companies=", ".join(foreign.mapped("name"))))
        if self.with_activities and self.user_id:
            self._hand_over_activities()
        self.account_ids.write({"collector_id": self.user_id.id})
        return {"type": "ir.actions.act_window_close"}

    def _hand_over_activities(self):
        """Give the activities of each account's collector to the new one; those of others stay theirs."""
        collectors = {account.id: account.collector_id for account in self.account_ids}
        # sudo: a manager hands over what belongs to others
        activities = self.env["mail.activity"].sudo().search([
            ("res_model", "=", "ar.account"), ("res_id", "in", self.account_ids.ids)])
        theirs = activities.filtered(lambda one: one.user_id and one.user_id == collectors[one.res_id])
        theirs.with_context(mail_activity_quick_update=True).write({"user_id": self.user_id.id})
