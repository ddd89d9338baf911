from dataclasses import dataclass
from datetime import timedelta

from odoo import models

from ...logic.statement import BALANCE_FORWARD, OPEN_ITEM
from ...logic.statement_movements import CLASSES
from ...logic.statement_sections import sections
from ...report.statement_texts import StatementTexts

MARKS = ("disputed", "promised")
#: So many movements are more than one sees at a glance: sums by class stand beneath them.
SUMMED_FROM = 8


@dataclass(frozen=True)
class StatementFacts:
    """What statements are made of, before it is put into words.

    :param period: see :meth:`ArAccount._ar_statement_period`
    :param ledgers: {account id: [(customer, its blocks)…]}
    :param agings: {account id: {currency id: amounts by aging bucket, the unapplied credits last}}
    :param bucket_sets: {company: its bucket set}
    :param marks: {item id, of movements entry id: codes of MARKS}
    """

    period: dict
    ledgers: dict
    agings: dict
    bucket_sets: dict
    marks: dict


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
        facts = self._ar_statement_facts(as_of, kind, date_from, group)
        moves = self._ar_statement_moves(facts.ledgers)
        texts, contents = {}, []
        for account in self:
            chosen = lang or account._ar_statement_lang()
            account = account.with_context(lang=chosen)
            if chosen not in texts:
                texts[chosen] = StatementTexts(account.env)
            contents.append(account._ar_statement_content(facts, texts[chosen], moves))
        return contents

    def _ar_statement_facts(self, as_of, kind, date_from, group):
        """Return the :class:`StatementFacts` of what PDF and workbook say."""
        ledgers = self._ar_statement_ledgers(as_of, kind, date_from, group)
        members = {account: [customer for customer, _blocks in ledgers[account.id]] for account in self}
        bucket_sets = {company: self.env["ar.bucket.set"]._default_for(company) for company in self.company_id}
        period = self._ar_statement_period(as_of, kind, date_from)
        return StatementFacts(
            period, ledgers, self._ar_statement_agings(as_of, bucket_sets, members), bucket_sets,
            self._ar_statement_marks(ledgers, period))

    def _ar_statement_sections(self, facts):
        currencies = self.env["res.currency"]
        return sections(
            facts.ledgers[self.id], lambda currency, amount: currencies.browse(currency).round(amount))

    def _ar_statement_labels(self, facts):
        """Return [(label, whether late)] of the aging buckets, in the language of the account; credits come last."""
        bucket_set = facts.bucket_sets[self.company_id]
        labels = bucket_set.with_env(self.env)._labels("due")
        return [
            *zip(labels, (period.is_late for period in bucket_set._periods()), strict=True),
            (self.env._("Unapplied"), False)]

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

    def _ar_statement_content(self, facts, texts, moves):
        period, currencies = facts.period, self.env["res.currency"]
        own = self._ar_statement_sections(facts)
        bank, reference = self._ar_bank(moves[self.id]), self._ar_reference(moves[self.id])
        several = len(facts.ledgers[self.id]) > 1
        return {
            "account": self, "company": self.company_id, "lang": self.env.lang, "texts": texts,
            "since": period["since"], "title": texts.title(period["as_of"], period["since"]),
            "group": texts.group(self.partner_id.name) if several else "", "address": self._ar_letter_address(),
            "glance": self._ar_statement_glance(period, own, texts),
            "blocks": [
                PrintedBlock(
                    currencies.browse(section.currency).name,
                    self._ar_statement_rows(section, period, texts, facts.marks, named=several),
                    self._ar_statement_summary(section, texts), self._ar_statement_strip(facts, section, texts))
                for section in own
            ],
            "to_pay": any(section.figures.closing > 0 for section in own),
            "bank": bank, "reference": reference, "contact": self._ar_contact(),
            "qr": self._ar_statement_qr(bank, own, reference),
        }

    def _ar_statement_glance(self, period, own, texts):
        """Return [(label, text, whether it stands out)] of what a statement says at a glance."""
        rows = [(self.env._("Customer number"), self.partner_id.ref, False)] if self.partner_id.ref else []
        rows.append((self.env._("Date"), texts.day(period["as_of"]), False))
        for section in own:
            currency = self.env["res.currency"].browse(section.currency)
            figures = section.figures
            rows.append((
                self._ar_balance_label(figures), f"{texts.amount(currency, figures.closing)} {currency.name}", True))
            # More than the balance is only overdue before credits: too much for a glance, as are many currencies.
            if 0 < figures.overdue <= figures.closing and len(own) < 3:
                overdue = texts.amount(currency, figures.overdue)
                rows.append((self.env._("Of which overdue"), f"{overdue} {currency.name}", False))
        return rows

    def _ar_statement_summary(self, section, texts):
        """Return [(label, amount)] of what happened in the period by class; nothing where the rows say it as fast."""
        currency = self.env["res.currency"].browse(section.currency)
        moved = section.figures.movements
        if sum(len(block.rows) for _customer, block in section.members if moved) < SUMMED_FROM:
            return []
        return [(texts.sums[kind], texts.amount(currency, moved[kind])) for kind in CLASSES if kind in moved]

    def _ar_statement_strip(self, facts, section, texts):
        """Return [(label, amount, whether late)] of each bucket; unapplied credits only where there are some."""
        amounts = facts.agings[self.id].get(section.currency)
        if not amounts:
            return []
        currency = self.env["res.currency"].browse(section.currency)
        return [
            (label, texts.amount(currency, amount) if amount else "–", is_late and bool(amount))
            for (label, is_late), amount in zip(self._ar_statement_labels(facts), amounts, strict=True)
        ][:None if amounts[-1] else -1]
