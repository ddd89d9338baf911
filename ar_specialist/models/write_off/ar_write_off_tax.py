from dataclasses import dataclass
from typing import Any

from odoo import models
from odoo.fields import Command

from ...logic.write_off_shares import spread
from ..account_move import LATE_TYPES


@dataclass(frozen=True)
class Share:
    """A part of what is given up, and what it is in the invoice: loss, base of taxes, a tax, or tax not due yet.

    :param taxes: of a base, or those that come on top of a tax
    :param repartition: of the tax, as the invoice books it
    :param pending: account of a tax that is due on payment, which never became due
    """

    kind: str
    taxes: Any
    repartition: Any = None
    pending: Any = None
    amount: float = 0.0
    amount_company: float = 0.0
    base_company: float = 0.0

    @property
    def is_tax(self):
        return self.kind in ("tax", "pending")

    def values(self, *, is_refund):
        """Return what the journal item has beyond account and amount: taxes and boxes of the tax report.

        :param is_refund: as a credit note has them: given up; otherwise as an invoice: it came in after all
        """
        if self.kind == "pending":
            return {"account_id": self.pending.id}
        if not self.taxes and not self.repartition:
            return {}
        tags = self.taxes.flatten_taxes_hierarchy().get_tax_tags(is_refund, "base")
        values = {"tax_ids": [Command.set(self.taxes.ids)]}
        if self.repartition:
            repartition = _refund_of(self.repartition) if is_refund else self.repartition
            tags += repartition.tag_ids
            account = repartition._get_aml_target_tax_account(force_caba_exigibility=True)
            values |= {
                "tax_repartition_line_id": repartition.id, "tax_base_amount": self.base_company,
                **({"account_id": account.id} if account else {})}
        return {**values, "tax_tag_ids": [Command.set(tags.ids)]}


def _refund_of(repartition):
    """Return how a credit note books what `repartition` is of an invoice."""
    tax = repartition.tax_id
    return tax.refund_repartition_line_ids[list(tax.invoice_repartition_line_ids).index(repartition)]


class ArWriteOff(models.Model):
    """What of an amount is loss and what is tax, in the proportion of the invoice."""

    _inherit = "ar.write.off"

    def _shares(self, move, amount, amount_company, *, relieved, is_paid=False):
        """Return the :class:`Share` s that `amount` of the document `move` consists of; they come to it exactly.

        :param relieved: whether tax is told apart that was due with the invoice
        :param is_paid: whether the amount came in, which makes tax due that is due on payment
        """
        none = self.env["account.tax"]
        whole = [Share("loss", none, amount=amount, amount_company=amount_company)]
        if move.move_type not in LATE_TYPES:
            return whole
        kinds, weights, weights_company = {}, {}, {}
        for line in move.line_ids:
            if line.account_type == "asset_receivable" or not line.account_id:
                continue
            kind = self._kind_of(line, relieved, is_paid)
            key = (kind.kind, kind.taxes, kind.repartition, kind.pending)
            kinds[key] = kind
            weights[key] = weights.get(key, 0.0) - line.amount_currency
            weights_company[key] = weights_company.get(key, 0.0) - line.balance
        if all(kind.kind == "loss" for kind in kinds.values()) or self.currency_id.is_zero(sum(weights.values())):
            return whole
        parts = spread(amount, weights, self.currency_id.round)
        parts_company = spread(amount_company, weights_company, self.company_currency_id.round)
        bases = self._bases(kinds, parts_company)
        return [
            Share(kind.kind, kind.taxes, kind.repartition, kind.pending, parts[key], parts_company[key],
                  bases.get(kind.repartition, 0.0))
            for key, kind in kinds.items() if parts[key] or parts_company[key]
        ]

    def _kind_of(self, line, relieved, is_paid):
        """Return the :class:`Share` that a line of the invoice is, without amounts."""
        repartition = line.tax_repartition_line_id
        taxes = line.tax_ids.filtered(
            lambda tax: is_paid if tax.tax_exigibility == "on_payment" else relieved)
        on_payment = repartition.tax_id.tax_exigibility == "on_payment"
        if on_payment and not is_paid:
            return Share("pending", taxes.browse(), pending=line.account_id)
        if repartition and (on_payment or relieved):
            return Share("tax", taxes, repartition)
        return Share("base" if taxes else "loss", taxes)

    def _bases(self, kinds, parts_company):
        """Return {repartition line: base in company currency that its tax is of}."""
        bases = {}
        for kind in kinds.values():
            if kind.repartition:
                bases[kind.repartition] = self.company_currency_id.round(sum(
                    parts_company[key] for key, other in kinds.items()
                    if other.taxes and kind.repartition.tax_id in other.taxes.flatten_taxes_hierarchy()))
        return bases
