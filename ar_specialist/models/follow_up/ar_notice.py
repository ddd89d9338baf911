from odoo import api, fields, models
from odoo.exceptions import UserError

#: Allowed changes of state; what was sent stays as it is.
TRANSITIONS = {
    "planned": {"sent", "held", "failed", "cancelled"},
    "approval": {"planned", "held", "cancelled"},
    "held": {"cancelled"},
    "failed": {"planned", "cancelled"},
    "sent": set(),
    "cancelled": set(),
}


class ArNotice(models.Model):
    """One reminder to one customer account, by one or more channels; sent, it never changes."""

    _name = "ar.notice"
    _description = "Notice"
    _inherit = ["mail.thread", "ar.insert"]
    _order = "date desc, id desc"
    _check_company_auto = True

    run_id = fields.Many2one("ar.run", required=True, ondelete="cascade", index=True)
    account_id = fields.Many2one("ar.account", required=True, ondelete="restrict", index=True)
    partner_id = fields.Many2one(related="account_id.partner_id", store=True)
    company_id = fields.Many2one("res.company", required=True, index=True)
    date = fields.Date(required=True, index=True)
    kind = fields.Selection([("upcoming", "Coming due"), ("overdue", "Overdue")], required=True)
    level_id = fields.Many2one(
        "ar.policy.level", ondelete="restrict", help="Empty: no policy fits the customer, so the notice is held.")
    state = fields.Selection(
        [("planned", "Planned"), ("approval", "To approve"), ("held", "Held"), ("sent", "Sent"), ("failed", "Failed"),
         ("cancelled", "Cancelled")],
        required=True, default="planned", index=True, tracking=True,
    )
    reason_codes = fields.Json(string="Reasons Against", help="Stable codes of why it is held.")
    reason_text = fields.Char(string="Why", compute="_compute_reason_text")
    line_ids = fields.One2many("ar.notice.line", "notice_id")
    currency_id = fields.Many2one(related="company_id.currency_id")
    amount = fields.Monetary(help="Open amount of its items, in company currency.")
    item_count = fields.Integer()
    failure = fields.Char(readonly=True)

    # One notice of a kind for a customer in a run, whoever plans it, and however often.
    _run_account_uniq = models.UniqueIndex("(run_id, account_id, kind)", "This customer has its notice in this run.")

    _level_unless_held = models.Constraint(
        "CHECK (level_id IS NOT NULL OR state IN ('held', 'cancelled'))", "A notice that goes out has a level.")

    @api.depends("reason_codes")
    @api.depends_context("lang")
    def _compute_reason_text(self):
        for notice in self:
            notice.reason_text = ", ".join(self.env["ar.reason"]._texts(notice.reason_codes or []))

    @api.model
    def _insert(self, vals_list):
        """Make the notices `vals_list`, all of the same fields, in one statement; return them in this order."""
        given = vals_list[0].keys()
        # NULL is False, or nothing, for all other fields.
        defaults = self.default_get([
            name for name, field in self._fields.items() if field.store and field.required and name not in given])
        now = fields.Datetime.now()
        common = {
            **defaults, "create_uid": self.env.uid, "create_date": now, "write_uid": self.env.uid, "write_date": now}
        names = [*given, *common]
        return self._insert_rows(names, [
            [None if value is False else value for value in (*(vals[name] for name in given), *common.values())]
            for vals in vals_list
        ])

    def _set_state(self, state, **values):
        self.check_access("write")
        for notice in self:
            if state not in TRANSITIONS[notice.state]:
                raise UserError(self.env._(
                    "The notice to %(customer)s is %(state)s and can't become %(wanted)s.",
                    customer=notice.account_id.display_name, state=notice._state_name(notice.state),
                    wanted=notice._state_name(state),
                ))
        # Lines are closed to users' own writing: whether an item has moved on follows from the state alone.
        lines = self.sudo().line_ids
        if state in ("held", "cancelled", "failed"):
            lines.filtered("counted").counted = False
        elif state == "planned":
            lines.filtered(lambda line: line.level_id and not line.reason_codes and not line.counted).counted = True
        # sudo: the state is closed to users' own writing; who may write the notice may press its buttons
        self.sudo().write({"state": state, **values})

    def _state_name(self, state):
        return dict(self._fields["state"]._description_selection(self.env))[state]

    def _lock_waiting(self):
        """Return those that still wait to be sent, locked: what another process works on is left to it."""
        accounts = self.account_id.try_lock_for_update(allow_referencing=True)
        mine = self.filtered(lambda notice: notice.account_id in accounts)
        mine = mine.try_lock_for_update(allow_referencing=True)
        mine.invalidate_recordset(["state"])
        return mine.filtered(lambda notice: notice.state == "planned")

    def _deliver(self):
        """Reach the customers by the channels of each notice's level; return {notice id: why it failed}.

        Each way of reaching them extends this; letters are only queued here.
        """
        return {}

    def _after_sent(self):
        """Do what follows from having been sent; extend for further effects."""

    def action_approve(self):
        self._set_state("planned")

    def action_cancel(self):
        self._set_state("cancelled")

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sent(self):
        if any(notice.state == "sent" for notice in self):
            raise UserError(self.env._("A notice that was sent stays: it is the record of what the customer got."))
