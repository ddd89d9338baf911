from odoo import models
from odoo.fields import Command

from ...logic.cash_pairs import shares
from ...queries.cash_coins import from_coins, to_coins
from .account_move_line_cash import Settling


class ArCashApplication(models.Model):
    """A credit and an item on different receivable accounts, or in different currencies: an entry leads across.

    The books reconcile exactly within one account and one currency only; a parent's payment and a subsidiary's invoice
    may be on two, a dollar credit and a euro invoice are in two.
    """

    _inherit = "ar.cash.application"

    def _settlings_of_pairs(self, found):
        """Return how the pairs of a debit and a credit are settled, over an entry where they can't meet.

        :param found: list of :class:`..logic.cash_pairs.Pair`, ids of journal items, in the payment's currency
        """
        settlings, crossing, amounts = [], [], self._amounts_of_pairs(found)
        lines = self.env["account.move.line"]
        for pair in found:
            debit, credit = lines.browse(pair.debit), lines.browse(pair.credit)
            if debit.account_id == credit.account_id and debit.currency_id == credit.currency_id == self.currency_id:
                settlings.append(Settling(debit, credit, amounts[pair.debit, pair.credit][0], self))
            else:
                crossing.append((debit, credit, pair))
        return settlings + (self._settlings_across(crossing, amounts) if crossing else [])

    def _amounts_of_pairs(self, found):
        """Return {(debit, credit): what the pair is in the currency of each}; the pairs of an item come to its part."""
        decimals, sides = self.currency_id.decimal_places, {}
        for pair in found:
            for item in (pair.debit, pair.credit):
                sides.setdefault(item, {})[pair] = from_coins(pair.amount, decimals)
        for line in self.line_ids.filtered(lambda line: line._is_exchanged()):
            pairs = sides.get(line.move_line_id.id, {})
            places = line.item_currency_id.decimal_places
            spread = shares(to_coins(abs(line._item_parts()["amount"]), places), [pair.amount for pair in pairs])
            pairs.update({pair: from_coins(share, places) for pair, share in zip(pairs, spread, strict=True)})
        return {(pair.debit, pair.credit): (sides[pair.debit][pair], sides[pair.credit][pair]) for pair in found}

    def _settlings_across(self, crossing, amounts):
        values, differences, settled = [], [], []
        for debit, credit, pair in crossing:
            closing, opening = self._sides_across(debit, credit, pair, amounts[pair.debit, pair.credit])
            values += [closing, opening]
            settled.append((debit, credit, -closing["amount_currency"], opening["amount_currency"]))
            if rest := self.company_id.currency_id.round(closing["balance"] + opening["balance"]):
                differences.append(self._exchange_difference(debit.partner_id, -rest))
        lines = self._post_transfer(values + differences).line_ids.sorted("id")[:len(values)]
        return [
            settling for (debit, credit, closed, opened), closing, opening in zip(
                settled, lines[::2], lines[1::2], strict=True)
            for settling in (Settling(debit, closing, closed, self), Settling(opening, credit, opened, self))
        ]

    def _sides_across(self, debit, credit, pair, amounts):
        """Return the values of the two lines: one closes the debit, the other is closed by the credit.

        :param amounts: in the currency of each
        """
        own, value = self.company_id.currency_id, None
        for item, amount in zip((debit, credit), amounts, strict=True):
            # What is in company currency says what it is worth, anything else is converted.
            value = amount if item.currency_id == own else value
        if value is None:
            value = self._worth_of_pair(debit, credit, pair)
        return tuple(
            self._side_values(
                item.account_id, item.partner_id, sign * amount,
                sign * (amount if item.currency_id == own else value), item.move_name, item.currency_id)
            for item, amount, sign in ((debit, amounts[0], -1), (credit, amounts[1], 1)))

    def _worth_of_pair(self, debit, credit, pair):
        payment, amount = self.payment_id, from_coins(pair.amount, self.currency_id.decimal_places)
        if debit.currency_id == credit.currency_id == self.currency_id:
            return self.currency_id._convert(amount, self.company_id.currency_id, self.company_id, payment.date)
        return payment._company_value(amount)

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
