from dataclasses import dataclass

from odoo import models
from odoo.tools import format_date
from odoo.tools.misc import formatLang

from ..logic.statement import days_late


@dataclass(frozen=True)
class PrintedItem:
    """An item or a credit as the customer reads it; `late` is empty for what is not."""

    number: str
    reference: str
    date: str
    due: str
    late: str
    original: str
    open: str
    is_credit: bool


@dataclass(frozen=True)
class PrintedBlock:
    """One currency as the customer reads it; `aging` has a (label, amount, whether late) of each bucket."""

    currency: str
    rows: list
    owed: str
    credited: str
    balance: str
    overdue: str
    in_credit: bool
    aging: list


class ArAccount(models.Model):
    _inherit = "ar.account"

    def _ar_statement_contents(self, as_of, lang=None):
        """Return [what the statement of each account says], in the customer's language.

        :param lang: instead of each customer's own
        """
        blocks = self._ar_statements(as_of)
        bucket_sets = {
            company: self.env["ar.bucket.set"]._default_for(company) for company in self.company_id}
        agings = self._ar_statement_agings(as_of, bucket_sets)
        moves = self.env["account.move"].browse(
            {item.move_id for own in blocks.values() for block in own for item in block.items})
        lines = [item.line_id for own in blocks.values() for block in own for item in block.items]
        kept = self._ar_kept_back(self.env["account.move.line"].browse(lines), as_of)
        contents = []
        for account in self:
            chosen = lang or account._ar_statement_lang()
            owed = {item.move_id: None for block in blocks[account.id] for item in block.items}
            account = account.with_context(lang=chosen)
            strips = account._ar_strips(bucket_sets[account.company_id], agings[account.id])
            contents.append(account._ar_statement_content(
                as_of, blocks[account.id], strips, moves.browse(owed).with_prefetch(moves.ids), kept))
        return contents

    def _ar_strips(self, bucket_set, aging):
        """Return {currency id: [(label, amount, whether late) of each bucket]}; credits only where there are some."""
        labels = [*bucket_set.with_env(self.env)._labels("due"), self.env._("Unapplied")]
        late = [*(period.is_late for period in bucket_set._periods()), False]
        return {
            currency: list(zip(labels, amounts, late, strict=True))[:None if amounts[-1] else -1]
            for currency, amounts in aging.items()
        }

    def _ar_statement_content(self, as_of, blocks, strips, moves, kept):
        return {
            "account": self, "company": self.company_id, "lang": self.env.lang,
            "address": self._ar_letter_address(), "as_of": format_date(self.env, as_of),
            "customer_reference": self.partner_id.ref,
            "blocks": [
                self._ar_printed_block(block, as_of, strips.get(block.currency, []), kept) for block in blocks],
            "to_pay": any(block.balance > 0 for block in blocks),
            "bank": self._ar_bank(moves), "reference": self._ar_reference(moves), "contact": self._ar_contact(),
        }

    def _ar_printed_block(self, block, as_of, strip, kept):
        currency = self.env["res.currency"].browse(block.currency)

        def text(amount):
            return formatLang(self.env, amount, digits=currency.decimal_places)

        return PrintedBlock(
            currency.name,
            [self._ar_printed_item(item, as_of, text, kept) for item in [*block.items, *block.credits]],
            text(block.owed), text(block.credited) if block.credits else "", text(block.balance),
            text(block.overdue) if block.overdue else "", block.balance < 0,
            [(label, text(amount) if amount else "–", late) for label, amount, late in strip],
        )

    def _ar_printed_item(self, item, as_of, text, kept):
        """:param kept: {item id: {code: amount}} of what is disputed or promised: the customer reads that we know."""
        names = {"disputed": self.env._("disputed"), "promised": self.env._("promised")}
        marks = [names[code] for code, amount in sorted(kept.get(item.line_id, {}).items()) if amount and code in names]
        reference = item.reference if item.reference != item.number else ""
        late = 0 if item.is_credit else days_late(item, as_of)
        return PrintedItem(
            item.number, " · ".join(filter(None, [reference, *marks])), format_date(self.env, item.date),
            "" if item.is_credit else format_date(self.env, item.due), str(late) if late > 0 else "",
            text(item.original), text(item.open), item.is_credit,
        )
