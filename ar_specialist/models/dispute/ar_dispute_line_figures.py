from odoo import models

from ...logic.dispute_amounts import Contested, settle
from ...queries.dispute_settlements import settlements_of
from .ar_dispute_figures import PARTS, changed_amounts


class ArDisputeLine(models.Model):
    _inherit = "ar.dispute.line"

    def _refresh(self):
        """Work the figures of these lines, and of the others on the same items, out anew."""
        # Figures are closed to users' own writing, and another's case on the same item may not be theirs to see.
        lines = self.sudo() | self.sudo().search([("move_line_id", "in", self.sudo().move_line_id.ids)])
        lines = lines.sorted("id")
        settlements = settlements_of(self.env, lines.move_line_id.ids)
        for line in lines.filtered(lambda line: line.dispute_id.state == "cancelled"):
            line._set_figures(dict.fromkeys(PARTS, 0.0))
        contested = lines.filtered(lambda line: line.dispute_id.state != "cancelled")
        for (item, _kind), own in contested.grouped(lambda line: (line.move_line_id, line.dispute_id.kind)).items():
            told = settle(
                [Contested(line.id, line.dispute_id.id, line.amount, line.amount_dropped, line.since_partial)
                 for line in own],
                settlements.get(item.id, []), item.amount_residual_currency if item else sum(own.mapped("amount")),
                own[:1].currency_id.round)
            for line in own:
                line._set_figures({part: getattr(told[line.id], part) for part in PARTS})
        lines.dispute_id._sum_up()

    def _set_figures(self, figures):
        item = self.move_line_id
        rate = abs(item.balance / item.amount_currency) if item.amount_currency else 1.0
        values = {f"amount_{part}": amount for part, amount in figures.items()}
        # An inquiry contests nothing, and what was deleted nobody owes: sums of what is contested leave them out.
        contested = figures["open"] * (self.dispute_id.kind == "dispute" and bool(item))
        values["amount_open_company"] = self.company_currency_id.round(contested * rate)
        if changed := changed_amounts(self, values):
            self.write(changed)
