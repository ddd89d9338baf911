from odoo import fields, models
from odoo.fields import Command

from ...logic.provision_matrix import cells, net_of_credits


class ArProvision(models.Model):
    """Reckons a proposal anew from the ledger of its day: exposures, rates, amounts, movements."""

    _inherit = "ar.provision"

    reckoned_on = fields.Datetime(
        readonly=True, copy=False, help="Customers are in the segments that they fitted at that moment.")

    def _calculate(self):
        """Reckon proposals anew; what is in review or posted stays as it is."""
        for provision in self.filtered(lambda provision: provision.state == "draft").sudo():
            # The lines follow from the ledger and are closed to users' own writing.
            provision = provision.with_company(provision.company_id)
            provision._set_exposures_of_named()
            exposures, credits_left = provision._exposures()
            lines = provision._prepare_lines(exposures)
            provision.line_ids.unlink()
            provision.write({
                "reckoned_on": fields.Datetime.now(), "receivables": provision._receivables_now(),
                "credits_left": credits_left,
                "line_ids": [Command.create(values) for values in lines],
                "previous_id": provision._find_previous().id,
            })
            provision._set_movements()

    def _aging(self, **options):
        """Return the aging of the day by days late; provisions know nothing else of what is owed."""
        return self.env["ar.aging"].sudo().compute(
            self.date, companies=self.company_id, bucket_set=self.matrix_id.bucket_set_id, **options)

    def _receivables_now(self):
        return self._aging(group_by="company").total

    def _set_exposures_of_named(self):
        items = self.specific_ids.move_line_id
        found = {row.key.id: row.total for row in self._aging(
            group_by="item", domain=[("id", "in", items.ids)]).rows} if items else {}
        for specific in self.specific_ids:
            exposure = max(0.0, found.get(specific.move_line_id.id, 0.0))
            if self.currency_id.compare_amounts(specific.exposure, exposure):
                specific.exposure = exposure

    def _exposures(self):
        """Return {segment: [amount by bucket]}, and the credits that are left out (zero or negative)."""
        named = self.specific_ids.move_line_id.ids
        rows = self._aging(
            group_by="partner", credits_apart=True, domain=[("id", "not in", named)] if named else None).rows
        segments = self.matrix_id.segment_ids
        of_customer = segments._by_customer([row.key.id or 0 for row in rows])
        sums = {segment: [0.0] * len(self.matrix_id.bucket_set_id._periods()) for segment in segments}
        credits_left = 0.0
        for row in rows:
            *amounts, credit = row.amounts
            owed, left = self._after_credits(amounts, credit)
            credits_left += left
            mine = sums[of_customer[row.key.id or 0]]
            for number, amount in enumerate(owed):
                mine[number] += amount
        return sums, self.currency_id.round(credits_left)

    def _after_credits(self, amounts, credit):
        if self.matrix_id.credits == "net":
            return net_of_credits(amounts, credit)
        owed, left = net_of_credits(amounts, 0.0)
        return owed, left + credit

    def _prepare_lines(self, exposures):
        rates = self.matrix_id._rates()
        days = self.env["ar.provision.line"]._days_of(self.matrix_id.bucket_set_id)
        by_id = {segment.id: amounts for segment, amounts in exposures.items()}
        taxes = {segment.id: segment.tax_rate for segment in exposures}
        order = {segment.id: number for number, segment in enumerate(exposures)}
        names = {segment.id: segment.name for segment in exposures}
        return [{
            "segment_id": cell.segment, "segment_name": names[cell.segment], "segment_sequence": order[cell.segment],
            "period": cell.period, "days": days[cell.period], "exposure": cell.exposure, "base": cell.base,
            "given_rate": rates[cell.segment, cell.period], "rate": cell.rate, "amount": cell.amount,
        } for cell in cells(by_id, rates, self.factor, taxes, self.currency_id.round)]

    def _find_previous(self):
        """Return the last provision before this one that is, or was, in the books."""
        return self.search([
            ("company_id", "=", self.company_id.id), ("date", "<", self.date), ("state", "in", ("posted", "reversed")),
        ], order="date desc", limit=1)
