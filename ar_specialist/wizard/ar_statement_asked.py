from odoo import api, fields, models

from ..logic.statement import BALANCE_FORWARD
from ..models.statement.ar_statement import KINDS


class ArStatementAsked(models.AbstractModel):
    """What every dialog about statements asks: which kind, of which day or period, of whom."""

    _name = "ar.statement.asked"
    _description = "Which statements"

    kind = fields.Selection(KINDS, required=True)
    date = fields.Date(
        string="As of", required=True, default=lambda self: self.env.company._ar_today(),
        help="The statements tell how things stood on the evening of this day.")
    date_from = fields.Date(
        string="From", compute="_compute_date_from", store=True, precompute=True, readonly=False,
        help="First day of the period.")
    group = fields.Boolean(
        string="With Subsidiaries", help="One statement of a company and its subsidiaries together.")

    @api.depends("date")
    def _compute_date_from(self):
        for asked in self:
            asked.date_from = asked.date and asked.date.replace(day=1)

    @api.model
    def _given(self):
        """Return the customer accounts of the list or form that the dialog was opened from."""
        given = self.env.context.get("active_model") == "ar.account"
        return self.env["ar.account"].browse(given and self.env.context.get("active_ids")).exists()

    def _since(self):
        """Return the first day of the period; None for a kind that has none."""
        return self.date_from if self.kind == BALANCE_FORWARD else None
