from odoo import Command
from odoo.addons.account.tests.common import AccountTestInvoicingHttpCommon
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common_cash_import import CashImportCommon
from .common_formats import sample

TABLE = (
    "Booking date;Amount;Currency;Name;Text\n"
    "03/04/2026;1.234;EUR;Nordwind;INV 1\n"
    "04/05/2026;2.500;EUR;Südwind;INV 2\n")


@tagged("-at_install", "post_install")
class TestCashUpload(CashImportCommon):
    """The wizard: several files, questions, faults, and what is left of an upload."""

    def upload(self, *files, user=None, **values):
        """Return an upload of files, given as (name, content), as a browser makes it."""
        uploads = self.env["ar.cash.upload"].with_user(user or self.specialist)
        attachments = uploads.env["ir.attachment"].create([
            {"name": name, "raw": content.encode() if isinstance(content, str) else content,
             "res_model": "ar.cash.upload", "res_id": 0}
            for name, content in files])
        return uploads.create({
            "company_id": self.company.id, "attachment_ids": [Command.set(attachments.ids)], **values})

    def told(self, upload):
        return [(file.name, file.state) for file in upload.file_ids]

    def test_several_files(self):
        receivables = sample("camt053_receivables.xml")
        upload = self.upload(
            ("good.xml", receivables), ("again.xml", receivables),
            ("there.xml", receivables.replace(b"S-2026-041", b"S-2026-042")),
            ("bad.xml", receivables.replace(b">1873.77<", b">1.00<")), ("other.pdf", b"%PDF-1.7"))
        shown = upload.action_import()
        self.assertEqual((shown["res_model"], shown["res_id"]), ("ar.cash.upload", upload.id))
        self.assertEqual(self.told(upload), [
            ("good.xml", "imported"), ("again.xml", "known"), ("there.xml", "there"), ("bad.xml", "bad"),
            ("other.pdf", "bad")])
        self.assertEqual((upload.imported_count, upload.bad_count, upload.asked_count), (1, 2, 0))
        self.assertEqual(upload.fault_ids.mapped("file_name"), ["bad.xml", "other.pdf"])
        self.assertIn("payments: 5", upload.file_ids[0].summary)
        self.assertIn("cash_specialist", upload.file_ids[1].summary)
        self.assertIn("all 4 bookings", upload.file_ids[2].summary)
        self.assertFalse(self.env["ir.attachment"].search_count([("res_model", "=", "ar.cash.upload")]))
        opened = upload.action_open_imports()
        self.assertEqual(opened["res_id"], upload.file_ids.import_id.id)

    def test_what_came_in_is_queued(self):
        self.upload(("good.xml", sample("camt053_receivables.xml"))).action_import()
        payments = self.env["ar.cash.payment"].search([("company_id", "=", self.company.id)])
        self.assertLessEqual({980.0, 1250.0, 750.0, 143.77}, set(payments.mapped("amount")))
        self.assertEqual(
            payments.filtered(lambda payment: payment.amount == 980.0).structured_reference, "RF18539007547034")

    def test_questions_one_at_a_time(self):
        upload = self.upload(("table.csv", TABLE))
        self.journal("E2", self.euro)
        upload.action_import()
        self.assertEqual(self.told(upload), [("table.csv", "asked")])
        asked = []
        for answer in ("day first", "comma", "Bank E2"):
            with self.assertRaises(UserError):
                upload.answer_id = False
                upload.action_import()
            asked.append(upload.question_id.kind)
            upload.answer_id = upload.question_id.option_ids.filtered_domain([("name", "like", answer)])
            # A browser saves before it presses the button.
            upload.env.flush_all()
            upload.env.invalidate_all()
            upload.action_import()
        self.assertEqual(asked, ["order", "mark", "journal"])
        self.assertEqual(self.told(upload), [("table.csv", "imported")])
        lines = self.lines(upload.file_ids.import_id)
        self.assertEqual(lines.mapped("amount"), [1234.0, 2500.0])
        self.assertEqual([(day.day, day.month) for day in lines.mapped("date")], [(3, 4), (4, 5)])
        self.assertEqual(lines.journal_id.code, "E2")
        self.assertFalse(upload.question_id)

    def test_journal_from_which_one_came_is_offered(self):
        journal = self.journal("E2", self.euro)
        upload = self.upload(("x.sta", sample("mt940_swift.sta")), journal_id=journal.id)
        upload.action_import()
        self.assertEqual(upload.answer_id.value, str(journal.id))

    def test_an_answer_to_another_question_is_none(self):
        first, second = (self.upload(("table.csv", TABLE)) for _ in range(2))
        first.action_import()
        second.action_import()
        second.answer_id = first.question_id.option_ids[0]
        second.action_import()
        self.assertEqual(second.question_id.kind, "order")
        self.assertFalse(second.question_id.answer_id)

    def test_empty_upload(self):
        with self.assertRaises(UserError):
            self.upload().action_import()

    def test_files_of_others_stay_theirs(self):
        secret = self.env["ir.attachment"].create({
            "name": "secret.csv", "raw": TABLE.encode(), "res_model": "res.company", "res_id": self.company.id})
        invoice = self.init_invoice("out_invoice", partner=self.partner_a, amounts=[1.0])
        own = self.env["ir.attachment"].with_user(self.specialist).create({
            "name": "own.csv", "raw": b"nothing", "res_model": "account.move", "res_id": invoice.id})
        journal = self.env["ir.attachment"].create({
            "name": "settings.csv", "raw": TABLE.encode(), "res_model": "ir.config_parameter",
            "res_id": self.env["ir.config_parameter"].sudo().search([], limit=1).id})
        upload = self.upload()
        upload.sudo().attachment_ids = [Command.set((secret + own).ids)]
        upload.action_import()
        # They may be read by whoever uploads them, and are not removed.
        self.assertTrue((secret + own).exists())
        upload = self.upload()
        upload.sudo().attachment_ids = [Command.set(journal.ids)]
        self.env.invalidate_all()
        # What one may not read is not even seen.
        with self.assertRaises(UserError):
            upload.action_import()
        self.assertFalse(upload.sudo().file_ids)

    def test_rights(self):
        reader = self.new_user("cash_reader", "account.group_account_readonly")
        with self.assertRaises(AccessError):
            self.env["ar.cash.upload"].with_user(reader).create({"company_id": self.company.id})
        upload = self.upload(("table.csv", TABLE))
        colleague = self.new_user("cash_colleague", "ar_specialist.group_specialist")
        with self.assertRaises(AccessError):
            upload.with_user(colleague).action_import()
        other = self.setup_other_company()["company"]
        with self.assertRaises(AccessError):
            self.upload(("table.csv", TABLE), company_id=other.id).action_import()


