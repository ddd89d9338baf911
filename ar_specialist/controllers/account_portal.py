from odoo import http
from odoo.addons.account.controllers.portal import PortalAccount
from odoo.http import request
from odoo.tools import format_date
from odoo.tools.misc import formatLang

from ..models.portal.ar_account_portal_documents import MOST_DOCUMENTS
from .account_access import own_accounts, private, readable_account, refused, token_of


class AccountPortal(PortalAccount):
    """The customer's own page: what is open, what was promised and disputed, and the way to documents and payment."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        # Asked for nothing, core renders the page itself: the card says the balance without a script.
        if not counters and (accounts := own_accounts()):
            values["ar_balances"] = [self._balance(account) for account in accounts]
        return values

    @http.route("/my/balance", type="http", auth="user", methods=["GET"], website=True, sitemap=False)
    def balances(self, **_kwargs):
        accounts = own_accounts()
        if len(accounts) == 1:
            return private(request.redirect(accounts._ar_portal_path()))
        return private(request.render("ar_specialist.portal_accounts", {
            **self._prepare_portal_layout_values(), "page_name": "ar_balance",
            "balances": [self._balance(account) for account in accounts],
        }))

    @http.route("/my/balance/<int:account_id>", type="http", auth="public", methods=["GET"], website=True,
                sitemap=False)
    def balance(self, account_id, access_token="", message="", **_kwargs):
        account = readable_account(account_id, access_token)
        if not account:
            return refused()
        return private(request.render("ar_specialist.portal_account", {
            **self._account_values(account),
            "access_token": token_of(account, access_token), "message": message, "page_name": "ar_balance",
            "account_back_url": "/my/balance",
        }))

    def _account_values(self, account):
        today = account._ar_portal_today()
        return {
            "account": account, "company": account.company_id, "customer": account.partner_id.name,
            "today": today, "day": format_date(request.env, today), "first_day": today.replace(day=1),
            "blocks": account._ar_portal_blocks(), "promises": account._ar_portal_promises(),
            "disputes": account._ar_portal_disputes(), "contact": account._ar_contact(),
            "bank": account._ar_bank(request.env["account.move"].sudo()), "most_documents": MOST_DOCUMENTS,
        }

    def _balance(self, account):
        """Return what one line says of an account: its company and the balance of each currency."""
        blocks = account._ar_statements(account._ar_portal_today())[account.id]
        currencies = request.env["res.currency"]

        def text(block, amount):
            return formatLang(request.env, amount, currency_obj=currencies.browse(block.currency))

        return {
            "company": account.company_id.name, "url": account._ar_portal_path(),
            "balances": [text(block, block.balance) for block in blocks],
            "overdue": [text(block, block.overdue) for block in blocks if block.overdue],
            "items": sum(len(block.items) for block in blocks),
        }
