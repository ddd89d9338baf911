import io
import zipfile
from unittest.mock import patch

from odoo.tests import tagged
from PyPDF2 import PdfReader

from ..logic import portal_limits
from ..models.portal import ar_account_portal_documents as documents
from .common_account_portal import AccountPortalCommon

FAKE = b"%PDF-1.4 fake"


@tagged("-at_install", "post_install")
class TestAccountFiles(AccountPortalCommon):
    """Statements and invoices that the customer downloads; nobody else's among them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first = cls.invoice(100, "2026-01-10", "2026-02-10")
        cls.second = cls.invoice(50, "2026-03-10", partner=cls.contact)
        cls.foreigner = cls.invoice(70, "2026-01-10", partner=cls.other_customer)
        cls.draft = cls.invoice(10, "2026-01-10", post=False)
        cls.bill = cls.invoice(10, "2026-01-10", move_type="in_invoice")

    @classmethod
    def store(cls, move, name=None, content=FAKE):
        """Give `move` the PDF that it was sent with."""
        return cls.env["ir.attachment"].sudo().create({
            "name": name or f"{move.name}.pdf", "raw": content, "mimetype": "application/pdf",
            "res_model": "account.move", "res_id": move.id, "res_field": "invoice_pdf_report_file"})

    def zip(self, **query):
        response = self.get("/invoices.zip", **query)
        self.assertEqual(response.status_code, 200)
        self.assertPrivate(response)
        archive = zipfile.ZipFile(io.BytesIO(response.content))
        return {name: archive.read(name) for name in archive.namelist()}

    def test_statements_of_both_kinds_and_formats(self):
        for kind in ("open_item", "balance_forward"):
            pdf = self.get("/statement", kind=kind, format="pdf", date_from="2026-01-01", date_to="2026-03-20")
            self.assertEqual(pdf.headers["Content-Type"], "application/pdf")
            self.assertIn("attachment", pdf.headers["Content-Disposition"])
            self.assertPrivate(pdf)
            text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.content)).pages)
            self.assertIn("150.00", text)
            self.assertNotIn(self.foreigner.name, text)
            xlsx = self.get("/statement", kind=kind, format="xlsx", date_from="2026-01-01", date_to="2026-03-20")
            self.assertTrue(xlsx.content.startswith(b"PK"))
            self.assertIn("spreadsheet", xlsx.headers["Content-Type"])

    def test_the_period_goes_to_the_statement(self):
        asked = []

        def make(accounts, as_of, lang=None, kind=None, date_from=None, group=False):
            asked.append((accounts.ids, str(as_of), kind, date_from and str(date_from)))
            return FAKE

        with patch.object(self.env.registry["ar.account"], "_ar_statement_pdf", make):
            self.get("/statement", kind="balance_forward", date_from="2025-12-01", date_to="2026-01-31")
            self.get("/statement", kind="nonsense", date_to="2027-01-31")
            self.get("/statement")
        mine = self.account.ids
        self.assertEqual(asked, [
            (mine, "2026-01-31", "balance_forward", "2025-12-01"), (mine, "2026-03-20", "open_item", None),
            (mine, "2026-03-20", "open_item", None)])

    def test_days_that_are_none(self):
        wrong = ("x", "2026-13-01", "0000-00-00", "-5", "9" * 40, "9999-12-31", "0001-01-01", "2026-02-30", "é",
                 "' or 1")
        for path in ("/statement", "/invoices.zip"):
            for text in wrong:
                for name in ("date_from", "date_to"):
                    response = self.get(path, **{name: text})
                    self.assertIn("message=days", response.url, (path, name, text))
                    self.assertEqual(response.status_code, 200)
        self.assertIn("message=days", self.get("/statement", date_from="2026-03-20", date_to="2026-03-01").url)

    def test_an_invoice_as_it_was_sent(self):
        self.store(self.first)
        response = self.get(f"/invoice/{self.first.id}.pdf")
        self.assertEqual(response.content, FAKE)
        self.assertEqual(response.headers["Content-Type"], "application/pdf")
        self.assertEqual(response.headers["X-Content-Type-Options"], "nosniff")
        self.assertPrivate(response)

    def test_an_invoice_that_was_never_printed(self):
        response = self.get(f"/invoice/{self.second.id}.pdf")
        self.assertTrue(response.content.startswith(b"%PDF"))
        self.assertIn("proforma", response.headers["Content-Disposition"])

    def test_documents_that_are_not_the_customers(self):
        entry = self.entry(20, "2026-01-10").move_id
        elsewhere = self.setup_other_company()["company"]
        other = self.account_of(self.customer, elsewhere)
        for move in (self.foreigner, self.draft, self.bill, entry):
            self.store(move)
            self.assertEqual(self.get(f"/invoice/{move.id}.pdf").status_code, 404)
            both = self.get("/invoices.zip", ids=f"{self.first.id},{move.id}")
            self.assertEqual(both.status_code, 404)
            self.assertNotIn(FAKE, both.content)
        self.assertEqual(self.get(f"/invoice/{self.first.id}.pdf", other).status_code, 404, "of another company")
        self.assertEqual(self.get("/invoices.zip", other, ids=self.first.id).status_code, 404)

    def test_items_of_others(self):
        items = self.items(self.first).ids + self.items(self.foreigner).ids
        self.assertEqual(self.get("/invoices.zip", items=",".join(map(str, items))).status_code, 404)
        self.assertEqual(self.get("/invoices.zip", items=self.items(self.draft).id).status_code, 404)

    def test_ids_that_are_none(self):
        for text in ("x", "-1", "0", "1e3", "9" * 40, "²", "1;2", "../1", "\x00"):
            self.assertEqual(self.get("/invoices.zip", ids=text).status_code, 404, text)
            self.assertEqual(self.get("/invoices.zip", items=text).status_code, 404, text)
        for number in ("9" * 40, 2**31, 0, -1):
            self.assertEqual(self.get(f"/invoice/{number}.pdf").status_code, 404, number)

    def test_zip_of_ticked_items_of_ids_and_of_a_period(self):
        for move in (self.first, self.second):
            self.store(move, content=FAKE + move.name.encode())
        both = {f"{move.name.replace('/', '_')}.pdf": FAKE + move.name.encode() for move in (self.first, self.second)}
        items = ",".join(map(str, self.items(self.first | self.second).ids))
        self.assertEqual(self.zip(items=items), both)
        self.assertEqual(self.zip(ids=f"{self.first.id},{self.second.id}"), both)
        self.assertEqual(self.zip(date_from="2026-01-01", date_to="2026-03-20"), both)
        self.assertEqual(len(self.zip(date_from="2026-02-01")), 1)
        repeated = "".join(f"&items={item}" for item in self.items(self.first | self.second).ids)
        self.assertEqual(self.url_open(self.path("/invoices.zip") + repeated).status_code, 200)

    def test_nothing_to_download(self):
        self.assertIn("message=none", self.get("/invoices.zip", date_from="2020-01-01", date_to="2020-02-01").url)
        self.assertIn("message=choose", self.get("/invoices.zip").url)

    def test_more_than_the_limit_is_refused(self):
        with patch("odoo.addons.ar_specialist.controllers.account_files.MOST_DOCUMENTS", 1), \
                patch.object(documents, "MOST_DOCUMENTS", 1):
            for query in ({"ids": f"{self.first.id},{self.second.id}"}, {"date_from": "2026-01-01"},
                          {"items": ",".join(map(str, self.items(self.first | self.second).ids))}):
                self.assertIn("message=many", self.get("/invoices.zip", **query).url, query)

    def test_many_within_an_hour_have_to_wait(self):
        """Each document counts, those of a ZIP too; forms have a limit of their own."""
        requests = self.env["ar.portal.request"].sudo()
        with patch.dict(portal_limits.MOST, {"document": (2, 9)}):
            self.assertEqual(self.get("/statement", format="xlsx").status_code, 200)
            self.assertEqual(self.get("/statement", format="xlsx").status_code, 200)
            self.assertIn("message=later", self.get("/statement", format="xlsx").url)
        self.assertEqual(requests.search_count([("account_id", "=", self.account.id)]), 2)
        self.assertFalse(requests._too_many(self.account, "127.0.0.1"))

    def test_names_of_files_lead_nowhere_else(self):
        self.store(self.first, "../../etc/passwd\r\nSet-Cookie: x=1.pdf")
        self.store(self.second, "../../etc/passwd\r\nSet-Cookie: x=1.pdf")
        response = self.get(f"/invoice/{self.first.id}.pdf")
        self.assertNotIn("x", response.cookies)
        for mark in ("/", "\n", "..%2F"):
            self.assertNotIn(mark, response.headers["Content-Disposition"].partition("filename")[2])
        names = list(self.zip(date_from="2026-01-01"))
        self.assertEqual(len(set(names)), 2)
        for name in names:
            self.assertNotRegex(name, r"[/\\\r\n]|^\.")

    def test_memory_stays_flat(self):
        """One document after the other: what was written is not held any more when the next one is made."""
        held = []
        real = type(self.account)._ar_portal_document

        def watched(account, move):
            raw = account.env["ir.attachment"]._fields["raw"]
            held.append(len(raw._get_cache(account.env)))
            return real(account, move)

        for move in (self.first, self.second):
            self.store(move, content=FAKE * 1000)
        with patch.object(self.env.registry["ar.account"], "_ar_portal_document", watched):
            self.zip(date_from="2026-01-01")
        self.assertEqual(held, [0, 0])
