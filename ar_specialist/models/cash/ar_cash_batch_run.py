from odoo import models

#: Payments applied between two commits: their customers are locked for so long.
PAYMENTS = 100


class ArCashBatch(models.Model):
    """Applying all that is ready in lots; after any commit it can be taken up again, by several at once."""

    _name = "ar.cash.batch"
    _inherit = ["ar.cash.batch", "ar.background"]

    def _run_scheduled(self, company):
        """Apply what is ready in `company`, a commit after each lot.

        :return: False when the time of the scheduled action is over
        """
        own = self.with_company(company)
        position, batch = 0, self.browse()
        while True:
            ready = own._ready(company, position, PAYMENTS)
            if not ready:
                return True
            if not batch:
                batch = own.sudo().create({"company_id": company.id, "is_automatic": True})
            own._again_when_disturbed(lambda ready=ready, batch=batch: ready._apply_ready(batch))
            position = ready[-1].id
            left = own._count_ready(company, position)
            if not own._commit(len(ready), left):
                return not left

    def _run_by_hand(self, company):
        """Apply one lot of what is ready in `company` for a person.

        :return: the batch, and how many are ready still
        """
        self.check_access("read")
        ready = self._ready(company, 0, PAYMENTS)
        batch = self if self else self.sudo().create({"company_id": company.id, "user_id": self.env.uid})
        ready._apply_ready(batch)
        return batch.sudo(False), self._count_ready(company, 0)

    def _ready(self, company, position, limit):
        return self.env["ar.cash.payment"].search(
            [("company_id", "=", company.id), ("state", "=", "ready"), ("id", ">", position)], order="id", limit=limit)

    def _count_ready(self, company, position):
        return self.env["ar.cash.payment"].search_count(
            [("company_id", "=", company.id), ("state", "=", "ready"), ("id", ">", position)])
