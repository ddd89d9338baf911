from collections import defaultdict

from odoo import api, fields, models
from odoo.tools import format_list

WAITING = ("planned", "approval")


class ArRun(models.Model):
    """What the screen of a run shows: how many go out by which channel, who is held and why, how far it has come."""

    _inherit = "ar.run"

    currency_id = fields.Many2one(related="company_id.currency_id")
    planned_count = fields.Integer(string="To Send", compute="_compute_counts")
    approval_count = fields.Integer(string="To Approve", compute="_compute_counts")
    held_count = fields.Integer(string="Held", compute="_compute_counts")
    sent_count = fields.Integer(string="Sent", compute="_compute_counts")
    failed_count = fields.Integer(string="Failed", compute="_compute_counts")
    amount_to_send = fields.Monetary(string="Amount to Send", compute="_compute_counts")
    amount_sent = fields.Monetary(compute="_compute_counts")
    progress = fields.Float(compute="_compute_counts", help="Part of the notices that is carried out, in percent.")
    channel_summary = fields.Char(string="By Channel", compute="_compute_channel_summary")
    held_summary = fields.Char(string="Why Held", compute="_compute_held_summary")

    @api.depends("notice_ids.state", "notice_ids.amount")
    def _compute_counts(self):
        count, amount = defaultdict(int), defaultdict(float)
        groups = self.env["ar.notice"]._read_group(
            [("run_id", "in", self.ids)], ["run_id", "state"], ["__count", "amount:sum"])
        for run, state, number, total in groups:
            count[run.id, state] = number
            amount[run.id, state] = total
        for run in self:
            for state in ("planned", "approval", "held", "sent", "failed"):
                run[f"{state}_count"] = count[run.id, state]
            run.amount_to_send = sum(amount[run.id, state] for state in WAITING)
            run.amount_sent = amount[run.id, "sent"]
            done = run.sent_count + run.failed_count
            run.progress = self._progress(done, run.planned_count)

    @api.depends("notice_ids.state", "notice_ids.level_id")
    @api.depends_context("lang")
    def _compute_channel_summary(self):
        channels = defaultdict(lambda: defaultdict(int))
        groups = self.env["ar.notice"]._read_group(
            [("run_id", "in", self.ids), ("state", "in", [*WAITING, "sent"])], ["run_id", "level_id"], ["__count"])
        for run, level, number in groups:
            for code in level._ar_channels():
                channels[run.id][code] += number
        names = self.env["ar.policy.level"]._channel_names()
        for run in self:
            run.channel_summary = format_list(self.env, [
                f"{number} × {names.get(code, code)}" for code, number in channels[run.id].items()])

    @api.depends("notice_ids.state", "notice_ids.reason")
    @api.depends_context("lang")
    def _compute_held_summary(self):
        names, told = self.env["ar.reason"]._names(), defaultdict(list)
        groups = self.env["ar.notice"]._read_group(
            [("run_id", "in", self.ids), ("state", "=", "held")], ["run_id", "reason"], ["__count"],
            order="__count DESC, reason")
        for run, code, number in groups:
            told[run.id].append(f"{names.get(code, code)} {number}")
        for run in self:
            run.held_summary = ", ".join(told[run.id])

    def action_approve_all(self):
        self.notice_ids.filtered(lambda notice: notice.state == "approval").action_approve()

    def action_open_notices(self):
        """Open the notices of the run; the context may name a state to keep."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ar_specialist.ar_notice_action")
        state = self.env.context.get("notice_state")
        return {
            **action,
            "domain": [("run_id", "=", self.id), *([("state", "=", state)] if state else [])],
            "context": {"create": False},
            "display_name": self.name,
        }

    def action_cancel(self):
        """Drop the run before anything of it is sent: its items can be planned again."""
        self.env["ar.notice"].check_access("write")
        self.env["ar.notice"].search([
            ("run_id", "in", self.ids), ("state", "in", ("planned", "approval", "held")),
        ])._set_state("cancelled")
        # The user may write notices; runs are the system's record, changed by their own buttons alone.
        self.sudo()._set_state("cancelled")
