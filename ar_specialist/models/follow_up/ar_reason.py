from odoo import models


class ArReason(models.AbstractModel):
    """The reasons against a reminder in the words of the user; the codes are stable."""

    _name = "ar.reason"
    _description = "Reasons against a reminder"

    def _names(self):
        return {
            "paid": self.env._("paid in the meantime"),
            "disputed": self.env._("disputed"),
            "promised": self.env._("promised"),
            "held_item": self.env._("item on hold"),
            "no_followup": self.env._("marked “no follow-up”"),
            "not_due": self.env._("its next step is not due yet"),
            "held": self.env._("customer on hold"),
            "no_policy": self.env._("no policy fits"),
            "covered_by_credits": self.env._("unapplied credits cover it"),
            "below_minimum": self.env._("below the minimum"),
            "quiet_days": self.env._("quiet days since the last notice"),
            "weekday": self.env._("not on this day of the week"),
            "bank_waiting": self.env._("bank entries wait to be reconciled"),
            "bank_old": self.env._("bank data too old"),
            "no_address": self.env._("no address"),
            "bounced": self.env._("address bounced"),
        }

    def _texts(self, codes):
        names = self._names()
        return [names.get(code, code) for code in codes]
