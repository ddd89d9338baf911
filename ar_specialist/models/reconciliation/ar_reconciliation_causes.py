from odoo import api, fields, models
from odoo.tools import format_date

from ...logic.reconciliation_causes import ONE_SIDED, with_causes
from ...logic.reconciliation_facts import ASK
from ...queries.reconciliation_causes import known_beside


class ArReconciliation(models.Model):
    """What differences are likely due to: payments and documents that are known beside both lists."""

    _inherit = "ar.reconciliation"

    def _with_causes(self, rows, items, closed):
        """Return (rows, causes): of each row what it is likely due to, None where nothing is known.

        :param items: {id of an entry of ours: ids of its items}
        :param closed: ids of the entries of which nothing is open
        """
        alone = [row for row in rows if row.code in ONE_SIDED]
        ours = [item for row in alone for key in row.ours if key not in closed for item in items[key]]
        settled = [item for row in alone for key in row.ours if key in closed for item in items[key]]
        amounts = {abs(row.amount_ours or row.amount_theirs) for row in alone}
        if not alone:
            return rows, [None] * len(rows)
        known = known_beside(self.env, self.company_id, self.partner_id, self.date, ours, settled, amounts)
        found = with_causes(rows, items, known, self.date, self.transit_days, self.basis == "open")
        return [row for row, _cause in found], [cause for _row, cause in found]

    @api.model
    def _cause_values(self, cause):
        return {
            "cause": cause.code if cause else None, "cause_on": str(cause.day) if cause and cause.day else None,
            "payment_id": cause.payment or None if cause else None}


class ArReconciliationMatch(models.Model):
    """Why a row differs, as far as the books can tell."""

    _inherit = "ar.reconciliation.match"

    cause = fields.Selection(
        [("arrived", "Payment arrived after that day"), ("announced", "Payment announced, not arrived"),
         ("unapplied", "Payment with us, not applied"), ("unidentified", "Perhaps a payment of an unknown payer"),
         ("applied", "Payment with us, applied to other items"), ("settled", "Settled in our books"),
         ("ask", "Paid and not arrived, or never booked")],
        string="Likely Cause", readonly=True)
    cause_on = fields.Date(readonly=True)
    payment_id = fields.Many2one(
        "ar.cash.payment", readonly=True, index="btree_not_null", ondelete="set null")
    cause_text = fields.Char(string="Likely Because", compute="_compute_cause_text")

    @api.depends("cause", "cause_on", "payment_id")
    def _compute_cause_text(self):
        labels = dict(self._fields["cause"]._description_selection(self.env))
        for row in self:
            day = format_date(self.env, row.cause_on) if row.cause_on and row.cause != ASK else ""
            said = (labels.get(row.cause), row.payment_id.sudo().name, day)
            row.cause_text = ", ".join(filter(None, said)) or False
