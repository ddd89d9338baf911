from odoo import models
from odoo.exceptions import UserError


class AccountMove(models.Model):
    """Entries of provisions: posting the reversal ends a provision; they go back by the provision alone."""

    _inherit = "account.move"

    def _post(self, soft=True):
        posted = super()._post(soft)
        # Most entries take nothing back: no query for them.
        backs = posted.filtered(lambda move: move.move_type == "entry" and move.reversed_entry_id)
        if backs:
            self.env["ar.provision"].sudo().search(
                [("reversal_move_id", "in", backs.ids), ("state", "=", "posted")])._set_state("reversed")
        return posted

    def button_draft(self):
        entries = self.filtered(lambda move: move.move_type == "entry")
        of_provision = entries and self.env["ar.provision"].sudo().search([
            ("state", "in", ("posted", "reversed")), "|", ("move_id", "in", entries.ids),
            ("reversal_move_id", "in", entries.ids)], limit=1)
        if of_provision:
            raise UserError(self.env._(
                "This entry belongs to %s. Undo the provision instead, which takes both its entries back.",
                of_provision.display_name))
        return super().button_draft()
