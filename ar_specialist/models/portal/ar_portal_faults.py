from odoo import models
from odoo.tools import format_date


class ArAccount(models.Model):
    """What is wrong with a form, in the words of the customer's page."""

    _inherit = "ar.account"

    def _ar_portal_fault_texts(self, faults):
        """Return {field: text} of {field: :class:`Fault`}."""
        return {name: self._ar_portal_fault_text(fault.code, fault.figures) for name, fault in faults.items()}

    def _ar_portal_fault_text(self, code, figures):
        texts = {
            "choose": self.env._("Please choose."),
            "missing": self.env._("Please fill this in."),
            "too_long": self.env._("Please use at most %s characters.", figures.get("most")),
            "not_amount": self.env._("Please write an amount in figures, such as 120.50."),
            "not_positive": self.env._("Please write an amount above zero."),
            "too_fine": self.env._("Please use at most %s decimals.", figures.get("decimals")),
            "too_much": self.env._("At most %s is open.", figures.get("text") or figures.get("most")),
            "not_day": self.env._("Please choose a day."),
            "day_out": self.env._(
                "Please choose a day from %(first)s to %(last)s.",
                first=format_date(self.env, figures.get("first")), last=format_date(self.env, figures.get("last"))),
            "not_email": self.env._("Please write one email address, such as name@example.com."),
            "not_phone": self.env._("Please write a phone number in digits."),
            "not_offered": self.env._("Please choose from the list."),
            "currencies": self.env._("Please choose invoices of one currency at a time."),
            "contested": self.env._(
                "We are looking into this invoice already. See “Disputes and questions” on your account."),
            "files_many": self.env._("Please send at most %s files.", figures.get("number")),
            "file_large": self.env._(
                "“%(name)s” is larger than %(megabytes)s MB.", name=figures.get("name"),
                megabytes=figures.get("megabytes")),
            "file_empty": self.env._("“%s” is empty.", figures.get("name")),
            "file_type": self.env._(
                "“%s” is no file of a kind that we can take. Please send a PDF or a picture.", figures.get("name")),
            "figures_changed": self.env._("Your balance has changed in the meantime. Please look at it again."),
            "no_difference": self.env._("This is what we show as well. To confirm it, choose “Yes, it agrees”."),
            "no_key": self.env._("Please send the form once more."),
        }
        return texts.get(code) or self.env._("Something has changed in the meantime. Please try again.")
