from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...logic.snapshot_schedule import last_days
from ...queries.snapshot_trend import snapshot_trend
from .ar_snapshot import KINDS

SPANS = ("day", "week", "month", "quarter", "year")


class ArSnapshotTrend(models.Model):
    """The aging over time, from the snapshots; of a day with several only the one that matters most.

    What is open at the end of two months does not add up: sums over several days are those of the last one.
    """

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
        "ar.snapshot": ["company_id", "currency_id", "date", "kind", "number"],
        "ar.snapshot.bucket": ["is_late"],
        "ar.snapshot.line": [
            "amount_company", "bucket_id", "credit", "currency_id", "disputed", "partner_id", "promised",
            "snapshot_id",
        ],
    }

    @property
    def _table_query(self) -> SQL:
        return snapshot_trend(self.env["ar.snapshot"]._search([], bypass_access=False).subselect())

    @api.model
    def _read_group(self, domain, groupby=(), aggregates=(), having=(), offset=0, limit=None, order=None):
        return super()._read_group(
            self._at_ends(domain, groupby), groupby, aggregates, having=having, offset=offset, limit=limit, order=order)

    @api.model
    def _read_grouping_sets(self, domain, grouping_sets, aggregates=(), order=None):
        """Each grouping by itself: its sums are of its own days."""
        return [
            self._read_group(domain, groupby, aggregates, order=_order_within(order, [*groupby, *aggregates]))
            for groupby in grouping_sets]

    @api.model
    def _at_ends(self, domain, groupby):
        """Return `domain` narrowed to the last day of each span that is grouped by; of all when there is none."""
        spans = [spec.partition(":")[2] or "month" for spec in groupby if spec.partition(":")[0] == "date"]
        if "day" in spans:
            return domain
        days = [day for [day] in self._read_group(domain, ["date:day"])]
        span = min(spans, key=SPANS.index) if set(spans) <= set(SPANS) and spans else None
        return Domain(domain) & Domain("date", "in", last_days(days, span))

    def action_open_customer(self):
        """Open the customer account."""
        self.ensure_one()
        return self.env["ar.account"]._for_reader(self.partner_id, self.company_id).action_open_account()


def _order_within(order, names):
    """Return the parts of `order` that a grouping by `names` has."""
    parts = [part.strip() for part in (order or "").split(",") if part.strip()]
    return ", ".join(part for part in parts if part.split()[0] in names) or None
