from odoo import api, fields, models


class ArDisputeCredit(models.TransientModel):
    """How much of a dispute is credited, and as of when; confirmed twice it is done once."""

    _name = "ar.dispute.credit"
    _description = "Credit note for a dispute"

    dispute_id = fields.Many2one("ar.dispute", required=True, readonly=True, ondelete="cascade")
    currency_id = fields.Many2one(related="dispute_id.currency_id")
    amount_open = fields.Monetary(related="dispute_id.amount_open")
    amount = fields.Monetary(
        compute="_compute_amount", store=True, readonly=False, precompute=True, help="Taxes included.")
    rest = fields.Selection(
        [("keep", "stays contested"), ("reject", "is rejected: the customer owes it")], string="The Rest",
        default="keep", required=True)
    date = fields.Date(default=lambda self: self.env.company._ar_today(), required=True)
    reason = fields.Char(string="Text on the Credit Note")
    cause_id = fields.Many2one(
        "ar.dispute.cause", string="Root Cause", compute="_compute_cause_id", store=True, readonly=False)
    move_ids = fields.Many2many("account.move", readonly=True)

    @api.depends("dispute_id")
    def _compute_amount(self):
        for wizard in self:
            wizard.amount = wizard.dispute_id.amount_open

    @api.depends("dispute_id")
    def _compute_cause_id(self):
        for wizard in self:
            wizard.cause_id = wizard.dispute_id.cause_id

    def action_credit(self):
        """Make the credit note and show it."""
        self.ensure_one()
        self.lock_for_update()
        self.invalidate_recordset(["move_ids"])
        dispute = self.dispute_id
        if not self.move_ids:
            self.move_ids = dispute._credit(self.amount, self.date, self.reason)
            if self.cause_id != dispute.cause_id:
                dispute.cause_id = self.cause_id
            if self.rest == "reject" and dispute.state == "open":
                dispute._drop_rest()
        return {"type": "ir.actions.act_window_close"}
