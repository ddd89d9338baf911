from odoo import api, fields, models
from odoo.tools import SQL, html2plaintext

from ...queries.timeline import DOCUMENTS, timeline_table

EXCERPT = 120


class ArTimeline(models.Model):
    """All that happened between a customer and us, newest first, read-only: contacts, notices and statements sent,
    promises, disputes, and the emails of the customer's people.
    """

    _name = "ar.timeline"
    _description = "Timeline of a customer account"
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "summary"

    account_id = fields.Many2one("ar.account", string="Customer", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    date = fields.Datetime(readonly=True)
    kind = fields.Selection(
        [("contact", "Contact"), ("notice", "Notice"), ("promise", "Promise"), ("dispute", "Dispute"),
         ("email", "Email received"), ("statement", "Statement")], readonly=True)
    user_id = fields.Many2one("res.users", string="By", readonly=True)
    person_id = fields.Many2one("res.partner", readonly=True)
    contact_id = fields.Many2one("ar.contact.log", string="Logged Contact", readonly=True)
    notice_id = fields.Many2one("ar.notice", readonly=True)
    promise_id = fields.Many2one("ar.promise", readonly=True)
    dispute_id = fields.Many2one("ar.dispute", readonly=True)
    email_id = fields.Many2one("mail.message", readonly=True)
    statement_id = fields.Many2one("ar.statement", readonly=True)
    summary = fields.Char(string="What", compute="_compute_summary")

    _depends = {
        "account.move": ["company_id"],
        "ar.account": ["company_id", "partner_id"],
        "ar.contact.log": ["account_id", "company_id", "date", "person_id", "user_id"],
        "ar.dispute": ["account_id", "company_id", "contact_id", "date_opened", "user_id"],
        "ar.notice": ["account_id", "company_id", "date", "partner_id", "state"],
        "ar.promise": ["account_id", "company_id", "date_made", "promised_by_id", "user_id"],
        "ar.statement": ["account_id", "company_id", "partner_id", "sent_by_id", "sent_on", "state"],
        "mail.message": ["author_id", "date", "message_type", "model", "res_id"],
        "res.partner": ["commercial_partner_id"],
    }

    @property
    def _table_query(self) -> SQL:
        readable = {
            model: self.env[model].with_context(active_test=False)._search([])
            for model in DOCUMENTS if self.env[model].has_access("read")
        }
        return timeline_table(self.env, readable)

    @api.depends("contact_id", "notice_id", "promise_id", "dispute_id", "email_id", "statement_id")
    @api.depends_context("lang")
    def _compute_summary(self):
        told = {
            "contact": self._told_contact, "notice": self._told_notice, "promise": self._told_promise,
            "dispute": self._told_dispute, "email": self._told_email,
            "statement": self._told_statement,
        }
        for event in self:
            event.summary = told[event.kind](event) if event.kind else ""

    def _told_contact(self, event):
        return event.contact_id._told()

    def _told_notice(self, event):
        return event.notice_id.level_id.name

    def _told_promise(self, event):
        promise = event.promise_id
        return self.env._(
            "%(number)s: %(amount)s by %(day)s, %(state)s", number=promise.name,
            amount=promise.currency_id.format(promise.amount), day=fields.Date.to_string(promise.date),
            state=promise._state_name(promise.state).lower())

    def _told_dispute(self, event):
        dispute = event.dispute_id
        kind = dict(dispute._fields["kind"]._description_selection(self.env))[dispute.kind]
        about = dispute.reason_id.name or dispute.subject
        return ", ".join(part for part in (
            f"{kind} {dispute.name}", about, dispute._state_name(dispute.state).lower()) if part)

    def _told_email(self, event):
        # sudo: a message's own rights ask for its document one by one; the table holds those of readable ones only
        message = event.email_id.sudo()
        text = message.subject or html2plaintext(message.body or "").replace("\n", " ").strip()[:EXCERPT]
        return f"{message.author_id.name}: {text}"

    def _told_statement(self, event):
        statement = event.statement_id
        kind = dict(statement._fields["kind"]._description_selection(self.env))[statement.kind]
        return self.env._(
            "%(kind)s as of %(day)s: %(amount)s", kind=kind, day=fields.Date.to_string(statement.date),
            amount=statement.currency_id.format(statement.amount))

    def action_open(self):
        """Open the record of the event; of an email the document it stands on."""
        self.ensure_one()
        record = self[f"{self.kind}_id"]
        model, res_id = record._name, record.id
        if self.kind == "email":
            message = record.sudo()  # as in `_told_email`
            model, res_id = message.model, message.res_id
        return {
            "type": "ir.actions.act_window", "res_model": model, "res_id": res_id, "views": [(False, "form")],
            "view_mode": "form", "target": "new" if self.kind == "contact" else "current",
        }
