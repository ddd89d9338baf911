from odoo import models


class MailActivity(models.Model):
    _inherit = "mail.activity"

    def action_ar_log_contact(self):
        """Ask what was said; the contact completes this activity of a customer account."""
        self.ensure_one()
        account = self.env["ar.account"].browse(self.res_id if self.res_model == "ar.account" else [])
        return self.env["ar.contact.entry"]._ask(account, activity=self)
