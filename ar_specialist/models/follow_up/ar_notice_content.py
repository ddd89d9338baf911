from dataclasses import dataclass

from odoo import models
from odoo.tools import format_date
from odoo.tools.misc import formatLang, hmac

from ...logic.notice_sums import sums
from ...queries.open_credits import open_credits


@dataclass(frozen=True)
class PrintedItem:
    """An item as the customer reads it, texts in the customer's language.

    :param days: late when positive
    :param amount: with the currency's symbol
    :param figure: without it, for beside the currency's code
    """

    number: str
    date: str
    due: str
    days: int
    amount: str
    figure: str
    currency: str


@dataclass(frozen=True)
class PrintedSum:
    """A sum of one currency as the customer reads it; `credits` is empty when there are none."""

    currency: str
    items: str
    credits: str
    to_pay: str
    figure: str


class ArNotice(models.Model):
    _inherit = "ar.notice"

    def _content(self, recipients=None, frozen=False):
        """Return what mail and letter of each notice say, {notice id: dict}, in its customer's language.

        Contacts of further languages have contents of their own under "others".

        :param recipients: of `ar.account._ar_recipients`, asked for when missing
        :param frozen: take the credits as they were written down when the notice went out
        """
        self._read_ahead()
        recipients = recipients or self.env["ar.account"]._ar_recipients(self.account_id)
        credits = {}
        for company, notices in self.grouped("company_id").items():
            waiting = notices.filtered(lambda notice: notice.kind == "overdue" and not frozen)
            found = open_credits(self.env, company, waiting.partner_id) if waiting else {}
            credits |= {
                notice.id: [credit for credit in found.get(notice.partner_id.id, ()) if notice._knows(credit.date)]
                for notice in waiting
            }
        return {
            notice.id: notice._content_by_language(
                recipients[notice.account_id.id]["partners"], credits.get(notice.id))
            for notice in self
        }

    def _knows(self, day):
        """Whether what is dated `day` is known by the day of the notice, and by the one on which it was planned."""
        return day <= max(self.date, self.run_id.planned_on)

    def _read_ahead(self):
        """Read what the contents need of all notices at once; lines picked out one notice at a time would not."""
        items = self.line_ids.move_line_id
        items.fetch(["move_id", "name"])
        items.move_id.mapped("ref")  # and with it all that is stored of them

    def _content_by_language(self, partners, credits):
        """Return the content in the first contact's language, with those for the other languages under "others"."""
        groups = partners.grouped(self._language_of) or {self._language_of(self.partner_id): partners}
        first, *others = [self._own_content(group, credits, lang) for lang, group in groups.items()]
        return {**first, "others": others}

    def _own_content(self, partners, credits, lang):
        addressee = partners[:1] or self.partner_id
        notice = self.with_context(lang=lang)
        lines = notice.line_ids.filtered(lambda line: not line.reason_codes).sorted(
            lambda line: (line.date_due or line.date, line.id))
        facts = notice._credit_facts(credits)
        totals = sums(
            [(line.currency_id, line.amount_residual) for line in lines],
            [(notice.env["res.currency"].browse(fact["currency"]), fact["amount"]) for fact in facts],
        )
        charged = {total.currency.id for total in totals}
        return {
            "notice": notice, "company": notice.company_id, "lang": lang, "partners": partners,
            "greeting_name": addressee.name or notice.partner_id.name,
            "text": notice._text(), "subject": notice._subject(), "credit_facts": facts,
            "items": [notice._printed_item(line) for line in lines],
            "credits": [notice._printed_credit(fact) for fact in facts if fact["currency"] in charged],
            "sums": [notice._printed_sum(total) for total in totals],
            "late": notice.kind == "overdue", "bank": notice.account_id._ar_bank(lines.move_id),
            "reference": notice.account_id._ar_reference(lines.move_id), "contact": notice._contact(),
            "url": notice._portal_url(), "account_url": notice.account_id._ar_portal_url(),
            "date": format_date(notice.env, notice.date), "color": notice.company_id.email_secondary_color or "#714B67",
            "button_text_color": notice.company_id.email_primary_color or "#FFFFFF",
            "base_url": notice.company_id.get_base_url(),
        }

    def _credit_facts(self, credits):
        """Return the credits as plain values that a notice keeps; what it kept when none are given."""
        if credits is None:
            return self.credits or []
        return [
            {"number": credit.number, "date": credit.date.isoformat(), "amount": credit.amount,
             "currency": credit.currency_id}
            for credit in credits
        ]

    def _printed_item(self, line):
        return PrintedItem(
            line.move_id.name or line.move_line_id.name or "",
            format_date(self.env, line.move_id.invoice_date or line.move_line_id.date),
            format_date(self.env, line.date_due or line.date), line.days_late,
            *self._amount_texts(line.amount_residual, line.currency_id), line.currency_id.name)

    def _printed_credit(self, fact):
        currency = self.env["res.currency"].browse(fact["currency"])
        return PrintedItem(
            fact["number"], format_date(self.env, fact["date"]), "", 0,
            *self._amount_texts(fact["amount"], currency), currency.name)

    def _printed_sum(self, total):
        items, _figure = self._amount_texts(total.items, total.currency)
        credits, _figure = self._amount_texts(total.credits, total.currency)
        return PrintedSum(
            total.currency.name, items, credits if total.credits else "",
            *self._amount_texts(total.to_pay, total.currency))

    def _amount_texts(self, amount, currency):
        """Return the amount with its currency's symbol, and without."""
        return (
            formatLang(self.env, amount, currency_obj=currency),
            formatLang(self.env, amount, digits=currency.decimal_places),
        )

    def _person(self, role):
        """Return the "collector" or "salesperson" for this notice; a salesperson of its invoices stands in at last."""
        own = self.account_id._ar_person(role)
        return own or self.line_ids.move_id.invoice_user_id.filtered("active")[:1]

    def _contact(self):
        """Return whom the customer may call or write to; the company where nobody is in charge."""
        return self.account_id._ar_contact(self._person("collector"))

    def _portal_token(self):
        """Return what proves that its holder got this very notice; nothing need be stored for it."""
        # sudo: the signing key is nobody's to read
        return hmac(self.env(su=True), "ar_specialist.notice", (self.id, self.account_id.id))

    def _portal_url(self):
        return f"{self.company_id.get_base_url()}/my/notices/{self.id}?access_token={self._portal_token()}"
