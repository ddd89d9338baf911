from odoo import models

from .mail_mail import FOLLOWED

#: What comes later than sending; the rest is followed where mails are sent.
AFTERWARDS = ("bounce", "canceled")
UNDELIVERED = ("bounce", "exception")
#: What our own side has to mend; the rest lies with the customer's address.
OURS = ("mail_smtp", "mail_from_invalid", "mail_from_missing", "mail_spam")
# Of what a mail server says; the rest is for its own log.
REASON_LENGTH = 200


class MailNotification(models.Model):
    _inherit = "mail.notification"

    def write(self, vals):
        result = super().write(vals)
        if vals.get("notification_status") in AFTERWARDS:
            messages = self.sudo().mail_message_id
            for name in FOLLOWED:
                self.env[name]._sent_by(messages)._update_delivery()
        return result

    def _ar_failure(self):
        """Return why these did not reach everybody, as a person would say it; empty when nothing failed."""
        failed = self.filtered(lambda one: one.notification_status in UNDELIVERED)
        if len(self) == 1:
            return failed._ar_why() if failed else ""
        return "; ".join(
            self.env._("%(address)s: %(why)s", address=one.res_partner_id.email or one.mail_email_address,
                       why=one._ar_why())
            for one in failed
        )

    def _ar_why(self):
        reason = " ".join((self.failure_reason or "").split())[:REASON_LENGTH]
        if self.notification_status == "bounce":
            return self.env._("The mail came back: %s", reason) if reason else self.env._("The mail came back.")
        names = dict(self._fields["failure_type"]._description_selection(self.env))
        named = self.failure_type != "unknown" and names.get(self.failure_type)
        return named or reason or names["unknown"]

    def _ar_advice(self):
        """Return what to do about those of these that did not arrive; empty when all did."""
        failed = self.filtered(lambda one: one.notification_status in UNDELIVERED)
        ours = failed.filtered(lambda one: one.failure_type in OURS)
        advice = []
        if ours:
            advice.append(self.env._(
                "Ask your administrator to see to the outgoing mail server and the sender's address, then send it "
                "again."))
        if failed - ours:
            advice.append(self.env._(
                "Ask the customer for an address that works, write it on the contact, then send it again."))
        return " ".join(advice)
