from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date


class ArPeriodClose(models.Model):
    """Months are signed when they are over, one after the other."""

    _inherit = "ar.period.close"

    hindrance = fields.Char(
        string="Not to Sign Yet", compute="_compute_hindrance", help="What keeps the month from being signed whatever "
        "its checks say.")

    @api.depends("company_id", "date_to", "state")
    def _compute_hindrance(self):
        for period in self:
            period.hindrance = period.date_to and period.state != "closed" and period._hindrance()

    def _hindrance(self):
        """Return why the month can't be signed yet, False when nothing stands before it."""
        self.ensure_one()
        if self.date_to >= self.company_id._ar_today():
            return self.env._(
                "%(month)s lasts until %(day)s: it can be signed from the day after.", month=self.name,
                day=format_date(self.env, self.date_to))
        earlier = self._unsigned_before()
        return self.env._("%s comes first: it is not closed.", earlier.name) if earlier else False

    def _unsigned_before(self):
        """Return the first earlier month of the company that is opened and not closed."""
        return self.search([
            ("company_id", "=", self.company_id.id), ("date_from", "<", self.date_from), ("state", "!=", "closed"),
        ], order="date_from", limit=1)

    def _closed_after(self):
        """Return the later months of the company that are closed, the first one first."""
        return self.search([
            ("company_id", "=", self.company_id.id), ("date_from", ">", self.date_from), ("state", "=", "closed"),
        ], order="date_from")

    def _refuse_hindered(self):
        if hindrance := self._hindrance():
            raise UserError(hindrance)
