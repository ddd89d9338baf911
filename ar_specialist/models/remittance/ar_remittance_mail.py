import codecs
import logging

import psycopg2.errors
from markupsafe import Markup
from odoo import api, models
from odoo.fields import Domain
from odoo.tools import email_normalize

from ...formats.advices import advices_of
from ...formats.bank_file import parse
from ...formats.html_text import text_of_html
from ...formats.remittance_text import read_pasted
from .ar_remittance_receive import MOST_TEXT

_logger = logging.getLogger(__name__)

#: Anybody can send an email: so much of one is looked at.
MOST_FILES, MOST_BYTES, MOST_ADVICES, MOST_LINES = 10, 5 * 1024 * 1024, 50, 2_000
#: What is no advice and needs no word: logos, signatures.
SILENT = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".ics", ".p7s", ".vcf", ".asc")


class ArRemittance(models.Model):
    """An advice by email: attached as a file, or written in its text. Nothing is booked of what comes by email."""

    _inherit = "ar.remittance"

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        given = dict(custom_values or {})
        company = self.env["res.company"].browse(given.get("company_id") or self.env.company.id)
        self = self.with_company(company)
        sender, customer, trusted = self._who_sent(msg_dict.get("email_from"), company)
        values = {
            "email_from": msg_dict.get("email_from"), "sender_id": sender.id, "partner_id": customer.id,
            "is_trusted": trusted}
        said, unread = self._read_files(msg_dict.get("attachments") or ())
        text = text_of_html(msg_dict.get("body"))
        said = said or self._read_text(text, company)
        if not said:
            # Without values for its text the first line would be taken for its name.
            advice = super().message_new(msg_dict, {
                **given, **values, "source": "mail", "company_id": company.id, "text": text[:MOST_TEXT],
                "currency_id": company.currency_id.id})
            advice._tell_unread(unread)
            return advice
        advices = self.with_context(ar_remittance_said=True)._from_advices(said, company, "mail", **values)
        advices = self.browse(advices.ids)
        advices._look_up()
        advices._link_quietly(company)
        first = advices[:1]
        first._tell_unread(unread)
        for other in advices[1:] - first:
            other._message_log(body=self.env._("Came by email together with %s.", first._get_html_link()))
        return first

    @api.model
    def _link_quietly(self, company):
        """Link what can be now; where somebody works on the payments at this moment it is done with the next proposals.

        An email that fails is not fetched again.
        """
        try:
            with self.env.cr.savepoint():
                self._link_waiting(company)
        except (psycopg2.errors.SerializationFailure, psycopg2.errors.LockNotAvailable):
            _logger.info("Remittance advices of company %s wait: their payments are worked on", company.id)
            self.env.invalidate_all(flush=False)

    @api.model
    def _who_sent(self, email_from, company):
        """Return (contact, customer, whether the address is known); ours who pass an email on are no customers."""
        none = self.env["res.partner"]
        address = email_normalize(email_from)
        ours = address and self.env["res.users"].search(
            [("email_normalized", "=", address), ("share", "=", False)], limit=1)
        if ours:
            return ours.partner_id, none, True
        sender, customer = self.env["ar.dispute"]._sender(email_from, company)
        if customer & self.env["res.company"].search([]).partner_id:
            return sender, none, False
        return sender, customer, bool(customer)

    @api.model
    def _read_files(self, attachments):
        """Return (advices, names of the files that could not be read as such)."""
        said, unread = [], []
        for name, content in _files(attachments):
            if len(content) > MOST_BYTES:
                unread.append(name)
                continue
            found = parse(content, name)
            advices = [] if isinstance(found, list) else [
                advice for advice in advices_of(found)
                if len(advice.documents) + len(advice.deductions) <= MOST_LINES]
            if advices and len(said) + len(advices) <= MOST_ADVICES:
                said += advices
            elif not name.lower().endswith(SILENT):
                unread.append(name)
        return said, unread

    @api.model
    def _read_text(self, text, company):
        """Return the advice written in an email's text, as a list; nothing unless it names a document of ours."""
        found = read_pasted(text)
        if isinstance(found, list) or len(found.documents) > MOST_LINES:
            return []
        numbers = {one.number for one in found.documents} | {one.number.upper() for one in found.documents}
        return [found] if self.env["account.move.line"].search_count(
            self._domain_owed(company) & Domain("move_name", "in", list(numbers)), limit=1) else []

    def _tell_unread(self, names):
        """Note on the advice which files a person has still to read."""
        for advice in self if names else ():
            shown = Markup(", ").join(names[:MOST_FILES])
            advice._message_log(body=self.env._(
                "Not read as a remittance advice: %s. Tables (CSV, XLSX), camt.054 and EDI 820 are; enter the others "
                "by hand, or paste their text. A bank statement is imported under Import File.", shown))


def _files(attachments):
    """Yield (name, bytes) of the files of an email, those of an email that is attached to it among them."""
    queue, count = list(attachments), 0
    while queue and count < MOST_FILES:
        name, content, info = queue.pop(0)
        if hasattr(content, "walk"):
            queue += [
                (part.get_filename(), part.get_payload(decode=True), None)
                for part in content.walk() if part.get_filename()]
            continue
        if isinstance(content, str):
            content = content.encode(_known((info or {}).get("encoding")), "replace")
        count += 1
        yield str(name or "attachment"), content or b""


def _known(encoding):
    """Return the encoding, or UTF-8 for one that nobody knows."""
    try:
        return codecs.lookup(encoding or "utf-8").name
    except LookupError:
        return "utf-8"
