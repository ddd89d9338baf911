from odoo import fields, models


class ArWriteOffLimit(models.Model):
    """How much one person may write off of a document without being approved, and may approve of others."""

    _name = "ar.write.off.limit"
    _description = "Write-off limit of a person"
    _order = "company_id, user_id"
    _rec_name = "user_id"

    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company, ondelete="cascade")
    user_id = fields.Many2one(
        "res.users", string="Person", required=True, index=True, domain=[("share", "=", False)], ondelete="cascade")
    currency_id = fields.Many2one(related="company_id.currency_id")
    amount = fields.Monetary(
        string="Limit", required=True,
        help="Of a document, in company currency. Up to it this person writes off without asking; a receivables "
             "manager with a limit approves up to it.")

    _person_uniq = models.Constraint("UNIQUE (company_id, user_id)", "This person has a limit in the company already.")
    _amount_positive = models.Constraint("CHECK (amount >= 0)", "A limit can't be negative.")
