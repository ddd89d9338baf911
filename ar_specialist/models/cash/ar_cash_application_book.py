from odoo import models
from odoo.exceptions import UserError

from .account_move_line_cash import Settling


class ArCashApplication(models.Model):
    """From what was decided to the books: the payments' entries, then all reconciliations in one plan."""

    _inherit = "ar.cash.application"

    def _book(self):
        """Carry out applications just made: every item gets exactly its amount, what is left becomes a credit."""
        from_statement = self.filtered(lambda application: application.source == "statement")
        settlings = from_statement._book_on_statement() + (self - from_statement)._book_on_credit()
        self.env["account.move.line"]._ar_settle(settlings)
        self._check_settled(settlings)

    def _check_settled(self, settlings):
        """Make sure that reconciling gave each item what it was to get, and no other one anything.

        :raise UserError: when it did not: nothing is kept of it then
        """
        done = {}
        for partial in self.partial_ids:
            done[partial.debit_move_id.id, partial.credit_move_id.id] = (
                partial.debit_amount_currency, partial.credit_amount_currency)
        for one in settlings:
            amounts = done.get((one.debit.id, one.credit.id), (0.0, 0.0))
            if any(one.debit.currency_id.compare_amounts(amount, one.amount) for amount in amounts):
                raise UserError(self.env._(
                    "%(item)s would get %(done)s instead of %(wanted)s: nothing was applied.",
                    item=one.debit.move_name, done=one.debit.currency_id.format(amounts[0]),
                    wanted=one.debit.currency_id.format(one.amount)))

    def _money(self):
        """Return what of the payment there was to apply."""
        return self.currency_id.round(self.amount + self.written_off + self.amount_left)

    def _tell_payments(self):
        """Bring the payments' states up to date with what was applied of them."""
        alike = self.grouped(lambda one: (one._payment_state(), one.amount_left, one.is_automatic))
        for (state, left, automatic), applications in alike.items():
            applications.payment_id._set_state(state, amount_left=left, is_automatic=automatic)

    def _payment_state(self):
        if self.currency_id.is_zero(self.amount_left):
            return "applied"
        return "on_account" if self.rest == "on_account" else "unapplied"

    def _settle_rest(self, rest, reason=None, note=None):
        """Carry out what was chosen for the difference, in the transaction of the applying.

        That an item's rest stays open, or the payment's on account, is what applying leaves by itself.
        """
        self.ensure_one()

    def _settling(self, item, counterpart, amount):
        """Return how `item` and its counterpart settle each other, whichever of them is the debit."""
        debit, credit = (item, counterpart) if item.balance > 0 or item.amount_currency > 0 else (counterpart, item)
        return Settling(debit, credit, abs(amount), self)
