from odoo import http
from odoo.http import request
from odoo.tools import consteq, format_date
from odoo.tools.misc import formatLang

from ..queries.open_credits import open_credits
from .account_access import is_customer, private, speak


def readable_notice(notice_id, access_token):
    """Return the notice when the reader got it: sent, and by its own link or login; else an empty record."""
    # sudo: the reader is a customer; the token, or the login of this very customer, says that it may
    notice = request.env["ar.notice"].sudo().browse(notice_id).exists()
    return notice if notice.state == "sent" and is_reader(notice, access_token) else notice.browse()


def speak_customers_language(notice):
    """Answer whoever is not logged in, and chose no language, in that of the mail with the link."""
    speak(notice._language_of(notice.partner_id))


def is_reader(notice, access_token):
    """Return whether the reader has the notice's own link, or is logged in as a contact of its customer."""
    # Of letters beyond ASCII only bytes can be compared.
    if access_token and consteq(access_token.encode(), notice._portal_token().encode()):
        return True
    user = request.env.user
    return not user._is_public() and user.partner_id.commercial_partner_id == notice.partner_id


class NoticePortal(http.Controller):
    """The page a notice's button leads to: what of it is still open, and the way to pay each invoice."""

    @http.route("/my/notices/<int:notice_id>", type="http", auth="public", website=True, sitemap=False)
    def notice(self, notice_id, access_token="", **_kwargs):
        # sudo: as in readable_notice
        known = request.env["ar.notice"].sudo().browse(notice_id).exists()
        if not known or not is_reader(known, access_token):
            return request.redirect("/my")
        speak_customers_language(known)
        notice = readable_notice(notice_id, access_token)
        if not notice:
            return private(request.render("ar_specialist.portal_notice_not_sent", {
                "company": known.company_id, "contact": known._contact(), "page_name": "ar_notice"}))
        payables, lines = notice.account_id._ar_payables(), notice.line_ids.filtered(self._is_open)
        currencies = lines.move_line_id.currency_id.union(*(payable.currency for payable in payables))
        most = {currency: notice.account_id._ar_most_online(currency) for currency in currencies}
        items = [self._item(line, most) for line in lines]
        return private(request.render("ar_specialist.portal_notice", {
            "notice": notice, "items": items, "credits": self._credits(notice),
            "company": notice.company_id, "contact": notice._contact(), "page_name": "ar_notice",
            "payables": [
                self._payable(notice, payable, access_token) for payable in payables
                if payable.amount <= most[payable.currency]],
            "account_url": self._account_url(notice),
        }))

    def _account_url(self, notice):
        """Return the way to the whole account: from an old message, whose link is good for ever, by login alone."""
        account = notice.account_id
        if is_customer(account):
            return account._ar_portal_path()
        today = notice.env["ar.run"]._today(notice.company_id)
        days = notice.company_id.ar_portal_days - (today - notice.date).days
        return account._ar_portal_path(token=account._ar_portal_token(days)) if days > 0 else "/my/balance"

    def _payable(self, notice, payable, access_token):
        return {
            "amount": formatLang(request.env, payable.amount, currency_obj=payable.currency),
            "overdue": formatLang(request.env, payable.owed - payable.disputed, currency_obj=payable.currency),
            "disputed": payable.disputed and formatLang(
                request.env, payable.disputed, currency_obj=payable.currency),
            "credits": formatLang(request.env, -payable.credits, currency_obj=payable.currency),
            "has_credits": bool(payable.credits),
            "invoices": len(payable.invoices),
            "url": f"/my/notices/{notice.id}/pay/{payable.currency.id}?access_token={access_token}",
        }

    def _is_open(self, line):
        return not line.reason_codes and line.move_line_id.parent_state == "posted" and not line.move_line_id.reconciled

    def _credits(self, notice):
        found = open_credits(notice.env, notice.company_id, notice.partner_id).get(notice.partner_id.id, [])
        return [
            {
                "number": credit.number,
                "amount": formatLang(
                    request.env, credit.amount, currency_obj=request.env["res.currency"].browse(credit.currency_id)),
            }
            for credit in found if notice.kind == "overdue"
        ]

    def _item(self, line, most):
        move, item = line.move_id, line.move_line_id
        return {
            "number": move.name,
            "due": format_date(request.env, item.date_maturity or item.date),
            "amount": formatLang(request.env, item.amount_residual_currency, currency_obj=item.currency_id),
            "url": move.get_portal_url() if move.is_invoice() else "",
            "payable": bool(most[item.currency_id]) and move.amount_residual <= most[item.currency_id]
            and move._has_to_be_paid(),
        }
