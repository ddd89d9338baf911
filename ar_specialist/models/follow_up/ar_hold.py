from odoo import api, fields, models
from odoo.exceptions import UserError


class ArHold(models.Model):
    """Follow-ups paused for a customer or one of its items, until a day or until released."""

    _name = "ar.hold"
    _description = "Follow-up hold"
    _order = "date_from desc, id desc"
    _check_company_auto = True

    account_id = fields.Many2one("ar.account", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="account_id.company_id", store=True, index=True)
    move_line_id = fields.Many2one(
        "account.move.line", string="Item", check_company=True, ondelete="cascade", index="btree_not_null",
        help="Empty: the whole customer is on hold.",
    )
    reason = fields.Char(required=True)
    date_from = fields.Date(required=True, default=lambda self: self.env.company._ar_today())
    date_to = fields.Date(string="Until", help="Last day on hold. Empty: until released by hand.")
    user_id = fields.Many2one(
        "res.users", string="Put by", required=True, readonly=True, default=lambda self: self.env.user)
    released_on = fields.Date(readonly=True)
    released_by_id = fields.Many2one("res.users", readonly=True)
    state = fields.Selection(
        [("active", "On hold"), ("ended", "Ended")], compute="_compute_state", search="_search_state")

    _days_in_order = models.Constraint(
        "CHECK (date_to IS NULL OR date_to >= date_from)", "A hold can't end before it begins.")

    @api.depends("date_from", "date_to", "released_on")
    def _compute_state(self):
        today = self.env.company._ar_today()
        for hold in self:
            hold.state = "active" if hold._covers(today) else "ended"

    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        active = fields.Domain(self._domain_covering(self.env.company._ar_today()))
        found = fields.Domain.FALSE
        if "active" in value:
            found |= active
        if "ended" in value:
            found |= ~active
        return found

    @api.model
    def _domain_covering(self, day):
        """Return the domain of holds in force on `day`."""
        return [
            ("date_from", "<=", day), "|", ("date_to", "=", False), ("date_to", ">=", day),
            "|", ("released_on", "=", False), ("released_on", ">", day),
        ]

    def _covers(self, day):
        self.ensure_one()
        ended = (self.date_to and self.date_to < day) or (self.released_on and self.released_on <= day)
        return self.date_from <= day and not ended

    def action_release(self):
        """End the holds today; only a manager ends another person's."""
        for hold in self:
            if hold.user_id != self.env.user and not self.env.user.has_group("ar_specialist.group_manager"):
                raise UserError(self.env._(
                    "The hold on %(customer)s was put by %(user)s: ask them, or a receivables manager, to release it.",
                    customer=hold.account_id.display_name, user=hold.user_id.name,
                ))
        ending = self.filtered(lambda hold: hold.state == "active")
        ending.write({"released_on": self.env.company._ar_today(), "released_by_id": self.env.uid})
        ending._log_in_accounts({
            hold: self.env._("Hold released: %(what)s. It was: %(reason)s", what=hold.on_hold, reason=hold.reason)
            for hold in ending
        })
