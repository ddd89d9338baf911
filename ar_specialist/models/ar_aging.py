from datetime import date

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..logic.aging import AgingReport, AgingRow
from ..queries.aging_sums import GROUPINGS, aging_sums
from ..queries.open_items import DATES, Scope, receivable_accounts
from ..queries.planner import heavy_statement
from ..queries.route import choose_route


class ArAging(models.AbstractModel):
    """Aging of receivables as of any day; every figure by age in this add-on comes from here."""

    _name = "ar.aging"
    _description = "Aging of receivables"

    @api.private
    def compute(
        self, as_of, *, basis="due", age_on=None, companies=None, partners=None, bucket_set=None,
        currency="company", group_by="partner", credits_apart=False, domain=None,
    ):
        """Sum the open receivable items of a day by period and key.

        The sums equal the receivable accounts' balance in the general ledger on `as_of`, per company and currency.
        Items of companies, or under record rules, that the user may not read are left out.

        :param as_of: day of the open amounts, a date or "YYYY-MM-DD"
        :param basis: date the age counts from: "due", "invoice" or "accounting"; an entry without the first two
            ages from its accounting date
        :param age_on: day to age on; `as_of` unless given
        :param companies: res.company records; the user's active ones unless given
        :param partners: res.partner records: they, their commercial entity and all its contacts; everyone unless given
        :param bucket_set: ar.bucket.set record; the company's own unless given
        :param currency: "company" (each item at its own rate) or "document"
        :param group_by: "partner" (commercial entity), "item", "salesperson" or "company"
        :param credits_apart: credit items in a last column of their own, not in their period
        :param domain: further domain on account.move.line
        :return: :class:`AgingReport`; row keys are records, or (record, currency) where currencies differ by row:
            always for "document", for "company" when the companies keep their books in several
        :raise UserError: for an unknown basis, grouping or currency
        :raise AccessError: when the user may not read journal items
        """
        self._check_choices(basis, group_by, currency)
        companies = self.env.companies if companies is None else companies
        as_of = fields.Date.to_date(as_of)
        bucket_set = self.env["ar.bucket.set"]._default_for(companies[:1]) if bucket_set is None else bucket_set
        scope = self._scope(as_of, companies, partners, domain)
        with heavy_statement(self.env):
            rows = aging_sums(
                self.env, scope, bucket_set._periods(), GROUPINGS[group_by], basis=basis,
                age_on=fields.Date.to_date(age_on) or as_of, document_currency=currency == "document",
                credits_apart=credits_apart, route=choose_route(self.env, scope),
            )
        labels = bucket_set._labels(basis) + ([self.env._("Unapplied")] if credits_apart else [])
        return self._report(labels, rows, group_by, currency, companies)

    def _check_choices(self, basis, group_by, currency):
        for name, value, choices in (
            ("basis", basis, DATES), ("group_by", group_by, GROUPINGS), ("currency", currency, ("company", "document")),
        ):
            if value not in choices:
                raise UserError(self.env._(
                    "Aging: %(name)s can't be “%(value)s”; choose one of %(choices)s.",
                    name=name, value=value, choices=", ".join(choices),
                ))

    def _scope(self, as_of: date, companies, partners, domain):
        narrowed = list(domain or [])
        if partners is not None:
            narrowed.append(("partner_id.commercial_partner_id", "in", partners.commercial_partner_id.ids))
        return Scope(as_of, tuple(companies.ids), receivable_accounts(self.env), narrowed)

    def _report(self, labels, rows, group_by, currency, companies):
        """Turn database rows into the report: ids into records, company into its currency."""
        keys = self.env[GROUPINGS[group_by].model].browse([row[0] for row in rows if row[0]])
        by_id = dict(zip(keys._ids, keys, strict=True))
        if currency == "document":
            currencies = {row[1]: self.env["res.currency"].browse(row[1]) for row in rows}
        else:
            currencies = {company.id: company.currency_id for company in companies}
        several = currency == "document" or len(set(currencies.values())) > 1
        merged = {}
        for key, owner, credit, *amounts in rows:
            merged.setdefault((by_id.get(key, keys.browse()), currencies[owner]), []).append((credit, amounts))
        report_rows = [
            self._row((record, money) if several else record, money, parts)
            for (record, money), parts in merged.items()
        ]
        return AgingReport(labels, report_rows)

    def _row(self, key, money, parts):
        columns = zip(*(amounts for _credit, amounts in parts), strict=True)
        return AgingRow(
            key, money, [money.round(sum(column)) for column in columns],
            money.round(sum(credit for credit, _amounts in parts)),
        )
