from odoo import fields, models
from odoo.exceptions import UserError


class ArNotice(models.Model):
    _inherit = "ar.notice"

    delivery_state = fields.Selection(
        [("none", "None"), ("outgoing", "Outgoing"), ("sent", "Sent"), ("failed", "Failed"), ("bounced", "Bounced"),
         ("cancelled", "Cancelled")],
        string="Email", default="none", required=True, readonly=True, index=True, copy=False,
    )
    delivery_failure = fields.Char(string="Why not delivered", readonly=True, copy=False)

    def _update_delivery(self):
        """Bring the state of the email up to what its notifications say; the collector hears of failures."""
        emails = self.sudo().email_ids  # sudo: mails are technical records
        notices = {email.mail_message_id: email.notice_id.id for email in emails}
        notifications = self.env["mail.notification"].sudo().search([
            ("mail_message_id", "in", emails.mail_message_id.ids), ("notification_type", "=", "email")])
        by_notice = notifications.grouped(lambda one: notices[one.mail_message_id])
        undelivered = self.browse()
        for notice in self:
            own = by_notice.get(notice.id)
            if not own:
                continue
            state = self._delivery_state_of(set(own.mapped("notification_status")))
            failure = own._ar_failure()
            if (state, failure) == (notice.delivery_state, notice.delivery_failure or ""):
                continue
            if state in ("failed", "bounced"):
                undelivered |= notice
            # sudo: it follows from what mail servers say
            notice.sudo().write({"delivery_state": state, "delivery_failure": failure})
        undelivered._ask_for_delivery()

    def _delivery_state_of(self, statuses):
        worst_first = [
            ("bounce", "bounced"), ("exception", "failed"), ("ready", "outgoing"), ("sent", "sent"),
            ("canceled", "cancelled"),
        ]
        return next((state for status, state in worst_first if status in statuses), "outgoing")

    def _ask_for_delivery(self):
        kind = self.env.ref("ar_specialist.activity_type_delivery")
        self.env["ar.account"]._ar_schedule([
            (
                notice.account_id, notice._person("collector"), kind,
                self.env._("The notice did not reach the customer: %s", notice.delivery_failure or notice._subject()),
                False,
            )
            for notice in self
        ])

    def action_resend(self):
        """Send the same message again, to the address that is right by now; each time is logged with the notice.

        :raise UserError: for a notice that was not sent by email, or while there is no address
        """
        for notice in self:
            if notice.state != "sent" or not notice.mail_message_id:
                raise UserError(self.env._("The notice to %s was not sent by email.", notice.partner_id.name))
            if notice.delivery_state == "outgoing":
                raise UserError(self.env._("The email to %s is still on its way.", notice.partner_id.name))
        recipients = self.env["ar.account"]._ar_recipients(self.account_id)
        for notice in self:
            if not recipients[notice.account_id.id]["partners"]:
                raise UserError(self.env._(
                    "%s has no email address that works: write one on the customer or on its follow-up address.",
                    notice.partner_id.name))
        self._send_mails(self._content(recipients, frozen=True))
        for notice in self:
            notice._message_log(body=self.env._(
                "Sent again to %s.", ", ".join(recipients[notice.account_id.id]["partners"].mapped("email"))))
