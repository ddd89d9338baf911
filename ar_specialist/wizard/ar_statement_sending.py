from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..logic.statement_sending import ANY, OPEN, Order, Wish
from ..models.statement.ar_statement import CONDITIONS
from ..queries.ledger_facts import receivable_accounts


class ArStatementSending(models.TransientModel):
    """Asks which statements to send, to whom, and by what."""

    _name = "ar.statement.sending"
    _description = "Send statements"
    _inherit = ["ar.statement.asked"]

    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    currency_id = fields.Many2one(related="company_id.currency_id")
    kind = fields.Selection(compute="_compute_by_company", store=True, precompute=True, readonly=False)
    group = fields.Boolean(
        compute="_compute_by_company", store=True, precompute=True, readonly=False,
        help="One statement of a company and its subsidiaries together, to the company at the top.")
    scope = fields.Selection(
        [("all", "All customers"), ("some", "Only these customers")], string="Customers", required=True,
        default=lambda self: "some" if self._given() else "all")
    account_ids = fields.Many2many("ar.account", string="Chosen", default=lambda self: self._given())
    condition = fields.Selection(
        CONDITIONS, string="Only When", required=True, default=lambda self: ANY if self._given() else OPEN)
    minimum = fields.Monetary(string="Balance From", help="Whoever owes less gets none; 0 asks nothing.")
    collector_id = fields.Many2one("res.users", domain=[("share", "=", False)])
    channel = fields.Selection(
        [("email", "Email, print for those without"), ("print", "Print all")], string="By", required=True,
        default="email")

    @api.depends("company_id")
    def _compute_by_company(self):
        for sending in self:
            sending.kind = sending.company_id.ar_statement_kind
            sending.group = sending.company_id.ar_statement_group

    def action_plan(self):
        """Plan the statements and open what is planned; nothing is sent yet."""
        self.ensure_one()
        accounts = self._accounts()
        batch = self.env["ar.statement.batch"]._plan(accounts, self._asked())
        if len(accounts) == 1 and self.scope == "some":
            return self._open_one(batch)
        return {
            "type": "ir.actions.act_window", "res_model": batch._name, "res_id": batch.id, "views": [(False, "form")],
        }

    def _accounts(self):
        if self.scope == "some":
            if not self.account_ids:
                raise UserError(self.env._("Choose the customers, or send to all of them."))
            if len(self.account_ids.company_id) > 1:
                raise UserError(self.env._("Choose customers of one company."))
            return self.account_ids
        # Whoever got its first invoice today is among all customers, too.
        self.env["ar.account"]._make_missing(self.company_id, receivable_accounts(self.env))
        domain = [("company_id", "=", self.company_id.id)]
        if self.collector_id:
            domain.append(("collector_id", "=", self.collector_id.id))
        return self.env["ar.account"].search(domain)

    def _asked(self):
        if self.date > self.company_id._ar_today():
            raise UserError(self.env._("Nobody knows yet what will be open on %s: choose today, or a day before.",
                                       format_date(self.env, self.date)))
        return Order(
            self.kind, self.date, self._since(), self.group,
            self.channel == "email", Wish(self.condition, self.minimum), self.scope == "some")

    def _open_one(self, batch):
        """Open the statement of the only customer; the one that is there already where it can't have another."""
        statement = batch.statement_ids or self.env["ar.statement"].search([
            ("account_id", "=", self.account_ids.id), ("kind", "=", self.kind), ("date", "=", self.date)])
        if not statement:
            raise UserError(self.env._(
                "%(customer)s gets no statement: %(why)s.", customer=self.account_ids.display_name,
                why=dict(batch.skip_ids._fields["reason"]._description_selection(self.env))[batch.skip_ids.reason]))
        return {
            "type": "ir.actions.act_window", "res_model": statement._name, "res_id": statement.id,
            "views": [(False, "form")],
        }
