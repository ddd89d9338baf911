from odoo import api, fields, models
from odoo.tools import SQL

from ...queries.open_items import flush_ledger
from ...queries.snapshot_events import EVENT_COLUMNS, entry_events, of_moves, of_partials, partial_events

#: Why the aging of a past day is another one than it was; the first four leave events, the rest is found.
CAUSES = [
    ("posted", "Draft posted later"),
    ("taken_back", "Entry taken back"),
    ("reconciled", "Reconciled later"),
    ("unreconciled", "Reconciliation undone"),
    ("entered", "Backdated entry"),
    ("redated", "Due date changed"),
    ("regrouped", "Customer changed"),
    ("moved", "Due date and customer changed"),
    ("dispute", "Dispute changed"),
    ("promise", "Promise changed"),
    ("follows", "Open amount changed"),
    ("unexplained", "Not explained"),
]


class ArSnapshotEvent(models.Model):
    """What happened to posted receivable items up to the last snapshot's day and leaves no trace in the journals.

    Comparing a snapshot with the ledger names by it what can't be seen any more. One row for each item concerned, with
    the amount by which its open amount changed from `day` on. Items and reconciliations by number: they may be gone.
    """

    _name = "ar.snapshot.event"
    _description = "Change of a past aging"
    _order = "id desc"
    _log_access = False

    cause = fields.Selection(CAUSES, required=True, readonly=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True, ondelete="cascade")
    at = fields.Datetime(required=True, readonly=True)
    user_id = fields.Many2one("res.users", readonly=True, ondelete="set null")
    day = fields.Date(required=True, readonly=True, help="From this day on the open amount is another one.")
    item = fields.Integer(required=True, readonly=True)
    partial = fields.Integer(required=True, readonly=True)
    move_name = fields.Char(readonly=True)
    partner_id = fields.Many2one("res.partner", readonly=True, index="btree_not_null", ondelete="set null")
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    # The item's own dates of then, under its own names: both are read by the same expressions.
    date_maturity = fields.Date(readonly=True)
    invoice_date = fields.Date(readonly=True)
    date = fields.Date(required=True, readonly=True)
    amount = fields.Monetary(readonly=True)
    amount_company = fields.Monetary(readonly=True, currency_field="company_currency_id")
    company_currency_id = fields.Many2one(related="company_id.currency_id", string="Company Currency")

    @api.model
    def _note_entries(self, moves, *, posted):
        """Note that entries were posted, or are about to be taken back, with what they bring or take along.

        :param moves: ids of posted entries, before they are taken back or after they were posted
        """
        if moves:
            sign = 1 if posted else -1
            self._note(
                entry_events("posted" if posted else "taken_back", sign, moves, self.env.uid),
                partial_events(
                    "reconciled" if posted else "unreconciled", -sign, of_moves(moves), self.env.uid))

    @api.model
    def _note_undone(self, partials):
        """Note that reconciliations (ids) are about to be undone."""
        if partials:
            self._note(partial_events("unreconciled", 1, of_partials(partials), self.env.uid))

    def _note(self, *statements):
        flush_ledger(self.env)
        self.env.cr.execute(SQL(
            "INSERT INTO ar_snapshot_event (%s) %s", SQL(", ").join(map(SQL.identifier, EVENT_COLUMNS)),
            SQL(" UNION ALL ").join(SQL("(%s)", statement) for statement in statements)))
