from odoo import api, fields, models
from odoo.exceptions import UserError


class ArHoldPut(models.TransientModel):
    """Asks for the reason and the last day of holds on several customers or items at once."""

    _name = "ar.hold.put"
    _description = "Put on hold"

    account_ids = fields.Many2many("ar.account", string="Customers")
    item_ids = fields.Many2many("account.move.line", string="Items")
    target = fields.Char(compute="_compute_target")
    reason = fields.Char(required=True)
    date_to = fields.Date(string="Until", help="Last day on hold. Empty: until somebody releases it.")

    @api.depends("account_ids", "item_ids")
    def _compute_target(self):
        for asked in self:
            names = asked.item_ids.mapped("move_name") or asked.account_ids.mapped("display_name")
            more = self.env._("and %s more", len(names) - 3) if len(names) > 3 else ""
            asked.target = " ".join([", ".join(name or "" for name in names[:3]), more]).strip()

    def action_put(self):
        """Put the holds; the company rules and the right to create holds decide."""
        self.ensure_one()
        if not self.account_ids and not self.item_ids:
            raise UserError(self.env._("Choose the customers or the items to put on hold."))
        values = [{"account_id": account.id} for account in self.account_ids]
        for company, items in self.item_ids.grouped("company_id").items():
            accounts = self.env["ar.account"]._for_many(items.partner_id.commercial_partner_id, company)
            by_partner = {account.partner_id: account.id for account in accounts}
            values += [
                {"account_id": by_partner[item.partner_id.commercial_partner_id], "move_line_id": item.id}
                for item in items if item.partner_id
            ]
        common = {"reason": self.reason, "date_to": self.date_to}
        holds = self.env["ar.hold"].create([{**each, **common} for each in values])
        return {"type": "ir.actions.act_window_close", "infos": {"holds": len(holds)}}
