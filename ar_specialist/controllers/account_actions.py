from odoo import http
from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.http import request

from ..logic.portal_files import MEGABYTE, MOST_FILES
from ..models.portal.ar_portal_submit import Outcome, Visitor
from .account_access import is_customer, private, readable_account, refused, token_of

#: More than the files of one form together: a company allows no more than ten megabytes each.
MOST_BYTES = MOST_FILES * 10 * MEGABYTE + MEGABYTE
FORMS = "promise,dispute,question,balance,contact"
STATUS = {"faulty": 422, "later": 429}
#: Texts that a link may put into a form; all others come from the form itself.
FROM_LINK = ("date",)


class AccountActions(CustomerPortal):
    """What a customer does on its own page: one form each, that works without a script."""

    @http.route(f"/my/balance/<int:account_id>/<any({FORMS}):action>", type="http", auth="public", methods=["GET"],
                website=True, sitemap=False)
    def form(self, account_id, action, access_token="", **kwargs):
        account = readable_account(account_id, access_token)
        if not account or action not in account._ar_portal_offers():
            return refused()
        form = {name: kwargs[name] for name in FROM_LINK if name in kwargs}
        form["items"] = request.httprequest.args.getlist("items")
        return self._show(account, access_token, action, form)

    @http.route(f"/my/balance/<int:account_id>/<any({FORMS}):action>", type="http", auth="public", methods=["POST"],
                website=True, sitemap=False, max_content_length=MOST_BYTES)
    def send(self, account_id, action, access_token="", key="", **kwargs):
        account = readable_account(account_id, access_token)
        if not account:
            return refused()
        form = given(account, kwargs)
        outcome = submitted(account, action, form, key, access_token)
        if outcome.state in ("done", "again"):
            token = token_of(account, access_token)
            return private(request.redirect(account._ar_portal_path("/received", token, key=key), code=303))
        if outcome.state == "closed":
            return refused()
        return self._show(account, access_token, action, form, outcome, key)

    @http.route("/my/balance/<int:account_id>/received", type="http", auth="public", methods=["GET"], website=True,
                sitemap=False)
    def received(self, account_id, access_token="", key="", **_kwargs):
        account = readable_account(account_id, access_token)
        if not account:
            return refused()
        token = token_of(account, access_token)
        done = account.env["ar.portal.request"]._done(account, key)
        if not done:
            return private(request.redirect(account._ar_portal_path(token=token)))
        return private(request.render("ar_specialist.portal_received", {
            **page_values(self, account, access_token), "done": done, "case": case_of(account, done)}))

    def _show(self, account, access_token, action, form, outcome=None, key=""):
        """Render a form: empty, or with what was typed and what is wrong with it."""
        values = account._ar_portal_form_values(action, form)
        response = request.render(f"ar_specialist.portal_form_{action}", {
            **page_values(self, account, access_token), **values, "key": key or values["key"],
            "faults": outcome.faults if outcome else {}, "later": bool(outcome) and outcome.state == "later",
        })
        response.status_code = STATUS.get(outcome.state, 200) if outcome else 200
        return private(response)


def page_values(controller, account, access_token):
    """Return what every page of the account's forms needs; `person` is who is logged in, empty for a link."""
    return {
        **controller._prepare_portal_layout_values(), "page_name": "ar_balance", "account": account,
        "company": account.company_id, "access_token": token_of(account, access_token), "faults": {}, "later": False,
        "person": visitor(account).partner, "contact": account._ar_contact(),
    }


def submitted(account, action, form, key, access_token):
    """Carry out a form; whoever works here may look at the customer's page, and says nothing in its name."""
    if request.env.user._is_internal() or account._ar_is_look_token(access_token):
        return Outcome("faulty", {"": request.env._("You are logged in as one of us. Only the customer sends this.")})
    return account._ar_portal_submit(action, form, visitor(account), key)


def visitor(account):
    """Return who sends a form: the contact logged in at the customer's, or nobody known."""
    # sudo: the name of the one who is logged in
    user = request.env.user.sudo()
    partner = user.partner_id if is_customer(account) else user.partner_id.browse()
    return Visitor(partner, request.httprequest.remote_addr or "")


def given(account, fields):
    """Return what a form carries: texts, the items chosen, and its files, each read no further than is allowed."""
    most = account.company_id._ar_portal_files()
    files = [file for file in request.httprequest.files.getlist("files") if file.filename]
    return {
        **{name: text for name, text in fields.items() if isinstance(text, str)}, "sent": True,
        "items": request.httprequest.form.getlist("items"),
        "files": [(file.filename, file.stream.read(most.size + 1)) for file in files[:most.number + 1]],
    }


def case_of(account, done):
    """Return the case that came of a form, if it opened one."""
    cases = account.env["ar.dispute"]
    return cases.search([("account_id", "=", account.id), ("name", "=", done.reference)]) if done.reference else cases
