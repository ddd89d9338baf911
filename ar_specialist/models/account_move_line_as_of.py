from odoo import api, fields, models

from .aging.ar_open_item import READERS


class AccountMoveLine(models.Model):
    """What was open on a journal item on the day that `ar_as_of` in the context names."""

    _inherit = "account.move.line"

    ar_open = fields.Monetary(
        string="Open", currency_field="company_currency_id", compute="_compute_ar_open", groups=READERS,
        help="What was open on the day of the report, in company currency.",
    )
    ar_open_currency = fields.Monetary(
        string="Open in Currency", currency_field="currency_id", compute="_compute_ar_open_currency",
        groups=READERS,
        help="What was open on the day of the report, in the item's own currency.",
    )
    ar_age = fields.Integer(
        string="Days", compute="_compute_ar_age", groups=READERS,
        help="Days late, or days of age, on the day of the report.",
    )

    @api.depends("amount_residual")
    @api.depends_context("ar_as_of")
    def _compute_ar_open(self):
        amounts = self._ar_open_amounts("company")
        for line in self:
            line.ar_open = amounts.get(line.id, 0.0)

    @api.depends("amount_residual_currency")
    @api.depends_context("ar_as_of")
    def _compute_ar_open_currency(self):
        amounts = self._ar_open_amounts("document")
        for line in self:
            line.ar_open_currency = amounts.get(line.id, 0.0)

    @api.depends("date", "date_maturity", "invoice_date")
    @api.depends_context("ar_as_of", "ar_age_on", "ar_basis")
    def _compute_ar_age(self):
        aging = self.env["ar.aging"]
        options = aging._options(self._ar_report_context())
        for line in self:
            line.ar_age = (options.age_on - aging._reference_date(line, options.basis)).days

    def _ar_open_amounts(self, currency):
        """Return {line id: open amount}; the lines' companies count, not the active ones."""
        if not self.ids:
            return {}
        aging = self.env["ar.aging"]
        report = aging.compute(
            aging._options(self._ar_report_context()).as_of, companies=self.company_id, currency=currency,
            group_by="item", domain=[("id", "in", self.ids)],
        )
        return {aging._row_record(row).id: row.total for row in report.rows}

    def _ar_report_context(self):
        return {name: self.env.context.get(f"ar_{name}") for name in ("as_of", "age_on", "basis")}


class AccountPartialReconcile(models.Model):
    """Reconciliations are looked up by their day, too."""

    _inherit = "account.partial.reconcile"

    # Aging of a past day undoes, or counts, the reconciliations on one side of that day.
    _ar_max_date_idx = models.Index(
        "(max_date) INCLUDE (debit_move_id, credit_move_id, amount)"
    )