@tagged("-at_install", "post_install")
class TestCashUploadTour(AccountTestInvoicingHttpCommon):
    def test_cash_import_large_tour(self):
        company = self.company_data["company"]
        user = new_test_user(
            self.env, "large_tour", groups="ar_specialist.group_specialist", company_id=company.id,
            company_ids=company.ids)
        self.env["account.journal"].create([
            {"name": f"Bank {code}", "code": code, "type": "bank", "company_id": company.id} for code in ("L1", "L2")])
        imports = self.env["ar.cash.import"].with_user(user).with_company(company)
        answers = {"order": "dmy", "mark": ",", "journals": {}}
        for number, (name, content) in enumerate((("wrong.csv", TABLE.replace("03/04", "33/04")), ("asks.csv", TABLE))):
            content = content.replace("EUR", company.currency_id.name)
            imports._make(imports._prepare_import_vals(name, str(number), company, answers), content.encode())
        with self.enter_registry_test_mode():
            self.env.ref("ar_specialist.ir_cron_cash_import").method_direct_trigger()
        self.start_tour("/odoo/imported-bank-files", "ar_cash_import_large_tour", login="large_tour", timeout=120)
        records = self.env["ar.cash.import"].search([("company_id", "=", company.id)], order="id")
        self.assertEqual(records.mapped("state"), ["refused", "cancelled"])

    def test_cash_upload_tour(self):
        company = self.company_data["company"]
        new_test_user(
            self.env, "upload_tour", groups="ar_specialist.group_specialist", company_id=company.id,
            company_ids=company.ids)
        self.start_tour("/odoo/imported-bank-files", "ar_cash_upload_tour", login="upload_tour", timeout=120)
        record = self.env["ar.cash.import"].search([("company_id", "=", company.id)])
        self.assertEqual((record.state, record.name, record.line_count), ("undone", "april.csv", 2))
        self.assertFalse(record.statement_ids)
