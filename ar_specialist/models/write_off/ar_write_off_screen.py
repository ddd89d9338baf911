from odoo import api, fields, models
from odoo.exceptions import UserError

from .ar_write_off import IN_BOOKS


class ArWriteOff(models.Model):
    """From where a write-off begins, and what of it can be opened."""

    _inherit = "ar.write.off"

    is_own = fields.Boolean(compute="_compute_is_own", help="Asked for by oneself: somebody else approves it.")
    can_claim = fields.Boolean(string="Relief to Claim", compute="_compute_can_claim", search="_search_can_claim")

    @api.depends("requested_by_id")
    @api.depends_context("uid")
    def _compute_is_own(self):
        for write_off in self:
            write_off.is_own = write_off.requested_by_id == self.env.user

    @api.depends("state", "tax_treatment", "relief_move_id", "relief_from")
    def _compute_can_claim(self):
        today = self.env.company._ar_today()
        for write_off in self:
            write_off.can_claim = (
                write_off.state == "posted" and write_off.tax_treatment == "later" and not write_off.relief_move_id
                and (write_off.relief_from or today) <= today)

    def _search_can_claim(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [
            ("state", "=", "posted"), ("tax_treatment", "=", "later"), ("relief_move_id", "=", False),
            "|", ("relief_from", "=", False), ("relief_from", "<=", self.env.company._ar_today())]

    @api.model
    def _ask(self, items):
        """Return how to open the drafts of write-offs of open `items` (journal items), made by it."""
        self._check_may_work()
        owed = items.filtered(
            lambda item: item.amount_residual_currency > 0 and item.account_type == "asset_receivable")
        if not owed:
            raise UserError(self.env._("Choose items that the customer owes: credits are no loss."))
        return self._make(owed)._open()

    def _open(self):
        action = {
            "type": "ir.actions.act_window", "res_model": "ar.write.off", "name": self.env._("Write-offs"),
            "view_mode": "list,form", "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", self.ids)]}
        if len(self) == 1:
            action |= {
                "res_id": self.id, "view_mode": "form", "views": [(False, "form")], "name": self.env._("Write-off")}
        return action

    def action_open_entries(self):
        """Open the entries made for it: of the loss, of the tax, of what came in, and what took them back."""
        self.ensure_one()
        entries = self.move_id + self.relief_move_id + self.recovery_ids.move_id
        entries += entries.reversal_move_ids
        return {
            "type": "ir.actions.act_window", "res_model": "account.move", "view_mode": "list,form",
            "name": self.env._("Entries of %s", self.name), "domain": [("id", "in", entries.ids)],
            "context": {"create": False},
        }

    def action_open_account(self):
        """Open the customer account."""
        return self.account_id.action_open_account()


class ArOpenItem(models.Model):
    _inherit = "ar.open.item"

    def action_write_off(self):
        """Begin the write-off of these items."""
        return self.env["ar.write.off"]._ask(self.move_line_id)


class ArAccount(models.Model):
    """What of a customer was given up."""

    _inherit = "ar.account"

    write_off_ids = fields.One2many("ar.write.off", "account_id", string="Write-offs")
    write_off_count = fields.Integer(string="Write-off Count", compute="_compute_write_offs")
    amount_written_off = fields.Monetary(
        string="Written Off", compute="_compute_write_offs",
        help="In company currency, whatever came in of it after all.")

    @api.depends("write_off_ids.state", "write_off_ids.amount_company")
    def _compute_write_offs(self):
        counts, amounts = {}, {}
        for account, state, count, amount in self.env["ar.write.off"]._read_group(
                [("account_id", "in", self.ids)], ["account_id", "state"], ["__count", "amount_company:sum"]):
            counts[account] = counts.get(account, 0) + count
            if state in IN_BOOKS:
                amounts[account] = amounts.get(account, 0.0) + amount
        for account in self:
            account.write_off_count = counts.get(account, 0)
            account.amount_written_off = amounts.get(account, 0.0)

    def action_write_off(self):
        """Begin the write-off of all that the customer owes; of some items alone: tick them."""
        self.ensure_one()
        return self.env["ar.write.off"]._ask(self.open_item_ids.move_line_id)

    def action_write_offs(self):
        """Open the write-offs of the customer."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": "ar.write.off", "view_mode": "list,kanban,form",
            "name": self.env._("Write-offs of %s", self.display_name), "domain": [("account_id", "=", self.id)],
        }
