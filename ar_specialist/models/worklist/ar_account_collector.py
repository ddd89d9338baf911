from odoo import models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ...logic.collectors import Customer, choose


class ArAccount(models.Model):
    """Collectors by rules, for whoever has none yet: what a person decided stays."""

    _inherit = "ar.account"

    def _ar_assign_collectors(self):
        """Give the accounts without a collector the one of the first rule that fits; return those that got one."""
        assigned = self.browse()
        for company, accounts in self.filtered(lambda account: not account.collector_id).grouped("company_id").items():
            assigned |= accounts._ar_assign_in(company)
        return assigned

    def _ar_assign_in(self, company):
        records = self.env["ar.collector.rule"].sudo().with_context(active_test=True).search(
            Domain("company_id", "=", False) | Domain("company_id", "parent_of", company.ids))
        # A shared rule may name somebody who does not work in this company, or who has left.
        records = records.filtered(lambda rule: rule.user_id.active and company in rule.user_id.company_ids)
        if not records:
            return self.browse()
        segments = self._ar_segments(records, company)
        # sudo: the size of a customer is all that is open
        sized = self.sudo().with_context(allowed_company_ids=company.ids)
        rules, by_user = [rule._rule() for rule in records], {}
        for account in sized:
            partner = account.partner_id
            user = choose(rules, Customer(
                partner.name or "", partner.country_id.id or None, account.amount_open,
                segments.get(partner.id, frozenset())))
            if user:
                by_user.setdefault(user, []).append(account.id)
        for user, ids in by_user.items():
            self.browse(ids).write({"collector_id": user})
        return self.browse(account for ids in by_user.values() for account in ids)

    def _ar_segments(self, rules, company):
        """Return {partner id: ids of the rules whose segment it is in}, one query per rule with a segment."""
        found = {}
        for rule in rules:
            segment = rule._segment()
            if not segment.is_true():
                partners = self.env["res.partner"].sudo().with_company(company).search(
                    segment & Domain("id", "in", self.partner_id.ids))
                for partner in partners.ids:
                    found.setdefault(partner, set()).add(rule.id)
        return {partner: frozenset(ids) for partner, ids in found.items()}

    def action_assign_collectors(self):
        """Assign by the rules, and say how many got a collector."""
        self.check_access("write")
        assigned = self._ar_assign_collectors()
        left = len(self.filtered(lambda account: not account.collector_id))
        message = self.env._("%s customers got a collector.", len(assigned))
        if left:
            message = self.env._("%(message)s No rule fits %(left)s others.", message=message, left=left)
        return {
            "type": "ir.actions.client", "tag": "display_notification", "params": {
                "type": "success" if assigned else "warning", "message": message,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def action_reassign(self):
        """Ask for the new collector of these accounts."""
        if not self.env.user.has_group("ar_specialist.group_manager"):
            raise AccessError(self.env._("Only a receivables manager hands customers over in bulk."))
        return {
            "type": "ir.actions.act_window", "res_model": "ar.collector.reassign", "target": "new",
            "views": [(False, "form")], "view_mode": "form", "name": self.env._("Hand over to"),
            "context": {"default_account_ids": self.ids},
        }
