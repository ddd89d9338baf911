from odoo import models
from odoo.exceptions import UserError


class ArCashApplication(models.Model):
    """What of an item is settled without money: cash discount, differences within the tolerance, bank charges."""

    _inherit = "ar.cash.application"

    def _lines_without_money(self, line, convert):
        """Return values of the entry's lines for what `line` settles without money; debits for an invoice.

        :param convert: function from an amount in the item's currency to the company's, of the payment's day
        """
        item, found = line.move_line_id, []
        if line.discount:
            found += self._discount_lines(item, line.discount, convert)
        for name, amount in (("write_off", line.write_off), ("charges", line.charges)):
            if amount:
                account, label = getattr(self, f"_{name}_account_and_label")(item)
                found.append({
                    "name": label, "account_id": account.id, "partner_id": item.partner_id.id,
                    "currency_id": item.currency_id.id, "amount_currency": amount, "balance": convert(amount)})
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
