from odoo import api, models
from odoo.exceptions import AccessError, UserError

#: How a provision may go on; see `_set_state`.
TRANSITIONS = {
    "draft": {"review", "cancelled"},
    "review": {"draft", "posted", "cancelled"},
    "posted": {"reversed", "cancelled"},
    "reversed": {"cancelled"},
    "cancelled": set(),
}
#: Written while it is a proposal, by nobody later.
PROPOSED = {
    "company_id", "date", "reversal_date", "matrix_id", "factor", "factor_reason", "specific_ids", "note"}
#: Follow from the ledger and the buttons: closed to users' own writing.
KEPT = {
    "state", "reckoned_on", "move_id", "reversal_move_id", "previous_id", "receivables", "credits_left", "line_ids",
    "movement_ids", "reviewer_id", "amount", "amount_matrix", "amount_specific", "exposure_matrix",
    "exposure_specific", "coverage", "opening", "charge", "used", "released", "closing",
}


class ArProvision(models.Model):
    """The state of a provision, and what may be written in which."""

    _inherit = "ar.provision"

    def _set_state(self, state, **values):
        """Move to `state`; what users may do on the way there is asked by the buttons."""
        for provision in self.sudo():  # the state is closed to users' own writing
            if state not in TRANSITIONS[provision.state]:
                raise UserError(self.env._(
                    "%(provision)s is %(state)s and can't become %(wanted)s.", provision=provision.display_name,
                    state=provision._state_name(provision.state), wanted=provision._state_name(state)))
            provision.write({"state": state, **values})
            if state != "review":
                provision.activity_unlink(["ar_specialist.activity_type_provision"])

    def _state_name(self, state):
        return dict(self._fields["state"]._description_selection(self.env))[state]

    def write(self, vals):
        if not self.env.su:
            if kept := set(vals) & KEPT:
                raise AccessError(self.env._(
                    "Nobody writes these, they follow from the ledger and from the buttons: %s",
                    ", ".join(self._fields[name].string for name in sorted(kept))))
            if set(vals) & PROPOSED:
                self._check_proposal()
        result = super().write(vals)
        if set(vals) & PROPOSED - {"note", "specific_ids", "reversal_date", "factor_reason"}:
            self._calculate()
        return result

    def _check_proposal(self):
        for provision in self:
            if provision.state != "draft" and not self.env.su:
                raise UserError(self.env._(
                    "%(provision)s is %(state)s and stays as it is. Take it back to a proposal first, or cancel it.",
                    provision=provision.display_name, state=provision._state_name(provision.state)))

    @api.ondelete(at_uninstall=False)
    def _unlink_unposted(self):
        if any(provision.move_id for provision in self):
            raise UserError(self.env._("What was posted is cancelled, never deleted."))

    def action_review(self):
        """Hand the proposal to a receivables manager, who posts it."""
        for provision in self._lock("draft"):
            if provision.currency_id.compare_amounts(provision.sudo()._receivables_now(), provision.receivables):
                provision._calculate()
            provision._check_complete()
            provision._set_state("review")
            provision.activity_schedule(
                "ar_specialist.activity_type_provision",
                user_id=(provision.company_id.sudo().ar_manager_id or self.env.user).id,
                summary=self.env._(
                    "Review and post a provision of %s", provision.currency_id.format(provision.amount)))

    def _check_complete(self):
        if self.factor != 1.0 and not (self.factor_reason or "").strip():
            raise UserError(self.env._("Say why the forward-looking factor is not 1."))
        self.specific_ids._check_amounts()

    def action_back(self):
        """Take it back from review: a proposal again."""
        self._lock("review")._set_state("draft")

    def action_cancel(self):
        """Cancel what was never posted."""
        self._lock("draft", "review")._set_state("cancelled")

    def _lock(self, *states):
        """Return the provisions locked, fresh and in one of `states`: what two do at once is done once."""
        self.check_access("write")
        if self.try_lock_for_update(allow_referencing=True) != self:
            raise UserError(self.env._("Somebody else is working on this provision at this very moment."))
        self.invalidate_recordset()
        for provision in self:
            if provision.state not in states:
                raise UserError(self.env._(
                    "%(provision)s is %(state)s already.", provision=provision.display_name,
                    state=provision._state_name(provision.state)))
        return self

    def _check_manager(self):
        if not self.env.su and not self.env.user.has_group("ar_specialist.group_manager"):
            raise AccessError(self.env._("Provisions are posted and undone by receivables managers."))
