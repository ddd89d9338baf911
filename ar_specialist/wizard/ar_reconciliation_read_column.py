from odoo import fields, models


class ArReconciliationReadColumn(models.TransientModel):
    """A column of a customer's ledger and what it holds; without a field it is passed over."""

    _name = "ar.reconciliation.read.column"
    _description = "Column of a customer's ledger"
    _order = "read_id, position"

    read_id = fields.Many2one("ar.reconciliation.read", required=True, ondelete="cascade", index=True)
    position = fields.Integer(required=True)
    name = fields.Char(string="Column in File")
    sample = fields.Char(string="First Values")
    field = fields.Selection(
        [("number", "Our document number"), ("reference", "Reference"), ("date", "Date"), ("amount", "Amount"),
         ("debit", "Debit"), ("credit", "Credit"), ("side", "Debit or credit"), ("currency", "Currency"),
         ("balance", "Running balance"),
         ("kind", "Kind of document")],
        string="Holds")
