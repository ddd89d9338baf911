from markupsafe import Markup
from odoo import models
from odoo.tools.misc import formatLang

REQUEST = "ar_specialist.mail_template_ar_balance_request"
REMINDER = "ar_specialist.mail_template_ar_balance_reminder"
#: Days that the link lasts after the day to reply by: answers come late.
LATE = 60


class ArBalanceRequestLine(models.Model):
    _inherit = "ar.balance.request.line"

    def _contents(self, recipients):
        """Return {line: what its mails say, one for each language of its readers}; letters have one."""
        contents = {}
        for line in self:
            partners = recipients[line.account_id.id]["partners"]
            if line.channel == "email" and partners:
                groups = partners.grouped(line._language_of)
            else:
                groups = {line.account_id._ar_statement_lang(): partners.browse()}
            contents[line] = [line._content(lang, own) for lang, own in groups.items()]
        return contents

    def _content(self, lang, partners):
        """Return what the mail in `lang` to `partners` says, all but the text that a company may change."""
        line = self.with_context(lang=lang)
        request, company = line.request_id, line.company_id
        return {
            "line": line, "audit": request.name, "company": company, "lang": lang, "partners": partners,
            "greeting_name": (partners[:1] or line.partner_id).name or line.partner_id.name,
            "words": line._words(), "figures": line._printed_figures(), "auditor": request.auditor_id,
            "is_reminder": bool(line.reminders), "contact": line.account_id._ar_contact(request.user_id),
            "url": line._portal_url(),
            "color": company.email_secondary_color or "#714B67",
            "button_text_color": company.email_primary_color or "#FFFFFF", "base_url": company.get_base_url(),
        }

    def _printed_figures(self):
        """Return (balance without sign, whether in the customer's favour) of each currency as the customer reads it."""
        return [
            (formatLang(self.env, abs(one.amount), currency_obj=one.currency_id), one.amount < 0)
            for one in self.figure_ids
        ]

    def _portal_url(self, look=False):
        """Return the link to the page where the customer confirms this balance."""
        company = self.company_id
        left = (self.request_id.reply_by - company._ar_today()).days + LATE
        account = self.account_id
        token = account._ar_portal_token(max(left, company.sudo().ar_portal_days, LATE), look=look)
        return company.get_base_url() + account._ar_portal_path("/balance", token, date=str(self.date))

    def _write_texts(self, contents):
        """Add subject and text, as the company's template has them, to the contents; a rendering for each language."""
        by_language = {}
        for own in contents.values():
            for content in own:
                by_language.setdefault((content["lang"], content["is_reminder"]), []).append(content)
        for (lang, is_reminder), own in by_language.items():
            # sudo: the template is the company's, whoever sends
            template = self.env.ref(REMINDER if is_reminder else REQUEST).sudo().with_context(lang=lang)
            ids = [content["line"].id for content in own]
            subjects = template._render_field("subject", ids, set_lang=lang)
            texts = template._render_field("body_html", ids, set_lang=lang)
            for content in own:
                number = content["line"].id
                # A line break in a subject would begin a header of its own.
                content["subject"] = " ".join(subjects[number].split())
                content["text"] = Markup(texts[number])

    def _message_inner(self, content):
        if "inner" not in content:
            content["inner"] = self.env["ir.qweb"].with_context(lang=content["lang"])._render(
                "ar_specialist.confirmation_mail", content)
        return content["inner"]

    def _message_rows(self, parts):
        """Let answers by email go to the auditor, where one is named."""
        rows = super()._message_rows(parts)
        for row, (line, _content) in zip(rows, parts, strict=True):
            if auditor := line.request_id.auditor_id.filtered("email"):
                row["reply_to"] = auditor.email_formatted
        return rows

    def _send_mails(self, contents):
        """Queue one mail for each language of each request, with the letter that is kept.

        :param contents: {line: its contents}
        """
        if not self:
            return
        self._write_texts(contents)
        parts = [(line, content) for line in self for content in contents[line]]
        kept = {(one.line_id.id, one.lang): one for one in self._last_documents()}
        documents = [kept[line.id, content["lang"]] for line, content in parts]
        for (_line, content), document in zip(parts, documents, strict=True):
            content["documents"] = document.attachment_id
        # sudo: whoever may send need not have rights on the technical records of mails
        messages = self.env["mail.message"].sudo().create(self._message_rows(parts))
        self.sudo().document_ids.mail_message_id = False  # what became of the mail before is over
        for document, message in zip(documents, messages, strict=True):
            document.mail_message_id = message
        self._note({"delivery_state": "outgoing", "delivery_failure": False})
        self._queue_mails(parts, messages)

    def _undelivered_text(self):
        return self.env._(
            "The request to confirm the balance did not reach the customer: %s",
            self.delivery_failure or self.display_name)

    def _log_body(self):
        return Markup('<p><a href="#" data-oe-model="ar.balance.request.line" data-oe-id="%s">%s</a></p>') % (
            self.id, self.env._("Asked to confirm the balance, by email") if self.channel == "email" else self.env._(
                "Asked to confirm the balance, by letter"))
