from odoo import fields, models
from odoo.fields import Domain

from .ar_snapshot_event import CAUSES

#: The causes that are no entries: which cases they are.
CASES = {"dispute": "ar.dispute", "promise": "ar.promise"}


class ArSnapshotChange(models.Model):
    """What a comparison found: a customer's amount in a bucket that is another one by now, and a cause of it.

    A difference with several causes has a row for each; their amounts add up to it.
    """

    _name = "ar.snapshot.change"
    _description = "Change since an aging snapshot"
    _inherit = ["ar.insert"]
    _order = "snapshot_id, id"
    _rec_name = "partner_id"
    _log_access = False

    snapshot_id = fields.Many2one("ar.snapshot", required=True, readonly=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="snapshot_id.company_id")
    company_currency_id = fields.Many2one(related="snapshot_id.currency_id", string="Company Currency")
    part = fields.Selection(
        [("open", "Open"), ("disputed", "Disputed"), ("promised", "Promised")], string="Of", required=True,
        readonly=True, default="open", help="What changed: the open amount, or what of it was contested or promised.")
    cause = fields.Selection(CAUSES, string="Why", required=True, readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True, index="btree_not_null",
                                 ondelete="cascade")
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    bucket_id = fields.Many2one("ar.snapshot.bucket", required=True, readonly=True, ondelete="restrict")
    # Of the customer's bucket, whatever the cause: these don't add up.
    amount_then = fields.Monetary(
        string="Then", readonly=True, currency_field="company_currency_id", aggregator=None,
        help="The customer's amount in the bucket when the snapshot was taken.")
    amount_now = fields.Monetary(
        string="Now", readonly=True, currency_field="company_currency_id", aggregator=None,
        help="The same by the ledger at the time of the comparison.")
    change_company = fields.Monetary(
        string="Change", readonly=True, currency_field="company_currency_id",
        help="Of the open amount, due to this cause.")
    change = fields.Monetary(string="Change in Currency", readonly=True)
    change_part = fields.Monetary(
        string="Change of Part", readonly=True, currency_field="company_currency_id", aggregator=None,
        help="Of what was contested or promised of the open amount; it is no change of what is open.")
    items = fields.Json(
        string="Journal Items", readonly=True, help="Numbers of the journal items; those that were deleted are gone.")
    item_count = fields.Integer(string="Items", readonly=True)
    detail = fields.Char(readonly=True, help="Documents, the first ones.")

    user_id = fields.Many2one("res.users", string="By", readonly=True, ondelete="set null")

    def action_items(self):
        """Open the journal items that the change comes from; without any, those of the customer and bucket."""
        self.ensure_one()
        snapshot = self.snapshot_id
        if self.cause in CASES:
            return self._action_cases()
        if self.items:
            domain = Domain("id", "in", self.items)
        else:
            domain = Domain("partner_id.commercial_partner_id", "=", self.partner_id.id) & Domain([
                ("account_type", "=", "asset_receivable"), ("parent_state", "=", "posted"),
                ("date", "<=", snapshot.date), ("company_id", "=", snapshot.company_id.id),
                ("currency_id", "=", self.currency_id.id)])
        return {
            "type": "ir.actions.act_window", "res_model": "account.move.line", "view_mode": "list,form",
            "name": self.env._("Items of %s", self.partner_id.display_name or self.env._("Nobody")),
            "domain": list(domain), "context": {"create": False},
        }

    def _action_cases(self):
        """Open the disputes or promises of the customer that were touched since."""
        return {
            "type": "ir.actions.act_window", "res_model": CASES[self.cause], "view_mode": "list,form",
            "name": self.env._("Changed Since, %s", self.partner_id.display_name),
            "domain": [
                ("company_id", "=", self.company_id.id), ("account_id.partner_id", "=", self.partner_id.id),
                ("write_date", ">", fields.Datetime.to_string(self.snapshot_id.taken_at))],
            "context": {"create": False},
        }
