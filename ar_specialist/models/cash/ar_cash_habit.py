from odoo import fields, models


class ArCashHabit(models.Model):
    """How often decided payments of a customer were of a kind."""

    _name = "ar.cash.habit"
    _description = "Payer's habit"
    _inherit = ["ar.insert"]
    _order = "partner_id, kind"
    _check_company_auto = True
    _rec_name = "kind"

    company_id = fields.Many2one("res.company", required=True, index=True, default=lambda self: self.env.company)
    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, check_company=True, ondelete="cascade", index=True)
    kind = fields.Selection(
        [("discount", "Takes the cash discount"), ("late_discount", "Takes the cash discount too late"),
         ("statement", "Pays all that is due"), ("oldest", "Pays round sums, the oldest first")],
        required=True)
    count = fields.Integer(string="Times", default=1)

    _kind_uniq = models.Constraint(
        "UNIQUE (company_id, partner_id, kind)", "This habit of the customer is known already.")
