from odoo import fields, models


class ArCashAlias(models.Model):
    """A payer's name or account that people's decisions have taught to be a customer's."""

    _name = "ar.cash.alias"
    _description = "Learned payer"
    _inherit = ["ar.insert"]
    _order = "partner_id, kind, value"
    _check_company_auto = True
    _rec_name = "value"

    company_id = fields.Many2one("res.company", required=True, index=True, default=lambda self: self.env.company)
    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, check_company=True, ondelete="cascade", index=True)
    kind = fields.Selection([("account", "Account"), ("name", "Name")], required=True, default="name")
    value = fields.Char(string="Payer", required=True, index=True)
    weight = fields.Integer(
        string="Times Right", default=1, help="How many more times it was right than wrong; below 1 it is not used.")

    _value_uniq = models.Constraint(
        "UNIQUE (company_id, partner_id, kind, value)", "This payer is known at the customer already.")
