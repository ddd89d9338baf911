from odoo import fields, models


class ArDisputeReason(models.Model):
    """What the customer says is wrong."""

    _name = "ar.dispute.reason"
    _description = "Dispute reason"
    _inherit = ["ar.choice"]

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
    _inherit = ["ar.choice"]
