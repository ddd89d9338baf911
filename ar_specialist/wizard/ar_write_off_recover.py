from odoo import api, fields, models


class ArWriteOffRecover(models.TransientModel):
    """Which money came in for a write-off after all; confirmed twice it is booked once."""

    _name = "ar.write.off.recover"
    _description = "Recovery of a write-off"

    write_off_id = fields.Many2one("ar.write.off", required=True, readonly=True, ondelete="cascade")
    company_id = fields.Many2one(related="write_off_id.company_id")
    currency_id = fields.Many2one(related="write_off_id.currency_id")
    amount_recoverable = fields.Monetary(related="write_off_id.amount_recoverable")
    credit_ids = fields.Many2many("account.move.line", compute="_compute_credit_ids")
    credit_id = fields.Many2one(
        "account.move.line", string="Money", required=True, domain="[('id', 'in', credit_ids)]",
        compute="_compute_credit_id", store=True, readonly=False, precompute=True,
        help="Unapplied payments of the customer.")
    amount = fields.Monetary(compute="_compute_amount", store=True, readonly=False, precompute=True)
    date = fields.Date(required=True, default=lambda self: self.env.company._ar_today())
    recovery_id = fields.Many2one("ar.write.off.recovery", readonly=True, ondelete="cascade")

    @api.depends("write_off_id")
    def _compute_credit_ids(self):
        for asked in self:
            asked.credit_ids = asked.write_off_id._credits() if asked.write_off_id else False

    @api.depends("write_off_id")
    def _compute_credit_id(self):
        for asked in self:
            asked.credit_id = asked.credit_ids[:1]

    @api.depends("credit_id")
    def _compute_amount(self):
        for asked in self:
            asked.amount = min(-asked.credit_id.amount_residual_currency, asked.amount_recoverable)

    def action_recover(self):
        """Book it."""
        self.ensure_one()
        self.lock_for_update()
        self.invalidate_recordset(["recovery_id"])
        if not self.recovery_id:
            self.recovery_id = self.write_off_id._recover(self.credit_id, self.amount, self.date)
        return {"type": "ir.actions.act_window_close"}
