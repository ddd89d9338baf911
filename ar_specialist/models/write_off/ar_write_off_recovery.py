from odoo import api, fields, models

from .ar_write_off import IN_BOOKS


class ArWriteOffRecovery(models.Model):
    """Money of a customer that came in for something written off, and the entry that shows it as such."""

    _name = "ar.write.off.recovery"
    _description = "Recovery of a write-off"
    _order = "date desc, id desc"
    _check_company_auto = True

    write_off_id = fields.Many2one("ar.write.off", required=True, readonly=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="write_off_id.company_id", store=True, index=True)
    partner_id = fields.Many2one(related="write_off_id.partner_id", store=True, index=True)
    currency_id = fields.Many2one(related="write_off_id.currency_id", store=True)
    date = fields.Date(required=True, readonly=True)
    amount = fields.Monetary(required=True, readonly=True)
    amount_tax = fields.Monetary(string="Tax Due Again", readonly=True)
    payment_item_id = fields.Many2one(
        "account.move.line", string="Payment", readonly=True, index="btree_not_null", ondelete="set null",
        help="The credit of the customer that it came from; gone where recovery and payment were undone.")
    move_id = fields.Many2one(
        "account.move", string="Entry", required=True, readonly=True, index=True, ondelete="restrict")
    user_id = fields.Many2one(
        "res.users", string="Entered by", required=True, readonly=True, default=lambda self: self.env.user)
    undone_on = fields.Datetime(readonly=True)
    undone_by_id = fields.Many2one("res.users", string="Undone by", readonly=True)

    _amount_positive = models.Constraint("CHECK (amount > 0)", "A recovery is more than nothing.")


class ArWriteOff(models.Model):
    """What came in after all."""

    _inherit = "ar.write.off"

    recovery_ids = fields.One2many("ar.write.off.recovery", "write_off_id", string="Recoveries", readonly=True)
    amount_recovered = fields.Monetary(string="Recovered", compute="_compute_recovered", store=True)
    amount_recoverable = fields.Monetary(
        string="Not Recovered", compute="_compute_recovered", store=True, help="What has not come in after all.")
    amount_unapplied = fields.Monetary(
        string="Unapplied Money", compute="_compute_amount_unapplied",
        help="Credits of the customer in this currency, which may be money for what was written off.")

    @api.depends("amount", "state", "recovery_ids.amount", "recovery_ids.undone_on")
    def _compute_recovered(self):
        for write_off in self:
            found = sum(one.amount for one in write_off.recovery_ids if not one.undone_on)
            write_off.amount_recovered = found
            write_off.amount_recoverable = max(write_off.amount - found, 0.0) if write_off.state in IN_BOOKS else 0.0

    @api.depends("state", "amount_recoverable")
    def _compute_amount_unapplied(self):
        waiting = self.filtered("amount_recoverable")
        sums = {}
        if waiting:
            for company, partner, currency, amount in self.env["ar.open.item"]._read_group(
                    [("commercial_partner_id", "in", waiting.partner_id.ids), ("amount_open", "<", 0),
                     ("company_id", "in", waiting.company_id.ids)],
                    ["company_id", "commercial_partner_id", "currency_id"], ["amount_open_currency:sum"]):
                sums[company, partner, currency] = -amount
        for write_off in self:
            key = (write_off.company_id, write_off.partner_id, write_off.currency_id)
            write_off.amount_unapplied = sums.get(key, 0.0) if write_off in waiting else 0.0

    def _credits(self):
        """Return the open credits of the customer that money for the write-off can be, oldest first."""
        self.ensure_one()
        return self.env["account.move.line"].search([
            ("account_type", "=", "asset_receivable"), ("parent_state", "=", "posted"),
            ("company_id", "=", self.company_id.id), ("currency_id", "=", self.currency_id.id),
            ("partner_id", "child_of", self.partner_id.id), ("reconciled", "=", False),
            ("amount_residual_currency", "<", 0)], order="date, id")
