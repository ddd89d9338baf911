from markupsafe import Markup, escape
from odoo import fields, models
from odoo.exceptions import UserError

#: What the customer got; once it is sent nobody changes it.
CONTENT = {"subject", "body", "credits", "line_ids", "level_id", "account_id", "kind", "date", "amount"}


class ArNotice(models.Model):
    _inherit = "ar.notice"

    subject = fields.Char(help="Of the email; empty: the level's, in the customer's language.")
    body = fields.Html(
        string="Text", sanitize_style=True,
        help="Stands above the table of items; empty: the level's text, in the customer's language.",
    )
    credits = fields.Json(readonly=True, help="Unapplied credits that the notice listed when it went out.")

    def write(self, vals):
        changed = CONTENT & vals.keys()
        if changed and any(notice.state == "sent" for notice in self):
            raise UserError(self.env._(
                "A notice that was sent stays as the customer got it. Correct it by a new notice."))
        return super().write(vals)

    def _write_down_message(self):
        """Write the texts of the level onto the notices that have none of their own, for a person to edit."""
        for notice in self.filtered(lambda notice: not notice.body):
            content = notice._content()[notice.id]
            notice.write({"subject": notice.subject or content["subject"], "body": content["text"]})

    def _render_message(self):
        """Return what the customer gets, {"subject", "body_html"}, in the customer's language; nothing is stored."""
        self.ensure_one()
        content = self._content(frozen=self.state == "sent")[self.id]
        return {"subject": content["subject"], "body_html": self._message_html(content)}

    def _message_inner(self, content):
        """Return the message without the company's frame; what went out once stays word for word.

        Kept in `content`: the chatter and the mail show the same, rendered once.
        """
        if "inner" not in content:
            sent = content["notice"]._sent_message(content["lang"])
            content["inner"] = Markup(sent.body) if sent else self.env["ir.qweb"].with_context(
                lang=content["lang"])._render("ar_specialist.notice_mail", content)
        return content["inner"]

    def _subject(self):
        text = self.subject or self.level_id.subject or self.level_id.name
        # A line break in a subject would begin a header of its own.
        return " ".join(self._filled_in(text).split())

    def _text(self):
        text = self.body or self.level_id.intro or ""
        return Markup(self._filled_in(str(text), escape))

    def _filled_in(self, text, quote=str):
        """Return `text` with {customer} and {company} replaced by the names."""
        names = {"{customer}": self.partner_id.name or "", "{company}": self.company_id.name}
        for name, value in names.items():
            text = text.replace(name, str(quote(value)))
        return text
