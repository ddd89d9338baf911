import io
from unittest.mock import patch

from odoo.fields import Date
from odoo.tests import tagged
from PyPDF2 import PdfReader

from ..logic.statement import BALANCE_FORWARD
from .test_statement_figures import StatementCommon

REPORTS = "odoo.addons.ar_specialist.models.ir_actions_report"
DAY, SINCE = Date.to_date("2026-03-31"), Date.to_date("2026-03-01")


@tagged("-at_install", "post_install")
class TestStatementBatch(StatementCommon):
    def long_and_short(self):
        """A customer with three pages, one with one, one with none open."""
        for number in range(60):
            self.invoice(number + 1, "2026-03-02", ref=f"PO {number}")
        self.invoice(7, "2026-03-02", partner=self.other_customer)
        nobody = self.env["ar.account"]._for(self.env["res.partner"].create({"name": "Nobody Owes"}), self.company)
        return self.account | (self.accounts - self.account) | nobody

    def conversions(self):
        """Count what goes through the converter."""
        reports = type(self.env["ir.actions.report"])
        return patch.object(reports, "_run_wkhtmltopdf", autospec=True, side_effect=reports._run_wkhtmltopdf)

    def pages(self, pdf):
        return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]

    def test_a_batch_is_one_document_in_one_conversion(self):
        accounts = self.long_and_short()
        for kind in ("open_item", BALANCE_FORWARD):
            with self.conversions() as converter:
                pages = self.pages(accounts._ar_statement_pdf(DAY, "en_US", kind, SINCE))
            self.assertEqual(converter.call_count, 1)
            self.assertGreater(len(pages), 4)
            long = len(pages) - 2
            for number, page in enumerate(pages[:long], 1):
                self.assertIn(f"Page {number} of {long}", page)
                self.assertIn(self.customer.name, page)
            self.assertIn(self.other_customer.name, pages[-2])
            self.assertNotIn("Page", pages[-2])
            self.assertIn("Nobody Owes", pages[-1])

    def test_a_long_batch_goes_in_chunks(self):
        accounts = self.long_and_short()
        with patch(f"{REPORTS}.STATEMENTS_AT_ONCE", 2), self.conversions() as converter:
            pages = self.pages(accounts._ar_statement_pdf(DAY, "en_US", BALANCE_FORWARD, SINCE))
        self.assertEqual(converter.call_count, 2)
        self.assertIn("Nobody Owes", pages[-1])
        self.assertIn(self.other_customer.name, pages[-2])

    def test_statements_apart_from_one_conversion(self):
        accounts = self.long_and_short()
        with self.conversions() as converter:
            found = accounts._ar_statement_pdfs(DAY, "en_US", BALANCE_FORWARD, SINCE)
        self.assertEqual(converter.call_count, 1)
        for account in accounts:
            for page in self.pages(found[account.id]):
                self.assertIn(account.partner_id.name, page)
        whole = self.pages(accounts._ar_statement_pdf(DAY, "en_US", BALANCE_FORWARD, SINCE))
        self.assertEqual([page for account in accounts for page in self.pages(found[account.id])], whole)

    def test_pages_that_came_out_otherwise_are_made_one_by_one(self):
        accounts = self.long_and_short()[:2]
        with patch.object(type(accounts), "_ar_split_statements", return_value={}), self.conversions() as converter:
            found = accounts._ar_statement_pdfs(DAY, "en_US", BALANCE_FORWARD, SINCE)
        self.assertEqual(converter.call_count, 3)
        self.assertIn(self.other_customer.name, self.pages(found[accounts[1].id])[0])
