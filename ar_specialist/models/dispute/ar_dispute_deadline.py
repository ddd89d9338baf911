from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ...logic.dispute_deadline import DAYS, deadline

BATCH = 200


class ArDispute(models.Model):
    """By when a case is to be resolved, and what happens when it isn't."""

    _inherit = "ar.dispute"

    deadline = fields.Date(
        compute="_compute_deadline", store=True, readonly=False, precompute=True, tracking=True, index=True,
        help="From the reason and the priority, in working days; may be set by hand.",
    )
    is_late = fields.Boolean(string="Late", compute="_compute_is_late", search="_search_is_late")
    age_days = fields.Integer(string="Age", compute="_compute_is_late", help="Days open, until today or until closed.")
    escalated_on = fields.Date(string="Escalated", readonly=True, copy=False)

    @api.depends("date_opened", "reason_id", "priority")
    def _compute_deadline(self):
        for dispute in self:
            opened = dispute.date_opened or (dispute.company_id or self.env.company)._ar_today()
            dispute.deadline = deadline(opened, dispute.reason_id.days or DAYS, dispute.priority or "0")

    @api.depends("deadline", "state", "date_opened", "date_closed")
    def _compute_is_late(self):
        today = self.env.company._ar_today()
        for dispute in self:
            dispute.is_late = dispute.state == "open" and bool(dispute.deadline) and dispute.deadline < today
            dispute.age_days = ((dispute.date_closed or today) - (dispute.date_opened or today)).days

    @api.constrains("date_opened")
    def _check_opened(self):
        for dispute in self:
            if dispute.date_opened > dispute.company_id._ar_today():
                raise ValidationError(self.env._("A case can't be opened on a day to come."))

    def _search_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        late = Domain("state", "=", "open") & Domain("deadline", "<", self.env.company._ar_today())
        if set(value) == {True, False}:
            return Domain.TRUE
        return late if True in value else ~late

    @api.model
    def _cron_escalate(self):
        """Tell the leaders of the teams about each case that is late, once per deadline, in committed batches."""
        late = self._late_ones()
        for start in range(0, len(late), BATCH):
            late[start:start + BATCH]._escalate()
            if not self.env["ir.cron"]._commit_progress(BATCH, remaining=max(len(late) - start - BATCH, 0)):
                return

    @api.model
    def _late_ones(self):
        """Return the cases that are late and whose leaders don't know yet."""
        today = self.env.company._ar_today()
        return self.search(
            [("state", "=", "open"), ("deadline", "<", today), ("escalated_on", "=", False)], order="deadline, id")

    def _escalate(self):
        """Give an activity to whoever answers for each case; what is told is not told again."""
        today = self.env.company._ar_today()
        kind = self.env.ref("ar_specialist.activity_type_dispute_late")
        mine = self.try_lock_for_update(allow_referencing=True)
        self.env["mail.activity"].with_context(mail_activity_quick_update=True).create([
            {
                "res_model_id": self.env["ir.model"]._get_id(self._name), "res_id": dispute.id,
                "user_id": dispute._answers_for().id, "activity_type_id": kind.id, "automated": True,
                "date_deadline": today,
                "summary": self.env._(
                    "Late since %(day)s: %(dispute)s", day=fields.Date.to_string(dispute.deadline),
                    dispute=dispute.name),
            }
            for dispute in mine if dispute._answers_for()
        ])
        mine.write({"escalated_on": today})

    def _answers_for(self):
        """Return who is told when a case is late: the team's leader, the receivables manager, the owner."""
        self.ensure_one()
        people = (self.team_id.leader_id, self.company_id.ar_manager_id, self.user_id)
        return next((user for user in people if user.active), self.env["res.users"])

    def write(self, vals):
        """A new deadline is a new chance: when it is missed, too, the leader hears of it again."""
        before = {dispute: dispute.deadline for dispute in self}
        result = super().write(vals)
        put_off = self.filtered(lambda dispute: dispute.escalated_on and dispute.deadline != before[dispute])
        if put_off:
            put_off.sudo().write({"escalated_on": False})  # closed to users' own writing
        return result
