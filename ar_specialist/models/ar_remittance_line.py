from odoo import fields, models


class ArRemittanceLine(models.Model):
    """One document that the payer names, or one amount that it keeps back, and what of ours that is."""

    _name = "ar.remittance.line"
    _description = "Line of a Remittance Advice"
    _order = "remittance_id, sequence, id"
    _rec_name = "number"
    _check_company_auto = True

    remittance_id = fields.Many2one("ar.remittance", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="remittance_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="remittance_id.currency_id", store=True)
    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        [("document", "Paid"), ("deduction", "Deduction"), ("unpaid", "Listed, not paid")],
        required=True, default="document",
        help="Paid: this much is paid on the document. Deduction: kept back from the payment. Listed, not paid: the "
        "advice names the document and pays nothing on it.")
    number = fields.Char(string="Document", help="Number of the document as the payer writes it.")
    amount = fields.Monetary(
        string="Paid", help="After cash discount; negative for a credit note that is taken off, and for a deduction. "
        "Zero: the advice doesn't say.")
    discount = fields.Monetary(string="Cash Discount", help="What the payer took off for paying early.")
    reason = fields.Char(help="The payer's reason for a deduction, in its own words or code.")
    move_line_id = fields.Many2one(
        "account.move.line", string="Open Item", index="btree_not_null", ondelete="set null", check_company=True)
    move_id = fields.Many2one(related="move_line_id.move_id", string="Our Document")
    item_open = fields.Monetary(related="move_line_id.amount_residual_currency", string="Open")
    finding = fields.Selection(
        [("found", "Found"), ("chosen", "Chosen by hand"), ("settled", "Settled already"),
         ("several", "Several fit"), ("unknown", "Not ours")],
        readonly=True, copy=False)
