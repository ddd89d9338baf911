from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain

from ...logic.payment_plan import instalments
from ...logic.promises import VERDICTS


class ArPromise(models.Model):
    """The form: what it proposes, and the payments it shows."""

    _inherit = "ar.promise"

    is_due = fields.Boolean(
        string="Due", compute="_compute_is_due", search="_search_is_due",
        help="The day promised has come; of a payment plan that of a part that is still open.")
    amount_missing = fields.Monetary(string="Still to Come", compute="_compute_amount_missing")
    payment_line_ids = fields.Many2many(
        "account.move.line", string="Payments That Count", compute="_compute_payment_line_ids",
        help="What settled the items, or came in on the account, by the day promised and its tolerance.")
    proposed_parts = fields.Integer(string="Instalments", store=False)
    proposed_interval = fields.Selection(
        [("week", "Every week"), ("fortnight", "Every two weeks"), ("month", "Every month")], store=False,
        default="month", string="Interval")
    proposed_first = fields.Date(string="First on", store=False)

    @api.depends("state", "date", "part_ids.state", "part_ids.date")
    def _compute_is_due(self):
        today = self.env.company._ar_today()
        for promise in self:
            waiting = promise.part_ids.filtered(lambda part: part.state == "open") or promise
            promise.is_due = promise.state == "open" and any(one.date and one.date <= today for one in waiting)

    def _search_is_due(self, operator, value):
        if operator != "in":
            return NotImplemented
        if set(value) == {True, False}:
            return Domain.TRUE
        come = Domain("date", "<=", self.env.company._ar_today())
        due = Domain("state", "=", "open") & (
            come | Domain("part_ids", "any", Domain("state", "=", "open") & come))
        return due if True in value else ~due

    @api.depends("amount", "amount_paid", "state")
    def _compute_amount_missing(self):
        for promise in self:
            is_open = promise.state == "open"
            promise.amount_missing = promise.amount - promise.amount_paid if is_open else 0.0

    @api.depends("amount_paid", "state")
    def _compute_payment_line_ids(self):
        self.payment_line_ids = False
        # sudo: who may read the promise may see what paid for it
        for company, promises in self._origin.sudo().grouped("company_id").items():
            standing = promises.account_id.promise_ids.filtered(lambda one: one.state in VERDICTS)
            verdicts = standing._verdicts(company, self.env["ar.run"]._today(company))
            for promise in self:
                if promise._origin.id in verdicts:
                    promise.payment_line_ids = [Command.set(verdicts[promise._origin.id].credits)]

    @api.depends("name", "partner_id")
    def _compute_display_name(self):
        # The calendar shows nothing else of a promise than its name.
        for promise in self:
            promise.display_name = (
                f"{promise.partner_id.name}, {promise.name}" if promise.name else self.env._("New promise"))

    @api.onchange("account_id", "move_line_ids")
    def _onchange_for_what(self):
        """Propose what is open, in its currency; items that can't be one promise are refused when it is saved."""
        lines, account = self.move_line_ids._origin, self.account_id._origin
        one = lines.partner_id.commercial_partner_id | account.partner_id, lines.company_id | account.company_id
        if self._origin or [len(records) for records in one] != [1, 1]:
            return
        account = account or self._account_of(lines, account)
        currency = self._currency_of(lines, account.company_id, self.env["res.currency"])
        amount, _known = self._open_before(lines, account, currency, self.date_made)
        self.update({
            "account_id": account.id, "company_id": account.company_id.id, "currency_id": currency.id,
            "amount": max(amount, 0.0),
        })

    @api.onchange("proposed_parts", "proposed_interval", "proposed_first", "amount")
    def _onchange_plan(self):
        """Split the amount into equal parts."""
        if self._origin or self.proposed_parts < 2 or not self.amount or not self.currency_id:
            return
        # Nobody pays on the day of the call.
        first = self.proposed_first or self.date or self.date_made + timedelta(days=7)
        parts = instalments(
            self.amount, self.proposed_parts, first, self.proposed_interval or "month", self.currency_id.rounding)
        self.proposed_first = first
        self.part_ids = [
            Command.clear(), *(Command.create({"date": day, "amount": amount}) for day, amount in parts)]

    @api.onchange("part_ids")
    def _onchange_parts(self):
        days = [part.date for part in self.part_ids if part.date]
        if days and not self._origin:
            self.date = max(days)

    @api.model
    def _ask(self, account=None, items=None):
        """Return the action that asks for a promise of the customer `account`, or for journal `items`."""
        self.check_access("create")
        items = items if items is not None else self.env["account.move.line"]
        account = self._account_of(items, account if account is not None else self.env["ar.account"])
        return {
            "type": "ir.actions.act_window", "res_model": self._name, "view_mode": "form", "target": "new",
            "name": self.env._("Promise to pay of %s", account.display_name),
            "views": [(self.env.ref("ar_specialist.ar_promise_view_form_dialog").id, "form")],
            "context": {
                "default_account_id": account.id, "default_company_id": account.company_id.id,
                "default_move_line_ids": [Command.set(items.ids)],
            },
        }


class ArAccount(models.Model):
    _inherit = "ar.account"

    def action_promise(self):
        """Ask what this customer promises to pay."""
        self.ensure_one()
        return self.env["ar.promise"]._ask(account=self)

    def action_promises(self):
        """Open the promises of these accounts."""
        action = self.env["ir.actions.act_window"]._for_xml_id("ar_specialist.ar_promise_action")
        return {
            **action, "domain": [("account_id", "in", self.ids)],
            "context": {"default_account_id": self.id if len(self) == 1 else False},
            "display_name": self.env._("Promises of %s", self[:1].display_name),
        }


class ArOpenItem(models.Model):
    _inherit = "ar.open.item"

    def action_promise(self):
        """Ask what the customer promises to pay of these items."""
        return self.env["ar.promise"]._ask(items=self.move_line_id)


class AccountMove(models.Model):
    _inherit = "account.move"

    def action_promise(self):
        """Ask what the customer promises to pay of this invoice."""
        items = self.line_ids.filtered(
            lambda line: line.account_type == "asset_receivable" and not line.reconciled and line.balance > 0)
        if not items:
            raise UserError(self.env._("Nothing is open of %s.", ", ".join(self.mapped("display_name"))))
        return self.env["ar.promise"]._ask(items=items)
