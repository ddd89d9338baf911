from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ...queries.ledger_facts import receivable_accounts

# The journal item's field that each basis ages from; without a value the accounting date counts.
REFERENCE_FIELDS = {"due": "date_maturity", "invoice": "invoice_date", "accounting": "date"}


@dataclass(frozen=True)
class AgingOptions:
    """What a person chose on the aging screen; screen, PDF and XLSX of one address share it."""

    as_of: date
    age_on: date
    basis: str
    bucket_set: Any
    currency: str
    group_by: str
    credits_apart: bool
    companies: Any
    search: str
    overdue_only: bool
    hide_credits: bool
    mine: bool
    partners: Any
    with_items: bool = False
    column: int | None = None

    @property
    def is_whole(self):
        """Whether nothing was left out, so that the total must be the ledger's."""
        return self.column is None and not (
            self.search or self.overdue_only or self.hide_credits or self.mine or self.partners)


class ArAging(models.AbstractModel):
    _inherit = "ar.aging"

    _options_class = AgingOptions

    def _options(self, raw):
        """Read the options a browser sent; what is missing takes the company's default.

        :param raw: dict of as_of, age_on, basis, bucket_set_id, currency, group_by, credits_apart, search,
            overdue_only, hide_credits, mine, partner_ids, with_items, column (number of the one that files are narrowed
            to); the companies are the active ones
        :raise UserError: naming the option that can't be read
        """
        company = self.env.company
        as_of = self._day(raw.get("as_of"), "as_of") or self.env.company._ar_today()
        sets = self.env["ar.bucket.set"]
        chosen = sets.browse(self._integers([raw["bucket_set_id"]])).exists() if raw.get("bucket_set_id") else sets
        bucket_set = chosen or sets._default_for(company)
        credits_apart = bool(raw.get("credits_apart", company.ar_credits_apart))
        return AgingOptions(
            as_of=as_of,
            age_on=self._day(raw.get("age_on"), "age_on") or as_of,
            basis=raw.get("basis") or company.ar_aging_basis,
            bucket_set=bucket_set,
            currency=raw.get("currency") or "company",
            group_by=raw.get("group_by") or "partner",
            credits_apart=credits_apart,
            companies=self.env.companies,
            search=self._search_text(raw.get("search")),
            overdue_only=bool(raw.get("overdue_only")),
            hide_credits=bool(raw.get("hide_credits")),
            mine=bool(raw.get("mine")),
            partners=self.env["res.partner"].browse(self._integers(raw.get("partner_ids") or [])),
            with_items=bool(raw.get("with_items")),
            column=self._column_number(raw.get("column"), len(bucket_set._periods()) + credits_apart),
        )

    def _column_number(self, column, count):
        """Return the number of a column of amounts, of `count`; None for None."""
        if column is None or (str(column).isdecimal() and int(column) < count):
            return column if column is None else int(column)
        raise UserError(self.env._("Aging: there is no column %s in these buckets.", column))

    def _compute_for(self, options, **changes):
        """Compute the report of `options`; `changes` replaces single arguments of :meth:`compute`."""
        arguments = {
            "basis": options.basis, "age_on": options.age_on, "companies": options.companies,
            "partners": options.partners or None, "bucket_set": options.bucket_set, "currency": options.currency,
            "group_by": options.group_by, "credits_apart": options.credits_apart,
            "domain": list(self._options_domain(options)),
        }
        return self.compute(options.as_of, **{**arguments, **changes})

    def _options_domain(self, options):
        """Return the domain on journal items that search box and filters amount to."""
        domain = Domain.TRUE
        if options.search:
            domain &= (
                Domain("partner_id.commercial_partner_id.complete_name", "ilike", options.search)
                | Domain("partner_id.commercial_partner_id.ref", "ilike", options.search)
                | Domain("move_id.partner_id.complete_name", "ilike", options.search)
                | Domain("move_name", "ilike", options.search)
                | Domain("ref", "ilike", options.search)
            )
        if options.overdue_only:
            domain &= self._dated_before(options.basis, options.age_on)
        if options.hide_credits:
            domain &= Domain("balance", ">=", 0)
        if options.mine:
            domain &= (
                Domain("move_id.invoice_user_id", "=", self.env.uid)
                | Domain("partner_id.commercial_partner_id.user_id", "=", self.env.uid)
            )
        return domain

    def _column_domain(self, options):
        """Return the domain of the journal items that stand in the column that `options` are narrowed to."""
        if options.column is None:
            return Domain.TRUE
        periods = list(options.bucket_set._periods())
        if options.column == len(periods):
            return Domain("balance", "<", 0)
        period = periods[options.column]
        domain = Domain("balance", ">=", 0) if options.credits_apart else Domain.TRUE
        if period.last is not None:
            domain &= ~self._dated_before(options.basis, options.age_on - timedelta(days=period.last))
        if period.first is not None:
            domain &= self._dated_before(options.basis, options.age_on - timedelta(days=period.first - 1))
        return domain

    def _reference_date(self, line, basis):
        """Return the day that a journal item ages from; the SQL of it is `queries.open_items.DATES`."""
        return line[REFERENCE_FIELDS[basis]] or line.date

    def _dated_before(self, basis, day):
        field = REFERENCE_FIELDS[basis]
        if field == "date":
            return Domain("date", "<", day)
        return Domain(field, "<", day) | (Domain(field, "=", False) & Domain("date", "<", day))

    def _ledger_balances(self, as_of, companies):
        """Return {company: balance of its receivable accounts on `as_of`}, read from the journal items alone."""
        lines = self.env["account.move.line"]
        query = lines._search([
            ("account_id", "in", receivable_accounts(self.env)), ("parent_state", "=", "posted"),
            ("date", "<=", as_of), ("company_id", "in", companies.ids),
        ])
        lines.flush_model(["balance"])
        query.groupby = SQL("account_move_line.company_id")
        rows = dict(self.env.execute_query(
            query.select(SQL("account_move_line.company_id"), SQL("SUM(account_move_line.balance)"))))
        return {company: company.currency_id.round(rows.get(company.id, 0.0)) for company in companies}
