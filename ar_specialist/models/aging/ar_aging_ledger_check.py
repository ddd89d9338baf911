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
        sums = {}
        for row in report.rows:
            sums[row.currency] = sums.get(row.currency, 0.0) + row.total
        return self._against_ledger(sums, options.as_of, options.companies)

    def _against_ledger(self, sums, as_of, companies):
        """Compare {currency: what is open on a day} with the ledger; returns as :meth:`ledger_check`."""
        ledger = {}
        for company, balance in self._ledger_balances(as_of, companies).items():
            ledger[company.currency_id] = ledger.get(company.currency_id, 0.0) + balance
        lines = [self._compared(currency, sums.get(currency, 0.0), ledger[currency]) for currency in ledger]
        return {"state": "different" if any(line["difference"] for line in lines) else "equal", "lines": lines}

    def _compared(self, currency, aging, ledger):
        return {
            "currency_id": currency.id,
            "aging": currency.round(aging),
            "ledger": currency.round(ledger),
            "difference": currency.round(aging - ledger),
        }
