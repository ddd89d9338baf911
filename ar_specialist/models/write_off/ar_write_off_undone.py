from odoo import fields, models


class AccountMove(models.Model):
    _inherit = "account.move"

    def _reverse_moves(self, default_values_list=None, cancel=False):
        """An entry of a write-off that is taken back, from wherever, undoes the write-off."""
        reversals = super()._reverse_moves(default_values_list, cancel=cancel)
        if cancel:
            # sudo: whoever keeps the books need not work on write-offs
            self.env["ar.write.off"].sudo().search(
                [("move_id", "in", self.ids), ("state", "=", "posted")])._note_undone()
        return reversals


class ArWriteOff(models.Model):
    """A write-off whose entry was taken back in the books, in its dispute or with its payment is undone by it."""

    _inherit = "ar.write.off"

    def _note_undone(self):
        """Say of write-offs in the books that they are not any more; the relief of their tax goes with them."""
        if not self:
            return
        self.relief_move_id.filtered(lambda move: not move.reversal_move_ids)._ar_take_back()
        self._set_state("reversed", reversed_by_id=self.env.uid, reversed_on=fields.Datetime.now())
        self._message_log_batch(dict.fromkeys(self.ids, self.env._("Undone: the items are open again.")))

    def _note_stands(self):
        """Say of write-offs that went with a payment's return that they are in the books again."""
        if self:
            self._set_state("posted", reversed_by_id=False, reversed_on=False)
            self._message_log_batch(dict.fromkeys(self.ids, self.env._("The payment's return is undone.")))


class ArCashApplication(models.Model):
    _inherit = "ar.cash.application"

    def _set_state(self, state, **values):
        """What was written off of a payment that came back is owed again; of one that stands after all it is not."""
        result = super()._set_state(state, **values)
        if state not in ("returned", "applied"):
            return result
        # sudo: applications are closed to users' own writing, and so is what follows from them
        own = self.env["ar.write.off"].sudo().search([("application_id", "in", self.ids)])
        if state == "returned":
            own.filtered(lambda one: one.state == "posted")._note_undone()
        elif state == "applied":
            own.filtered(lambda one: one.state == "reversed" and not one.move_id.reversal_move_ids)._note_stands()
        return result
