from odoo import api, fields, models
from odoo.tools import format_date

from .ar_statement import KINDS

TRANSITIONS = {
    "planned": {"running", "cancelled"},
    "running": {"done"},
    "done": set(),
    "cancelled": set(),
}
REASONS = [
    ("nothing_open", "Nothing is open"), ("not_overdue", "Nothing is overdue"), ("below_amount", "Below the amount"),
    ("with_parent", "On the statement of the parent company"), ("already", "Has this statement already"),
    ("waiting", "Another sending is about to send it"), ("no_address", "No email and no postal address"),
]


class ArStatementBatch(models.Model):
    """One sending of statements: who gets one, who gets none and why, how far it has come."""

    _name = "ar.statement.batch"
    _description = "Sending of statements"
    _inherit = ["ar.planned.work"]
    _order = "date desc, id desc"

    _works_on = ("ar.statement", "batch_id")
    _transitions = TRANSITIONS

    name = fields.Char(compute="_compute_name")
    date = fields.Date(string="As of")
    kind = fields.Selection(KINDS, readonly=True, help="Empty: as the schedule of each customer says.")
    statement_ids = fields.One2many("ar.statement", "batch_id", readonly=True)
    skip_ids = fields.One2many("ar.statement.skip", "batch_id", string="Who Gets None", readonly=True)

    # The scheduled action makes one sending a day, however often it is started.
    _automatic_uniq = models.UniqueIndex(
        "(company_id, date) WHERE automatic", "The statements scheduled for this day are planned already.")

    @api.depends("date", "company_id")
    @api.depends_context("lang")
    def _compute_name(self):
        for batch in self:
            batch.name = self.env._(
                "Statements as of %(day)s, %(company)s", day=format_date(self.env, batch.date),
                company=batch.company_id.name)

    @api.depends("name")
    def _compute_display_name(self):
        for batch in self:
            batch.display_name = batch.name


class ArStatementSkip(models.Model):
    """A customer who gets no statement of a sending, and why."""

    _name = "ar.statement.skip"
    _description = "Customer left out of a sending of statements"
    _order = "batch_id, reason, amount desc, id"

    batch_id = fields.Many2one("ar.statement.batch", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="batch_id.company_id", store=True)
    account_id = fields.Many2one("ar.account", string="Customer", required=True, ondelete="cascade", index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    amount = fields.Monetary(string="Balance")
    reason = fields.Selection(REASONS, string="Why", required=True)
