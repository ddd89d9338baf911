import logging

from odoo import api, models

from ...logic.period_close import month_before

_logger = logging.getLogger(__name__)


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
        for period in self.search([("state", "=", "closed"), ("pack_pdf_id", "=", False)]):
            try:
                with self.env.cr.savepoint():
                    period._make_late_pack()
            except Exception:  # whatever it is: it is logged with its traceback, and tried again tomorrow
                _logger.exception("The close pack of %s could not be made", period.display_name)
            self.env["ir.cron"]._commit_progress(1)
