from odoo import fields, models


class ArBalanceRequestDocument(models.Model):
    """The letter of a request, or of a reminder, in one language, as sent, with the email that brought it."""

    _name = "ar.balance.request.document"
    _description = "Document of a balance confirmation"
    _order = "line_id, id"

    line_id = fields.Many2one("ar.balance.request.line", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="line_id.company_id", store=True)
    lang = fields.Char(string="Language", required=True)
    reminder = fields.Integer(help="0 for the request, 1 for the first reminder, and so on.")
    attachment_id = fields.Many2one("ir.attachment", string="PDF", ondelete="restrict")
    mail_message_id = fields.Many2one("mail.message", ondelete="set null", index="btree_not_null")

    # Whoever sends, and however often: each request, and each reminder, exists once.
    _line_lang_reminder_uniq = models.Constraint(
        "UNIQUE (line_id, lang, reminder)", "This request, or this reminder, exists already.")


class ArBalanceRequestLine(models.Model):
    _inherit = "ar.balance.request.line"

    document_ids = fields.One2many("ar.balance.request.document", "line_id", string="Documents", readonly=True)

    def _last_documents(self):
        """Return the documents of the request, or of the last reminder, of each of these."""
        # sudo: who may read a request may read its documents
        return self.sudo().document_ids.filtered(lambda one: one.reminder == one.line_id.reminders)

    def _make_documents(self, contents):
        """Make and keep the letter of each in each language of its readers.

        :param contents: {line: its contents}
        """
        by_language = {}
        for line in self:
            for content in contents[line]:
                by_language.setdefault(content["lang"], self.browse())
                by_language[content["lang"]] |= line
        rows = []
        for lang, lines in by_language.items():
            made = lines._letter_pdfs(lang)
            rows += [(line, lang, made[line.id]) for line in lines]
        # sudo: the PDF belongs to the request, whatever the rights on attachments of whoever sends it
        attachments = self.env["ir.attachment"].sudo().create([
            {
                "name": line._file_name(lang), "raw": content, "res_model": self._name, "res_id": line.id,
                "mimetype": "application/pdf",
            }
            for line, lang, content in rows
        ])
        self.env["ar.balance.request.document"].sudo().create([
            {"line_id": line.id, "lang": lang, "reminder": line.reminders, "attachment_id": attachment.id}
            for (line, lang, _content), attachment in zip(rows, attachments, strict=True)
        ])
        self.invalidate_recordset(["document_ids"])

    def _file_name(self, lang):
        return self.with_context(lang=lang).env._("Balance confirmation %s.pdf", fields.Date.to_string(self.date))
