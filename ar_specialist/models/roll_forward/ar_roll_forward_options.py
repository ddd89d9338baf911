from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from odoo import models
from odoo.fields import Domain


@dataclass(frozen=True)
class RollOptions:
    """What a person chose on the roll-forward's screen; screen, PDF and XLSX of one address share it."""

    first: date
    last: date
    companies: Any
    group_by: str = "partner"
    currency: str = "company"
    search: str = ""

    @property
    def is_whole(self):
        """Whether no customer was left out, so that opening and closing must be the ledger's."""
        return not self.search


class ArRollForward(models.AbstractModel):
    _inherit = "ar.roll.forward"

    _options_class = RollOptions

    def _options(self, raw):
        """Read the options a browser sent; without a period it is the last month that is over.

        :param raw: dict of date_from, date_to, group_by, currency, search; the companies are the active ones
        :raise UserError: naming the option that can't be read
        """
        first, last = self._period_named("last_month")
        first, last = self._period(
            self._day(raw.get("date_from"), "date_from") or first, self._day(raw.get("date_to"), "date_to") or last)
        return RollOptions(
            first=first, last=last, companies=self.env.companies,
            group_by=raw.get("group_by") or "partner", currency=raw.get("currency") or "company",
            search=self._search_text(raw.get("search")))

    def _compute_for(self, options):
        return self.compute(
            options.first, options.last, options.companies, options.group_by, options.currency,
            domain=list(self._options_domain(options)))

    def _options_domain(self, options):
        """Return the domain on journal items that the search box amounts to: whole customers, never single items.

        Of half a customer's items, settlements between its halves would stand as if they came from outside.
        """
        if not options.search:
            return Domain.TRUE
        return (
            Domain("partner_id.commercial_partner_id.complete_name", "ilike", options.search)
            | Domain("partner_id.commercial_partner_id.ref", "ilike", options.search))

    def _period_names(self):
        """Return {name of a period that can be chosen: its label}."""
        return {
            "this_month": self.env._("This month"), "last_month": self.env._("Last month"),
            "last_quarter": self.env._("Last quarter"), "this_year": self.env._("This fiscal year"),
            "last_year": self.env._("Last fiscal year"),
        }

    def _period_named(self, name):
        """Return (first day, last day) of a period, as the present company's calendar and fiscal years have it."""
        company = self.env.company
        today = company._ar_today()
        month = today.replace(day=1)
        quarter = month - relativedelta(months=(month.month - 1) % 3)
        if name in ("this_year", "last_year"):
            year = company.sudo().compute_fiscalyear_dates(today)
            if name == "last_year":
                year = company.sudo().compute_fiscalyear_dates(year["date_from"] - timedelta(days=1))
            return year["date_from"], year["date_to"]
        return {
            "this_month": (month, month + relativedelta(months=1, days=-1)),
            "last_month": (month - relativedelta(months=1), month - timedelta(days=1)),
            "last_quarter": (quarter - relativedelta(months=3), quarter - timedelta(days=1)),
        }[name]
