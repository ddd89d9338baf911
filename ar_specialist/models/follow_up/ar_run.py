from odoo import api, fields, models
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
    _inherit = ["mail.thread", "ar.planned.work"]
    _order = "date desc, id desc"

    _works_on = ("ar.notice", "run_id")
    _transitions = TRANSITIONS

    name = fields.Char(compute="_compute_name")
    state = fields.Selection(tracking=True)
    notice_ids = fields.One2many("ar.notice", "run_id")
    planned_on = fields.Date(readonly=True, required=True, default=lambda self: self.env.company._ar_today())

    # The scheduled action makes one run a day, however often it is started.
    _automatic_uniq = models.UniqueIndex(
        "(company_id, date) WHERE automatic", "The scheduled action has made its run of this day already.")

    @api.depends("date", "company_id")
    @api.depends_context("lang")
    def _compute_name(self):
        for run in self:
            run.name = self.env._(
                "Run of %(day)s, %(company)s", day=format_date(self.env, run.date), company=run.company_id.name)
