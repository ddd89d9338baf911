from odoo import api, models


class ArAging(models.AbstractModel):
    """Whether the aging is the general ledger: asked apart from the report, which need not wait for it."""

    _inherit = "ar.aging"

    @api.model
    @api.readonly
    def ledger_check(self, options):
        """Compare the report's total with the balance of the receivable accounts, in company currency.

        :return: dict of `state`: "equal", "different", or "narrowed" when filters leave items out of the report;
            `lines`, one per currency: {currency_id, aging, ledger, difference}
        """
        self._check_reader()
        options = self._options(options)
        if not options.is_whole:
            return {"state": "narrowed", "lines": []}
        report = self._compute_for(options, currency="company", group_by="company")
        aging, ledger = {}, {}
        for row in report.rows:
            aging[row.currency] = aging.get(row.currency, 0.0) + row.total
        for company, balance in self._ledger_balances(options.as_of, options.companies).items():
            ledger[company.currency_id] = ledger.get(company.currency_id, 0.0) + balance
        lines = [self._compared(currency, aging.get(currency, 0.0), ledger[currency]) for currency in ledger]
        equal = not any(line["difference"] for line in lines)
        return {"state": "equal" if equal else "different", "lines": lines}

    def _compared(self, currency, aging, ledger):
        return {
            "currency_id": currency.id,
            "aging": currency.round(aging),
            "ledger": currency.round(ledger),
            "difference": currency.round(aging - ledger),
        }
