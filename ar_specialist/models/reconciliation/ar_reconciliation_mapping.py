from odoo import fields, models


class ArReconciliationMapping(models.Model):
    """How a customer writes its ledger: learnt with each file, proposed for the next one."""

    _name = "ar.reconciliation.mapping"
    _description = "How a customer writes its ledger"
    _rec_name = "account_id"

    account_id = fields.Many2one("ar.account", string="Customer Account", required=True, ondelete="cascade")
    company_id = fields.Many2one(related="account_id.company_id", store=True, index=True)
    columns = fields.Json(required=True, help="Which heading holds what.")
    basis = fields.Selection([("open", "Open items"), ("ledger", "Movements of a period")])
    date_order = fields.Selection([("dmy", "Day first"), ("mdy", "Month first")])
    decimal_mark = fields.Selection([(".", "Point"), (",", "Comma")])

    _account_uniq = models.Constraint("UNIQUE(account_id)", "A customer's way of writing is kept once.")
