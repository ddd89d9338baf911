from dataclasses import dataclass
from typing import Any

from odoo import models

from ...logic.notice_sums import sums
from ...queries.open_credits import open_credits
from ...queries.overdue_to_pay import chosen_to_pay, overdue_to_pay


@dataclass(frozen=True)
class Payable:
    """What a customer may pay at once in one currency: items of invoices, less what it disputes and its credits.

    :param owed: open amount of the items
    :param disputed: part of it that is contested; positive, or 0
    :param credits: unapplied credits, not positive
    :param amount: what is left to pay
    """

    currency: Any
    items: Any
    invoices: Any
    owed: float
    disputed: float
    credits: float
    amount: float


class ArAccount(models.Model):
    """What may be paid online: the page of a notice and the customer's own page ask the same here."""

    _inherit = "ar.account"

    def _ar_payables(self):
        """Return a :class:`Payable` for each currency with something overdue, as of today, without what is disputed.

        Credits are netted. It is what reminders ask for, and what was promised is part of it.
        """
        self.ensure_one()
        company, customer = self.company_id, self.partner_id
        today = self.env["ar.run"]._today(company)
        items = overdue_to_pay(self.env, company, customer, today)
        kept = self._ar_kept_back(self.env["account.move.line"].union(*items.values()), today)
        credits = [
            (self.env["res.currency"].browse(credit.currency_id), credit.amount)
            for credit in open_credits(self.env, company, customer).get(customer.id, [])
        ]
        disputed = {line: amounts.get("disputed", 0) for line, amounts in kept.items()}
        return self._ar_payables_of(items, credits, disputed)

    def _ar_payable(self, currency_id, items=None):
        """Return the :class:`Payable` of a currency, None when nothing of it is to be paid.

        :param items: ids of journal items, due or not, to be paid in full; everything overdue less credits unless
            given. None is the answer, too, when one of them can't be paid, or is not this customer's.
        """
        self.ensure_one()
        if items is None:
            payables = self._ar_payables()
        else:
            found = chosen_to_pay(self.env, self.company_id, self.partner_id, items)
            payables = self._ar_payables_of(found, [], {})
        payable = next((payable for payable in payables if payable.currency.id == currency_id), None)
        return payable if payable and (items is None or set(payable.items.ids) == set(items)) else None

    def _ar_payables_of(self, items, credits, disputed):
        """:param items: {currency: journal items}
        :param disputed: {item id: contested amount in company currency}
        """
        payables = []
        for currency, owed in items.items():
            contested = {
                item: item.amount_residual_currency * min(disputed.get(item.id, 0) / item.amount_residual, 1)
                for item in owed}
            # Core knows what may be paid online: nothing that is being paid already.
            owed = owed.filtered(lambda item, contested=contested: item.move_id._has_to_be_paid()
                                 and item.currency_id.compare_amounts(item.amount_residual_currency, contested[item]))
            left = [(currency, item.amount_residual_currency - contested[item]) for item in owed]
            for total in sums(left, credits):
                amount = currency.round(total.to_pay)
                if amount:
                    whole = currency.round(sum(owed.mapped("amount_residual_currency")))
                    payables.append(Payable(
                        currency, owed, owed.move_id, whole, currency.round(whole - total.items),
                        currency.round(total.credits), amount))
        return payables

    def _ar_payment_reference(self, payable):
        """Return what the payment of `payable` is called: the invoice's number, or a new one for several."""
        first = payable.invoices[:1]
        return first.name if len(payable.invoices) == 1 else self.company_id.get_next_batch_payment_communication()
