from odoo import api, fields, models
from odoo.fields import Domain


class ArPolicyPreview(models.TransientModel):
    """One customer and the policy it falls to, as things stand at the moment of asking."""

    _name = "ar.policy.preview"
    _description = "Policy of a customer"
    _order = "rank, amount_overdue desc, id"
    _rec_name = "partner_id"

    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    policy_id = fields.Many2one("ar.policy", readonly=True)
    rank = fields.Integer(readonly=True)
    own = fields.Boolean(
        string="Own Policy", readonly=True, help="Set on the customer's account, whatever the segments.")
    country_id = fields.Many2one(related="partner_id.country_id")
    salesperson_id = fields.Many2one(related="partner_id.user_id", string="Salesperson")
    currency_id = fields.Many2one(related="company_id.currency_id")
    amount_open = fields.Monetary(string="Open", readonly=True)
    amount_overdue = fields.Monetary(string="Overdue", readonly=True)

    @api.model
    def _fill(self, company):
        """Return a line for each customer of `company`: whoever was invoiced before or has something open."""
        opened, overdue = self._sums(company, []), self._sums(company, [("is_overdue", "=", True)])
        partners = self.env["res.partner"].search(
            Domain("company_id", "in", [False, *company.parent_ids.ids])
            & (Domain("id", "in", list(opened)) | Domain("customer_rank", ">", 0) & self._domain_commercial()))
        accounts = self.env["ar.account"].search([
            ("company_id", "=", company.id), ("partner_id", "in", partners.ids), ("policy_id", "!=", False)])
        own = {account.partner_id.id: account.policy_id for account in accounts}
        policies = self.env["ar.policy"]._assign_partners(partners.filtered(lambda one: one.id not in own), company)
        policies |= own
        nobody = self.env["ar.policy"]
        return self.create([
            {
                "partner_id": partner.id, "company_id": company.id, "own": partner.id in own,
                "policy_id": policies.get(partner.id, nobody).id,
                "rank": policies[partner.id].rank if partner.id in policies else 2**31 - 1,
                "amount_open": opened.get(partner.id, 0.0), "amount_overdue": overdue.get(partner.id, 0.0),
            }
            for partner in partners
        ])

    @api.model
    def _domain_commercial(self):
        """Customers of their own, not the contacts of one."""
        return Domain("parent_id", "=", False) | Domain("is_company", "=", True)

    @api.model
    def _sums(self, company, domain):
        groups = self.env["ar.open.item"]._read_group(
            Domain(domain) & Domain("company_id", "=", company.id), ["commercial_partner_id"], ["amount_open:sum"])
        return {partner.id: total for partner, total in groups if partner}

    def action_open_customer(self):
        """Open the customer of the line."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": "res.partner", "res_id": self.partner_id.id,
            "views": [(False, "form")],
        }
