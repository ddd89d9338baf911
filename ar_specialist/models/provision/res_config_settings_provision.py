from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ar_provision_matrix_id = fields.Many2one(related="company_id.ar_provision_matrix_id", readonly=False)
    ar_provision_journal_id = fields.Many2one(related="company_id.ar_provision_journal_id", readonly=False)
    ar_provision_account_id = fields.Many2one(related="company_id.ar_provision_account_id", readonly=False)
    ar_provision_specific_account_id = fields.Many2one(
        related="company_id.ar_provision_specific_account_id", readonly=False)
    ar_provision_expense_account_id = fields.Many2one(
        related="company_id.ar_provision_expense_account_id", readonly=False)
