
from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools.safe_eval import safe_eval

from ...logic.follow_up_rules import PolicyRule

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class ArPolicy(models.Model):
    """When customers of one segment are reminded, and how; the first policy by rank that fits a customer is its."""

    _name = "ar.policy"
    _description = "Follow-up policy"
    _inherit = ["mail.thread"]
    _order = "rank, id"
    _check_company_domain = models.check_company_domain_parent_of

    name = fields.Char(required=True, translate=True)
    rank = fields.Integer(default=10, help="The lowest rank is tried first.")
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", help="Empty: shared by all companies.")
    domain = fields.Char(
        string="Segment", default="[]", tracking=True,
        help="Customers this policy is for. Empty: everyone who is left.",
    )
    level_ids = fields.One2many("ar.policy.level", "policy_id", copy=True)
    quiet_days = fields.Integer(
        default=3, tracking=True, help="Full days between two notices to the same customer, whatever their level.")
    monday = fields.Boolean(default=True)
    tuesday = fields.Boolean(default=True)
    wednesday = fields.Boolean(default=True)
    thursday = fields.Boolean(default=True)
    friday = fields.Boolean(default=True)
    saturday = fields.Boolean()
    sunday = fields.Boolean()
    minimum_balance = fields.Float(
        digits="Account", tracking=True,
        help="Overdue balance, in the company's currency, below which nobody is reminded.",
    )
    grace_days = fields.Integer(tracking=True, help="Days an item may be late before this policy minds.")
    hold_on_credits = fields.Boolean(
        string="Hold while credits cover the overdue", default=True,
        help="No notice while unapplied payments and credit notes cover what is overdue.",
    )
    hold_on_bank_waiting = fields.Boolean(
        string="Hold while bank entries wait",
        help="No notice while statement lines wait to be reconciled: the payment may be among them.",
    )
    bank_days = fields.Integer(
        string="Bank data at most days old", help="No notice when the last bank entry is older. 0: do not look.",
    )

    @api.constrains("domain")
    def _check_domain(self):
        for policy in self:
            try:
                self.env["res.partner"].search_count(policy._segment(), limit=1)
            except Exception as error:  # whatever a hand-written domain may be wrong in
                raise ValidationError(self.env._(
                    "The segment of policy “%(name)s” can't be read: %(error)s", name=policy.name, error=error,
                )) from error

    @api.constrains("quiet_days", "grace_days", "bank_days", "minimum_balance")
    def _check_not_negative(self):
        for policy in self:
            if min(policy.quiet_days, policy.grace_days, policy.bank_days, policy.minimum_balance) < 0:
                raise ValidationError(self.env._("Days and amounts of policy “%s” can't be negative.", policy.name))

    def _segment(self):
        self.ensure_one()
        return Domain(safe_eval(self.domain or "[]"))

    def _rule(self):
        """Return the policy as :class:`PolicyRule`."""
        self.ensure_one()
        return PolicyRule(
            self.id, tuple(level._rule() for level in self.level_ids), self.quiet_days,
            frozenset(number for number, name in enumerate(WEEKDAYS) if self[name]), self.minimum_balance,
            self.grace_days, self.hold_on_credits, self.hold_on_bank_waiting, self.bank_days,
        )

    @api.model
    def _policies_of(self, company):
        return self.search([("company_id", "in", [False, *company.parent_ids.ids])])

    @api.model
    def _assign(self, accounts, company):
        """Return {account id: policy}: the account's own, else the first by rank whose segment it is in.

        One query per policy, whatever the number of accounts.
        """
        partners = self._assign_partners(accounts.filtered(lambda account: not account.policy_id).partner_id, company)
        assigned = {account.id: account.policy_id or partners.get(account.partner_id.id) for account in accounts}
        return {account: policy for account, policy in assigned.items() if policy}

    def _members(self, partner_ids, company):
        """Return those of `partner_ids` who are in the segment."""
        segment = self._segment()
        if segment.is_true():
            return partner_ids
        customers = self.env["res.partner"].with_company(company).with_context(active_test=False)
        return customers.search(segment & Domain("id", "in", partner_ids), order="id").ids

    @api.model
    def _assign_partners(self, partners, company):
        """Return {partner id: policy}, the first by rank whose segment the partner is in; own policies aside."""
        assigned, waiting = {}, set(partners.ids)
        for policy in self._policies_of(company):
            if not waiting:
                break
            found = policy._members(list(waiting), company)
            assigned.update(dict.fromkeys(found, policy))
            waiting.difference_update(found)
        return assigned
