from dataclasses import dataclass, field
from datetime import timedelta

from odoo import models
from odoo.fields import Domain

from ...logic.period_close import Finding, year_before
from ..cash.ar_cash_payment import WAITING

DOCUMENTS = ("out_invoice", "out_refund")


@dataclass(frozen=True)
class Subject:
    """Records that a check counts: how to find them, where their amount stands, how the list of them is opened."""

    model: str
    domain: Domain
    amount: str = ""
    amount_model: str = ""
    views: tuple = ((False, "list"), (False, "form"))
    context: dict = field(default_factory=dict)


class ArPeriodClose(models.Model):
    """What the automatic checks look for in the company's own records; one method for each."""

    _inherit = "ar.period.close"

    def _found(self, code):
        """Return the :class:`Finding` of an automatic check."""
        self.ensure_one()
        self = self.sudo().with_company(self.company_id)
        if subject := self._subject(code):
            return self._counted(subject)
        return getattr(self, f"_found_{code}")()

    def _subject(self, code):
        """Return the :class:`Subject` of a check that counts records; None for the others."""
        looking = getattr(self, f"_subject_{code}", None)
        return looking and looking()

    def _counted(self, subject):
        if not subject.amount:
            return Finding(self.env[subject.model].search_count(subject.domain))
        count = self.env[subject.model].search_count(subject.domain)
        [[amount]] = self.env[subject.amount_model or subject.model]._read_group(
            subject.domain, aggregates=[f"{subject.amount}:sum"])
        return Finding(count, self.company_id.currency_id.round(amount or 0.0))

    def _own(self):
        return Domain("company_id", "=", self.company_id.id)

    def _within(self, name):
        return Domain(name, ">=", self.date_from) & Domain(name, "<=", self.date_to)

    def _subject_bank(self):
        # sudo: as the check that Odoo itself makes before it locks a period
        domain = self.company_id.sudo()._get_unreconciled_statement_lines_domain(self.date_to)
        # Branches close their months themselves.
        return Subject("account.bank.statement.line", Domain(domain) & self._own(), context={"create": False})

    def _subject_unapplied(self):
        last = self.date_to - timedelta(days=self.company_id.ar_close_unapplied_days)
        return Subject(
            "ar.cash.payment", self._own() & Domain("state", "in", WAITING) & Domain("date", "<=", last)
            & Domain("amount_left", ">", 0), "amount_left", "ar.cash.report")

    def _subject_drafts(self):
        dated = self._within("invoice_date") | (Domain("invoice_date", "=", False) & self._within("date"))
        return Subject(
            "account.move", self._own() & Domain("move_type", "in", DOCUMENTS) & Domain("state", "=", "draft") & dated,
            "amount_total_signed", **self._document_list())

    def _subject_unsent(self):
        return Subject(
            "account.move", self._own() & Domain("move_type", "in", DOCUMENTS) & Domain("state", "=", "posted")
            & Domain("is_move_sent", "=", False) & self._within("date"),
            "amount_total_signed", **self._document_list())

    def _document_list(self):
        """Return how the list of documents is opened: as Odoo's own of customer invoices, with the customers."""
        return {
            "views": ((self.env.ref("account.view_out_invoice_tree").id, "list"), (False, "form")),
            "context": {"default_move_type": "out_invoice"},
        }

    def _subject_disputes(self):
        return Subject(
            "ar.dispute", self._own() & Domain("state", "=", "open") & Domain("user_id", "=", False)
            & Domain("date_opened", "<=", self.date_to), "amount_open_company")

    def _subject_promises(self):
        judged = Domain("state", "=", "open") & Domain("keep_until", "<=", self.date_to)
        accepted = Domain("state", "=", "offered") & Domain("date", "<=", self.date_to)
        return Subject("ar.promise", self._own() & (judged | accepted), "amount_company")

    def _found_credits(self):
        rows = self._credit_rows()
        return Finding(len(rows), self.company_id.currency_id.round(sum(row.total for row in rows)))

    def _credit_rows(self):
        report = self.env["ar.aging"].compute(self.date_to, companies=self.company_id)
        return [row for row in report.rows if row.key and row.total < 0]

    def _found_over_a_year(self):
        rows = self._old_rows()
        return Finding(len(rows), self.company_id.currency_id.round(sum(row.total for row in rows)))

    def _old_rows(self):
        aging = self.env["ar.aging"]
        report = aging.compute(
            self.date_to, companies=self.company_id, group_by="item",
            domain=list(aging._dated_before("due", year_before(self.date_to))))
        return [row for row in report.rows if row.total]
