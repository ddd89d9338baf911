from odoo import fields, models


class ArContactOutcome(models.Model):
    """What came of a contact, and what usually follows from it."""

    _name = "ar.contact.outcome"
    _description = "Outcome of a contact"
    _inherit = ["ar.choice"]

    next_step = fields.Selection(
        [("nothing", "Nothing"), ("promise", "Promise to pay"), ("dispute", "Dispute"), ("hold", "Hold"),
         ("activity", "Activity"), ("copy", "Send invoice copy")],
        required=True, default="nothing", help="What is asked for while the contact is logged, and made with it.",
    )
    days = fields.Integer(
        string="Next Action After", default=7,
        help="Days until the account's next action, unless the collector says another day. 0: none.")
    is_reached = fields.Boolean(
        string="Somebody Was Reached", default=True,
        help="Only then does it count as the last contact with the customer.")

    _days_not_negative = models.Constraint("CHECK (days >= 0)", "The next action can't be before the contact.")
