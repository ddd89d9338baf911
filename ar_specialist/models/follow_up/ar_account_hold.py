from odoo import api, fields, models
from odoo.fields import Domain


class ArAccount(models.Model):
    _inherit = "ar.account"

    is_on_hold = fields.Boolean(string="On Hold", compute="_compute_is_on_hold", search="_search_is_on_hold")
    hold_text = fields.Char(string="Why On Hold", compute="_compute_is_on_hold")

    @api.depends("hold_ids.date_from", "hold_ids.date_to", "hold_ids.released_on", "hold_ids.move_line_id")
    def _compute_is_on_hold(self):
        holds = self.env["ar.hold"].search(self._domain_whole_on_hold() & Domain("account_id", "in", self.ids))
        by_account = holds.grouped("account_id")
        for account in self:
            own = by_account.get(account, holds.browse())
            account.is_on_hold = bool(own)
            account.hold_text = ", ".join(own.mapped("reason"))

    def _search_is_on_hold(self, operator, value):
        if operator != "in":
            return NotImplemented
        held = Domain("id", "in", self.env["ar.hold"]._search(self._domain_whole_on_hold()).subselect("account_id"))
        if set(value) == {True, False}:
            return Domain.TRUE
        return held if True in value else ~held

    def _domain_whole_on_hold(self):
        today = self.env.company._ar_today()
        return Domain(self.env["ar.hold"]._domain_covering(today)) & Domain("move_line_id", "=", False)
