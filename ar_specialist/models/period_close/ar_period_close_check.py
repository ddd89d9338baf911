from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...logic.period_close import KINDS

#: What people may change of a check themselves while its month is open.
CHANGEABLE = {"user_id", "deadline", "note"}


class ArPeriodCloseCheck(models.Model):
    """One line of a month's checklist: what was found, or who has to do what by when, and who settled it how."""

    _name = "ar.period.close.check"
    _description = "Check of the period close"
    _order = "sequence, id"
    _check_company_auto = True

    period_id = fields.Many2one("ar.period.close", required=True, readonly=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="period_id.company_id", store=True, precompute=True, index=True)
    company_currency_id = fields.Many2one(related="company_id.currency_id", string="Company Currency")
    period_state = fields.Selection(related="period_id.state", string="State of the Month")
    task_id = fields.Many2one("ar.period.close.task", required=True, readonly=True, ondelete="restrict")
    name = fields.Char(related="task_id.name", string="Check")
    description = fields.Text(related="task_id.description")
    code = fields.Char(related="task_id.code", store=True, precompute=True)
    kind = fields.Selection(related="task_id.kind", store=True, precompute=True)
    sequence = fields.Integer(readonly=True)
    state = fields.Selection(
        [("todo", "To do"), ("attention", "Attention"), ("ok", "Ok"), ("waived", "Waived")],
        default="todo", required=True, readonly=True)
    count = fields.Integer(readonly=True)
    amount = fields.Monetary(
        readonly=True, currency_field="company_currency_id", help="In company currency, of what was found.")
    has_amount = fields.Boolean(readonly=True)
    as_of = fields.Date(
        string="As of", compute="_compute_as_of", help="The day whose state it tells: what the books say of the end of "
        "the month, or what is still to be done on the day it was looked at.")
    detail = fields.Char(readonly=True)
    user_id = fields.Many2one("res.users", string="Person", domain=[("share", "=", False)])
    deadline = fields.Date()
    note = fields.Text()
    seen = fields.Json(readonly=True, help="The finding that a person accepted; another one is to be accepted anew.")
    settled_by_id = fields.Many2one("res.users", string="Settled by", readonly=True, ondelete="restrict")
    settled_on = fields.Datetime(readonly=True)
    reason = fields.Char(string="Waived Because", readonly=True)
    remark = fields.Text(compute="_compute_remark", help="Why it was waived, and what else was found.")
    wants = fields.Char(compute="_compute_wants")
    can_make = fields.Boolean(compute="_compute_wants", help="What it looks for can be made from here.")

    _task_uniq = models.Constraint("UNIQUE (period_id, task_id)", "This month has this check already.")

    @api.depends("code", "count")
    def _compute_wants(self):
        for check in self:
            check.wants = KINDS[check.code].wants if check.code else "person"
            check.can_make = hasattr(check, f"_make_{check.code}") and not check.count

    @api.depends("code", "period_id.date_to", "period_id.refreshed_on")
    def _compute_as_of(self):
        for check in self:
            looked = check.period_id.refreshed_on
            if not check.code or not looked:
                check.as_of = False
            elif KINDS[check.code].at_end:
                check.as_of = check.period_id.date_to
            else:
                check.as_of = fields.Datetime.context_timestamp(check, looked).date()

    @api.depends("reason", "detail")
    def _compute_remark(self):
        for check in self:
            check.remark = "; ".join(filter(None, (check.reason, check.detail)))

    def write(self, vals):
        if not self.env.su:
            if vals.keys() & self._fields.keys() - CHANGEABLE:
                raise UserError(self.env._("Of a check only person, deadline and note can change."))
            self._check_month_open()
        result = super().write(vals)
        if vals.keys() & {"user_id", "deadline"}:
            self._remind()
        return result

    def _check_month_open(self):
        for period in self.period_id:
            if period.state == "closed":
                raise UserError(self.env._(
                    "%s is closed and stays as it was signed. Reopen it first.", period.name))

    def _set_state(self, state, **values):
        self.check_access("write")
        self._check_month_open()
        # sudo: closed to users' own writing; who may write the check may press its buttons
        self.sudo().write({"state": state, **values})
        self._remind()

    def _settled(self, **values):
        now = fields.Datetime.now()
        return {"settled_by_id": self.env.uid, "settled_on": now, **values}

    def action_done(self):
        """Say that what a person had to do is done, or what was found is reviewed."""
        for check in self:
            if check.wants not in ("person", "review"):
                raise UserError(self.env._("“%s” is settled by what the books say.", check.name))
            check._set_state("ok", **check._settled(seen=check._figure(), reason=False))

    def action_undo(self):
        """Take back that it is done, reviewed or waived."""
        self._set_state("todo", settled_by_id=False, settled_on=False, seen=False, reason=False)
        self.filtered("code").period_id._refresh()

    def action_waive(self):
        """Ask why it may stay as it is."""
        self.ensure_one()
        return self.env["ar.period.close.reason"]._ask(self.env._("Waive: %s", self.name), check=self)

    def _waive(self, reason):
        """Accept what was found as it is.

        :raise AccessError: only managers waive
        """
        if not self.env.user.has_group("ar_specialist.group_manager"):
            raise AccessError(self.env._("A receivables manager decides what may stay as it is."))
        self.ensure_one()
        self._set_state("waived", **self._settled(seen=self._figure(), reason=reason))
        self.period_id._message_log(body=self.env._(
            "Waived: %(check)s. %(reason)s", check=self.name, reason=reason))

    def _figure(self):
        return [self.count, round(self.amount, 6) if self.has_amount else None]
