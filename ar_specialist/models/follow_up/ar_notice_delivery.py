from markupsafe import Markup
from odoo import fields, models


class ArNotice(models.Model):
    _inherit = "ar.notice"

    mail_message_id = fields.Many2one(
        "mail.message", string="Message", readonly=True, ondelete="set null", index="btree_not_null", copy=False)
    documents_waiting = fields.Boolean(
        readonly=True, help="The email waits for the PDFs that go with it, which are made in the background.")

    def _deliver(self):
        """Carry out the channels of the level for a batch of notices, with a number of queries that doesn't grow.

        Mails are queued, letters wait to be printed; nothing is sent or rendered as a PDF in here.

        :return: {notice id: text} of those that could not be delivered
        """
        recipients = self.env["ar.account"]._ar_recipients(self.account_id)
        content = self._content(recipients)
        for notice in self:
            own = content[notice.id]
            # sudo: what went out is written down by sending it, not by the user
            notice.sudo().write({
                "credits": own["credit_facts"], "subject": own["subject"], "body": own["text"],
                "statement_date": notice._statement_day(),
            })
        by_channel = {
            code: self.filtered(lambda notice, code=code: code in notice.level_id._ar_channels())
            for code in ("email", "letter", "activity")
        }
        by_email = by_channel["email"]
        unreachable = by_email.filtered(lambda notice: not recipients[notice.account_id.id]["partners"])
        failures = self._report_unreachable(unreachable, recipients)
        delivered = self - self.browse(failures)
        (by_email - unreachable)._send_mails(content)
        self._queue_letters(by_channel["letter"] & delivered)
        self.env["ar.account"]._ar_level_activities(
            delivered.filtered(lambda notice: notice.level_id.activity_type_id or notice.level_id.escalate))
        delivered._log_in_chatters(content)
        return failures

    def _queue_letters(self, notices):
        if notices:
            # sudo: as above
            notices.sudo().letter_state = "to_print"
            self.env.ref("ar_specialist.ir_cron_follow_up_documents").sudo()._trigger()

    def _report_unreachable(self, unreachable, recipients):
        """Ask for addresses; return the failures of the notices that had nothing but the email."""
        texts = {}
        for notice in unreachable:
            bounced = recipients[notice.account_id.id]["bounced"]
            texts[notice] = self.env._("Mails to this address came back.") if bounced else self.env._(
                "There is no email address.")
        if unreachable:
            unreachable.account_id._ar_address_activity({notice.account_id.id: text for notice, text in texts.items()})
        return {
            notice.id: text for notice, text in texts.items() if not notice.level_id.by_letter
        }

    def _log_in_chatters(self, content):
        """Leave a note with the customer account and with each invoice of the notices, all of them in one go."""
        note = self.env.ref("mail.mt_note").id
        author = self.env.user.partner_id
        # sudo: a notice leaves its trace whatever the rights on invoices of whoever sends it
        messages = self.env["mail.message"].sudo().create([
            {
                "model": notice.account_id._name, "res_id": notice.account_id.id,
                "body": notice._log_body(content[notice.id]), "subtype_id": note, "author_id": author.id,
                "email_from": author.email_formatted, "reply_to": False, "message_type": "notification",
                "record_name": False, "subject": False, "record_company_id": notice.company_id.id,
            }
            for notice in self
        ])
        messages._ar_copy_to_moves({
            message: notice.line_ids.filtered("level_id").move_id
            for notice, message in zip(self, messages, strict=True)
        })

    def _log_body(self, content):
        channels = ", ".join(self._channel_names())
        return Markup('<p>%s <a href="#" data-oe-model="ar.notice" data-oe-id="%s">%s</a></p>') % (
            self.env._("Follow-up “%(level)s” by %(channels)s:", level=self.level_id.name, channels=channels),
            self.id, content["subject"])

    def _channel_names(self):
        names = {"email": self.env._("email"), "letter": self.env._("letter"), "activity": self.env._("activity")}
        return [names.get(code, code) for code in self.level_id._ar_channels()]
