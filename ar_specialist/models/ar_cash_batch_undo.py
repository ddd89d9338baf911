from odoo import models
from odoo.exceptions import AccessError, UserError


class ArCashBatch(models.Model):
    """Taking back what was applied together."""

    _inherit = "ar.cash.batch"

    def action_undo(self):
        """Undo all that these batches applied and nobody undid yet.

        :raise AccessError: of other people's batches; those are for managers
        """
        for batch in self:
            if batch.user_id != self.env.user and not self.env.su and not self.env.user.has_group(
                    "ar_specialist.group_manager"):
                raise AccessError(self.env._("%s is somebody else's: a receivables manager may undo it.", batch.name))
            applications = batch.application_ids.filtered(lambda one: one.state == "applied")
            if not applications:
                raise UserError(self.env._("Nothing of %s is left to undo.", batch.name))
            applications.action_undo()
        return True
