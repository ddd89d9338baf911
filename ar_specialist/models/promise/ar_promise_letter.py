from odoo import api, fields, models
from odoo.tools import format_date
from odoo.tools.misc import formatLang

# More numbers than this are no payment reference that anybody types into a bank form.
REFERENCES = 3


class ArPromise(models.Model):
    """What the customer reads: the letter of the promise or payment plan, and the mail that asks to confirm it."""

    _inherit = "ar.promise"

    recipient_id = fields.Many2one("res.partner", compute="_compute_recipient", string="Goes to")
    lang = fields.Char(compute="_compute_recipient", help="The language the customer reads.")
    sender_id = fields.Many2one("res.partner", compute="_compute_sender")

    @api.depends("promised_by_id", "account_id")
    def _compute_recipient(self):
        recipients = self.env["ar.account"]._ar_recipients(self.account_id)
        for promise in self:
            person = promise.promised_by_id.filtered("email")
            others = recipients[promise.account_id.id]["partners"] if promise.account_id else self.env["res.partner"]
            promise.recipient_id = person or others[:1] or promise.promised_by_id or promise.partner_id
            promise.lang = promise.recipient_id.lang or promise.partner_id.lang or self.env.lang

    @api.depends("user_id", "company_id")
    def _compute_sender(self):
        for promise in self:
            person = promise.user_id.partner_id
            promise.sender_id = person if person.email else promise.company_id.partner_id

    def _letter(self):
        """Return what the letter says, texts in the customer's language."""
        self.ensure_one()
        promise = self.with_context(lang=self.lang)
        currency, items = promise.currency_id, promise.move_line_ids.sorted("date_maturity")
        parts = promise.part_ids or promise

        def figure(amount, of=currency):
            return formatLang(promise.env, amount, digits=of.decimal_places)

        def day(value):
            return format_date(promise.env, value)

        return {
            "promise": promise, "company": promise.company_id, "lang": promise.lang, "number": promise.name,
            "greeting_name": promise.recipient_id.name, "date": day(promise.company_id._ar_today()),
            "made": day(promise.date_made), "is_plan": bool(promise.part_ids), "currency": currency.name,
            "address": promise.account_id._ar_letter_address(), "total": figure(promise.amount),
            "parts": [
                {"number": number, "date": day(part.date), "amount": figure(part.amount)}
                for number, part in enumerate(parts, start=1)
            ],
            "items": [
                {
                    "number": item.move_name, "date": day(item.invoice_date or item.date),
                    "due": day(item.date_maturity or item.date), "currency": item.currency_id.name,
                    "amount": figure(item.amount_residual_currency, item.currency_id),
                }
                for item in items
            ],
            "bank": promise._bank(), "contact": promise._contact(), "reference": promise._reference(),
        }

    def _reference(self):
        """Return what to write into the bank form: the invoices' references, the promise's number for many of them."""
        references = [move.payment_reference or move.name for move in self.move_line_ids.move_id]
        return ", ".join(filter(None, references)) if 0 < len(references) <= REFERENCES else self.name

    def _bank(self):
        """Return the bank account to pay to: the one that the invoices name, else the company's first."""
        own = self.company_id.partner_id
        named = self.move_line_ids.move_id.filtered(lambda move: move.is_sale_document()).partner_bank_id
        return named.filtered(lambda bank: bank.partner_id == own)[:1] or own.bank_ids[:1]

    def _contact(self):
        """Return whom the customer may call or write to; the company where nobody took the promise."""
        person, company = self.user_id.partner_id, self.company_id.partner_id
        return {
            "name": person.name or company.name, "phone": person.phone or company.phone,
            "email": person.email or company.email,
        }

    def action_send(self):
        """Write the mail that asks the customer to confirm, the letter attached, for a person to send."""
        self.ensure_one()
        self.check_access("write")
        template = self.env.ref("ar_specialist.mail_template_promise")
        return {
            "type": "ir.actions.act_window", "res_model": "mail.compose.message", "view_mode": "form", "target": "new",
            "name": self.env._("Ask %s to confirm", self.recipient_id.display_name),
            "views": [(False, "form")],
            "context": {
                "default_model": self._name, "default_res_ids": self.ids, "default_template_id": template.id,
                "default_composition_mode": "comment", "force_email": True,
                "default_email_layout_xmlid": "mail.mail_notification_light",
            },
        }

    def action_open_account(self):
        return self.account_id.action_open_account()
