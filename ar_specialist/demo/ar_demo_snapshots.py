from datetime import datetime, time, timedelta

from odoo import models

#: Months and days back that the demo's company has snapshots of.
MONTHS = 12
DAYS = 10
#: The schedule takes them in the morning after.
TAKEN = time(2, 0)


class ArDemo(models.AbstractModel):
    """The demo's snapshots: a year of month ends and the last days, as the schedule would have taken them."""

    _inherit = "ar.demo"

    def _load_snapshots(self, company, day):
        """Give `company`, whose ledger is loaded, its snapshots; what is booked after them counts as later.

        :return: whether anything was made; a company is loaded once
        """
        snapshots = self.env["ar.snapshot"].with_company(company).with_context(allowed_company_ids=company.ids)
        if snapshots.search_count([("company_id", "=", company.id)], limit=1):
            return False
        company.ar_snapshot_schedule = "daily"
        ends, month = [], day
        for _number in range(MONTHS):
            month = month.replace(day=1) - timedelta(days=1)
            ends.append(month)
        days = [day - timedelta(days=back) for back in range(1, DAYS + 1)]
        wanted = [(end, "monthly") for end in ends] + [(one, "daily") for one in days if one not in ends]
        taken = [snapshots._take(company, *one) for one in sorted(wanted)]
        admin = self.env.ref("base.user_admin").id
        snapshots.sudo()._update_rows(("taken_at", "user_id"), [
            (one.id, datetime.combine(one.date + timedelta(days=1), TAKEN), admin) for one in taken])
        return True
