from odoo.addons.account_payment.controllers.portal import PortalAccount
from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.http import request, route

from .notice_portal import readable_notice, speak_customers_language


class NoticePayment(PortalAccount):
    """Everything overdue paid at once, by Odoo's own payment page for overdue invoices.

    Core's page of that name wants a login and one contact on all invoices; the link of a notice is proof enough, and
    the invoices are those of the customer with all its contacts.
    """

    @route("/my/notices/<int:notice_id>/pay/<int:currency_id>", type="http", auth="public", website=True, sitemap=False)
    def pay_overdue(self, notice_id, currency_id, access_token="", **kwargs):
        notice = readable_notice(notice_id, access_token)
        payable = notice and notice._payable(currency_id)
        if not payable:
            return request.redirect(f"/my/notices/{notice_id}?access_token={access_token}")
        speak_customers_language(notice)
        reference = notice._payment_reference(payable)
        values = self._get_common_page_view_values({
            "partner": notice.partner_id, "company": notice.company_id, "currency": payable.currency,
            "total_amount": payable.amount, "amount_residual": payable.amount, "payment_reference": reference,
            "landing_route": f"/my/notices/{notice_id}?access_token={access_token}",
            "transaction_route": f"/my/notices/{notice_id}/transaction/{currency_id}",
        }, access_token=access_token, **kwargs)
        return request.render("account_payment.portal_overdue_invoices_page", {
            **values, "page_name": "ar_notice", "amount": payable.amount,
            "payment": {"reference": reference, "amount": payable.amount, "currency": payable.currency},
        })

    @route("/my/notices/<int:notice_id>/transaction/<int:currency_id>", type="jsonrpc", auth="public")
    def overdue_transaction(self, notice_id, currency_id, access_token="", payment_reference="", **kwargs):
        """Create a draft transaction for what is overdue and return its processing values, as core's routes do.

        :raise ValidationError: when the link is not valid, or the amount is no more what the page showed
        """
        notice = readable_notice(notice_id, access_token)
        payable = notice and notice._payable(currency_id)
        self._validate_transaction_kwargs(kwargs)
        if not payable or payable.currency.compare_amounts(float(kwargs.get("amount") or 0), payable.amount):
            raise ValidationError(request.env._("What is to be paid has changed. Please open the page again."))
        user = request.env.user
        partner = notice.partner_id if user._is_public() else user.partner_id
        kwargs.update(
            amount=payable.amount, currency_id=currency_id, partner_id=partner.id, reference_prefix=payment_reference)
        transaction = self._create_transaction(
            custom_create_values={"invoice_ids": [Command.set(payable.invoices.ids)]}, **kwargs)
        return transaction._get_processing_values()
