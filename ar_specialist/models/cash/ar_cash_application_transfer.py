from odoo import models
from odoo.fields import Command

from ...queries.cash_coins import from_coins
from .account_move_line_cash import Settling


class ArCashApplication(models.Model):
    """A credit and an item on different receivable accounts: an entry carries the amount from one to the other.

    The books reconcile within one account only; a parent's payment and a subsidiary's invoice may be on two.
    """

    _inherit = "ar.cash.application"

    def _settlings_of_pairs(self, found):
        """Return how the pairs of a debit and a credit are settled, over an entry where their accounts differ.

        :param found: list of :class:`..logic.cash_pairs.Pair`, ids of journal items
        """
        items, decimals = self.env["account.move.line"], self.currency_id.decimal_places
        settlings, crossing = [], []
        for pair in found:
            one = Settling(
                items.browse(pair.debit), items.browse(pair.credit), from_coins(pair.amount, decimals), self)
            across = one.debit.account_id != one.credit.account_id
            (crossing if across else settlings).append(one)
        return settlings + (self._settlings_across(crossing) if crossing else [])

    def _settlings_across(self, crossing):
        entry = self._post_transfer([
            values for one in crossing
            for item, sign in ((one.debit, -1), (one.credit, 1)) for values in [self._moved(item, sign * one.amount)]])
        lines = entry.line_ids.sorted("id")
        return [
            settling for one, closing, opening in zip(crossing, lines[::2], lines[1::2], strict=True)
            for settling in (
                Settling(one.debit, closing, one.amount, self), Settling(opening, one.credit, one.amount, self))
        ]

    def _moved(self, item, amount):
        balance = self.currency_id._convert(
            amount, self.company_id.currency_id, self.company_id, self.payment_id.date)
        return self._side_values(item.account_id, item.partner_id, amount, balance, item.move_name)

    def _post_transfer(self, sides):
        journal = self.company_id._ar_entry_journal()
        entry = self.env["account.move"].with_context(skip_invoice_sync=True).create({
            "move_type": "entry", "journal_id": journal.id, "company_id": self.company_id.id,
            "date": self._entry_day(journal), "ref": self.payment_id.display_name,
            "line_ids": [Command.create(values) for values in sides],
        })
        entry.action_post()
        self.move_ids = [Command.link(entry.id)]
        return entry
