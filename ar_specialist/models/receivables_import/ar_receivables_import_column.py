from odoo import fields, models

FIELD_NAMES = [
    ("number", "Number"),
    ("customer_ref", "Customer: code"),
    ("customer_name", "Customer: name"),
    ("vat", "Customer: tax number"),
    ("email", "Customer: email"),
    ("date", "Invoice date"),
    ("date_due", "Due date"),
    ("amount", "Amount"),
    ("currency", "Currency"),
    ("settled_date", "Settled on"),
    ("settled_amount", "Settled amount"),
    ("disputed", "Disputed"),
    ("reference", "Customer's reference"),
]


class ArReceivablesImportColumn(models.Model):
    """A column of an imported file and what it holds; without a field it is passed over."""

    _name = "ar.receivables.import.column"
    _description = "Column of a Receivables Import"
    _order = "import_id, position"

    import_id = fields.Many2one("ar.receivables.import", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="import_id.company_id", store=True, index=True)
    position = fields.Integer(required=True)
    name = fields.Char(string="Column in File")
    sample = fields.Char(string="First Values")
    field = fields.Selection(FIELD_NAMES, string="Holds")

    _position_uniq = models.Constraint("UNIQUE(import_id, position)", "A column is listed once.")
