from odoo import models
from odoo.tools import format_date, split_every
from odoo.tools.pdf import PdfReadError

from ...report.confirmation_words import ConfirmationWords
from ...report.pdf_join import split

#: Letters that go through the converter at once: most of a conversion's time is its start.
LETTERS_AT_ONCE = 20


class ArBalanceRequestLine(models.Model):
    """The letter with its reply slip, one page, in the customer's language."""

    _inherit = "ar.balance.request.line"

    def _letter(self, lang):
        """Return what the letter says, in `lang`."""
        self.ensure_one()
        line = self.with_context(lang=lang)
        request, company = line.request_id, line.company_id
        auditor = request.auditor_id
        return {
            "line": line, "audit": request.name, "company": company, "lang": lang, "auditor": auditor,
            "today": format_date(line.env, company._ar_today()), "figures": line._printed_figures(),
            "address": line.account_id._ar_letter_address().with_context(lang=lang), "number": line.partner_id.ref,
            "contact": line.account_id._ar_contact(request.user_id), "words": line._words(),
            "return_to": auditor or company.partner_id,
            "currencies": line.figure_ids.currency_id.mapped("name"),
        }

    def _words(self):
        """Return the sentences of letter, mail and page, in the language of the environment."""
        request = self.request_id
        return ConfirmationWords(
            self.env, audit=request.name, day=format_date(self.env, self.date),
            reply_by=format_date(self.env, request.reply_by), auditor=request.auditor_id.name or "",
            is_negative=request.form == "negative", is_reminder=bool(self.reminders), company=self.company_id.name)

    def _letter_pdfs(self, lang):
        """Return {line id: its letter as a PDF of its own, bytes}, many from one conversion."""
        found = {}
        for ids in split_every(LETTERS_AT_ONCE, self.ids, list):
            try:
                # As many pages as letters: each is one page.
                parts = split(self.browse(ids)._letters_pdf(lang), [1] * len(ids))
                found.update(zip(ids, parts, strict=True))
            except PdfReadError:
                found |= {number: self.browse(number)._letters_pdf(lang) for number in ids}
        return found

    def _letters_pdf(self, lang):
        """Return the letters of these one after the other as one PDF, bytes."""
        # Without the flag a server started with tests enabled would answer HTML.
        reports = self.env["ir.actions.report"].with_context(force_report_rendering=True)
        content, _type = reports._render_qweb_pdf(
            "ar_specialist.action_report_confirmation", self.ids, data={"lang": lang})
        return content
