from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_date

from .ar_cash_payment import WAITING

#: From how many points of 100 the score is shown as sure and as likely.
SURE, LIKELY = 90, 70
ITEMS_OFFERED = 8


class ArCashPayment(models.Model):
    """One payment as the screen shows it: what it says, whose it is, what it settles and what is left."""

    _inherit = "ar.cash.payment"

    @api.readonly
    def screen_payment(self):
        """Return the payment as a dict: what the bank says, customer, reasons, items, sums, choices, application."""
        self.ensure_one()
        self._check_reader()
        items, more = self._screen_all_items()
        waiting = self.state in WAITING
        return {
            **self._screen_told(),
            "is_waiting": waiting,
            "is_stale": waiting and self._is_stale(),
            "state_label": self._state_name(self.state),
            "queue": self._queue_name(self.state, self.is_return),
            "customer": self._screen_customer(),
            "deposit": self._screen_deposit(),
            "score": self.score if self.allocation_ids else 0,
            "score_class": self._score_class(),
            "reasons": self._screen_reasons(),
            "items": items,
            "items_more": more,
            **self._screen_difference(),
            "application": self._screen_application(),
            "is_return": self.is_return,
            "returned": self._screen_return(),
            "may_set_aside": waiting and not self.move_line_id,
            "may_take_back": self._may_take_back(),
        }

    def _screen_told(self):
        return {
            "id": self.id,
            "name": self.name or "",
            "company": self.company_id.name if len(self.env.companies) > 1 else "",
            "journal": self.journal_id.sudo().name or "",
            "amount": self.amount,
            "amount_left": self.amount_left,
            "currency_id": self.currency_id.id,
            "date": self.date.isoformat(),
            "payer_name": self.payer_name or "",
            "payer_account": self.payer_account or "",
            "structured_reference": self.structured_reference or "",
            "text": self.text or "",
            "marks": self._screen_marks(),
            "return_reason": self.return_reason or "",
            "remittances": [
                {"id": advice.id, "name": advice.display_name} for advice in self.remittance_ids],
        }

    def _screen_customer(self):
        if not self.partner_id:
            return None
        # sudo: the payment is the user's to see; the rules on contacts may hide whose it is
        partner = self.partner_id.sudo()
        return {
            "id": partner.id, "name": partner.display_name, "account_id": self.account_id.id,
            "open": self._told_owed(partner),
        }

    def _told_owed(self, partner):
        """Return what the customer owes the payment's company, the payment's currency first; they are never added."""
        domain = self._all_items_domain(partner) & Domain("company_id", "=", self.company_id.id)
        owed = dict(self.env["account.move.line"]._read_group(
            domain, ["currency_id"], ["amount_residual_currency:sum"]))
        first = owed.pop(self.currency_id, 0.0)
        others = [currency.format(amount) for currency, amount in owed.items() if not currency.is_zero(amount)]
        return " + ".join([self.currency_id.format(first)] * bool(first or not others) + others)

    def _score_class(self):
        if self.score >= SURE and not self.ambiguous:
            return "text-bg-success"
        return "text-bg-warning" if self.score >= LIKELY else "text-bg-secondary"

    def _screen_application(self):
        application = self._last_application()
        if not application:
            return None
        rests = dict(application._fields["rest"]._description_selection(self.env))
        return {
            "id": application.id,
            "date": format_date(self.env, application.date),
            "user": application.user_id.sudo().name,
            "rest": rests.get(application.rest, "") if application.rest != "keep_open" else "",
            "lines": [line._screen_line() for line in application.line_ids],
            "may_undo": application.state == "applied" and self.env.user.has_group("ar_specialist.group_specialist"),
        }

    def _last_application(self):
        return self.env["ar.cash.application"].search(
            [("payment_id", "=", self.id), ("state", "in", ("applied", "returned"))], order="id desc", limit=1)
