from markupsafe import Markup
from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_date
from odoo.tools.misc import formatLang

TEMPLATE = "ar_specialist.mail_template_ar_statement"


class ArStatement(models.Model):
    _inherit = "ar.statement"

    def _contents(self, recipients):
        """Return {statement: what its mails say, one for each language of its readers}; printed ones have one."""
        contents = {}
        for statement in self:
            partners = recipients[statement.account_id.id]["partners"]
            if statement.channel == "email" and partners:
                groups = partners.grouped(statement._language_of)
            else:
                groups = {statement.account_id._ar_statement_lang(): partners.browse()}
            contents[statement] = [statement._content(lang, own) for lang, own in groups.items()]
        return contents

    def _content(self, lang, partners):
        """Return what the mail in `lang` to `partners` says, all but the text that a company may change."""
        statement = self.with_context(lang=lang)
        account, company = statement.account_id, statement.company_id
        return {
            "statement": statement, "company": company, "lang": lang, "partners": partners,
            "greeting_name": (partners[:1] or statement.partner_id).name or statement.partner_id.name,
            "date": format_date(statement.env, statement.date),
            "figures": statement._printed_figures(statement.line_ids._figures() or statement._figures_today()),
            "contact": account._ar_contact(), "url": account._ar_portal_url(),
            "color": company.email_secondary_color or "#714B67",
            "button_text_color": company.email_primary_color or "#FFFFFF", "base_url": company.get_base_url(),
        }

    def _printed_figures(self, figures):
        """Return (balance, overdue or empty, whether in credit) of each currency as the customer reads it.

        :param figures: `ar.statement.figure` or :class:`StatementFigures`
        """
        def text(amount, currency):
            return formatLang(self.env, amount, currency_obj=currency)

        return [
            (
                text(abs(one.closing), one.currency), one.overdue and text(one.overdue, one.currency), one.closing < 0,
            )
            for one in figures
        ]

    def _write_texts(self, contents):
        """Add subject and text, as the company's template has them, to the contents; a rendering for each language."""
        # sudo: the template is the company's, whoever sends
        template = self.env.ref(TEMPLATE).sudo()
        by_language = {}
        for own in contents.values():
            for content in own:
                by_language.setdefault(content["lang"], []).append(content)
        for lang, own in by_language.items():
            localized = template.with_context(lang=lang)
            ids = [content["statement"].id for content in own]
            subjects = localized._render_field("subject", ids, set_lang=lang)
            texts = localized._render_field("body_html", ids, set_lang=lang)
            for content in own:
                number = content["statement"].id
                # A line break in a subject would begin a header of its own.
                content["subject"] = " ".join(subjects[number].split())
                content["text"] = Markup(texts[number])

    def _message_inner(self, content):
        if "inner" not in content:
            content["inner"] = self.env["ir.qweb"].with_context(lang=content["lang"])._render(
                "ar_specialist.statement_mail", content)
        return content["inner"]

    def _document_in(self, lang):
        """Return the document in `lang`; the one that was made first stands in for it: what was sent stays."""
        documents = self.sudo().document_ids
        return documents.filtered(lambda document: document.lang == lang) or documents.create({
            "statement_id": self.id, "lang": lang, "attachment_id": documents[:1].attachment_id.id})

    def _send_mails(self, contents):
        """Queue one mail per statement and language, each with the PDF that is kept.

        :param contents: {statement: its contents}
        """
        if not self:
            return
        self._write_texts(contents)
        parts = [(statement, content) for statement in self for content in contents[statement]]
        documents = [statement._document_in(content["lang"]) for statement, content in parts]
        for (_statement, content), document in zip(parts, documents, strict=True):
            content["documents"] = document.attachment_id
        # sudo: whoever may send statements need not have rights on the technical records of mails
        messages = self.env["mail.message"].sudo().create(self._message_rows(parts))
        self.document_ids.mail_message_id = False
        for document, message in zip(documents, messages, strict=True):
            document.mail_message_id = message
        self._note({"delivery_state": "outgoing", "delivery_failure": False})
        self._queue_mails(parts, messages)

    def _figures_today(self):
        """Return the figures of a statement that did not go out yet."""
        return self.account_id._ar_statement_figures(
            self.date, self.kind, self.date_from or None, self.group)[self.account_id.id]

    def _undelivered_text(self):
        return self.env._(
            "The statement did not reach the customer: %s", self.delivery_failure or self.display_name)

    def _log_body(self):
        return Markup('<p><a href="#" data-oe-model="ar.statement" data-oe-id="%s">%s</a></p>') % (
            self.id, self.env._("Statement sent by email") if self.channel == "email" else self.env._(
                "Statement made for printing"))

    def action_resend(self):
        """Send the same statement by email again, to the addresses that are right by now; each time is logged.

        :raise UserError: for one that did not go out yet or is on its way, or while there is no address
        """
        self._check_may_work()
        recipients = self.env["ar.account"]._ar_recipients(self.account_id)
        for statement in self:
            statement._check_may_resend(recipients[statement.account_id.id]["partners"])
        contents = {
            statement: [
                statement._content(lang, own)
                for lang, own in recipients[statement.account_id.id]["partners"].grouped(statement._language_of).items()
            ]
            for statement in self
        }
        self.sudo()._send_mails(contents)
        for statement in self.sudo():
            statement._message_log(body=self.env._(
                "Sent by email to %s.", ", ".join(recipients[statement.account_id.id]["partners"].mapped("email"))))

    def _check_may_resend(self, partners):
        if not self.document_ids:
            raise UserError(self.env._("The statement to %s did not go out yet.", self.partner_id.name))
        if self.delivery_state == "outgoing":
            raise UserError(self.env._("The email to %s is still on its way.", self.partner_id.name))
        if not partners:
            raise UserError(self.env._(
                "%s has no email address that works: write one on the customer or on its follow-up address.",
                self.partner_id.name))
