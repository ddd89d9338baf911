from odoo import api, fields, models
from odoo.exceptions import UserError

from ...logic.aging import AgingReport, AgingRow
from ...queries.aging_sums import GROUPINGS, aging_sums
from ...queries.ledger_as_of import ledger_as_of
from ...queries.open_items import DATES


class ArAging(models.AbstractModel):
    """Aging of receivables as of any day; every figure by age in this add-on comes from here."""

    _name = "ar.aging"
    _inherit = "ar.report.screen"
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
        :param group_by: "partner" (commercial entity), "item", "salesperson" (of the document, else of the customer),
            "collector" (of the customer account), "stage" (of the invoice; none is the first one) or "company"
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
        # Only what is read below, not the forty columns of a company.
        companies.sudo().fetch(["ar_bucket_set_id", "currency_id", "parent_path"])
        bucket_set = self.env["ar.bucket.set"]._default_for(companies[:1]) if bucket_set is None else bucket_set
        company_currencies = (
            None if currency == "document" else {company.id: company.currency_id.id for company in companies}
        )
        with ledger_as_of(self.env, as_of, companies, self._narrowed(partners, domain)) as (scope, route):
            rows = aging_sums(
                self.env, scope, bucket_set._periods(), GROUPINGS[group_by], basis=basis,
                age_on=fields.Date.to_date(age_on) or as_of, company_currencies=company_currencies,
                credits_apart=credits_apart, route=route,
            )
        labels = bucket_set._labels(basis) + ([self.env._("Unapplied")] if credits_apart else [])
        several = company_currencies is None or len(set(company_currencies.values())) > 1
        return AgingReport(labels, self._rows(rows, GROUPINGS[group_by].model, several))

    def _check_choices(self, basis, group_by, currency):
        for name, value, choices in (
            ("basis", basis, DATES), ("group_by", group_by, GROUPINGS), ("currency", currency, ("company", "document")),
        ):
            if not isinstance(value, str) or value not in choices:
                raise UserError(self.env._(
                    "Aging: %(name)s can't be “%(value)s”; choose one of %(choices)s.",
                    name=name, value=value, choices=", ".join(choices),
                ))

    def _narrowed(self, partners, domain):
        """Return `domain` further narrowed to the customers that `partners` belong to."""
        if partners is None:
            return list(domain or [])
        return [*(domain or []), ("partner_id.commercial_partner_id", "in", partners.commercial_partner_id.ids)]

    def _rows(self, rows, model, several):
        """Turn database rows into rows of the report: ids into records."""
        nobody = self.env[model]
        # A recordset iterates faster than it browses.
        records = nobody.browse([row[0] or 0 for row in rows])
        currencies = {number: self.env["res.currency"].browse(number) for number in {row[1] for row in rows}}
        made = []
        for record, (key, currency_id, credit, *sums) in zip(records, rows, strict=True):
            currency = currencies[currency_id]
            record = record if key else nobody
            amounts = [amount or 0.0 for amount in sums]
            made.append(AgingRow((record, currency) if several else record, currency, amounts, credit or 0.0))
        return made
