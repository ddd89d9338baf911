from dataclasses import dataclass
from typing import Any

from odoo import models
from odoo.exceptions import UserError


@dataclass(frozen=True, slots=True)
class Back:
    """A line of the books, and what of it is taken back, of the line's sign and in its currency."""

    line: Any
    amount: float

    @property
    def is_item(self):
        return self.line.account_type == "asset_receivable"


class ArCashReturn(models.Model):
    """What a return takes back of the payment's lines, and what it lets go of: items are open again.

    Where the bank had confirmed payments that were registered before, those are taken back: that the bank once had the
    money stays so.
    """

    _inherit = "ar.cash.return"

    def _let_go(self):
        """Let go of what is no longer paid; return the :class:`Back` s of the payment's own lines, and of entries."""
        if self.is_part:
            return self._let_go_parts()
        source = self.payment_id._source_lines()
        registered = {line: self._registered_by(line) for line in source}
        own = source.filtered(lambda line: line.account_type == "asset_receivable")
        own += self.env["account.move.line"].union(*registered.values())
        others = source.filtered(lambda line: line not in own and not registered[line])
        entries = self.application_ids.move_ids.filtered(lambda move: move.state == "posted").line_ids
        self._release(own + entries)
        return [Back(line, line.amount_currency) for line in own + others], [
            Back(line, line.amount_currency) for line in entries]

    def _registered_by(self, line):
        """Return the credits of registered payments that a line of the bank's entry has confirmed."""
        if line.account_type == "asset_receivable" or not line.account_id.reconcile:
            return line.browse()
        moves = line.matched_debit_ids.debit_move_id.move_id
        return moves.filtered("origin_payment_id").line_ids.filtered(
            lambda one: one.account_type == "asset_receivable")

    def _release(self, lines):
        """Let items go of whatever these lines settled."""
        self._let_go_of(lines.matched_debit_ids | lines.matched_credit_ids)

    def _let_go_of(self, partials):
        """Undo these reconciliations, and note them."""
        differences = partials.exchange_move_id  # core books them anew
        self.settled_before = [*(self.settled_before or []), *(
            [partial.debit_move_id.id, partial.credit_move_id.id, partial.debit_amount_currency,
             partial.ar_application_id.id] for partial in partials.sorted("id")
            if not (partial.debit_move_id + partial.credit_move_id).move_id & differences)]
        partials.with_context(ar_letting_go=True).unlink()  # the return itself is on record

    # A part of it

    def _let_go_parts(self):
        self.part_ids._check_not_back()
        if not self.part_ids:
            raise UserError(self.env._("Say what of %s came back.", self.payment_id.display_name))
        own, entries = [], []
        for part in self.part_ids:
            line = part.application_line_id
            if line._is_exchanged():
                raise UserError(self.env._(
                    "%s is in another currency than the payment: take back the whole payment, or undo it.",
                    line.item_name))
            if not line:
                own.append(self._of_what_was_left(part))
            elif line.move_line_id.account_type != "asset_receivable":
                own.append(self._of_registered(part))
            else:
                mine, others = self._of_item(part)
                own, entries = own + mine, entries + others
        return own, entries

    def _of_what_was_left(self, part):
        credit, payment = self.payment_id.move_line_id, self.payment_id
        if payment.currency_id.compare_amounts(part.amount, payment.amount_left) > 0 or not credit:
            raise UserError(self.env._("So much of %s is not left on the account.", payment.display_name))
        payment.amount_left -= part.amount
        part.opened = part.amount
        return Back(credit, -part.amount)

    def _of_registered(self, part):
        """A cheque of several: what its own payment has settled is open again."""
        move = part.application_line_id.move_line_id.move_id
        credit = move.line_ids.filtered(lambda line: line.account_type == "asset_receivable")
        if len(credit) != 1:
            raise UserError(self.env._("%s has no single credit to take back.", move.name))
        self._take(part, credit.matched_debit_ids, part.amount + credit.amount_residual_currency)
        part.opened = part.amount
        return Back(credit, -part.amount)

    def _of_item(self, part):
        """Return what is taken back of the line that has paid the item; with all of its money what came without."""
        line = part.application_line_id
        is_all = not part.currency_id.compare_amounts(part.amount, line.amount)
        without = line.discount + line.write_off + line.charges if is_all else 0.0
        with_money, besides = self._partials_of(line)
        on_statement = line.application_id.source == "statement"
        part.opened = part.currency_id.round(part.amount + without)
        give = part.opened if on_statement else part.amount
        if part.currency_id.compare_amounts(sum(with_money.mapped("credit_amount_currency")), give) < 0:
            raise UserError(self.env._(
                "%s was settled by credits, too: not so much money of it can come back. Undo the payment instead.",
                line.item_name))
        paid_by = with_money.credit_move_id
        if len(paid_by) != 1:
            raise UserError(self.env._("%s is settled in more than one way: undo the payment instead.", line.item_name))
        self._take(part, with_money, give)
        own = [Back(paid_by, -give)]
        if is_all and len(besides) != (1 if without and not on_statement else 0):
            raise UserError(self.env._(
                "The rest of %s was written off or deducted: take back the whole payment, or undo it.", line.item_name))
        if not without:
            return own, []
        if on_statement:
            return own + self._block_after(paid_by, without), []
        side = besides.credit_move_id
        self._let_go_of(besides)
        return own, [Back(side, -without), *self._block_after(side, without)]

    def _partials_of(self, line):
        """Return by what the item is settled: by the payment's money, and without it."""
        application = line.application_id
        partials = line.move_line_id.matched_credit_ids.filtered(lambda one: one.ar_application_id == application)
        moving = application.move_ids.filtered(
            lambda move: all(one.account_type == "asset_receivable" for one in move.line_ids))
        money = self.payment_id._source_lines() + moving.line_ids
        with_money = partials.filtered(lambda one: one.credit_move_id in money)
        return with_money, partials.filtered(lambda one: one.credit_move_id.move_id in application.move_ids - moving)

    def _block_after(self, line, amount):
        """Return the lines that follow `line` in its entry and come to `amount`: what it settled without money."""
        found, left = [], amount
        for one in line.move_id.line_ids.filtered(lambda other: other.id > line.id).sorted("id"):
            if self.currency_id.is_zero(left):
                break
            found.append(Back(one, one.amount_currency))
            left -= one.amount_currency
        if not self.currency_id.is_zero(left):
            raise UserError(self.env._("What was settled of %s without money is not found.", line.name))
        return found

    def _take(self, part, partials, amount):
        """Let items go of `amount` that `partials` have settled; the rest of them is settled at once again."""
        kept = []
        for partial in partials.sorted("id"):
            if amount <= 0:
                break
            rest = self.currency_id.round(partial.debit_amount_currency - amount)
            if rest > 0:
                kept.append((partial.debit_move_id, partial.credit_move_id, rest, partial.ar_application_id))
            amount = self.currency_id.round(amount - partial.debit_amount_currency)
            self._let_go_of(partial)
        if amount > 0:
            raise UserError(self.env._("%s is settled by less by now.", part.display_name))
        self._settle(kept)
