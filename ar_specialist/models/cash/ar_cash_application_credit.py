from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command

from ...logic.cash_pairs import pairs
from ...queries.cash_coins import to_coins


class ArCashApplication(models.Model):
    """A credit on the customer's account: reconciled item by item; what is settled without money has an entry."""

    _inherit = "ar.cash.application"

    def _book_on_credit(self):
        """Make the entries of discounts and differences; return how they and the credits settle the items."""
        entries = self._book_without_money()
        settlings = []
        for application in self:
            settlings += entries.get(application, [])
            settlings += application._settlings_by_credit()
        return settlings

    def _settlings_by_credit(self):
        currency, credit = self.currency_id, self.payment_id.move_line_id
        decimals = currency.decimal_places
        parts = [(line.move_line_id.id, to_coins(line.amount, decimals)) for line in self.line_ids if line.amount]
        money, others = to_coins(currency.round(self.amount + self.amount_left), decimals), []
        wanted = to_coins(self.amount, decimals)
        for other in self.payment_id._credits() - credit:
            opened = to_coins(-other.amount_residual_currency, decimals)
            money -= opened
            if taken := min(opened, wanted):
                others.append((other.id, -taken))
                wanted -= taken
        try:
            found, _left = pairs(credit.id, money, parts + others)
        except ValueError as error:
            raise UserError(self.env._(
                "The credits among the items are more than what there is to pay with them.")) from error
        return self._settlings_of_pairs(found)

    def _book_without_money(self):
        """Post one entry for each application that settles something without money; return {application: settlings}."""
        vals_list, applications = [], []
        for application in self:
            if values := application._entry_without_money():
                vals_list.append(values)
                applications.append(application)
        if not vals_list:
            return {}
        entries = self.env["account.move"].with_context(skip_invoice_sync=True).create(vals_list)
        entries.action_post()
        found = {}
        for application, entry in zip(applications, entries, strict=True):
            application.move_ids = [Command.link(entry.id)]
            found[application] = application._settlings_by_entry(entry)
        return found

    def _settlings_by_entry(self, entry):
        # The entry's receivable lines are in the order of the items, what the credit itself is lessened by is the last.
        sides = entry.line_ids.filtered(lambda line: line.account_id.account_type == "asset_receivable").sorted("id")
        lines = self.line_ids.filtered(lambda line: self._without_money(line))
        found = [
            self._settling(line.move_line_id, side, self._without_money(line))
            for line, side in zip(lines, sides, strict=False)]
        if self.written_off:
            found.append(self._settling(self.payment_id.move_line_id, sides[-1], self.written_off))
        return found

    def _without_money(self, line):
        """Return what of the line's item is settled without money, in the item's currency."""
        parts = line._item_parts()
        return line.move_line_id.currency_id.round(parts["discount"] + parts["write_off"] + parts["charges"])

    def _entry_without_money(self):
        """Return the values of the entry for what is settled without money; None where there is nothing such."""
        own, sides, day = self.company_id.currency_id, [], self.payment_id.date

        def convert(amount):
            return self.currency_id._convert(amount, own, self.company_id, day)

        for line in self.line_ids:
            if without := self._lines_without_money(line, convert):
                sides += [self._side(line.move_line_id, without), *without]
        if self.written_off:
            self.written_off_company = convert(self.written_off)
            without = [self._side_values(
                self._tolerance_account(), self.payment_id.partner_id, -self.written_off, -self.written_off_company,
                self.env._("Difference written off"))]
            sides += [*without, self._side(self.payment_id.move_line_id, without)]
        if not sides:
            return None
        journal = self.company_id._ar_entry_journal()
        return {
            "move_type": "entry", "journal_id": journal.id, "company_id": self.company_id.id,
            "date": self._entry_day(journal), "ref": self.payment_id.display_name,
            "line_ids": [Command.create(values) for values in sides],
        }

    def _entry_day(self, journal):
        """Return the payment's day; a closed period stays closed: what is settled now is booked now."""
        day = self.payment_id.date
        return self.date if day <= self.company_id._get_user_fiscal_lock_date(journal) else day

    def _side(self, item, without):
        """Return the values of the line that settles `item` by what the lines `without` money are worth."""
        amount, balance = (
            currency.round(-sum(values[name] for values in without))
            for name, currency in (("amount_currency", item.currency_id), ("balance", self.company_id.currency_id)))
        return self._side_values(item.account_id, item.partner_id, amount, balance, item.move_name, item.currency_id)

    def _side_values(self, account, partner, amount, balance, label, currency=None):
        """Return values of a line, in the payment's currency where none is given."""
        return {
            "name": label, "account_id": account.id, "partner_id": partner.id,
            "currency_id": (currency or self.currency_id).id, "amount_currency": amount, "balance": balance,
        }
