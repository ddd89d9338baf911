from dataclasses import dataclass
from typing import Any

from odoo import models
from odoo.tools import format_date
from odoo.tools.misc import formatLang

from ...logic.aging_shades import CREDIT, aging_classes
from ...logic.statement import days_late
from ...queries.overdue_to_pay import PAYABLE


@dataclass(frozen=True)
class PageItem:
    """An open item, or a credit, as the customer reads it.

    :param line_id: id of the journal item
    :param move_id: id of its document; 0 when there is none to download
    :param late: days late, negative before the item is due
    :param marks: what we know of it: disputed, promised
    :param payable: whether it can be paid online now
    """

    line_id: int
    move_id: int
    number: str
    reference: str
    date: str
    due: str
    late: int
    original: str
    open: str
    marks: list
    payable: bool


@dataclass(frozen=True)
class PageBlock:
    """One currency as the customer reads it; `aging` has a (label, amount, CSS class, share of the bar) per bucket."""

    currency: Any
    items: list
    credits: list
    balance: str
    overdue: str
    credited: str
    in_credit: bool
    aging: list
    pay_all: Any


class ArAccount(models.Model):
    """What a customer reads of its account today; the number of queries does not grow with its items."""

    _inherit = "ar.account"

    def _ar_portal_blocks(self):
        """Return a :class:`PageBlock` for each currency, that with the oldest item first."""
        self.ensure_one()
        today = self._ar_portal_today()
        blocks = self._ar_statements(today)[self.id]
        strips = self._ar_portal_strips(today)
        rows = [item for block in blocks for item in (*block.items, *block.credits)]
        moves = self.env["account.move"].browse({item.move_id for item in rows})
        lines = self.env["account.move.line"].browse([item.line_id for item in rows])
        kept = self._ar_kept_back(lines, today)
        most = {
            block.currency: self._ar_most_online(self.env["res.currency"].browse(block.currency)) for block in blocks}
        payables = {
            payable.currency.id: payable for payable in self._ar_payables()
            if payable.amount <= most.get(payable.currency.id, 0.0)}
        payable = {
            move.id for move in moves
            if most.get(move.currency_id.id) and move.amount_residual <= most[move.currency_id.id]
            and move.move_type in PAYABLE and move._has_to_be_paid()}

        def printed(item, text):
            move = moves.browse(item.move_id).with_prefetch(moves.ids)
            return self._ar_portal_item(item, move, today, kept, text, move.id in payable)

        return [
            self._ar_portal_block(block, printed, strips.get(block.currency, []), payables.get(block.currency))
            for block in blocks
        ]

    def _ar_portal_today(self):
        return self.env["ar.run"]._today(self.company_id)

    def _ar_portal_block(self, block, printed, strip, payable):
        currency = self.env["res.currency"].browse(block.currency)

        def text(amount):
            return formatLang(self.env, amount, currency_obj=currency)

        whole = sum(amount for _label, amount, shade in strip if shade != CREDIT and amount > 0)
        return PageBlock(
            currency, [printed(item, text) for item in block.items], [printed(item, text) for item in block.credits],
            text(block.balance), text(block.overdue) if block.overdue else "",
            text(-block.credited) if block.credits else "", block.balance < 0,
            [
                (label, text(amount), shade, amount / whole if whole and amount > 0 and shade != CREDIT else 0)
                for label, amount, shade in strip if amount
            ],
            payable and {
                "amount": text(payable.amount), "overdue": text(payable.owed),
                "disputed": text(payable.disputed) if payable.disputed else "",
                "credits": text(-payable.credits) if payable.credits else ""},
        )

    def _ar_portal_item(self, item, move, today, kept, text, payable):
        names = {"disputed": self.env._("disputed"), "promised": self.env._("promised")}
        return PageItem(
            item.line_id, item.move_id if move.is_sale_document() else 0, item.number,
            item.reference if item.reference != item.number else "", format_date(self.env, item.date),
            format_date(self.env, item.due), days_late(item, today), text(item.original), text(item.open),
            [names[code] for code, amount in sorted(kept.get(item.line_id, {}).items()) if amount and code in names],
            not item.is_credit and payable,
        )

    def _ar_portal_strips(self, today):
        """Return {currency id: [(label, amount, CSS class) of each bucket, the unapplied credits last]}."""
        bucket_set = self.env["ar.bucket.set"]._default_for(self.company_id)
        report = self.env["ar.aging"].compute(
            today, companies=self.company_id, partners=self.partner_id, bucket_set=bucket_set, currency="document",
            credits_apart=True)
        shades = [*aging_classes([period.is_late for period in bucket_set._periods()]), CREDIT]
        return {
            row.key[1].id: list(zip(report.labels, row.amounts, shades, strict=True)) for row in report.rows}
