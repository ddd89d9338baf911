from odoo import api, fields, models


class ArAccount(models.Model):
    """Whom to talk to, and what is to be done next."""

    _inherit = "ar.account"

    contact_ids = fields.Many2many(
        "res.partner", string="People", compute="_compute_contact_ids",
        help="The customer and its contacts; those that get the reminders come first.")

    @api.depends("partner_id")
    def _compute_contact_ids(self):
        found = self.env["res.partner"].search(
            [("commercial_partner_id", "in", self.partner_id.ids)]).grouped("commercial_partner_id")
        recipients = self._ar_recipients(self)
        for account in self:
            people, first = found.get(account.partner_id, account.partner_id), recipients[account.id]["partners"]
            account.contact_ids = people.sorted(lambda person, first=first: (person not in first, person.id))
