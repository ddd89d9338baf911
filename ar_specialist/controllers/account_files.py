import tempfile
from datetime import date

from odoo import http
from odoo.fields import Date
from odoo.http import content_disposition, request
from werkzeug.exceptions import NotFound
from werkzeug.wsgi import wrap_file

from ..logic.statement import BALANCE_FORWARD, OPEN_ITEM
from ..models.portal.ar_account_portal_documents import MOST_DOCUMENTS, safe_name
from .account_access import PRIVATE, back_to, numbers, readable_account, refused

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP = "application/zip"
IN_MEMORY = 1 << 20
#: Nothing older is asked for in earnest; the arithmetic of days stays far from its ends.
FIRST_DAY = date(1990, 1, 1)


class AccountFiles(http.Controller):
    """What the customer downloads from its page: statements and its own invoices."""

    @http.route(
        "/my/balance/<int:account_id>/statement", type="http", auth="public", methods=["GET"], website=True,
        sitemap=False)
    def statement(
        self, account_id, access_token="", kind=OPEN_ITEM, format="pdf", date_from="", date_to="", **_kwargs,
    ):
        account = readable_account(account_id, access_token)
        if not account:
            return refused()
        today = account._ar_portal_today()
        day, since = self._day(date_to, today), self._day(date_from, False)
        if day is None or since is None or (since and since > day):
            return back_to(account, access_token, "days")
        if not self._may_fetch(account):
            return back_to(account, access_token, "later")
        make = account._ar_statement_xlsx if format == "xlsx" else account._ar_statement_pdf
        # Nobody knows yet what is open on a day to come.
        day = min(day, today)
        content = make(
            day, kind=BALANCE_FORWARD if kind == BALANCE_FORWARD else OPEN_ITEM, date_from=since or None)
        extension, mimetype = ("xlsx", XLSX) if format == "xlsx" else ("pdf", PDF)
        title = safe_name(request.env._("Statement %s", account.company_id.name), "statement")
        return self._respond(content, len(content), mimetype, f"{title} {day.isoformat()}.{extension}")

    @http.route(
        "/my/balance/<int:account_id>/invoice/<int:move_id>.pdf", type="http", auth="public", methods=["GET"],
        website=True, sitemap=False)
    def invoice(self, account_id, move_id, access_token="", **_kwargs):
        account = readable_account(account_id, access_token)
        move = account and account._ar_portal_documents(numbers(text=str(move_id)))
        if not move:
            return refused() if not account else self._unknown()
        if not self._may_fetch(account):
            return back_to(account, access_token, "later")
        name, content = account._ar_portal_document(move)
        return self._respond(content, len(content), PDF, name)

    @http.route(
        "/my/balance/<int:account_id>/invoices.zip", type="http", auth="public", methods=["GET"], website=True,
        sitemap=False)
    def invoices(self, account_id, access_token="", date_from="", date_to="", **_kwargs):
        """Return PDFs as one ZIP, :data:`MOST_DOCUMENTS` at the most.

        They are those of the invoices `ids`, of the open `items` that were ticked, or of a period.
        """
        account = readable_account(account_id, access_token)
        if not account:
            return refused()
        ids, items = numbers("ids"), numbers("items")
        since, day = self._day(date_from, False), self._day(date_to, False)
        if since is None or day is None:
            return back_to(account, access_token, "days")
        if not (ids or items or since or day):
            return back_to(account, access_token, "choose")
        moves = account._ar_portal_documents(ids or None, items or None, since, day)
        if len(moves) > MOST_DOCUMENTS or len(ids) > MOST_DOCUMENTS or len(items) > MOST_DOCUMENTS:
            return back_to(account, access_token, "many")
        if not moves:
            return self._unknown() if ids or items else back_to(account, access_token, "none")
        if not self._may_fetch(account, len(moves)):
            return back_to(account, access_token, "later")
        # Closed by the response when it is sent, or with the last reference to it after an error.
        file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
        account._ar_portal_zip(moves, file)
        size = file.seek(0, 2)
        file.seek(0)
        title = safe_name(request.env._("Invoices %s", account.company_id.name), "invoices")
        return self._respond(wrap_file(request.httprequest.environ, file), size, ZIP, f"{title}.zip")

    def _may_fetch(self, account, documents=1):
        """Return whether so many documents may be made now; each costs the server more than a page does."""
        return account.env["ar.portal.request"]._may_fetch(account, request.httprequest.remote_addr or "", documents)

    def _day(self, text, default):
        """Return the day of `text`, `default` when it is empty, None when it is no day of sensible years."""
        if not text:
            return default
        try:
            day = Date.to_date(text[:10])
        except ValueError:
            return None
        return day if FIRST_DAY <= day <= date(2999, 12, 31) else None

    def _unknown(self):
        """Answer alike whether the document is another's, is no document of ours, or never was."""
        return NotFound().get_response(request.httprequest.environ)

    def _respond(self, body, size, mimetype, name):
        return request.make_response(body, headers=[
            ("Content-Type", mimetype), ("Content-Length", size), ("Content-Disposition", content_disposition(name)),
            ("X-Content-Type-Options", "nosniff"), *PRIVATE.items(),
        ])
