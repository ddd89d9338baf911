from odoo import fields, models
from odoo.exceptions import UserError


class ArSnapshotLine(models.Model):
    """What a customer owed in one currency and bucket; rows are many and narrow, made by one statement."""

    _name = "ar.snapshot.line"
    _description = "Line of an aging snapshot"
    _order = "snapshot_id, id"
    _rec_name = "partner_id"
    _log_access = False

    # What merges customers deletes rows whose unique index would break: there is none here, two rows of one key add up.
    snapshot_id = fields.Many2one("ar.snapshot", required=True, readonly=True, index=True, ondelete="cascade")
    partner_id = fields.Many2one(
        "res.partner", string="Customer", readonly=True, index=True, ondelete="restrict",
        help="The commercial entity; empty for items of nobody.")
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    bucket_id = fields.Many2one("ar.snapshot.bucket", required=True, readonly=True, ondelete="restrict")
    amount = fields.Monetary(readonly=True, help="In the currency of the documents.")
    amount_company = fields.Monetary(
        string="Open", readonly=True, currency_field="company_currency_id", help="In the company's currency.")
    credit = fields.Monetary(
        string="Unapplied Credits", readonly=True, currency_field="company_currency_id",
        help="The part of what is open that stands to the customer's credit: zero or negative.")
    disputed = fields.Monetary(readonly=True, currency_field="company_currency_id")
    promised = fields.Monetary(
        readonly=True, currency_field="company_currency_id",
        help="What is contested as well counts as disputed alone.")

    company_id = fields.Many2one(related="snapshot_id.company_id")
    company_currency_id = fields.Many2one(related="snapshot_id.currency_id", string="Company Currency")
    date = fields.Date(related="snapshot_id.date")

    def write(self, vals):
        if vals:
            raise UserError(self.env._("A snapshot never changes: it says what the aging was when it was taken."))
        return super().write(vals)

    def action_open_customer(self):
        """Open the customer account."""
        self.ensure_one()
        return self.env["ar.account"]._for_reader(self.partner_id, self.company_id).action_open_account()
