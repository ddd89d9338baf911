from dateutil.relativedelta import relativedelta
from odoo import models
from odoo.exceptions import UserError

from ...logic.provision_rates import loss_rates
from ...queries.provision_history import outcomes


class ArProvisionMatrix(models.Model):
    """Rates from one's own history: how much of the invoices of chosen months rolled on from bucket to bucket."""

    _inherit = "ar.provision.matrix"

    def action_derive(self):
        """Derive the rates from what is known of the chosen months' invoices today."""
        self.check_access("write")
        for matrix in self:
            matrix._derive(matrix.company_id._ar_today())

    def _derive(self, day):
        """Set the rates from invoices of the chosen months, as known on `day`.

        What was written off, or is open in the oldest bucket, is lost; what is open in an earlier one is not decided
        yet and left out; what was credited was never owed.
        """
        self.ensure_one()
        self._sync_rates()
        periods = self.bucket_set_id._periods()
        until = self.history_until or day
        since = until + relativedelta(days=1, months=-self.history_months)
        rows = outcomes(
            self.env, self.company_id, periods, self.company_id._ar_credit_loss_accounts().ids, since, until, day)
        sums, undecided = self._outcomes_by_segment(rows, len(periods))
        if not any(sum(paid) + lost for paid, lost in sums.values()):
            raise UserError(self.env._("No invoice of these months was paid or lost yet: choose other months."))
        self._set_outcomes(sums)
        self.write({"history_as_of": day, "history_undecided": undecided, "history_until": until})

    def _outcomes_by_segment(self, rows, count):
        """Return {segment: (paid by bucket, lost)}, and what is undecided."""
        of_customer = self.segment_ids._by_customer({row.customer_id for row in rows})
        sums = {segment: ([0.0] * count, 0.0) for segment in self.segment_ids}
        undecided = 0.0
        for row in rows:
            segment = of_customer[row.customer_id]
            paid, lost = sums[segment]
            paid[row.period] += row.paid
            oldest = row.period == count - 1
            sums[segment] = paid, lost + row.lost + (row.open if oldest else 0.0)
            undecided += 0.0 if oldest else row.open
        return sums, undecided

    def _set_outcomes(self, sums):
        rounded = self.currency_id.round
        for segment, (paid, lost) in sums.items():
            found = loss_rates([rounded(amount) for amount in paid], rounded(lost))
            for rate in segment.rate_ids:
                outcome = found[rate.period]
                rate.sudo().write({  # closed to users' own writing: they follow from the history
                    "rate": outcome.rate, "reached": outcome.reached, "paid": outcome.paid, "rolled": outcome.rolled})
