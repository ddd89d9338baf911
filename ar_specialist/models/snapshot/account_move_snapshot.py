from odoo import models


class AccountMove(models.Model):
    """Entries that are posted or taken back change the aging of past days; see `ar.snapshot.event`."""

    _inherit = "account.move"

    def write(self, vals):
        if "state" not in vals:
            return super().write(vals)
        wanted = vals["state"] == "posted"
        changing = self.filtered(lambda move: (move.state == "posted") != wanted)
        events = self.env["ar.snapshot.event"].sudo()
        if not wanted:
            events._note_entries(changing.ids, posted=False)
        result = super().write(vals)
        if wanted:
            events._note_entries(changing.ids, posted=True)
        return result
