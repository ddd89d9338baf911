from odoo import api, fields, models
from odoo.exceptions import UserError


class ArPromisePart(models.Model):
    """One dated amount of a payment plan, with its own verdict."""

    _name = "ar.promise.part"
    _description = "Part of a payment plan"
    _order = "date, id"

    promise_id = fields.Many2one("ar.promise", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="promise_id.company_id", store=True)
    currency_id = fields.Many2one(related="promise_id.currency_id")
    date = fields.Date(string="Promised for", required=True)
    amount = fields.Monetary(required=True)
    amount_paid = fields.Monetary(string="Paid in Time", readonly=True, copy=False)
    state = fields.Selection(
        [("open", "Open"), ("kept", "Kept"), ("partly", "Partly kept"), ("broken", "Broken")],
        default="open", required=True, readonly=True, copy=False,
    )

    _amount_positive = models.Constraint("CHECK (amount > 0)", "Each part of a payment plan has an amount above zero.")

    @api.constrains("promise_id", "amount")
    def _check_sum(self):
        """A part that is added later makes the plan more than what was promised."""
        totals = dict(self._read_group([("promise_id", "in", self.promise_id.ids)], ["promise_id"], ["amount:sum"]))
        for promise, total in totals.items():
            if promise.currency_id.compare_amounts(total, promise.amount):
                raise UserError(self.env._(
                    "What was promised stays as it was said. Log a new promise: it takes the place of this one."))

    def write(self, vals):
        if not self.env.su and vals.keys() & {"date", "amount", "amount_paid", "state", "promise_id"}:
            raise UserError(self.env._(
                "What was promised stays as it was said. Log a new promise: it takes the place of this one."))
        return super().write(vals)
