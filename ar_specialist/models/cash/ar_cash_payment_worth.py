from odoo import models

from ...logic.cash_elsewhere import exchanged
from ...queries.cash_coins import to_coins


class ArCashPayment(models.Model):
    """What amounts in other currencies are worth in the payment's, on its day.

    Between the payment's currency and the company's the bank's own amounts count, or those of the credit as it is
    booked; where the bank has stated a foreign amount, that is the payment's. Any other currency has the rate of the
    payment's day.
    """

    _inherit = "ar.cash.payment"

    def _worth(self, amount, currency):
        """Return what `amount` of `currency` is worth in the payment's currency, rounded."""
        if currency == self.currency_id:
            return amount
        own = self.company_id.currency_id
        value = currency._convert(amount, own, self.company_id, self.date, round=False)
        received, balance = self._received()
        return self.currency_id.round(value * received / balance) if balance else 0.0

    def _company_value(self, amount):
        """Return what `amount` of the payment's money is in company currency, rounded."""
        received, balance = self._received()
        return self.company_id.currency_id.round(amount * balance / received) if received else 0.0

    def _received(self):
        """Return what the payment is in its own currency and in the company's, by what the books say."""
        own = self.company_id.currency_id
        if self.currency_id == own:
            return 1.0, 1.0
        if credit := self.move_line_id:
            return credit.amount_currency, credit.balance
        received, currency, _journal, _journal_currency, balance, _own = (
            self.statement_line_id._get_accounting_amounts_and_currencies())
        if currency == self.currency_id:
            return received, balance
        # Nothing stands in the books yet that says more than the rates do.
        return 1.0, self.currency_id._convert(1.0, own, self.company_id, self.date, round=False)

    def _exchanged(self, proposals, rules):
        """Return the proposals, those for items in other currencies with what these get.

        :param proposals: {payment id: :class:`..logic.cash_proposal.Proposal`}
        """
        found = dict(proposals)
        for payment in self.filtered(lambda payment: proposals[payment.id].elsewhere):
            proposal, currency = proposals[payment.id], payment.currency_id
            worths = {
                item.id: to_coins(
                    payment._worth(item.amount_residual_currency, item.currency_id), currency.decimal_places)
                for item in self.env["account.move.line"].browse(proposal.elsewhere)}
            amount = to_coins(payment.amount_left, currency.decimal_places)
            found[payment.id] = exchanged(proposal, amount, worths, rules.allowed(currency.id))
        return found
