from odoo import models

from ...queries.cash_coins import to_coins


class ArCashPayment(models.Model):
    """What may be settled of items without money: what terms, banks and tolerance give; more is a write-off.

    However an amount came to stand there, it is looked at before it goes into the books.
    """

    _inherit = "ar.cash.payment"

    def _against_amounts(self):
        return super()._against_amounts() or self._against_without_money()

    def _against_without_money(self):
        """Return why the present user may not settle so much without money, or ""."""
        company, amount = self.company_id, self._without_grounds()
        within = to_coins(amount, self.currency_id.decimal_places)
        if not within or within <= company._cash_rules().allowed(self.currency_id.id):
            return ""
        written_off = self.currency_id._convert(amount, company.currency_id, company, self.date)
        if company._ar_may_write_off(written_off, self.allocation_ids.move_line_id.move_id):
            return ""
        return self.env._(
            "%(payment)s: %(amount)s of its items would be settled without money, which is more than the tolerance and "
            "than you may write off (%(limit)s for a document). Let it stay open, or dispute it.",
            payment=self.display_name, amount=self.currency_id.format(amount),
            limit=company.currency_id.format(company.ar_writeoff_limit))

    def _without_grounds(self):
        """Return what is settled without money beyond what the payment terms grant and the bank has kept."""
        lines = self.allocation_ids
        charges = sum(abs(line.charges) for line in lines)
        return self.currency_id.round(
            sum(abs(line.write_off) + line._discount_not_granted() for line in lines)
            + max(charges - abs(self.charges), 0.0))


class ArCashAllocation(models.Model):
    _inherit = "ar.cash.allocation"

    def _discount_not_granted(self):
        """Return what of the cash discount is more than the terms of the item give, be it late."""
        item = self.move_line_id
        granted = abs(item.amount_currency - item.discount_amount_currency) if item.discount_date else 0.0
        granted = self.payment_id._worth(granted, item.currency_id)
        return max(self.currency_id.round(abs(self.discount) - granted), 0.0)
