from odoo import models


class AccountMove(models.Model):
    """Taking entries of the add-on's own back: as if they had never been, on every account and every day."""

    _inherit = "account.move"

    def _ar_take_back(self):
        """Reverse entries on their own days, today where a period is closed; what they had settled is open again."""
        self.line_ids.remove_move_reconcile()
        self.with_context(ar_line_by_line=True)._reverse_moves([
            {"date": entry._ar_day_of_reversal(), "ref": self.env._("Undone: %s", entry.name)} for entry in self
        ], cancel=True)

    def _ar_day_of_reversal(self):
        closed = self.date <= self.company_id._get_user_fiscal_lock_date(self.journal_id)
        return self.company_id._ar_today() if closed else self.date

    def _reconcile_reversed_moves(self, reverse_moves, move_reverse_cancel):
        """Let each line and just the one that takes it back settle each other.

        Core lets all lines of an account settle each other as they come. Where these have several rates, that books
        exchange gains and losses of the same amount, which nobody has made.
        """
        if not self.env.context.get("ar_line_by_line"):
            return super()._reconcile_reversed_moves(reverse_moves, move_reverse_cancel)
        pairs = []
        for entry, back in zip(self, reverse_moves, strict=True):
            waiting = {}
            for line in entry.line_ids.filtered("account_id.reconcile"):
                waiting.setdefault(line._ar_likeness(1), []).append(line)
            for line in back.line_ids.filtered("account_id.reconcile"):
                pairs.append(line + waiting[line._ar_likeness(-1)].pop())
        self.env["account.move.line"].with_context(
            move_reverse_cancel=move_reverse_cancel)._reconcile_plan(pairs)
        return reverse_moves


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    def _ar_likeness(self, sign):
        """Return what a line and the one that takes it back have in common; `sign` is -1 for the latter."""
        amounts = (
            currency.round(sign * amount) + 0.0  # no negative zero
            for currency, amount in (
                (self.currency_id, self.amount_currency), (self.company_currency_id, self.balance)))
        return (self.account_id, self.partner_id, self.currency_id, *amounts)
