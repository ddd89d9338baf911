from odoo import http
from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.http import content_disposition, request
from odoo.tools import format_date, format_datetime
from odoo.tools.misc import formatLang

from ..models.ar_report_screen import LARGEST_ID
from .account_access import private, readable_account, refused, token_of
from .account_actions import MOST_BYTES, STATUS, given, page_values, submitted

CASE = "/my/balance/<int:account_id>/case/<int:number>"


class AccountConversation(CustomerPortal):
    """A case of the customer: how it stands, what was written, and a box to answer."""

    @http.route(CASE, type="http", auth="public", methods=["GET"], website=True, sitemap=False)
    def case(self, account_id, number, access_token="", **_kwargs):
        account, case = readable_case(account_id, number, access_token)
        return self._show_case(account, case, access_token) if case else refused()

    @http.route(CASE, type="http", auth="public", methods=["POST"], website=True, sitemap=False,
                max_content_length=MOST_BYTES)
    def reply(self, account_id, number, access_token="", key="", **kwargs):
        account, case = readable_case(account_id, number, access_token)
        if not case:
            return refused()
        form = {**given(account, kwargs), "case": str(case.id)}
        outcome = submitted(account, "reply", form, key, access_token)
        if outcome.state in ("done", "again"):
            path = account._ar_portal_path(f"/case/{case.id}", token_of(account, access_token))
            return private(request.redirect(f"{path}#last", code=303))
        return self._show_case(account, case, access_token, form, outcome, key)

    @http.route(f"{CASE}/file/<int:attachment_id>", type="http", auth="public", methods=["GET"], website=True,
                sitemap=False)
    def case_file(self, account_id, number, attachment_id, access_token="", **_kwargs):
        _account, case = readable_case(account_id, number, access_token)
        files = case._ar_customer_messages().attachment_ids if case else None
        file = files and files.filtered(lambda one: one.id == attachment_id)
        if not file:
            return refused()
        return private(request.make_response(file.raw or b"", headers=[
            ("Content-Type", "application/octet-stream"), ("X-Content-Type-Options", "nosniff"),
            ("Content-Disposition", content_disposition(file.name)), ("Content-Security-Policy", "sandbox"),
        ]))

    def _show_case(self, account, case, access_token, form=None, outcome=None, key=""):
        form = form or {}
        values = account._ar_portal_form_values("reply", form)
        response = request.render("ar_specialist.portal_case", {
            **page_values(self, account, access_token), **values, **case_values(case), "key": key or values["key"],
            "faults": outcome.faults if outcome else {}, "later": bool(outcome) and outcome.state == "later",
        })
        response.status_code = STATUS.get(outcome.state, 200) if outcome else 200
        return private(response)


def readable_case(account_id, number, access_token):
    """Return (account, case) when the reader may see them, else two empty records."""
    account = readable_account(account_id, access_token)
    case = account and number <= LARGEST_ID and account._ar_portal_case(number)
    if not case or case.state == "cancelled":
        return account.browse(), request.env["ar.dispute"].browse()
    return account, case


def case_values(case):
    """Return what the customer reads of a case: numbers, days, its state in our words for customers, the messages."""
    customer, zone = case.account_id.partner_id, case.company_id.partner_id.tz or "UTC"
    return {
        "case": case, "state": case._ar_portal_state(), "opened": format_date(case.env, case.date_opened),
        "is_question": not case._ar_is_contesting(),
        "contested": formatLang(case.env, case.amount_original, currency_obj=case.currency_id),
        "items": ", ".join(dict.fromkeys(filter(None, case.line_ids.mapped("move_line_id.move_name")))),
        "messages": [
            {
                "is_own": message.author_id.commercial_partner_id == customer,
                "author": message.author_id.name or message.email_from,
                "date": format_datetime(case.env, message.date, tz=zone, dt_format="short"),
                "text": case._ar_customer_text(message), "files": message.attachment_ids,
            }
            for message in case._ar_customer_messages()
        ],
    }
