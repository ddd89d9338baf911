from odoo import models


class ArDispute(models.Model):
    _inherit = "ar.dispute"

    def _ar_is_contesting(self):
        """Return whether the customer contests an amount, whatever we think of it yet; else it asks a question."""
        self.ensure_one()
        return self.kind == "dispute" or bool(self.acceptance)

    def _ar_portal_state(self):
        """Return how the case stands, in words for the customer."""
        self.ensure_one()
        if self.state == "open" and self.acceptance == "waiting":
            return self.env._("received, being checked")
        if self.state == "open":
            waits = self.stage_id.waits_for == "customer"
            return self.env._("waiting for you") if waits else self.env._("we look into it")
        return {
            "credit_note": self.env._("credited"), "rejected": self.env._("not accepted"),
            "partly": self.env._("partly accepted"), "written_off": self.env._("settled"),
            "paid": self.env._("paid"), "answered": self.env._("answered"),
        }.get(self.resolution, self.env._("closed"))
