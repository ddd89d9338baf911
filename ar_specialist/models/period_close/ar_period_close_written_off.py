from odoo import models


class ArPeriodClose(models.Model):
    """What was written off in the month, one by one and as a sum that is the roll-forward's."""

    _inherit = "ar.period.close"

    def _written_off_rows(self):
        """Return [dict] of name, date, customer, reason, decided, amount (in company currency).

        Differences within the tolerance of payments are one row; what else the books have as written off, by entries
        of hand or undone since, is another, so that the sum is that of the key figures.
        """
        write_offs = self.env["ar.write.off"]._posted_between(self.company_id, self.date_from, self.date_to)
        kinds = dict(write_offs._fields["kind"]._description_selection(self.env))
        rows = [{
            "name": one.name, "date": one.date, "customer": one.partner_id.sudo().name or "",
            "reason": one.reason_id.sudo().name or kinds[one.kind], "decided": one.decided_by_id.sudo().name or "",
            "amount": one.amount_company} for one in write_offs.sorted(lambda one: (one.date, one.id))]
        currency = self.company_id.currency_id
        within = self._within_tolerance()
        left = currency.round(self._month_figures().written_off - within - sum(row["amount"] for row in rows))
        for label, amount in (
                (self.env._("Differences within the tolerance of payments"), within),
                (self.env._("Other write-offs in the books: by hand, or undone since"), left)):
            if not currency.is_zero(amount):
                rows.append({
                    "name": "", "date": None, "customer": label, "reason": "", "decided": "", "amount": amount})
        return rows

    def _within_tolerance(self):
        amounts = self.env["ar.written.off"]._read_group([
            ("company_id", "=", self.company_id.id), ("kind", "=", "tolerance"),
            ("date", ">=", self.date_from), ("date", "<=", self.date_to)], [], ["amount_company:sum"])
        return amounts[0][0] or 0.0
