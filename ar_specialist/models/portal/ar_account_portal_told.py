import re

from odoo import models


class ArAccount(models.Model):
    """Staff hear of what customers do on their own page by an activity on the account, for its collector."""

    _inherit = "ar.account"

    def _ar_portal_tell(self, summary, note=False):
        """Ask the collector to look; `summary` and `note` are in the collector's language."""
        self.ensure_one()
        kind = self.env.ref("ar_specialist.activity_type_portal")
        self._ar_schedule([(self, self._ar_person("collector"), kind, summary, note)])

    def _ar_portal_settled(self, names):
        """Complete the activities that asked to look at the promises and disputes of these numbers."""
        kind = self.env.ref("ar_specialist.activity_type_portal")
        # sudo: the activity is the collector's, and whoever decides has done what it asks for
        waiting = self.env["mail.activity"].sudo().search([
            ("res_model", "=", self._name), ("res_id", "in", self.ids), ("activity_type_id", "=", kind.id)])
        numbers = re.compile("|".join(rf"{re.escape(name)}(?!\d)" for name in names) or "(?!)")
        waiting.filtered(lambda one: numbers.search(one.summary or "")).action_done()
