from odoo.http import request, route

from .account_payment import ReceivablesPayment
from .notice_portal import readable_notice, speak_customers_language


class NoticePayment(ReceivablesPayment):
    """Everything overdue paid at once by the link of a notice."""

    @route("/my/notices/<int:notice_id>/pay/<int:currency_id>", type="http", auth="public", website=True, sitemap=False)
    def pay_overdue(self, notice_id, currency_id, access_token="", **_kwargs):
        notice = readable_notice(notice_id, access_token)
        account = notice.account_id
        payable = notice and account._ar_payable(currency_id)
        if not payable:
            return request.redirect(f"/my/notices/{notice_id}?access_token={access_token}")
        speak_customers_language(notice)
        return self._payment_page(
            account, payable, f"/my/notices/{notice_id}?access_token={access_token}",
            f"/my/notices/{notice_id}/transaction/{currency_id}", access_token)

    @route("/my/notices/<int:notice_id>/transaction/<int:currency_id>", type="jsonrpc", auth="public")
    def overdue_transaction(self, notice_id, currency_id, access_token="", **kwargs):
        notice = readable_notice(notice_id, access_token)
        payable = notice and notice.account_id._ar_payable(currency_id)
        return self._payment_transaction(notice.account_id, payable, **kwargs)
