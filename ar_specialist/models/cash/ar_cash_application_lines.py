from odoo import models
from odoo.exceptions import UserError


class ArCashApplication(models.Model):
    """What of an item is settled without money: cash discount, differences within the tolerance, bank charges.

    Two lines that settle each other are always of one currency, the item's, so that what both get is exact; the
    difference to what the item was worth when it came about is core's to book.
    """

    _inherit = "ar.cash.application"

    def _lines_without_money(self, line, convert):
        """Return values of the entry's lines for what `line` settles without money; debits for an invoice.

        :param convert: function from an amount in the payment's currency to the company's, of the payment's day
        """
        item, parts, found = line.move_line_id, line._item_parts(), []
        convert = self._converter(line, convert)
        if parts["discount"]:
            found += self._discount_lines(item, parts["discount"], convert)
        for name in ("write_off", "charges"):
            if amount := parts[name]:
                account, label = getattr(self, f"_{name}_account_and_label")(item)
                balance = convert(amount)
                found.append({
                    "name": label, "account_id": account.id, "partner_id": item.partner_id.id,
                    "currency_id": item.currency_id.id, "amount_currency": amount, "balance": balance})
                if name == "write_off":
                    line.write_off_company = balance
        return found

    def _write_off_account_and_label(self, item):
        return self._tolerance_account(), self.env._("Difference written off: %s", item.move_name)

    def _tolerance_account(self):
        company = self.company_id
        account = company.ar_cash_tolerance_account_id or company.ar_writeoff_account_id
        if not account:
            raise UserError(self.env._(
                "%s has no account for differences of payments yet: choose one in the settings, under Receivables.",
                company.name))
        return account

    def _charges_account_and_label(self, item):
        company = self.company_id
        account = company.ar_cash_charges_account_id or company.ar_cash_tolerance_account_id
        if not account:
            raise UserError(self.env._(
                "%s has no account for bank charges yet: choose one in the settings, under Receivables.",
                company.name))
        return account, self.env._("Bank charges: %s", item.move_name)

    def _converter(self, line, convert):
        """Return the function from an amount in the currency of the line's item to the company's.

        :param convert: the one from the payment's currency
        """
        own, currency, day = self.company_id.currency_id, line.move_line_id.currency_id, self.payment_id.date
        if not line._is_exchanged():
            return convert
        if currency == own:
            return lambda amount: amount
        return lambda amount: currency._convert(amount, own, self.company_id, day)

    def _exchange_difference(self, partner, balance):
        """Return values of the line for what rounding to two currencies makes of one amount; debits are losses.

        :raise UserError: when the company has no account for it
        """
        company = self.company_id
        account = self.env["account.move.line"]._get_exchange_account(company, balance)
        if not account:
            raise UserError(self.env._(
                "%s has no accounts for exchange differences yet: choose them in the settings of Invoicing.",
                company.name))
        return self._side_values(
            account, partner, balance, balance, self.env._("Exchange difference"), company.currency_id)
