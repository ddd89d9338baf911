from odoo import http
from odoo.http import request
from odoo.tools import consteq, format_date
from odoo.tools.misc import formatLang

from ..queries.open_credits import open_credits


class NoticePortal(http.Controller):
    """The page a notice's button leads to: what of it is still open, and the way to pay each invoice."""

    @http.route("/my/notices/<int:notice_id>", type="http", auth="public", website=True, sitemap=False)
    def notice(self, notice_id, access_token="", **_kwargs):
        # sudo: the reader is a customer; the token, or the login of this very customer, says that it may
        notice = request.env["ar.notice"].sudo().browse(notice_id).exists()
        if not notice or not self._may_read(notice, access_token):
            return request.redirect("/my")
        items = [self._item(line) for line in notice.line_ids if self._is_open(line)]
        return request.render("ar_specialist.portal_notice", {
            "notice": notice, "items": items, "credits": self._credits(notice),
            "company": notice.company_id, "contact": notice._contact(),
            "page_name": "ar_notice",
        })

    def _may_read(self, notice, access_token):
        if notice.state not in ("sent", "planned", "approval"):
            return False
        if access_token and consteq(access_token, notice._portal_token()):
            return True
        user = request.env.user
        return not user._is_public() and user.partner_id.commercial_partner_id == notice.partner_id

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

    def _item(self, line):
        move, item = line.move_id, line.move_line_id
        return {
            "number": move.name,
            "due": format_date(request.env, item.date_maturity or item.date),
            "amount": formatLang(request.env, item.amount_residual_currency, currency_obj=item.currency_id),
            "url": move.get_portal_url() if move.is_invoice() else "",
        }
