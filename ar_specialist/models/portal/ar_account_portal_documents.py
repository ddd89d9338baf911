import re
from zipfile import ZIP_STORED, ZipFile

from odoo import models
from odoo.fields import Domain

#: Documents that a customer may download.
DOCUMENTS = ("out_invoice", "out_refund", "out_receipt")
#: As many in one ZIP: one that was never printed takes the converter a second or two.
MOST_DOCUMENTS = 50
UNSAFE = re.compile(r"[^\w.\- ]+")


def safe_name(name, fallback):
    """Return a file name without folders, control characters or a leading dot; `fallback` when nothing is left."""
    return UNSAFE.sub("_", name or "").strip(" ._-")[:120] or fallback


class ArAccount(models.Model):
    """The customer's own documents as files."""

    _inherit = "ar.account"

    def _ar_portal_documents(self, ids=None, items=None, date_from=None, date_to=None):
        """Return posted invoices and credit notes of the customer with all its contacts, the oldest first.

        :param ids: only these; an empty recordset unless all of them are this customer's
        :param items: only those of these journal items (ids); an empty recordset unless all of them have one
        :param date_from: only those invoiced on this day or later; with `date_to` the same the other way
        """
        self.ensure_one()
        domain = Domain([
            ("company_id", "=", self.company_id.id), ("commercial_partner_id", "=", self.partner_id.id),
            ("state", "=", "posted"), ("move_type", "in", DOCUMENTS)])
        if ids is not None:
            domain &= Domain("id", "in", ids)
        if items is not None:
            domain &= Domain("line_ids", "in", items)
        if date_from:
            domain &= Domain("invoice_date", ">=", date_from)
        if date_to:
            domain &= Domain("invoice_date", "<=", date_to)
        found = self.env["account.move"].search(domain, order="invoice_date, id", limit=MOST_DOCUMENTS + 1)
        complete = set(ids or []) <= set(found.ids) and set(items or []) <= set(found.line_ids.ids)
        return found if complete or len(found) > MOST_DOCUMENTS else found.browse()

    def _ar_portal_document(self, move):
        """Return (file name, bytes) of the PDF that the customer got; of a pro forma when it was never made."""
        # Without the flag a server started with tests enabled would answer HTML.
        document = move.with_context(force_report_rendering=True)._get_invoice_legal_documents(
            "pdf", allow_fallback=True)
        return safe_name(document["filename"], f"{move.id}.pdf"), document["content"]

    def _ar_portal_zip(self, moves, file):
        """Write the PDFs of `moves` into a ZIP, one after the other: no more than one is held in memory.

        :param file: binary file that may be sought
        """
        taken = set()
        with ZipFile(file, "w", ZIP_STORED) as archive:  # PDFs are compressed already
            for number, move in enumerate(moves.ids, 1):
                move = self.env["account.move"].browse(move)
                name, content = self._ar_portal_document(move)
                archive.writestr(name if name not in taken else f"{number}_{name}", content)
                taken.add(name)
                self.env["ir.attachment"].invalidate_model(["raw", "datas"])
