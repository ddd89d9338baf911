from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from .ar_dispute import KEPT, TRANSITIONS


class ArDispute(models.Model):
    """The state of a case and its stage, which go together."""

    _inherit = "ar.dispute"

    cycle_days = fields.Integer(
        string="Days to Resolve", readonly=True, copy=False, aggregator="avg", help="From opening to closing.")

    def _set_state(self, state, **values):
        """Move to `state`, with its stage; what users may do on the way there is asked by the buttons."""
        stages = self.env["ar.dispute.stage"]
        today = self.env.company._ar_today()
        for dispute in self.sudo():  # the state is closed to users' own writing
            if state not in TRANSITIONS[dispute.state]:
                raise UserError(self.env._(
                    "%(dispute)s is %(state)s and can't become %(wanted)s.", dispute=dispute.name,
                    state=dispute._state_name(dispute.state), wanted=dispute._state_name(state)))
            if state == "open":
                own = {"date_closed": False, "cycle_days": 0, "resolution": False}
                stage = dispute.stage_id if not dispute.stage_id.is_closing else stages._first()
            else:
                own = {"date_closed": today, "cycle_days": (today - dispute.date_opened).days,
                       "write_off_asked": 0.0, "write_off_asked_by_id": False}
                stage = dispute.stage_id if dispute.stage_id.is_closing else stages._closing()
            dispute.with_context(ar_dispute_by_rule=True).write(
                {"state": state, "stage_id": stage.id, **own, **values})
            if state != "open":
                dispute._close_activities()

    def _state_name(self, state):
        return dict(self._fields["state"]._description_selection(self.env))[state]

    def _close_activities(self):
        """A closed case asks nobody for anything any more."""
        self.activity_unlink(["ar_specialist.activity_type_dispute_late", "ar_specialist.activity_type_write_off"])

    def write(self, vals):
        """Moving to the stage of the resolved ones resolves a case, when nothing speaks against it."""
        if not self.env.su and (kept := set(vals) & KEPT):
            raise AccessError(self.env._(
                "Nobody writes these, they follow from the items and from what is done by the buttons of the case: %s",
                ", ".join(self._fields[name].string for name in sorted(kept))))
        by_rule = self.env.su and self.env.context.get("ar_dispute_by_rule")
        if "stage_id" in vals and not by_rule:
            self._check_move_by_hand(self.env["ar.dispute.stage"].browse(vals["stage_id"]))
        turned = self.filtered(lambda dispute: vals.get("kind", dispute.kind) != dispute.kind)
        if turned.filtered(lambda dispute: dispute.state != "open"):
            raise UserError(self.env._("Open the case again before you change what it is."))
        result = super().write(vals)
        turned._turn()
        return result

    def _turn(self):
        """A question has become a dispute, or the other way round: contest what is open by now, or nothing."""
        lines = self.filtered(lambda dispute: dispute.kind == "dispute").line_ids
        most, partials = lines._contestable(), lines._last_partials()
        for line in lines:
            # Contested from now on; closed to users' own writing.
            line.sudo().since_partial = partials.get(line.move_line_id, 0)
            if line.amount > most[line]:
                line.amount = most[line]
        self.line_ids._refresh()

    def _check_move_by_hand(self, stage):
        for dispute in self:
            if stage.is_closing and dispute.state == "open":
                dispute._resolve_by_hand()
            elif not stage.is_closing and dispute.state != "open":
                dispute.action_reopen()

    def _resolve_by_hand(self):
        """Resolve an inquiry; a dispute only when nothing is contested any more."""
        self.ensure_one()
        self.check_access("write")
        if self.kind == "inquiry":
            self.action_answered()
        elif self.line_ids and not self.currency_id.is_zero(self.amount_open):
            raise UserError(self.env._(
                "%(amount)s of %(dispute)s are still contested: make the credit note, reject it or write it off, by "
                "the buttons of the case.",
                amount=self.currency_id.format(self.amount_open), dispute=self.name))
        else:
            self._set_state("resolved", resolution="answered")

    def action_answered(self):
        """Resolve inquiries: the question is answered, what it was about stays owed."""
        for dispute in self:
            dispute.check_access("write")
            if dispute.kind != "inquiry":
                raise UserError(self.env._("%s contests an amount: it needs a resolution.", dispute.name))
            if dispute.state != "open":
                continue
            dispute._drop_rest()
            if dispute.state == "open":
                dispute._set_state("resolved")
            dispute.sudo().resolution = "answered"

    def _drop_rest(self):
        """Contest no longer what is still contested: it is owed again."""
        for line in self.sudo().line_ids:  # figures are closed to users' own writing
            line.amount_dropped += line.amount_open
        self.sudo().line_ids._refresh()

    def _check_changeable(self):
        """Refuse users' changes of what a closed case contests."""
        if not self.env.su and any(dispute.state != "open" for dispute in self):
            raise UserError(self.env._("The case is closed and stays as it was. Open it again first."))

    def action_reopen(self):
        """Open closed cases again; what was rejected is contested again."""
        for dispute in self:
            dispute.check_access("write")
            if dispute.state == "open":
                continue
            settled = dispute.amount_credited + dispute.amount_written_off + dispute.amount_paid
            if dispute.state == "resolved" and dispute.line_ids and not dispute.amount_dropped and settled:
                raise UserError(self.env._(
                    "Nothing of %s is open: undo the credit note, the write-off or the payment first, and it opens by "
                    "itself.", dispute.name))
            dispute._set_state("open")
            dispute.sudo().line_ids.amount_dropped = 0.0
            dispute.line_ids._refresh()

    def action_cancel(self):
        """Cancel cases that were opened by mistake: nothing is contested, follow-ups go on."""
        self.check_access("write")
        self._set_state("cancelled")
        self.line_ids._refresh()

    def _lock_open(self):
        """Return the case locked, fresh and open: what two do at once, or one twice, is done once."""
        self.check_access("write")
        locked = self.try_lock_for_update(allow_referencing=True)
        if locked != self:
            raise UserError(self.env._("Somebody else is working on %s at this very moment.", self.name))
        self.invalidate_recordset()
        self.line_ids.invalidate_recordset()
        for dispute in self:
            if dispute.state != "open":
                raise UserError(self.env._(
                    "%(dispute)s is %(state)s already.", dispute=dispute.name,
                    state=dispute._state_name(dispute.state)))
        return self

    def _lock_contested(self):
        """As `_lock_open`, and something is contested."""
        self._lock_open()
        for dispute in self:
            if dispute.kind != "dispute" or dispute.currency_id.is_zero(dispute.amount_open):
                raise UserError(self.env._("Nothing of %s is contested any more.", dispute.name))
        return self
