from odoo import api, models

from ...logic.period_close import month_before


class ArPeriodClose(models.Model):
    _inherit = "ar.period.close"

    @api.model
    def _cron_open_months(self):
        """Open the close of the month before where a company wants it, and look again at those not yet closed."""
        companies = self.env["res.company"].sudo().search([("ar_close_auto", "=", True)])
        for company in companies:
            first, _last = month_before(company._ar_today())
            periods = self.with_company(company)
            if company.chart_template and not periods.search_count(
                    [("company_id", "=", company.id), ("date_from", "=", first)], limit=1):
                periods.create({"company_id": company.id, "date_from": first})
                self.env["ir.cron"]._commit_progress(1)
        for period in self.search([("state", "!=", "closed")]):
            period.with_company(period.company_id)._refresh()
            self.env["ir.cron"]._commit_progress(1)
