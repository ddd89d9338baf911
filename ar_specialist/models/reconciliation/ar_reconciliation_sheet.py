from odoo import api, fields, models
from odoo.tools import format_date
from odoo.tools.misc import formatLang

from ...report.reconciliation_texts import ReconciliationTexts

#: Who agrees on more rows finds them in the workbook; what differs is always printed.
MOST_PRINTED = 500


class ArReconciliation(models.Model):
    """The sheet that the customer gets, and the mail that brings it, in the customer's language."""

    _inherit = "ar.reconciliation"

    recipient_id = fields.Many2one("res.partner", compute="_compute_recipient", string="Goes to")
    lang = fields.Char(compute="_compute_recipient", help="The language the customer reads.")
    sender_id = fields.Many2one("res.partner", compute="_compute_sender")

    @api.depends("account_id")
    def _compute_recipient(self):
        recipients = self.env["ar.account"]._ar_recipients(self.account_id)
        for record in self:
            partners = recipients[record.account_id.id]["partners"] if record.account_id else self.env["res.partner"]
            record.recipient_id = partners[:1] or record.partner_id
            record.lang = record.recipient_id.lang or record.partner_id.lang or self.env.lang

    @api.depends("user_id", "company_id")
    def _compute_sender(self):
        for record in self:
            person = record.user_id.partner_id
            record.sender_id = person if person.email else record.company_id.partner_id

    def _sheet(self):
        """Return what the sheet says, texts, days and amounts in the customer's language."""
        self.ensure_one()
        record = self.with_context(lang=self.lang)
        text, agreed = ReconciliationTexts(record.env, record), record.agreed_ids[:MOST_PRINTED]
        return {
            "record": record, "company": record.company_id, "lang": self.lang, "text": text,
            "address": record.account_id._ar_letter_address(), "note": record.note,
            "balances": [record._sheet_balance(sums, text) for sums in record.sum_ids.grouped("currency_id").values()],
            "sections": [
                {"label": text.codes[code], "rows": [record._sheet_row(row, text) for row in rows]}
                for code, rows in record.match_ids.grouped("code").items() if code != "agreed"],
            "more_agreed": len(record.agreed_ids) - len(agreed),
            "agreed": [record._sheet_row(row, text) for row in agreed],
        }

    def _sheet_balance(self, sums, text):
        return {
            "currency": sums.currency_id.name,
            "steps": [
                {"label": text.codes[step.code], "amount": self._figure(step.amount, step.currency_id),
                 "is_balance": step.code in ("ours", "theirs")}
                for step in sums]}

    def _sheet_row(self, row, text):
        return {
            "name": row.name or "–", "date": self._sheet_day(row.date), "currency": row.currency_id.name,
            "their_name": row.their_name or "–", "their_date": self._sheet_day(row.their_date), "note": row.note,
            "why": text.why(self.env, row),
            **{name: self._figure(row[name], row.currency_id)
               for name in ("amount_ours", "amount_theirs", "difference")}}

    def _sheet_day(self, day):
        return format_date(self.env, day) if day else ""

    def _figure(self, amount, currency):
        return formatLang(self.env, amount, digits=currency.decimal_places)

    def action_send(self):
        """Write the mail that brings the sheet, for a person to send."""
        self.ensure_one()
        self.check_access("write")
        template = self.env.ref("ar_specialist.mail_template_reconciliation")
        return {
            "type": "ir.actions.act_window", "res_model": "mail.compose.message", "view_mode": "form", "target": "new",
            "name": self.env._("Send to %s", self.recipient_id.display_name), "views": [(False, "form")],
            "context": {
                "default_model": self._name, "default_res_ids": self.ids, "default_template_id": template.id,
                "default_composition_mode": "comment", "force_email": True, "ar_reconciliation_sent": True,
                "default_email_layout_xmlid": "mail.mail_notification_light",
            },
        }

    def message_post(self, **kwargs):
        message = super(
            ArReconciliation, self.with_context(ar_reconciliation_sent=False)).message_post(**kwargs)
        if self.env.context.get("ar_reconciliation_sent") and self.state in ("matched", "sent"):
            self._set_state("sent", sent_on=fields.Datetime.now())
        return message.with_env(self.env)

    def action_print(self):
        return self.env.ref("ar_specialist.action_report_reconciliation").report_action(self)
