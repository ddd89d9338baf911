from odoo import fields, models

from ...logic.portal_files import MEGABYTE, Allowed

PAUSES = [("no", "Not offered"), ("accept", "After acceptance"), ("at_once", "At once")]


class ResCompany(models.Model):
    """What customers may do on their own page, and how far."""

    _inherit = "res.company"

    ar_portal_promise = fields.Selection(
        PAUSES, string="Promises of Customers Pause Follow-ups", default="accept", required=True,
        help="What a customer promises on its own page keeps the items out of follow-ups at once, or when somebody "
        "accepts it. A second promise for the same item always waits for acceptance.")
    ar_portal_dispute = fields.Selection(
        PAUSES, string="Disputes of Customers Pause Follow-ups", default="accept", required=True,
        help="What a customer contests on its own page leaves follow-ups at once, or when somebody accepts it. A "
        "second dispute of the same item always waits for acceptance.")
    ar_portal_promise_days = fields.Integer(
        string="Furthest Day", default=30, required=True,
        help="How many days ahead a customer may promise on its own page.")
    ar_portal_question = fields.Boolean(string="Ask a question", default=True)
    ar_portal_contact = fields.Boolean(string="Update the follow-up contact", default=True)
    ar_portal_balance = fields.Boolean(string="Confirm the balance", default=True)
    ar_portal_file_size = fields.Integer(string="Megabytes per File", default=5, required=True)
    ar_portal_file_office = fields.Boolean(
        string="Word and Excel files", help="Beside PDF files and pictures; never with macros.")

    _ar_portal_promise_days_span = models.Constraint(
        "CHECK (ar_portal_promise_days BETWEEN 0 AND 366)",
        "Customers may promise for a day within a year at most.")
    _ar_portal_file_size_span = models.Constraint(
        "CHECK (ar_portal_file_size BETWEEN 1 AND 10)", "Files of customers have 1 to 10 megabytes at most.")

    def _ar_portal_files(self):
        """Return which files customers may send, as `logic/portal_files.py` checks them."""
        return Allowed(self.ar_portal_file_size * MEGABYTE, self.ar_portal_file_office)

    def _ar_portal_offers(self):
        """Return the actions that customers are offered, in the order of the page."""
        on = {
            "promise": self.ar_portal_promise != "no", "dispute": self.ar_portal_dispute != "no",
            "question": self.ar_portal_question, "balance": self.ar_portal_balance, "contact": self.ar_portal_contact,
        }
        return [action for action, offered in on.items() if offered]
