"""Who may open a customer's page, and what every answer about it carries."""

from odoo.http import request

from ..models.ar_report_screen import LARGEST_ID

#: The page is for its reader alone: no search engine, no cache, and no other site learns the link.
PRIVATE = {
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
}


def readable_account(account_id, access_token=""):
    """Return the account, as superuser and in its company, when the reader may see it; else an empty record.

    The reader may by a link of this very account that has not expired, or by the login of a portal user who is the
    customer or one of its contacts. Parents, subsidiaries and other customers may not, nor may users of the back
    office: they have the account itself. An archived account opens to nobody.
    """
    # sudo: the reader is a customer; the token, or the login of this very customer, says that it may
    account = request.env["ar.account"].sudo().browse(account_id if 0 < account_id <= LARGEST_ID else []).exists()
    if not account.active or not (account._ar_is_portal_token(access_token) or is_customer(account)):
        return account.browse()
    speak(account._ar_statement_lang())
    # The environment that speaks the language, not that from before.
    return request.env["ar.account"].sudo().browse(account.id).with_company(account.company_id)


def is_customer(account):
    """Return whether the login is that of a contact of the account's customer, in the account's company."""
    user = request.env.user
    return (
        user._is_portal() and user.partner_id.commercial_partner_id == account.partner_id
        and account.company_id in user.company_ids)


def own_accounts():
    """Return the accounts that the login opens, as superuser, one of each company.

    Whoever got its first invoice today has one, too: it is made here, before the nightly action does it.
    """
    user = request.env.user
    # sudo: the reader is a customer, and these are its own
    accounts = request.env["ar.account"].sudo()
    if not user._is_portal():
        return accounts
    customer = user.sudo().partner_id.commercial_partner_id
    known = accounts.with_context(active_test=False).search([
        ("partner_id", "=", customer.id), ("company_id", "in", user.company_ids.ids)], order="company_id, id")
    new = [accounts._for(customer, company) for company in user.company_ids - known.company_id
           if _owes(customer, company)]
    return known.filtered("active").with_context(active_test=True).union(*new)


def _owes(customer, company):
    return bool(request.env["account.move.line"].sudo().search_count([
        ("account_type", "=", "asset_receivable"), ("parent_state", "=", "posted"), ("company_id", "=", company.id),
        ("partner_id.commercial_partner_id", "=", customer.id), ("reconciled", "=", False),
    ], limit=1))


def speak(lang):
    """Answer whoever is not logged in, and chose no language, in that of the mail with the link; on next pages, too."""
    chosen = request.env["res.lang"]._get_data(code=lang)
    if chosen and request.env.user._is_public() and not request.cookies.get("frontend_lang"):
        request.lang = chosen
        request.update_context(lang=lang)
        # Core has written down the browser's own by now, and would take it for chosen.
        request.future_response.set_cookie("frontend_lang", lang)


def token_of(account, access_token):
    """Return the token when it is what opens the account: a login goes on without."""
    return access_token if account._ar_is_portal_token(access_token) else ""


def numbers(name="ids", text=None):
    """Return the ids in `text`, or in all parameters called `name`, each once, in their order.

    What can't be an id becomes 0, which is nobody's: whoever asks for it is refused as for a stranger's.
    """
    texts = request.httprequest.args.getlist(name) if text is None else [text]
    words = [word for text in texts for word in text.split(",") if word]
    return list(dict.fromkeys(
        int(word) if word.isascii() and word.isdigit() and len(word) <= len(str(LARGEST_ID)) and int(word) <= LARGEST_ID
        else 0
        for word in words))


def back_to(account, access_token, message):
    """Return to the customer's page, which says what `message` stands for."""
    return private(request.redirect(account._ar_portal_path(token=token_of(account, access_token), message=message)))


def private(response):
    """Return `response` with the headers that keep it from search engines, caches and other sites."""
    response.headers.update(PRIVATE)
    return response


def refused():
    """Answer whoever may not see an account: whether it exists, and what was wrong, is not said."""
    response = request.render("ar_specialist.portal_account_refused", {"page_name": "ar_balance"})
    response.status_code = 403
    return private(response)
