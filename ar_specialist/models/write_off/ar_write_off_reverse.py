from odoo import models
from odoo.exceptions import AccessError, UserError

from .ar_write_off import IN_BOOKS


class ArWriteOff(models.Model):
    """Undoing: the entries are reversed, the items are open again, the stage is the one from before."""

    _inherit = "ar.write.off"

    def action_reverse(self):
        """Undo booked write-offs.

        :raise UserError: when something of them came in after all: that is undone first
        :raise AccessError: for who is no manager and has not booked it without approval
        """
        self._check_may_work()
        for write_off in self._lock():
            write_off._check_may_reverse()
        self._reverse()
        return True

    def _check_may_reverse(self):
        self._check_booked()
        self._check_nothing_recovered()
        own = self.requested_by_id == self.decided_by_id == self.env.user
        if not (self.env.su or own or self.env.user.has_group("ar_specialist.group_manager")):
            raise AccessError(self.env._("What was approved is undone by receivables managers."))

    def _check_nothing_recovered(self):
        for write_off in self:
            if write_off.state in ("partly_recovered", "recovered"):
                raise UserError(self.env._(
                    "Something of %s came in after all: undo the recovery first.", write_off.name))

    def _check_booked(self):
        if self.state not in IN_BOOKS:
            raise UserError(self.env._("%s is not in the books.", self.name))

    def _reverse(self):
        """Reverse the entries of write-offs, all at once; see `account.move._reverse_moves`."""
        (self.relief_move_id + self.move_id)._ar_take_back()
