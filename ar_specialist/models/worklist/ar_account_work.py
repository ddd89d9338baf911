from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

#: Domains of open items behind a figure of the account.
ITEMS_OF = {
    "amount_open": Domain.TRUE,
    "amount_not_due": Domain("amount_open", ">", 0) & Domain("is_overdue", "=", False),
    "amount_overdue": Domain("amount_open", ">", 0) & Domain("is_overdue", "=", True),
    "amount_to_collect": Domain("amount_open", ">", 0) & Domain("is_overdue", "=", True),
    "amount_unapplied": Domain("amount_open", "<", 0),
}


class ArAccount(models.Model):
    """What a collector does from a customer account: send a reminder, enter a payment, look closer."""

    _inherit = "ar.account"

    def _check_may_work(self):
        """Refuse whoever may look at accounts, but not act on them."""
        if not self.env.su and not self.env.user.has_group("ar_specialist.group_specialist"):
            raise AccessError(self.env._(
                "Customer accounts are worked by receivables specialists. Ask your administrator for the role "
                "“Specialist” under Receivables."))
        self.check_access("write")

    def action_figure(self):
        """Open the items behind the figure that the context names."""
        self.ensure_one()
        action = self.action_open_items()
        action["domain"] = list(
            Domain(action["domain"]) & ITEMS_OF.get(self.env.context.get("ar_figure"), Domain.TRUE))
        return action

    def action_remind_now(self):
        """Plan today's reminder of this customer alone and open it; refused with the reasons when nothing is due."""
        return self._remind_now()

    def _remind_now(self, items=None):
        """Plan today's reminder, of the open `items` (journal items) alone when given, and return how to open it."""
        self.ensure_one()
        self._check_may_work()
        waiting = self._waiting_notices(items)
        if waiting:
            return self._open_notices(waiting)
        runs = self.env["ar.run"].with_context(ar_only_items=items.ids if items else False)
        day = runs._today(self.company_id)
        notices = runs.plan(day, companies=self.company_id, partners=self.partner_id).notice_ids
        if not notices:
            reasons = "\n".join(f"- {reason['text']}" for reason in self._why(items and items.move_id)["reasons"])
            raise UserError(self.env._(
                "There is nothing to remind %(customer)s of today.\n%(reasons)s", customer=self.display_name,
                reasons=reasons))
        return self._open_notices(notices)

    def _waiting_notices(self, items):
        """Return the notices that wait to be sent already: nobody gets the same reminder twice."""
        domain = Domain("account_id", "=", self.id) & Domain("state", "in", ("planned", "approval"))
        if items:
            domain &= Domain("line_ids.move_line_id", "in", items.ids)
        return self.env["ar.notice"].search(domain)

    def _open_notices(self, notices):
        action = {**self.action_notices(), "domain": [("id", "in", notices.ids)]}
        if len(notices) == 1:
            action |= {"res_id": notices.id, "view_mode": "form", "views": [(False, "form")]}
        return action

    @api.model
    def _ar_open_items_domain(self, company):
        """A reminder of chosen items looks at these; credits still settle first what they can."""
        domain = super()._ar_open_items_domain(company)
        only = self.env.context.get("ar_only_items")
        return [*domain, "|", ("id", "in", only), ("balance", "<", 0)] if only else domain

    def action_register_payment(self):
        """Enter a payment of all that is overdue, or of all that is open when nothing is late."""
        self.ensure_one()
        owed = self.open_item_ids.filtered(lambda item: item.amount_open > 0)
        return (owed.filtered("is_overdue") or owed).action_register_payment()


class ArOpenItem(models.Model):
    """The same of chosen items."""

    _inherit = "ar.open.item"

    def action_remind_now(self):
        """Plan today's reminder of these items alone and open it."""
        return self._one_account()._remind_now(self.move_line_id)

    def action_register_payment(self):
        """Enter a payment of these items by Odoo's own wizard."""
        account = self._one_account()
        account._check_may_work()
        return self.move_line_id.action_register_payment(
            {"dont_redirect_to_payments": True, "allowed_company_ids": account.company_id.ids})

    def _one_account(self):
        """Return the customer account of the items."""
        customers, companies = self.commercial_partner_id, self.company_id
        if len(customers) != 1 or len(companies) != 1:
            raise UserError(self.env._("Choose open items of one customer in one company."))
        return self.env["ar.account"]._for_reader(customers, companies)
