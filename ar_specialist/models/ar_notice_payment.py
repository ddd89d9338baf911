from dataclasses import dataclass
from typing import Any

from odoo import models

from ..logic.notice_sums import sums
from ..queries.open_credits import open_credits
from ..queries.overdue_to_pay import overdue_to_pay


@dataclass(frozen=True)
class Payable:
    """All that the customer may pay at once in one currency: its overdue invoices less its unapplied credits."""

    currency: Any
    invoices: Any
    overdue: float
    credits: float
    amount: float


class ArNotice(models.Model):
    _inherit = "ar.notice"

    def _payables(self):
        """Return a :class:`Payable` for each currency with something to pay online, as of today."""
        company, customer = self.company_id, self.partner_id
        today = self.env["ar.run"]._today(company)
        credits = [
            (self.env["res.currency"].browse(credit.currency_id), credit.amount)
            for credit in open_credits(self.env, company, customer).get(customer.id, [])
        ]
        payables = []
        for currency, items in overdue_to_pay(self.env, company, customer, today).items():
            # Core knows what may be paid online: nothing that is being paid already.
            items = items.filtered(lambda item: item.move_id._has_to_be_paid())
            for total in sums([(currency, item.amount_residual_currency) for item in items], credits):
                amount = currency.round(total.to_pay)
                if amount:
                    payables.append(Payable(
                        currency, items.move_id, currency.round(total.items), currency.round(total.credits), amount))
        return payables

    def _payable(self, currency_id):
        """Return the :class:`Payable` of a currency, None when nothing of it is to be paid."""
        return next((payable for payable in self._payables() if payable.currency.id == currency_id), None)

    def _payment_reference(self, payable):
        first = payable.invoices[:1]
        return first.name if len(payable.invoices) == 1 else self.company_id.get_next_batch_payment_communication()
