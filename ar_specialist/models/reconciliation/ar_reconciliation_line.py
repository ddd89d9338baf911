from odoo import fields, models


class ArReconciliationLine(models.Model):
    """A line of the customer's ledger, as the file says it; the amount signed as in our books."""

    _name = "ar.reconciliation.line"
    _description = "Line of a customer's ledger"
    _inherit = ["ar.insert"]
    _order = "reconciliation_id, row, id"

    reconciliation_id = fields.Many2one("ar.reconciliation", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="reconciliation_id.company_id", store=True, index=True)
    match_id = fields.Many2one("ar.reconciliation.match", index="btree_not_null", ondelete="set null")
    code = fields.Selection(related="match_id.code", string="Result")
    row = fields.Integer(help="In the file.")
    number = fields.Char()
    reference = fields.Char()
    date = fields.Date()
    amount = fields.Monetary(help="What the customer owes by it; what it pays is negative.")
    currency_id = fields.Many2one("res.currency", required=True)
    kind = fields.Selection(
        [("invoice", "Invoice"), ("credit", "Credit note"), ("payment", "Payment"), ("other", "Other")],
        required=True, default="other")
    role = fields.Selection(
        [("line", "Line"), ("opening", "Opening balance"), ("closing", "Closing balance")], required=True,
        default="line")
