from odoo import fields, models


class ArReceivablesImportLine(models.Model):
    """A row of an imported file, with the documents it made."""

    _name = "ar.receivables.import.line"
    _description = "Row of a Receivables Import"
    _order = "import_id, row"
    _rec_name = "number"

    import_id = fields.Many2one("ar.receivables.import", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="import_id.company_id", store=True, index=True)
    row = fields.Integer(required=True, help="Row in the file, the headings included.")
    state = fields.Selection(
        [
            ("good", "Good"),
            ("bad", "Faulty"),
            ("there", "Already there"),
            ("imported", "Imported"),
            ("undone", "Taken back"),
        ],
        required=True, index=True,
    )
    number = fields.Char()
    customer_ref = fields.Char(string="Code")
    customer_name = fields.Char(string="Customer")
    vat = fields.Char(string="Tax Number")
    email = fields.Char()
    partner_id = fields.Many2one("res.partner", string="Customer in Odoo", index="btree_not_null")
    reference = fields.Char()
    date = fields.Date(string="Invoice Date")
    date_due = fields.Date(string="Due Date")
    currency_id = fields.Many2one("res.currency")
    amount = fields.Monetary()
    settled_date = fields.Date(string="Settled On")
    settled_amount = fields.Monetary()
    disputed = fields.Boolean()
    move_id = fields.Many2one("account.move", string="Invoice", index="btree_not_null", ondelete="set null")
    payment_id = fields.Many2one("account.payment", index="btree_not_null", ondelete="set null")
    fault_ids = fields.One2many("ar.receivables.import.fault", "line_id", string="Faults")

    _row_uniq = models.Constraint("UNIQUE(import_id, row)", "A row is imported once.")
