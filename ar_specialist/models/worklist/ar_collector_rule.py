from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ...logic.collectors import CollectorRule


class ArCollectorRule(models.Model):
    """Which customers a collector gets; the first rule that fits decides."""

    _name = "ar.collector.rule"
    _description = "Collector rule"
    _order = "sequence, id"
    _check_company_auto = True
    _check_company_domain = models.check_company_domain_parent_of

    name = fields.Char(compute="_compute_name", store=True, readonly=False)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", default=lambda self: self.env.company, help="Empty: for all companies.")
    user_id = fields.Many2one(
        "res.users", string="Collector", required=True, check_company=True, domain=[("share", "=", False)])
    domain = fields.Char(string="Segment", default="[]", help="Empty: all customers.")
    letter_from = fields.Char(string="From Letter", size=1)
    letter_to = fields.Char(string="To Letter", size=1, help="Of the customer's name, both included.")
    country_ids = fields.Many2many("res.country", string="Countries", help="Empty: any.")
    amount_from = fields.Float(
        string="Open Amount From", digits=(16, 2), help="In the currency of the account's company.")
    amount_to = fields.Float(string="Open Amount To", digits=(16, 2), help="0: no upper end.")

    _amounts_in_order = models.Constraint(
        "CHECK (amount_to = 0 OR amount_to >= amount_from)", "The upper amount can't be below the lower one.")

    @api.depends("user_id")
    def _compute_name(self):
        for rule in self:
            rule.name = rule.name or rule.user_id.name

    @api.constrains("domain")
    def _check_domain(self):
        for rule in self:
            try:
                self.env["res.partner"].search_count(rule._segment(), limit=1)
            except Exception as error:
                raise ValidationError(self.env._("“%s” is no segment of customers.", rule.domain)) from error

    def _segment(self):
        return Domain(literal_eval(self.domain or "[]"))

    def _rule(self):
        """Return the rule as `logic/collectors.py` reads it."""
        return CollectorRule(
            self.id, self.user_id.id, self.company_id.id or None, (self.letter_from or "", self.letter_to or ""),
            frozenset(self.country_ids.ids), self.amount_from, self.amount_to, not self._segment().is_true())

    def action_assign(self):
        """Give every customer without a collector the one that the rules name."""
        accounts = self.env["ar.account"].search([("collector_id", "=", False)])
        return accounts.action_assign_collectors()
