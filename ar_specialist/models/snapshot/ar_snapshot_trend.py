from odoo import fields, models
from odoo.tools import SQL

from ...queries.snapshot_trend import snapshot_trend
from .ar_snapshot import KINDS


class ArSnapshotTrend(models.Model):
    """The aging over time, from the snapshots; of a day with several only the one that matters most."""

    _name = "ar.snapshot.trend"
    _description = "Aging trend"
    _auto = False
    _order = "date desc, id"
    _rec_name = "partner_id"

    snapshot_id = fields.Many2one("ar.snapshot", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", string="Company Currency", readonly=True)
    date = fields.Date(string="As of", readonly=True)
    kind = fields.Selection(KINDS, readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    document_currency_id = fields.Many2one("res.currency", string="Currency of Documents", readonly=True)
    bucket_id = fields.Many2one("ar.snapshot.bucket", readonly=True)
    is_overdue = fields.Boolean(string="Overdue Bucket", readonly=True)
    amount = fields.Monetary(string="Open", readonly=True)
    overdue = fields.Monetary(readonly=True)
    credit = fields.Monetary(string="Unapplied Credits", readonly=True)
    disputed = fields.Monetary(readonly=True)
    promised = fields.Monetary(readonly=True)

    _depends = {
        "ar.snapshot": ["company_id", "currency_id", "date", "kind"],
        "ar.snapshot.bucket": ["is_late"],
        "ar.snapshot.line": [
            "amount_company", "bucket_id", "credit", "currency_id", "disputed", "partner_id", "promised",
            "snapshot_id",
        ],
    }

    @property
    def _table_query(self) -> SQL:
        return snapshot_trend(self.env["ar.snapshot"]._search([], bypass_access=False).subselect())

    def action_open_customer(self):
        """Open the customer account."""
        self.ensure_one()
        return self.env["ar.account"]._for_reader(self.partner_id, self.company_id).action_open_account()
