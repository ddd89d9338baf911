from odoo import fields, models


class AccountBankStatement(models.Model):
    _inherit = "account.bank.statement"

    ar_cash_import_id = fields.Many2one(
        "ar.cash.import", string="Imported File", readonly=True, copy=False, index="btree_not_null",
        ondelete="set null")
    ar_account_number = fields.Char(
        string="Account in the File", readonly=True, copy=False,
        help="By which number the imported file calls the account: the next file finds the journal by it.")


class AccountBankStatementLine(models.Model):
    """By what an imported booking is known again, so that none is booked twice."""

    _inherit = "account.bank.statement.line"

    ar_cash_import_id = fields.Many2one(
        "ar.cash.import", string="Imported File", readonly=True, copy=False, index="btree_not_null",
        ondelete="set null")
    ar_entry_key = fields.Char(string="Booking", readonly=True, copy=False, help="Name of the booking in every file.")
    ar_entry_part = fields.Integer(
        string="Part", readonly=True, copy=False, help="Number of the payment within a collective booking.")

    _ar_entry_uniq = models.UniqueIndex(
        "(journal_id, ar_entry_key, ar_entry_part) WHERE ar_entry_key IS NOT NULL",
        "This booking of the bank was imported already.")
