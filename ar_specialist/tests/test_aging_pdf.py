import io
import shutil
from unittest.mock import patch

from lxml import html
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools.pdf import PdfFileReader

from .aged_ledger import AgedLedger

REPORT = "ar_specialist.action_report_aging"
BUILD = "odoo.addons.ar_specialist.models.ir_actions_report._wkhtml"


@tagged("-at_install", "post_install")
class TestAgingPdf(AgedLedger):
    def document(self, report_type="html", **raw):
        options = self.options(**raw)
        reports = options.companies.env["ir.actions.report"]
        content, _type = reports._render_qweb_html(REPORT, None, data={"options": options, "report_type": report_type})
        return html.fromstring(content)

    @staticmethod
    def texts(document, path):
        return [[" ".join(cell.text_content().split()) for cell in row] for row in document.xpath(path)]

    def test_edges_stand_in_the_buckets_of_the_report(self):
        document = self.document()
        [heading] = self.texts(document, "//thead/tr")
        self.assertEqual(heading, ["Customer", "Not due", "1-30", "31-60", "61-90", "91-120", "> 120", "Total"])
        self.assertEqual(self.texts(document, "//tr[contains(@class, 'o_ar_row ')]"), [
            ["Edge & Sons", "–", "300.00", "600.00", "900.00", "1,200.00", "–", "3,000.00"],
            [self.other_customer.name, "7.00", "–", "–", "–", "–", "–", "7.00"],
        ])
        self.assertEqual(self.texts(document, "//tr[contains(@class, 'o_ar_total')]"), [
            ["Total", "7.00", "300.00", "600.00", "900.00", "1,200.00", "–", "3,007.00"]])

    def test_totals_are_not_a_foot(self):
        self.assertEqual(self.document().xpath("//tfoot"), [])

    def test_items_stand_under_their_customer(self):
        rows = self.texts(self.document(with_items=True), "//tbody/tr")
        self.assertEqual([row[-1] for row in rows], [
            "3,000.00", "1,200.00", "900.00", "600.00", "300.00", "7.00", "7.00", "3,007.00"])
        self.assertIn("120 d", rows[1][0])
        self.assertEqual(rows[1][1:-1], ["", "", "", "", "1,200.00", ""])
        by_item = self.texts(self.document(group_by="item"), "//tbody/tr")
        self.assertEqual(by_item, rows)

    def test_currencies_are_never_added(self):
        self.invoice(50, "2026-06-30", currency_id=self.foreign.id)
        document = self.document(currency="document")
        totals = self.texts(document, "//tr[contains(@class, 'o_ar_total')]")
        self.assertEqual(sorted((row[1], row[-1]) for row in totals), [("EUR", "50.00"), ("USD", "3,007.00")])

    def test_nothing_open_says_so(self):
        document = self.document(as_of="2020-01-01")
        self.assertEqual(document.xpath("//table[contains(@class, 'o_ar_rows')]"), [])
        self.assertIn("Nothing is open", document.text_content())

    def test_names_are_escaped(self):
        self.customer.name = "<b id='hostile'>x</b>"
        self.assertEqual(self.document().xpath("//b[@id='hostile']"), [])

    def test_the_sender_is_named_once_with_either_build(self):
        for patched, in_body in ((True, 0), (False, 1)):
            with patch(BUILD) as build:
                build.return_value.is_patched_qt = patched
                page = self.document("pdf").xpath("//div[contains(@class, 'o_ar_aging')]")[0]
                self.assertEqual(len(page.xpath(".//img[@alt='Logo']/ancestor::table")), in_body)
                self.assertEqual(len(self.document("html").xpath("//div[contains(@class,'o_ar_aging')]//img")), 0)

    def test_margins_follow_the_build(self):
        with patch(BUILD) as build:
            build.return_value.is_patched_qt = False
            self.assertEqual(self.document("pdf").get("data-report-margin-top"), "12")
            self.assertEqual(self.document("pdf").get("data-report-margin-bottom"), "12")
            build.return_value.is_patched_qt = True
            self.assertIsNone(self.document("pdf").get("data-report-margin-top"))

    def test_too_many_rows_are_sent_to_xlsx(self):
        with patch("odoo.addons.ar_specialist.models.aging.ar_aging_pdf.PDF_ROWS", 6):
            self.assertIn("3,007.00", self.document().text_content())
            with self.assertRaisesRegex(UserError, "7 rows are too many for a PDF, which holds 6. Export XLSX"):
                self.document(with_items=True)

    def test_without_rights_nothing_is_printed(self):
        stranger = self.reader("stranger", ["base.group_user"])
        with self.assertRaises(AccessError):
            self.env["ir.actions.report"].with_user(stranger)._render_qweb_html(REPORT, None, data={"options": {}})

    def test_text_of_the_pdf(self):
        self.assertTrue(shutil.which("wkhtmltopdf"), "the PDF converter is missing: apt-get install wkhtmltopdf")
        options = self.options(search="Edge")
        content = options.companies.env["ar.aging"]._pdf_of(options)
        pages = PdfFileReader(io.BytesIO(content)).pages
        text = " ".join("".join(page.extract_text() for page in pages).split())
        for expected in (self.company.name, "search “Edge”", "06/30/2026", "Edge & Sons", "3,000.00", "1,200.00"):
            self.assertIn(expected, text)
        self.assertGreater(pages[0].mediabox.width, pages[0].mediabox.height)

    def test_headings_on_every_page_totals_on_the_last(self):
        partners = self.env["res.partner"].create([{"name": f"Customer {number:03}"} for number in range(80)])
        for partner in partners:
            self.entry(11, "2026-06-01", partner=partner)
        options = self.options()
        content = options.companies.env["ar.aging"]._pdf_of(options)
        pages = [page.extract_text() for page in PdfFileReader(io.BytesIO(content)).pages]
        self.assertGreater(len(pages), 1)
        for page in pages:
            self.assertIn("91-120", page)
        self.assertEqual([number for number, page in enumerate(pages) if "3,887.00" in page], [len(pages) - 1])
