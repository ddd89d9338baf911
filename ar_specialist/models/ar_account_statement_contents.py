from dataclasses import dataclass
from datetime import timedelta

from odoo import models

from ..logic.statement import BALANCE_FORWARD, OPEN_ITEM
from ..logic.statement_movements import CLASSES
from ..logic.statement_sections import sections
from ..report.statement_texts import StatementTexts

MARKS = ("disputed", "promised")


@dataclass(frozen=True)
class PrintedBlock:
    """One currency as the customer reads it.

    :param summary: [(label, amount)…] of what happened in the period; empty for open items
    :param aging: [(label, amount, whether late)…] of each bucket
    """

    currency: str
    rows: list
    summary: list
    aging: list


class ArAccount(models.Model):
    """What statements say, in their customers' languages."""

    _inherit = "ar.account"

    def _ar_statement_contents(self, as_of, lang=None, kind=OPEN_ITEM, date_from=None, group=False):
        """Return [what the statement of each account says], in the customer's language.

        The parameters are those of :meth:`_ar_statement_pdf`.
        """
        ledgers = self._ar_statement_ledgers(as_of, kind, date_from, group)
        members = {account: [customer for customer, _blocks in ledgers[account.id]] for account in self}
        bucket_sets = {company: self.env["ar.bucket.set"]._default_for(company) for company in self.company_id}
        agings = self._ar_statement_agings(as_of, bucket_sets, members)
        period = self._ar_statement_period(as_of, kind, date_from)
        marks = self._ar_statement_marks(ledgers, period)
        moves = self._ar_statement_moves(ledgers)
        texts, contents = {}, []
        for account in self:
            chosen = lang or account._ar_statement_lang()
            account = account.with_context(lang=chosen)
            if chosen not in texts:
                texts[chosen] = StatementTexts(account.env)
            contents.append(account._ar_statement_content(
                period, ledgers[account.id], agings[account.id], bucket_sets[account.company_id], texts[chosen],
                marks, moves))
        return contents

    def _ar_statement_period(self, as_of, kind, date_from):
        """Return what statements are about: their kind and their days."""
        since = self._ar_statement_since(as_of, date_from) if kind == BALANCE_FORWARD else None
        return {
            "kind": kind, "as_of": as_of, "since": since, "before": since and since - timedelta(days=1),
        }

    def _ar_statement_open(self, ledger):
        """Return the open items of a statement, its customers' one after the other."""
        return [item for _customer, blocks in ledger for block in blocks for item in block.items]

    def _ar_statement_moves(self, ledgers):
        """Return {account id: the entries of its open items}, with what payment details take from them at hand."""
        ids = {
            account: list(dict.fromkeys(item.move_id for item in self._ar_statement_open(ledger)))
            for account, ledger in ledgers.items()
        }
        moves = self.env["account.move"].browse(dict.fromkeys(move for own in ids.values() for move in own))
        # Only what is read: an entry has a hundred columns.
        moves.fetch(["move_type", "name", "partner_bank_id", "payment_reference"])
        return {account: moves.browse(own).with_prefetch(moves.ids) for account, own in ids.items()}

    def _ar_statement_marks(self, ledgers, period):
        """Return {item id, of movements entry id: codes of MARKS}: the customer reads that we know."""
        items = [item for ledger in ledgers.values() for item in self._ar_statement_open(ledger)]
        lines = self.env["account.move.line"].browse([item.line_id for item in items])
        kept = self._ar_kept_back(lines, period["as_of"])
        marks = {}
        for item in items:
            codes = [code for code in MARKS if kept.get(item.line_id, {}).get(code)]
            if codes:
                own = marks.setdefault(item.move_id if period["since"] else item.line_id, [])
                own += [code for code in codes if code not in own]
        return marks

    def _ar_statement_content(self, period, ledger, aging, bucket_set, texts, marks, moves):
        currencies = self.env["res.currency"]
        own = sections(ledger, lambda currency, amount: currencies.browse(currency).round(amount))
        bank, reference = self._ar_bank(moves[self.id]), self._ar_reference(moves[self.id])
        return {
            "account": self, "company": self.company_id, "lang": self.env.lang, "kind": period["kind"],
            "texts": texts, "title": texts.title(period["as_of"], period["since"]), "since": period["since"],
            "group": texts.group(self.partner_id.name) if len(ledger) > 1 else "", "as_of": texts.day(period["as_of"]),
            "address": self._ar_letter_address(),
            "customer_reference": self.partner_id.ref,
            "blocks": [
                PrintedBlock(
                    currencies.browse(section.currency).name, self._ar_statement_rows(section, period, texts, marks),
                    self._ar_statement_summary(section, texts),
                    self._ar_statement_strip(bucket_set, section, aging, texts))
                for section in own
            ],
            "to_pay": any(section.figures.closing > 0 for section in own),
            "bank": bank, "reference": reference, "contact": self._ar_contact(),
            "qr": self._ar_statement_qr(bank, own, reference),
        }

    def _ar_statement_summary(self, section, texts):
        """Return [(label, amount)] of what happened in the period, class by class."""
        currency = self.env["res.currency"].browse(section.currency)
        moved = section.figures.movements
        return [(texts.sums[kind], texts.amount(currency, moved[kind])) for kind in CLASSES if kind in moved]

    def _ar_statement_strip(self, bucket_set, section, aging, texts):
        """Return [(label, amount, whether late)] of each bucket; unapplied credits only where there are some."""
        amounts = aging.get(section.currency)
        if not amounts:
            return []
        currency = self.env["res.currency"].browse(section.currency)
        labels = [*bucket_set.with_env(self.env)._labels("due"), self.env._("Unapplied")]
        late = [*(period.is_late for period in bucket_set._periods()), False]
        shown = slice(None if amounts[-1] else -1)
        return [
            (label, texts.amount(currency, amount) if amount else "–", is_late and bool(amount))
            for label, amount, is_late in list(zip(labels, amounts, late, strict=True))[shown]
        ]
