from odoo import fields, models


class AccountBankStatementLine(models.Model):
    """What a bank says of a booking beyond Odoo's own fields."""

    _inherit = "account.bank.statement.line"

    ar_structured_reference = fields.Char(string="Structured Reference")
    ar_text = fields.Text(string="Payer's Text", help="What the payer wrote, line by line; empty: the label.")
    ar_bank_reference = fields.Char(string="Bank Reference", help="The bank's own name of the booking.")
    ar_return_reason = fields.Char(
        string="Return Reason", help="The bank's code for why it took an earlier booking back.")
    ar_is_reversal = fields.Boolean(
        string="Returned", help="Takes an earlier booking back, such as a direct debit that was refused.")
    ar_charges = fields.Monetary(string="Bank Charges", help="What banks kept of what the payer sent.")
    ar_cash_payment_ids = fields.One2many("ar.cash.payment", "statement_line_id", string="Incoming Payment")
