from odoo import api, fields, models

from .aging.ar_open_item import FOLLOW_UP_READERS


class ResPartner(models.Model):
    """The way from a contact to its customer account in the current company."""

    _inherit = "res.partner"

    ar_stage_id = fields.Many2one(
        "ar.stage", string="Collection Stage", compute="_compute_ar_account", groups=FOLLOW_UP_READERS)
    ar_is_on_hold = fields.Boolean(string="Follow-Ups On Hold", compute="_compute_ar_account", groups=FOLLOW_UP_READERS)
    ar_hold_text = fields.Char(string="Why On Hold", compute="_compute_ar_account", groups=FOLLOW_UP_READERS)

    @api.depends("commercial_partner_id")
    @api.depends_context("company")
    def _compute_ar_account(self):
        accounts = self.env["ar.account"].search([
            ("partner_id", "in", self.commercial_partner_id._origin.ids), ("company_id", "=", self.env.company.id)])
        by_partner = {account.partner_id: account for account in accounts}
        for partner in self:
            account = by_partner.get(partner.commercial_partner_id._origin, accounts.browse())
            partner.ar_stage_id = account.stage_id
            partner.ar_is_on_hold = account.is_on_hold
            partner.ar_hold_text = account.hold_text

    def action_ar_account(self):
        """Open the customer account in the current company, made when missing."""
        self.ensure_one()
        return self.env["ar.account"]._for_reader(self, self.env.company).action_open_account()
