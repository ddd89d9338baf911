import io
from datetime import date, datetime
from unittest.mock import patch

import openpyxl
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools.pdf import PdfReader

from ..models.aging import ar_aging_pdf
from ..models.period_close import ar_period_close_pack
from .common import ReceivablesCommon


@tagged("-at_install", "post_install")
@freeze_time("2026-03-10 10:00:00")
class TestPeriodClosePack(ReceivablesCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_users("specialist", "manager")
        cls.company.name = "Pack Company"
        # open before: 800; invoiced 600, credited 100, open after: 1300
        cls.invoice(800, "2025-12-01", due="2026-01-10")
        cls.invoice(600, "2026-01-20", due="2026-03-01", partner=cls.other_customer)
        cls.invoice(100, "2026-01-25", move_type="out_refund", partner=cls.other_customer)
        cls.period = cls.env["ar.period.close"].create({"company_id": cls.company.id, "date_from": "2026-01-01"})

    def close(self):
        period = self.period.with_user(self.manager)
        period.action_submit()
        for check in period.check_ids.filtered(lambda check: check.state in ("todo", "attention")):
            if check.wants in ("person", "review"):
                check.action_done()
            else:
                check._waive("Looked at")
        period.action_sign()

    def test_key_figures(self):
        month = self.period._month_figures()
        # past due: the 800, less the credit note, which is due on its day
        self.assertEqual(
            (month.opening, month.sales, month.closing, month.overdue, month.days), (800.0, 500.0, 1300.0, 700.0, 31))

    def test_workbook(self):
        book = openpyxl.load_workbook(io.BytesIO(self.period._pack_xlsx()))
        self.assertEqual(book.sheetnames[:4], ["Checks", "Key figures", "Aging", "Roll-forward"])
        self.assertEqual(book.sheetnames[-1], "Write-offs")
        rows = {row[0]: row[1:] for row in book["Checks"].iter_rows(values_only=True) if row[0]}
        self.assertEqual(rows["Invoices sent"][:4], ("Attention", datetime(2026, 3, 10), 2, 500.0))
        self.assertEqual(rows["Receivables agree with the general ledger"][1], datetime(2026, 1, 31))
        figures = dict(book["Key figures"].iter_rows(min_row=4, max_col=2, values_only=True))
        self.assertEqual((figures["Open at the beginning"], figures["Open at the end"]), (800.0, 1300.0))

    def test_signed_with_pack_and_snapshot(self):
        self.close()
        period = self.period
        self.assertEqual((period.snapshot_id.kind, period.snapshot_id.total), ("close", 1300.0))
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(period.pack_pdf_id.raw)).pages]
        text = " ".join("\n".join(pages).split())
        for words in ("January 2026", "Signed by", "Waived", "Key figures", "Aging", "Roll-forward", "Tie-out"):
            self.assertIn(words, text)
        self.assertEqual(openpyxl.load_workbook(io.BytesIO(period.pack_xlsx_id.raw)).sheetnames[0], "Checks")
        self.assertIn(f"/web/content/{period.pack_pdf_id.id}", period.action_pack_pdf()["url"])

    def test_each_signature_keeps_its_pack(self):
        self.close()
        first = self.period.pack_xlsx_id
        self.period.with_user(self.manager)._reopen("An invoice came late")
        self.invoice(50, "2026-01-31")
        self.close()
        self.assertNotEqual(self.period.pack_xlsx_id, first)
        self.assertTrue(first.exists())
        self.assertEqual(self.env["ar.snapshot.trend"]._read_group([], [], ["amount:sum"]), [(1350.0,)])

    def test_each_signature_keeps_its_figures(self):
        """Signed with 1,300 open, reopened, signed with 1,350: both stand, each in the log with its pack."""
        self.close()
        first = self.period.snapshot_id
        self.period.with_user(self.manager)._reopen("An invoice came late")
        self.invoice(50, "2026-01-31")
        self.close()
        again = self.period.snapshot_id
        self.assertEqual([(one.total, one.number) for one in first + again], [(1300.0, 0), (1350.0, 1)])
        self.assertEqual(self.env["ar.snapshot"].search(self.period.action_snapshot()["domain"]), again + first)
        self.assertIn("signature 2", again.display_name)
        signed = self.period.message_ids.filtered(lambda message: "Signed: " in message.body)
        self.assertEqual([len(message.attachment_ids) for message in signed], [2, 2])
        self.assertIn("1,350.00", signed[:1].body)
        self.assertIn("close 2.pdf", self.period.pack_pdf_id.name)

    def test_pack_of_a_month_brought_along_as_closed(self):
        """It is made by the scheduled action or whoever opens it first, once, and says that it was made later."""
        self.close()
        self.period.sudo().write({"pack_pdf_id": False, "pack_xlsx_id": False})
        self.invoice(50, "2026-01-31")
        with freeze_time("2026-03-11 10:00:00"), self.enter_registry_test_mode():
            self.env.ref("ar_specialist.ir_cron_period_close").method_direct_trigger()
        pack = self.period.pack_pdf_id
        self.assertTrue(self.period.pack_late)
        text = " ".join(PdfReader(io.BytesIO(pack.raw)).pages[0].extract_text().split())
        self.assertIn("printed on 03/11/2026 by the books of that day", text)
        self.assertIn(f"/web/content/{pack.id}", self.period.with_user(self.manager).action_pack_pdf()["url"])
        self.assertEqual(self.period.pack_pdf_id, pack)

    def test_more_customers_than_a_pdf_holds(self):
        """They are summed up in the PDF, and the month can be signed all the same."""
        with patch.object(ar_aging_pdf, "PDF_ROWS", 1), patch.object(ar_period_close_pack, "PDF_ROWS", 1):
            pages = PdfReader(io.BytesIO(self.period._pack_pdf())).pages
        text = " ".join(" ".join(page.extract_text() for page in pages).split())
        self.assertIn("More customers than a PDF holds", text)
        self.assertNotIn(self.other_customer.name, text)
        self.assertIn("1,300.00", text)

    def test_lock_dates_are_suggested_and_set_by_a_person(self):
        self.close()
        self.assertTrue(self.period.to_lock)
        self.assertFalse(self.company.sale_lock_date)
        lock = self.env["ar.period.lock"].with_user(self.manager).create({"period_id": self.period.id})
        self.assertEqual((lock.sale_lock_date, lock.fiscalyear_lock_date), (date(2026, 1, 31), False))
        with self.assertRaises(AccessError):
            lock.action_set()
        accountant = self.env.user
        self.assertTrue(accountant.has_group("account.group_account_manager"))
        self.env["ar.period.lock"].create({"period_id": self.period.id}).action_set()
        self.assertEqual((self.company.sale_lock_date, self.company.fiscalyear_lock_date), (date(2026, 1, 31), False))
        self.assertFalse(self.period.to_lock)

    def test_nothing_is_locked_after_a_month_that_is_open(self):
        with self.assertRaisesRegex(UserError, "not closed"):
            self.env["ar.period.lock"].create({"period_id": self.period.id}).action_set()

    def test_entry_without_customer_is_a_difference(self):
        receivable = self.company_data["default_account_receivable"]
        entry = self.env["account.move"].create({
            "move_type": "entry", "date": "2026-01-31", "line_ids": [
                (0, 0, {"account_id": receivable.id, "debit": 70.0}),
                (0, 0, {"account_id": self.revenue.id, "credit": 70.0})]})
        entry.action_post()
        self.period.action_refresh()
        [check] = self.period.check_ids.filtered(lambda check: check.code == "tie_out")
        self.assertEqual((check.state, check.count, check.amount), ("attention", 1, -70.0))
        self.assertIn("Explained", check.detail)
        entry.button_draft()
        entry.line_ids.filtered("debit").partner_id = self.customer
        self.invoice(1, "2026-01-02")
        entry.action_post()
        self.period.action_refresh()
        self.assertEqual(check.state, "ok")

    def test_as_many_queries_for_many_customers(self):
        def queries(count):
            partners = self.env["res.partner"].create([{"name": f"Customer {number}"} for number in range(count)])
            for partner in partners:
                self.invoice(10, "2026-01-05", partner=partner)
            # the time of a refreshing has whole seconds: two within one would be one write less
            self.period.sudo().refreshed_on = False
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.period._refresh()
            self.env.flush_all()
            return self.cr.sql_log_count - before

        queries(1)
        self.assertEqual(queries(2), queries(20))
