from odoo import fields, models


class ArNoticeEmail(models.Model):
    """One email of a notice: its contacts of one language share it. Sending again replaces them."""

    _name = "ar.notice.email"
    _description = "Email of a notice"
    _order = "notice_id, id"

    notice_id = fields.Many2one("ar.notice", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="notice_id.company_id", store=True)
    lang = fields.Char(string="Language", required=True)
    mail_message_id = fields.Many2one("mail.message", ondelete="set null", index="btree_not_null")
    statement_id = fields.Many2one("ir.attachment", ondelete="set null")


class ArNotice(models.Model):
    _inherit = "ar.notice"

    email_ids = fields.One2many("ar.notice.email", "notice_id", string="Emails by Language", readonly=True, copy=False)

    def _sent_message(self, lang):
        """Return the message that went out in `lang`, else the one that went out first; empty before it is sent."""
        # sudo: a reader of the notice may read what it said
        messages = self.sudo().email_ids.filtered(lambda email: email.lang == lang).mail_message_id
        return messages[:1] or self.mail_message_id.sudo()

    def _replace_emails(self, rows):
        """Write down which emails the notices are sent by now."""
        # sudo: what went out follows from sending it, nobody writes it
        self.sudo().email_ids.unlink()
        self.env["ar.notice.email"].sudo().create(rows)
        self.invalidate_recordset(["email_ids"])
