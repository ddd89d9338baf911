from odoo import fields, models

from .ar_contact_log import CHANNELS


class ArAccount(models.Model):
    """When the customer was spoken to, and when it is to be spoken to again."""

    _inherit = "ar.account"

    contact_log_ids = fields.One2many("ar.contact.log", "account_id", string="Contacts")
    last_contact_date = fields.Date(
        string="Last Contact", readonly=True, copy=False, index=True, help="The last day somebody was reached.")
    last_contact_channel = fields.Selection(CHANNELS, string="Last Contact By", readonly=True, copy=False)
    next_action_date = fields.Date(
        string="Next Action", index=True, copy=False, tracking=True,
        help="Day on which to see to this customer again; contacts set it, and anybody may change it.")

    def action_log_contact(self):
        """Ask what was said; see `ar.contact.entry`."""
        return self.env["ar.contact.entry"]._ask(self)
