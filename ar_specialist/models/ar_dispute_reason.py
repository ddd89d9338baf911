from odoo import fields, models


class ArDisputeReason(models.Model):
    """What the customer says is wrong."""

    _name = "ar.dispute.reason"
    _description = "Dispute reason"
    _order = "sequence, id"
    _check_company_domain = models.check_company_domain_parent_of

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", help="Empty: shared by all companies.")
    days = fields.Integer(
        string="Working Days", default=10, required=True,
        help="By when a dispute of ordinary priority is to be resolved; half of it for high, a fifth for urgent ones.",
    )
    on_portal = fields.Boolean(
        string="On the Customer's Page", default=True, help="Customers who enter a dispute themselves may choose it.")
    team_id = fields.Many2one(
        "ar.dispute.team", string="Usual Team", check_company=True,
        help="Who looks into it, unless somebody decides otherwise.")

    _days_positive = models.Constraint("CHECK (days > 0)", "A dispute has at least one day to be resolved in.")


class ArDisputeCause(models.Model):
    """What we found to be the cause, whatever the customer said."""

    _name = "ar.dispute.cause"
    _description = "Root cause of disputes"
    _order = "sequence, id"
    _check_company_domain = models.check_company_domain_parent_of

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", help="Empty: shared by all companies.")
