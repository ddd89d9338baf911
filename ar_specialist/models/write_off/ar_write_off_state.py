from odoo import models
from odoo.exceptions import AccessError, UserError

from .ar_write_off import TRANSITIONS


class ArWriteOff(models.Model):
    """The state of a write-off, and who may bring it on."""

    _inherit = "ar.write.off"

    def _set_state(self, state, **values):
        """Move to `state`; who may do so is asked by the buttons.

        :raise UserError: when it can't go there from where it is
        """
        self._check_way(state)
        own = self.sudo()  # closed to users' own writing
        if all(write_off.batch_id for write_off in own):
            # Thousands at once: what became of them is told by the clean-up.
            own = own.with_context(tracking_disable=True)
        own.write({"state": state, **values})
        own.line_ids.write({"is_waiting": state in ("requested", "approved")})
        if state != "requested":
            own.activity_unlink(["ar_specialist.activity_type_write_off_request"])

    def _check_way(self, state):
        names = dict(self._fields["state"]._description_selection(self.env))
        for write_off in self:
            if state not in TRANSITIONS[write_off.state]:
                raise UserError(self.env._(
                    "%(write_off)s is “%(state)s” already.", write_off=write_off.name,
                    state=names[write_off.state]))

    def _lock(self):
        """Lock write-offs and read them afresh: what two do at once, or one twice, is done once."""
        if self.try_lock_for_update(allow_referencing=True) != self:
            raise UserError(self.env._("Somebody else is working on this write-off at this very moment."))
        self.invalidate_recordset()
        self.line_ids.invalidate_recordset()
        return self

    def _check_may_work(self):
        if not self.env.su and not self.env.user.has_group("ar_specialist.group_specialist"):
            raise AccessError(self.env._("Write-offs are the work of receivables specialists."))
        self.check_access("write")

    def _check_may_decide(self):
        if not self.env.su and not self.env.user.has_group("ar_specialist.group_manager"):
            raise AccessError(self.env._("Write-offs are approved by receivables managers."))
        self.check_access("write")
