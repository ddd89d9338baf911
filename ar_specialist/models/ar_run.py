from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

TRANSITIONS = {
    "planned": {"running", "cancelled"},
    "running": {"done", "cancelled"},
    "done": set(),
    "cancelled": set(),
}


class ArRun(models.Model):
    """One execution of the follow-ups: who was to be reminded, who was held and why. The audit record."""

    _name = "ar.run"
    _description = "Follow-up run"
    _inherit = ["mail.thread"]
    _order = "date desc, id desc"

    name = fields.Char(compute="_compute_name")
    date = fields.Date(required=True, readonly=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    user_id = fields.Many2one("res.users", string="Planned by", readonly=True, default=lambda self: self.env.user)
    state = fields.Selection(
        [("planned", "Planned"), ("running", "Running"), ("done", "Done"), ("cancelled", "Cancelled")],
        default="planned", required=True, readonly=True, tracking=True,
    )
    notice_ids = fields.One2many("ar.notice", "run_id")
    planned_on = fields.Date(readonly=True, required=True, default=lambda self: self.env.company._ar_today())
    automatic = fields.Boolean(readonly=True, help="Planned by the scheduled action.")
    is_planned = fields.Boolean(
        readonly=True, default=True, help="Not set while the scheduled action is still planning the run.")
    position = fields.Integer(
        readonly=True, help="Last customer planned: where the scheduled action goes on after a stop.")

    # The scheduled action makes one run a day, however often it is started.
    _automatic_uniq = models.UniqueIndex(
        "(company_id, date) WHERE automatic", "The scheduled action has made its run of this day already.")

    @api.depends("date", "company_id")
    @api.depends_context("lang")
    def _compute_name(self):
        for run in self:
            run.name = self.env._(
                "Run of %(day)s, %(company)s", day=format_date(self.env, run.date), company=run.company_id.name)

    def _set_state(self, state):
        for run in self:
            if state not in TRANSITIONS[run.state]:
                raise UserError(self.env._("%(run)s is %(state)s.", run=run.name, state=run.state))
        self.write({"state": state})
