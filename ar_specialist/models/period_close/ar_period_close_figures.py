from odoo import models
from odoo.tools.misc import formatLang

from ...logic.receivables_kpis import MonthFigures


class ArPeriodClose(models.Model):
    """The key figures of the month, from the same roll-forward and aging as its reports."""

    _inherit = "ar.period.close"

    def _month_figures(self):
        """Return the :class:`MonthFigures` of the month, in company currency."""
        self.ensure_one()
        company = self.company_id
        roll = self.env["ar.roll.forward"].compute(self.date_from, self.date_to, company, "company")
        moved = dict(zip(roll.columns, roll.totals, strict=True))
        periods = list(self.env["ar.bucket.set"]._default_for(company)._periods())
        aging = self.env["ar.aging"].compute(self.date_to, companies=company, group_by="company")
        late = [amount for period, amount in zip(periods, aging.totals, strict=True) if period.is_late]
        return MonthFigures(
            opening=moved["opening"], sales=moved["invoices"] + moved["credit_notes"], collected=-moved["payments"],
            written_off=-moved["write_offs"], closing=moved["closing"], overdue=company.currency_id.round(sum(late)),
            days=(self.date_to - self.date_from).days + 1)

    def _key_figures(self):
        """Return [(label, value, kind)] of the month; `kind` is amount, share or days, a value may be None."""
        month = self._month_figures()
        return [
            (self.env._("Open at the beginning"), month.opening, "amount"),
            (self.env._("Invoiced, less credit notes"), month.sales, "amount"),
            (self.env._("Paid"), month.collected, "amount"),
            (self.env._("Written off"), month.written_off, "amount"),
            (self.env._("Open at the end"), month.closing, "amount"),
            (self.env._("Past due"), month.overdue, "amount"),
            (self.env._("Share past due"), month.overdue_share, "share"),
            (self.env._("Days sales outstanding"), month.days_outstanding, "days"),
            (self.env._("Best possible days"), month.best_days_outstanding, "days"),
            (self.env._("Collection effectiveness"), month.effectiveness, "share"),
        ]

    def _figure_text(self, value, kind):
        if value is None:
            return "–"
        if kind == "amount":
            return formatLang(self.env, value, currency_obj=self.company_id.currency_id)
        if kind == "share":
            return self.env._("%s %%", formatLang(self.env, 100 * value, digits=1))
        return formatLang(self.env, value, digits=1)
