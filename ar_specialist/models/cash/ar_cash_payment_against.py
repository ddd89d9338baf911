from odoo import models

from .ar_cash_payment import WAITING


class ArCashPayment(models.Model):
    """What speaks against applying a payment as it is allocated: one rule for buttons and for the scheduled action."""

    _inherit = "ar.cash.payment"

    def _against_applying(self, exactly=False):
        """Return a sentence why the payment can't be applied to its allocations, or "".

        :param exactly: whether items that were to be settled in full have to be as open as when it was proposed
        """
        self.ensure_one()
        if self.state not in (*WAITING, "on_account"):
            return self.env._(
                "%(payment)s is %(state)s already.", payment=self.display_name,
                state=self._state_name(self.state).lower())
        if not self.partner_id and not self._is_deposit():
            return self.env._("Say first which customer %s is from.", self.display_name)
        return self._against_source() or self._against_amounts() or next(
            filter(None, (self._against_item(line, exactly) for line in self.allocation_ids)), "")

    def _is_deposit(self):
        """Return whether all of the money is that of payments registered before, of whichever customers."""
        items = self.allocation_ids.move_line_id
        registered = bool(items) and all(item.account_type != "asset_receivable" for item in items)
        return registered and self.currency_id.is_zero(self._left_after())

    def _against_source(self):
        """Return why the money is no longer there to be applied, or ""."""
        if self.move_line_id:
            changed = self.currency_id.compare_amounts(self._left_in_books(), self.amount_left)
            gone = self.move_line_id.parent_state != "posted" or changed
        else:
            _liquidity, suspense, others = self.statement_line_id._seek_for_lines()
            gone = not self.statement_line_id or self.statement_line_id.state != "posted" or others or not suspense
        if gone:
            return self.env._(
                "%s was changed or reconciled elsewhere in the meantime: look at it anew.", self.display_name)
        return ""

    def _against_amounts(self):
        """Return why the allocations are no way to spend the money, or ""."""
        if not self.allocation_ids:
            return self.env._("No items are chosen for %s.", self.display_name)
        left = self._left_after()
        if self.currency_id.compare_amounts(left * (1 if self.amount > 0 else -1), 0) < 0:
            return self.env._(
                "%(payment)s: the items get %(more)s more than there is.", payment=self.display_name,
                more=self.currency_id.format(abs(left)))
        return ""

    def _left_after(self):
        """Return what of the payment no item gets."""
        return self.currency_id.round(self.amount_left - sum(self.allocation_ids.mapped("amount")))

    def _against_item(self, line, exactly):
        """Return why an item can't get what is allocated to it, or ""."""
        item = line.move_line_id
        if not item._ar_takes_money() or item.parent_state != "posted":
            return self.env._("%s is no open item of a customer.", item.move_name)
        if against := self._against_company(item):
            return against
        if item.reconciled:
            return self.env._("%s is settled already.", item.move_name)
        opened = self._worth(item.amount_residual_currency, item.currency_id)
        return self._against_parts(line, opened) or self._against_rate(line, opened) or self._against_less_open(
            line, opened, exactly)

    def _against_parts(self, line, opened):
        """Return why these are no parts of `opened`, what the item has open in the payment's currency, or ""."""
        currency, names = self.currency_id, {"item": line.move_line_id.move_name, "payment": self.display_name}
        parts = (line.amount, line.discount, line.write_off, line.charges)
        sign = 1 if opened > 0 else -1
        settled = sum(parts)
        if currency.is_zero(settled) or any(currency.compare_amounts(part * sign, 0) < 0 for part in parts):
            return self.env._("%(item)s: what it gets has to be more than nothing.", **names)
        if currency.compare_amounts(settled * sign, opened * sign) > 0:
            return self.env._(
                "%(item)s has only %(open)s open by now, %(payment)s would give it %(settled)s.", **names,
                open=currency.format(opened), settled=currency.format(settled))
        return ""

    def _against_rate(self, line, opened):
        """Return why the item's currency keeps it from getting that, or ""."""
        item, currency = line.move_line_id, self.currency_id
        if item.currency_id == currency:
            return ""
        changed = item.currency_id.compare_amounts(line.item_open, item.amount_residual_currency)
        if changed or currency.compare_amounts(opened, line.open_amount):
            return self.env._(
                "%(open)s of %(item)s are worth %(now)s by now, not %(before)s as when it was chosen: take it out and "
                "choose it once more.", item=item.move_name, now=currency.format(opened),
                open=item.currency_id.format(item.amount_residual_currency), before=currency.format(line.open_amount))
        if item.currency_id.is_zero(line.item_settled):
            return self.env._("%s: what it gets is nothing in its own currency.", item.move_name)
        return ""

    def _against_less_open(self, line, opened, exactly):
        """Return why the item is no longer as it was proposed, or ""."""
        item, currency = line.move_line_id, self.currency_id
        if exactly and currency.is_zero(line.left) and currency.compare_amounts(opened, line.open_amount):
            return self.env._(
                "%(item)s has %(open)s open by now, not %(before)s as when it was proposed.", item=item.move_name,
                open=currency.format(opened), before=currency.format(line.open_amount))
        return ""
