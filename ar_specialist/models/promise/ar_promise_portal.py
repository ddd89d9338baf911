from odoo import models


class ArPromise(models.Model):
    _inherit = "ar.promise"

    def _ar_portal_state(self):
        """Return how the promise stands, in words for the customer."""
        self.ensure_one()
        return {
            "offered": self.env._("received, being checked"), "refused": self.env._("not accepted"),
            "open": self.env._("open"), "kept": self.env._("kept"), "partly": self.env._("partly kept"),
            "broken": self.env._("not kept"), "withdrawn": self.env._("withdrawn"),
        }.get(self.state, "")
