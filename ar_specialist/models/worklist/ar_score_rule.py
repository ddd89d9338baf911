from odoo import api, fields, models
from odoo.fields import Domain

from ...logic.scores import Rule

AMOUNTS, DAYS, PERCENT = ("overdue",), ("oldest", "promise_broken", "no_contact", "dispute_deadline"), (
    "over_limit", "trend")


class ArScoreRule(models.Model):
    """So many points for customers to whom it applies; their sum ranks the worklist."""

    _name = "ar.score.rule"
    _description = "Score rule"
    _inherit = ["ar.choice"]

    kind = fields.Selection(
        [("overdue", "Overdue amount above"), ("oldest", "Oldest item late for more than"),
         ("promise_broken", "Promise broken within"), ("promise_due", "Promise due today"),
         ("no_contact", "No contact for"), ("next_action", "Next action day reached"),
         ("dispute_deadline", "Deadline of a dispute within"), ("over_limit", "Over the credit limit by more than"),
         ("bounced", "Email bounced"), ("trust", "Degree of trust"), ("trend", "Overdue rising by more than")],
        required=True, default="overdue",
    )
    threshold = fields.Float(
        digits=(16, 2), help="An amount in the company's currency, days or per cent, by the kind of the rule.")
    unit = fields.Char(compute="_compute_unit")
    trust = fields.Selection(
        [("good", "Good Debtor"), ("normal", "Normal Debtor"), ("bad", "Bad Debtor")], default="bad")
    points = fields.Integer(required=True, default=10, help="May be negative: the customer may wait.")

    _threshold_not_negative = models.Constraint("CHECK (threshold >= 0)", "A threshold can't be negative.")

    @api.depends("kind", "company_id")
    @api.depends_context("company")
    def _compute_unit(self):
        for rule in self:
            company = rule.company_id or self.env.company
            if rule.kind in AMOUNTS:
                rule.unit = company.currency_id.name
            elif rule.kind in DAYS:
                rule.unit = self.env._("days")
            else:
                rule.unit = "%" if rule.kind in PERCENT else ""

    @api.model
    def _rules_of(self, company):
        """Return the rules of `company` as `logic/scores.py` reads them."""
        found = self.sudo().search(  # sudo: a specialist reads them anyway; whoever pays an invoice need not
            Domain("company_id", "=", False) | Domain("company_id", "parent_of", company.ids))
        return [
            Rule(rule.id, rule.kind, rule.points, rule.threshold, rule.trust or "bad") for rule in found
        ]

    @api.model_create_multi
    def create(self, vals_list):
        rules = super().create(vals_list)
        rules._rank_anew()
        return rules

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() - {"name", "sequence"}:
            self._rank_anew()
        return result

    def unlink(self):
        result = super().unlink()
        self._rank_anew()
        return result

    def _rank_anew(self):
        """Let the scheduled action score every account again: it does so as soon as this is saved."""
        self.env["ar.account"].sudo()._ar_forget_scores()
