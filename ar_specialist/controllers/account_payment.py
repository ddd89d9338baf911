from odoo.addons.account_payment.controllers.portal import PortalAccount
from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.http import request, route

from .account_access import back_to, numbers, private, readable_account, refused, token_of

#: What stands for the items in the address when all that is overdue is paid.
OVERDUE = "overdue"
#: More items than this are paid as "everything overdue", or in two goes.
MOST_ITEMS = 200


class ReceivablesPayment(PortalAccount):
    """Several invoices paid at once, by Odoo's own payment page for overdue invoices.

    Core's page of that name wants a login and one contact on all invoices; a link of ours is proof enough, and the
    invoices are those of the customer with all its contacts. Whoever inherits this has checked the reader.
    """

    def _payment_page(self, account, payable, landing_route, transaction_route, access_token):
        reference = account._ar_payment_reference(payable)
        values = self._get_common_page_view_values({
            "partner": account.partner_id, "company": account.company_id, "currency": payable.currency,
            "total_amount": payable.amount, "amount_residual": payable.amount, "payment_reference": reference,
            "landing_route": landing_route, "transaction_route": transaction_route,
        }, access_token=access_token)
        return private(request.render("account_payment.portal_overdue_invoices_page", {
            **values, "page_name": "ar_balance", "account_back_url": landing_route, "company": account.company_id,
            "amount": payable.amount,
            "payment": {"reference": reference, "amount": payable.amount, "currency": payable.currency},
        }))

    def _payment_transaction(self, account, payable, payment_reference="", **kwargs):
        """Create a draft transaction for what is to be paid and return its processing values, as core's routes do.

        :raise ValidationError: when nothing is to be paid, or the amount is no more what the page showed
        """
        self._validate_transaction_kwargs(kwargs)
        if not payable or not self._is_amount(payable, kwargs.get("amount")):
            raise ValidationError(request.env._("What is to be paid has changed. Please open the page again."))
        user = request.env.user
        partner = account.partner_id if user._is_public() else user.partner_id
        kwargs.update(
            amount=payable.amount, currency_id=payable.currency.id, partner_id=partner.id,
            reference_prefix=payment_reference)
        transaction = self._create_transaction(
            custom_create_values={"invoice_ids": [Command.set(payable.invoices.ids)]}, **kwargs)
        return transaction._get_processing_values()

    def _is_amount(self, payable, said):
        try:
            return payable.currency.compare_amounts(float(said or 0), payable.amount) == 0
        except (TypeError, ValueError, OverflowError):
            return False


class AccountPayment(ReceivablesPayment):
    """From the customer's page: everything overdue, or the items that were ticked."""

    @route(
        ["/my/balance/<int:account_id>/pay/<int:currency_id>",
         "/my/balance/<int:account_id>/pay/<int:currency_id>/items"],
        type="http", auth="public", methods=["GET"], website=True, sitemap=False)
    def pay_account(self, account_id, currency_id, access_token="", **_kwargs):
        account = readable_account(account_id, access_token)
        if not account:
            return refused()
        items = numbers("items") if request.httprequest.path.endswith("/items") else None
        if items is not None and not 0 < len(items) <= MOST_ITEMS:
            return back_to(account, access_token, "many" if items else "choose")
        payable = account._ar_payable(currency_id, items)
        if not payable:
            return back_to(account, access_token, "unpayable")
        token = token_of(account, access_token)
        chosen = OVERDUE if items is None else ",".join(map(str, items))
        return self._payment_page(
            account, payable, account._ar_portal_path(token=token),
            account._ar_portal_path(f"/transaction/{currency_id}/{chosen}"), token)

    @route(
        "/my/balance/<int:account_id>/transaction/<int:currency_id>/<string:chosen>", type="jsonrpc", auth="public")
    def account_transaction(self, account_id, currency_id, chosen, access_token="", **kwargs):
        account = readable_account(account_id, access_token)
        items = None if chosen == OVERDUE else numbers(text=chosen)
        payable = account and account._ar_payable(currency_id, items)
        return self._payment_transaction(account, payable, **kwargs)
