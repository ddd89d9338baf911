from odoo import fields, models

from ...report.pdf_join import joined


class ArNotice(models.Model):
    """The open-item statement that a level sends along: with the email, and behind the letter."""

    _inherit = "ar.notice"

    statement_date = fields.Date(
        readonly=True, copy=False, help="The attached statement says what was open on this day.")

    def _statement_day(self):
        """Return the day of the statement that goes out with the notice now; False when its level sends none."""
        return self.level_id.attach_statement and self.run_id._moment()

    def _statements_sent(self):
        """Return {(notice id, language): the statement that went out with its email}."""
        # sudo: what went out follows from sending it, nobody writes it
        return {
            (email.notice_id.id, email.lang): email.statement_id
            for email in self.sudo().email_ids if email.statement_id
        }

    def _attach_statements(self):
        """Make the statements that the emails wait for, each in the email's language."""
        if not self.level_id.attach_statement:
            return
        for email in self.sudo().email_ids.filtered(lambda email: not email.statement_id):
            localized = self.with_context(lang=email.lang)
            # sudo: the customer gets its own statement, whatever the rights on attachments of whoever sends it
            email.statement_id = self.env["ir.attachment"].sudo().create({
                "name": localized.env._("Statement %s.pdf", fields.Date.to_string(self.statement_date)),
                "raw": self.account_id._ar_statement_pdf(self.statement_date, email.lang),
                "res_model": self._name, "res_id": self.id, "mimetype": "application/pdf",
            })

    def _letter_pdf(self):
        letter = super()._letter_pdf()
        if not self.level_id.attach_statement:
            return letter
        lang = self._content(frozen=self.state == "sent")[self.id]["lang"]
        day = self.statement_date or self._statement_day()
        return joined([letter, self.account_id._ar_statement_pdf(day, lang)])
