from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command

from ...logic.dispute_amounts import share
from .ar_dispute import KEPT


class ArDispute(models.Model):
    """Opening a case from its items: customer account, company, currency and amounts follow from them."""

    _inherit = "ar.dispute"

    move_line_ids = fields.Many2many(
        "account.move.line", string="Contested Items", compute="_compute_move_line_ids",
        inverse="_inverse_move_line_ids", search="_search_move_line_ids",
    )
    amount = fields.Monetary(
        string="Contested", compute="_compute_amount", inverse="_inverse_amount", store=True,
        help="In the currency of the items. Given for several items it is shared, the oldest first.",
    )

    @api.depends("line_ids.move_line_id")
    def _compute_move_line_ids(self):
        for dispute in self:
            dispute.move_line_ids = dispute.line_ids.move_line_id

    def _inverse_move_line_ids(self):
        for dispute in self:
            lines, items = dispute.line_ids, dispute.move_line_ids
            lines.filtered(lambda line, items=items: line.move_line_id not in items).unlink()
            self.env["ar.dispute.line"].create([
                {"dispute_id": dispute.id, "move_line_id": item.id} for item in items - lines.exists().move_line_id])

    def _search_move_line_ids(self, operator, value):
        return [("line_ids.move_line_id", operator, value)]

    @api.depends("line_ids.amount")
    def _compute_amount(self):
        for dispute in self:
            dispute.amount = sum(dispute.line_ids.mapped("amount"))

    def _inverse_amount(self):
        for dispute in self:
            today = dispute.company_id._ar_today()
            lines = dispute.line_ids.sorted(lambda line, today=today: (line.date_due or today, line.id))
            contestable = lines._contestable()
            settled = {line: line.amount - line.amount_open for line in lines}
            parts = [(line, contestable[line] + settled[line]) for line in lines]
            shares = self._share(dispute.amount, parts, dispute.currency_id)
            for line, amount in shares.items():
                if amount:
                    line.amount = amount
                else:
                    line.unlink()

    @api.model
    def _share(self, amount, parts, currency):
        if not parts and amount:
            raise UserError(self.env._("Choose the items first: an amount is contested of an invoice."))
        shares, rest = share(amount, parts, currency.round)
        if rest:
            raise ValidationError(self.env._(
                "%(amount)s is more than the %(most)s that are open of these items and not contested yet.",
                amount=currency.format(amount), most=currency.format(sum(most for _key, most in parts))))
        return shares

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [dict(vals) for vals in vals_list]
        if not self.env.su:
            vals_list = [
                {name: value for name, value in vals.items() if name not in KEPT or name == "company_id"}
                for vals in vals_list
            ]
        amounts = [self._take_items(vals) for vals in vals_list]
        self._complete(vals_list)
        for vals in vals_list:
            vals["name"] = self._next_number(self.env["res.company"].browse(vals["company_id"]))
        disputes = super().create(vals_list)
        for dispute, amount in zip(disputes, amounts, strict=True):
            if amount is not None:
                dispute.amount = amount
        disputes._sum_up()
        for dispute in disputes.sudo():  # closed to users' own writing
            dispute.amount_original = dispute.amount
        return disputes

    @api.model
    def _take_items(self, vals):
        """Turn `move_line_ids` of the values into lines; return the amount that is to be shared among them."""
        items = self._ids_in(vals.pop("move_line_ids", None))
        amount = vals.pop("amount", None)
        if vals.get("line_ids"):
            return None
        # As on the screens: without an amount all that is open is contested.
        amount = amount or None
        vals["line_ids"] = [Command.create({"move_line_id": item}) for item in items]
        return amount

    @api.model
    def _ids_in(self, commands):
        """Return the ids that a list of commands, or of ids, stands for."""
        found = []
        for command in commands or []:
            if isinstance(command, int):
                found.append(command)
            elif command[0] == Command.SET:
                found = list(command[2])
            elif command[0] == Command.LINK:
                found.append(command[1])
            elif command[0] == Command.CLEAR:
                found = []
        return list(dict.fromkeys(found))

    @api.model
    def _complete(self, vals_list):
        """Fill account, company and currency in from the items, in a constant number of queries."""
        ids = [[command[2].get("move_line_id") for command in vals["line_ids"] if command[0] == Command.CREATE]
               for vals in vals_list]
        every = self.env["account.move.line"].browse({item for own in ids for item in own if item})
        accounts = {}
        for company, items in every.grouped("company_id").items():
            found = self.env["ar.account"]._for_many(items.partner_id.commercial_partner_id, company)
            accounts.update({(account.partner_id.id, company.id): account for account in found})
        for vals, own in zip(vals_list, ids, strict=True):
            self._complete_one(vals, every.browse([item for item in own if item]), accounts)

    def _complete_one(self, vals, items, accounts):
        account = self.env["ar.account"].browse(vals.get("account_id") or [])
        if items:
            self._check_together(items)
            account = account or accounts.get((items.partner_id.commercial_partner_id.id, items.company_id.id))
        company = items.company_id or account.company_id or self.env["res.company"].browse(
            vals.get("company_id") or self.env.company.id)
        if company not in self.env.companies and not self.env.su:
            raise AccessError(self.env._("These items are of a company that is not among your active ones."))
        vals.update(
            account_id=account.id if account else False, company_id=company.id,
            currency_id=(items.currency_id or company.currency_id).id)

    def _adopt(self, item):
        """Let a case without items, from an email for instance, be of the first item that is added to it."""
        if not item or self.line_ids:
            return
        values = {"currency_id": item.currency_id.id, "company_id": item.company_id.id}
        if not self.account_id:
            values["account_id"] = self.env["ar.account"]._for(item.partner_id, item.company_id).id
        changed = {name: value for name, value in values.items() if self[name].id != value}
        if changed:
            self.check_access("write")
            self.sudo().write(changed)  # follows from the item, so it is closed to users' own writing

    def _check_together(self, items):
        if len(items.partner_id.commercial_partner_id) != 1 or len(items.company_id) > 1:
            raise ValidationError(self.env._(
                "These items are not of one customer in one company: open one dispute for each."))
        if len(items.currency_id) > 1:
            raise ValidationError(self.env._(
                "These items are in %s: open one dispute per currency.", ", ".join(items.currency_id.mapped("name"))))

    @api.constrains("account_id", "contact_id")
    def _check_of_account(self):
        for dispute in self.filtered("account_id"):
            customer, person = dispute.account_id.partner_id, dispute.contact_id
            if person and person.commercial_partner_id != customer:
                raise ValidationError(self.env._(
                    "%(person)s is not a contact of %(customer)s.", person=person.display_name,
                    customer=customer.display_name))
        self.line_ids._check_item()

    @api.model
    def _next_number(self, company):
        """Return the next number of `company`, which gets a sequence of its own with its first case."""
        # Sequences are the administrator's; whoever opens a case takes a number.
        sequences = self.env["ir.sequence"].sudo()
        found = sequences.search([("code", "=", "ar.dispute"), ("company_id", "=", company.id)], limit=1)
        if not found:
            company.sudo().lock_for_update(allow_referencing=True)
            found = sequences.search([("code", "=", "ar.dispute"), ("company_id", "=", company.id)], limit=1)
        return (found or sequences.create({
            "name": f"Disputes of {company.sudo().name}", "code": "ar.dispute", "company_id": company.id,
            "prefix": "DIS/%(year)s/", "padding": 4,
        })).next_by_id()
