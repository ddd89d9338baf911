from odoo import api, fields, models

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

    last_contact_text = fields.Char(string="Last Contacted", compute="_compute_last_contact_text")

    @api.depends("last_contact_date", "last_contact_channel")
    @api.depends_context("lang", "tz")
    def _compute_last_contact_text(self):
        today = self.env.company._ar_today()
        names = dict(self._fields["last_contact_channel"]._description_selection(self.env))
        for account in self:
            if not account.last_contact_date:
                account.last_contact_text = False
                continue
            ago = (today - account.last_contact_date).days
            when = self.env._("%s d ago", ago) if ago > 0 else self.env._("today")
            account.last_contact_text = f"{names.get(account.last_contact_channel, '')}, {when}".lstrip(", ")

    def action_log_contact(self):
        """Ask what was said; see `ar.contact.entry`."""
        return self.env["ar.contact.entry"]._ask(self)
