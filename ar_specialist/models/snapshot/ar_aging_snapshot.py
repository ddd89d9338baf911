from contextlib import contextmanager

from odoo import models

from ...queries.ledger_as_of import ledger_as_of
from ...queries.snapshot_figures import snapshot_figures


class ArAging(models.AbstractModel):
    _inherit = "ar.aging"

    @contextmanager
    def _snapshot_figures(self, company, day, periods, basis, buckets, kept):
        """Run the block with the SELECT of what a snapshot of `day` keeps; see :func:`snapshot_figures`.

        The same open items, by the same routes and periods, as :meth:`compute` sums; here in both currencies at once.
        """
        with ledger_as_of(self.env, day, company) as (scope, route):
            yield snapshot_figures(
                self.env, scope, periods, buckets.ids, kept, basis=basis, route=route)
