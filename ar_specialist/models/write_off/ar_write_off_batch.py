from collections import defaultdict

from odoo import api, fields, models
from odoo.tools import format_date

from .ar_write_off import IN_BOOKS

TRANSITIONS = {
    "planned": {"running", "cancelled"},
    "running": {"done"},
    "done": {"undoing"},
    "undoing": {"undone"},
    "cancelled": set(),
    "undone": set(),
}


class ArWriteOffBatch(models.Model):
    """One clean-up of small balances: by which rule, what it found, how far it has come; undone as a whole."""

    _name = "ar.write.off.batch"
    _description = "Clean-up of small balances"
    _inherit = ["ar.planned.work"]
    _order = "date desc, id desc"

    _works_on = ("ar.write.off", "batch_id")
    _transitions = TRANSITIONS

    name = fields.Char(compute="_compute_name")
    state = fields.Selection(
        selection_add=[("undoing", "Being Undone"), ("undone", "Undone")],
        ondelete={"undoing": "cascade", "undone": "cascade"})
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    company_currency_id = fields.Many2one(related="company_id.currency_id", string="Company Currency")
    limit_amount = fields.Monetary(string="Up to", required=True, readonly=True, help="Of one item.")
    days_late = fields.Integer(readonly=True, help="So many days past its due date, or more.")
    with_credits = fields.Boolean(string="Credits as Well", readonly=True)
    reason_id = fields.Many2one("ar.write.off.reason", required=True, readonly=True, ondelete="restrict")
    write_off_ids = fields.One2many("ar.write.off", "batch_id", string="Write-offs", readonly=True)
    left_out_count = fields.Integer(
        string="Left Out", readonly=True,
        help="Small items over the limit of the person, with what was written off of their documents before.")

    planned_count = fields.Integer(string="To Clear", compute="_compute_counts")
    posted_count = fields.Integer(string="Cleared", compute="_compute_counts")
    failed_count = fields.Integer(string="Not Cleared", compute="_compute_counts")
    reversed_count = fields.Integer(string="Taken Back", compute="_compute_counts")
    amount = fields.Monetary(compute="_compute_counts", help="Of all that is to be cleared, or was.")
    progress = fields.Float(compute="_compute_counts")

    @api.depends("date", "company_id", "limit_amount", "currency_id")
    @api.depends_context("lang")
    def _compute_name(self):
        for batch in self:
            batch.name = self.env._(
                "Balances up to %(limit)s, %(day)s", limit=batch.currency_id.format(batch.limit_amount),
                day=format_date(self.env, batch.date))

    @api.depends("name")
    def _compute_display_name(self):
        for batch in self:
            batch.display_name = batch.name

    @api.depends("write_off_ids.state", "write_off_ids.amount")
    def _compute_counts(self):
        count, amount = defaultdict(int), defaultdict(float)
        groups = self.env["ar.write.off"]._read_group(
            [("batch_id", "in", self.ids)], ["batch_id", "state"], ["__count", "amount:sum"])
        for batch, state, number, total in groups:
            key = "posted" if state in IN_BOOKS else state
            count[batch, key] += number
            amount[batch] += total if key in ("draft", "posted") else 0.0
        for batch in self:
            batch.planned_count = count[batch, "draft"]
            batch.posted_count = count[batch, "posted"]
            batch.failed_count = count[batch, "refused"]
            batch.reversed_count = count[batch, "reversed"]
            batch.amount = amount[batch]
            undoing = batch.state in ("undoing", "undone")
            done = batch.reversed_count if undoing else batch.posted_count + batch.failed_count
            batch.progress = self._progress(done, batch.posted_count if undoing else batch.planned_count)

    def action_write_offs(self):
        """Open the write-offs; the context may name a state to keep."""
        self.ensure_one()
        state = self.env.context.get("write_off_state")
        domain = [("batch_id", "=", self.id), *([("state", "in", state)] if state else [])]
        return {
            "type": "ir.actions.act_window", "res_model": "ar.write.off", "view_mode": "list,kanban,form",
            "name": self.name, "domain": domain, "context": {"create": False},
        }


class ArWriteOff(models.Model):
    _inherit = "ar.write.off"

    batch_id = fields.Many2one(
        "ar.write.off.batch", string="Clean-up", readonly=True, index="btree_not_null", ondelete="restrict",
        check_company=True)
