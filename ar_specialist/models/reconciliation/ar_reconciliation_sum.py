from odoo import fields, models

from .ar_reconciliation_match import CODES


class ArReconciliationSum(models.Model):
    """One step of the way from our balance to the customer's, in one currency."""

    _name = "ar.reconciliation.sum"
    _description = "Step between two balances"
    _order = "currency_id, sequence, id"

    reconciliation_id = fields.Many2one("ar.reconciliation", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="reconciliation_id.company_id", store=True, index=True)
    currency_id = fields.Many2one("res.currency", required=True)
    sequence = fields.Integer(required=True)
    code = fields.Selection(
        [("ours", "Balance in our books"), *CODES, ("theirs", "Balance in the customer's books")], string="Step",
        required=True)
    count = fields.Integer(string="Rows")
    amount = fields.Monetary(help="Added up from the first balance to the last one, the steps make the last one.")

    _code_uniq = models.Constraint(
        "UNIQUE(reconciliation_id, currency_id, code)", "A step is listed once per currency.")

    def action_open(self):
        """Show the rows that the figure is made of."""
        self.ensure_one()
        domain = [("reconciliation_id", "=", self.reconciliation_id.id), ("currency_id", "=", self.currency_id.id)]
        if self.code == "ours":
            domain.append(("amount_ours", "!=", 0))
        elif self.code == "theirs":
            domain.append(("amount_theirs", "!=", 0))
        else:
            domain.append(("code", "=", self.code))
        return {
            "type": "ir.actions.act_window", "res_model": "ar.reconciliation.match", "view_mode": "list",
            "views": [(False, "list")], "name": dict(self._fields["code"]._description_selection(self.env))[self.code],
            "domain": domain,
        }
