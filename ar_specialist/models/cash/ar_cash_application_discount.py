from odoo import models
from odoo.exceptions import UserError


class ArCashApplication(models.Model):
    """The entry's lines of a cash discount: with the tax that it lessens, by what the payment terms say."""

    _inherit = "ar.cash.application"

    def _discount_lines(self, item, discount, convert):
        """Return values of the lines that a cash discount on `item` is booked by; debits for an invoice.

        :param discount: in the item's currency and of its sign; perhaps a part of what the terms grant
        :param convert: function from an amount in that currency to the company's, of the payment's day
        :raise UserError: when the company has no account for cash discounts
        """
        whole = item.amount_currency - item.discount_amount_currency
        invoice = item.move_id
        terms = invoice.line_ids.filtered(lambda line: line.display_type == "payment_term")
        if terms == item and invoice.invoice_payment_term_id.early_discount and not item.currency_id.is_zero(whole):
            return self._discount_of_terms(item, discount, whole)
        account = self._discount_account(item)
        return [{
            "name": self.env._("Cash discount on %s", item.move_name), "account_id": account.id,
            "partner_id": item.partner_id.id, "currency_id": item.currency_id.id, "amount_currency": discount,
            "balance": convert(discount)}]

    def _discount_account(self, item):
        company = item.company_id
        account = (
            company.account_journal_early_pay_discount_loss_account_id if item.balance > 0
            else company.account_journal_early_pay_discount_gain_account_id)
        if not account:
            raise UserError(self.env._(
                "%s has no account for cash discounts yet: choose one in the settings of Invoicing.", company.name))
        return account

    def _discount_of_terms(self, item, discount, whole):
        """Return the lines that core books for the whole discount of the terms, lessened to the part that is taken.

        Core makes taxes smaller when something of the invoice is paid already, and lets the biggest base have the
        difference; a part of the discount has its part of the taxes here, and the biggest base the coins of rounding.
        """
        self._discount_account(item)
        invoice = item.move_id
        found = invoice._get_invoice_counterpart_amls_for_early_payment_discount_per_payment_term_line()
        taxes, bases, terms = (
            [{**group, **values} for group, values in found[kind][item].items()]
            for kind in ("tax_lines", "base_lines", "term_lines"))
        lines = [*taxes, *sorted(bases, key=lambda line: abs(line["amount_currency"])), *terms]
        lessened = abs(item.amount_residual_currency / invoice.amount_total) if taxes else 1.0
        part = discount / whole
        balance = item.company_currency_id.round((item.balance - item.discount_balance) * part)
        left = {"amount_currency": discount, "balance": balance}
        currencies = {"amount_currency": item.currency_id, "balance": item.company_currency_id}
        for line in lines[:-1]:
            for name, currency in currencies.items():
                line[name] = currency.round(line[name] / lessened * part)
                left[name] -= line[name]
        lines[-1].update({name: currency.round(left[name]) for name, currency in currencies.items()})
        for line in lines:
            line.setdefault("currency_id", item.currency_id.id)
            line.setdefault("partner_id", item.partner_id.id)
        return lines
