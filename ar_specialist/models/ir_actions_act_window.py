from ast import literal_eval

from odoo import models

# Lists that begin with what is the user's own, when the user has customers to collect from.
MINE_FIRST = (
    "ar_specialist.ar_account_action", "ar_specialist.ar_notice_action", "ar_specialist.ar_statement_action",
    "ar_specialist.ar_worklist_action",
)


class IrActionsActWindow(models.Model):
    _inherit = "ir.actions.act_window"

    def _get_action_dict(self):
        """Begin with the filter Mine for whoever is a collector; nobody else would find anything there."""
        action = super()._get_action_dict()
        ours = {self.env["ir.model.data"]._xmlid_to_res_id(name) for name in MINE_FIRST}
        # Actions are read as superuser; whose accounts there are is a question of the user.
        if self.id in ours and self.env["ar.account"].sudo(False)._has_own():
            action["context"] = str({**literal_eval(action["context"]), "search_default_mine": 1})
        return action
