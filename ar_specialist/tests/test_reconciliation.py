import io
from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.fields import Date
from odoo.tests import new_test_user, tagged
from openpyxl import load_workbook

from .common_reconciliation import LEDGER, ReconciliationCommon


@tagged("-at_install", "post_install")
class TestReconciliation(ReconciliationCommon):
    def test_open_items_are_compared_to_the_cent(self):
        record = self.reconciled()
        self.assertEqual(record.state, "matched")
        self.assertEqual(self.rows(record), {
            "agreed": (1000.0, 1000.0), "amount": (500.0, 480.0), "missing_theirs": (70.0, 0.0),
            "missing_ours": (0.0, 99.0)})
        self.assertEqual(
            [(step.code, step.amount) for step in record.sum_ids],
            # 1,570 − 20 − 70 + 99 = 1,579
            [("ours", 1570.0), ("amount", -20.0), ("missing_theirs", -70.0), ("missing_ours", 99.0),
             ("theirs", 1579.0)])
        differs = record.match_ids.filtered(lambda row: row.code == "amount")
        self.assertEqual(differs.move_line_ids, self.items(self.second))
        self.assertEqual(record.line_ids.mapped("code"), ["agreed", "amount", "missing_ours"])
        self.assertEqual((record.agreed_count, record.difference_count, record.is_agreed), (1, 3, False))

    def test_our_side_is_as_of_the_day(self):
        self.match(self.first, self.entry(-1000.0, "2026-10-05"))
        self.assertIn("agreed", self.rows(self.reconciled()))
        self.assertNotIn("agreed", self.rows(self.reconciled(date="2026-10-05")))

    def test_our_side_equals_the_aging(self):
        record = self.reconciled()
        report = self.aging(Date.to_date("2026-09-30"), partners=self.customer)
        self.assertAlmostEqual(record.sum_ids.filtered(lambda step: step.code == "ours").amount, report.total)

    def test_negative_ledger_is_turned(self):
        text = LEDGER.replace("1000,00", "-1000,00").replace("480,00", "-480,00").replace("99,00", "-99,00")
        record = self.reconciled(text)
        self.assertEqual(self.rows(record)["missing_ours"], (0.0, 99.0))
        self.assertEqual(record.line_ids.mapped("amount"), [1000.0, 480.0, 99.0])
        record.action_compare_again()
        self.assertEqual(self.rows(record)["missing_ours"], (0.0, 99.0))
        self.assertEqual(record.sum_ids[-1].amount, 1579.0)

    def test_movements_with_opening_and_closing(self):
        self.match(self.first, self.entry(-1000.0, "2026-07-10"))
        record = self.reconciled(
            "Number;Date;Text;Debit;Credit\n;2026-06-01;Opening balance;;1000,00\n{second};2026-06-02;Invoice;;500,00\n"
            "V1;2026-07-08;Payment;1000,00;\nV2;2026-09-29;Payment;200,00;\n;;Closing balance;;310,00\n")
        self.assertEqual((record.basis, record.date_from), ("ledger", Date.to_date("2026-06-02")))
        self.assertEqual(self.rows(record), {
            "agreed": (1000.0, 1000.0), "missing_theirs": (70.0, 0.0), "transit_payment": (0.0, -200.0),
            "unlisted": (0.0, 10.0)})
        # 570 − 70 − 200 + 10 = 310
        self.assertEqual([step.amount for step in record.sum_ids], [570.0, -70.0, -200.0, 10.0, 310.0])

    def test_mapping_is_kept_and_columns_can_be_chosen(self):
        text = f"Was;Tag;Wert\n{self.first.name};01.06.2026;1000\n"
        reading = self.reading(text)
        reading.action_read()
        self.assertEqual(reading.column_ids.mapped("field"), ["number", "date", "amount"])
        reading.column_ids[2].field = False
        reading.action_read_again()
        self.assertIn("No column holds it yet", reading.fault_text)
        for column, field in zip(reading.column_ids, ("number", False, "amount"), strict=True):
            column.field = field
        reading.action_read_again()
        self.assertIn("1 line, together 1,000.00", reading.summary)
        reading.action_compare()
        again = self.reading(text)
        again.action_read()
        self.assertEqual(again.column_ids.mapped("field"), ["number", False, "amount"])

    def test_bad_rows_stop_until_they_are_left_out(self):
        reading = self.reading(f"Invoice;Date;Amount\n{self.first.name};2026-06-01;1000\nINV/9;2026-06-01;much\n")
        reading.action_read()
        self.assertIn("Line 3, Amount", reading.fault_text)
        self.assertEqual(reading.action_compare()["res_model"], "ar.reconciliation.read")
        self.assertFalse(self.account.reconciliation_ids)
        reading.skip_faults = True
        self.assertEqual(reading.action_compare()["res_model"], "ar.reconciliation")
        self.assertEqual(self.account.reconciliation_ids.line_ids.mapped("row"), [2])

    def test_unknown_currency_is_a_fault(self):
        reading = self.reading(f"Invoice;Currency;Amount\n{self.first.name};ZZZ;1000\n")
        reading.action_read()
        self.assertIn("ZZZ", reading.fault_text)

    def test_pasted_table(self):
        record = self.reconciled("", file=False, file_name=False, text=(
            f"Invoice            Date          Amount\n{self.first.name}    2026-06-01    1000.00\n"))
        self.assertEqual(self.rows(record)["agreed"], (1000.0, 1000.0))

    def test_two_currencies_are_never_added(self):
        foreign = self.invoice(200.0, "2026-06-04", currency_id=self.foreign.id)
        record = self.reconciled(
            "Invoice;Amount;Currency\n{first};1000;USD\n" + f"{foreign.name};180;EUR\n")
        ours = {step.currency_id: step.amount for step in record.sum_ids if step.code == "ours"}
        self.assertEqual(ours, {self.company.currency_id: 1570.0, self.foreign: 200.0})
        self.assertEqual(
            [step.amount for step in record.sum_ids if step.currency_id == self.foreign], [200.0, -20.0, 180.0])

    def test_dispute_in_one_click_is_kept_when_compared_again(self):
        record = self.reconciled()
        row = record.match_ids.filtered(lambda row: row.code == "amount")
        self.assertTrue(row.can_dispute)
        row.note = "They say 480"
        dispute = self.env["ar.dispute"].browse(row.action_open_dispute()["res_id"])
        self.assertEqual((dispute.amount, dispute.move_line_ids), (20.0, self.items(self.second)))
        record.action_compare_again()
        row = record.match_ids.filtered(lambda row: row.code == "amount")
        self.assertEqual((row.step, row.dispute_id, row.note), ("dispute", dispute, "They say 480"))
        self.assertFalse(row.can_dispute)

    def test_copy_is_noted_when_it_is_sent(self):
        record = self.reconciled()
        row = record.match_ids.filtered(lambda row: row.code == "missing_theirs")
        action = row.action_send_copy()
        self.assertFalse(row.step)
        context = {key: value for key, value in action["context"].items() if key != "default_res_ids"}
        wizard = self.env["account.move.send.wizard"].with_context(**context).create({
            "move_id": self.third.id, "sending_methods": []})
        wizard.action_send_and_print()
        self.assertEqual(row.step, "copy")

    def test_payment_is_looked_for(self):
        record = self.reconciled()
        row = record.match_ids.filtered(lambda row: row.code == "missing_theirs")
        action = row.action_find_payment()
        self.assertEqual(action["res_model"], "ar.cash.payment")
        self.env["ar.cash.payment"].search(action["domain"])
        self.assertEqual(row.step, "payment")

    def test_every_figure_leads_to_its_rows(self):
        record = self.reconciled()
        for step in record.sum_ids:
            action = step.action_open()
            found = self.env["ar.reconciliation.match"].search(action["domain"])
            self.assertEqual(len(found), step.count, step.code)
            if step.code not in ("ours", "theirs"):
                self.assertAlmostEqual(-sum(found.mapped("difference")), step.amount)

    def test_only_a_manager_signs_and_then_nothing_changes(self):
        record = self.reconciled()
        with self.assertRaises(AccessError):
            record.action_sign()
        record.with_user(self.manager).action_sign()
        self.assertEqual((record.state, record.signed_by_id), ("signed", self.manager))
        for change in (
                lambda: record.write({"note": "x"}), lambda: record.match_ids[0].write({"note": "x"}),
                record.action_compare_again, record.action_cancel,
                lambda: record.with_user(self.manager).action_sign(), lambda: record.with_user(self.manager).unlink()):
            with self.assertRaises(UserError):
                change()

    def test_amounts_and_state_are_closed_to_writing(self):
        record = self.reconciled()
        for values in ({"state": "signed"}, {"is_agreed": True}, {"date": "2026-01-01"}):
            with self.assertRaises(UserError):
                record.write(values)
        with self.assertRaises(UserError):
            record.match_ids[0].write({"amount_ours": 1.0})
        with self.assertRaises(AccessError):
            record.sum_ids[0].write({"amount": 1.0})
        with self.assertRaises(AccessError):
            self.env["ar.reconciliation"].with_user(self.specialist).create({
                "account_id": self.account.id, "date": "2026-01-01"})

    def test_who_may(self):
        record = self.reconciled()
        self.assertTrue(record.with_user(self.auditor).match_ids)
        with self.assertRaises(AccessError):
            record.with_user(self.auditor).action_compare_again()
        with self.assertRaises(AccessError):
            record.with_user(self.salesperson).read(["state"])
        other = self.setup_other_company()["company"]
        stranger = new_test_user(
            self.env, "stranger", groups="ar_specialist.group_manager", company_id=other.id, company_ids=other.ids)
        models = [record, record.line_ids, record.match_ids, record.sum_ids]
        for records in models:
            self.assertFalse(self.env[records._name].with_user(stranger).search([("id", "in", records.ids)]))
        with self.assertRaises(AccessError):
            record.with_user(stranger).action_compare_again()

    def test_sign_off_plans_the_next_one_and_the_day_brings_a_task(self):
        self.account.ar_reconciliation_months = 3
        self.reconciled().with_user(self.manager).action_sign()
        self.assertEqual(self.account.ar_reconciliation_due, Date.to_date("2026-12-30"))
        self.account.ar_reconciliation_due = self.company._ar_today() + timedelta(days=1)
        activity_type = self.env.ref("ar_specialist.activity_type_reconciliation")

        def tasks():
            return self.env["mail.activity"].search([
                ("res_model", "=", "ar.account"), ("res_id", "=", self.account.id),
                ("activity_type_id", "=", activity_type.id)])

        cron = self.env.ref("ar_specialist.ir_cron_reconciliations_due")
        for day, count in ((1, 0), (0, 1), (0, 1)):
            self.account.ar_reconciliation_due = self.company._ar_today() + timedelta(days=day)
            with self.enter_registry_test_mode():
                cron.method_direct_trigger()
            self.assertEqual(len(tasks()), count)
        self.reconciled().with_user(self.manager).action_sign()
        self.assertFalse(tasks())

    def test_workbook(self):
        record = self.reconciled()
        record.match_ids.filtered(lambda row: row.code == "amount").note = "=1+1"
        book = load_workbook(io.BytesIO(record._xlsx()))
        bridge, rows = book.worksheets
        self.assertEqual(bridge["B5"].value, 1570)
        self.assertEqual(bridge["B9"].value, "=SUM(B5:B8)")
        cells = [[cell.value for cell in row] for row in rows.iter_rows(min_row=7)]
        self.assertEqual(cells[0][6:9], ["=1+1", 500, 480])
        self.assertEqual(len(cells), 4)

    def test_sheet_in_the_customers_language(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.env["ir.module.module"]._load_module_terms(["ar_specialist"], ["de_DE"])
        self.customer.write({"lang": "de_DE", "email": "kunde@customer.example"})
        record = self.reconciled()
        html = self.env["ir.actions.report"]._render_qweb_html(
            "ar_specialist.report_reconciliation", record.ids)[0].decode()
        for words in ("Abstimmung", "1.570,00", "1.579,00", "Fehlt in Ihren Büchern", self.first.name):
            self.assertIn(words, html)

    def test_mail_with_the_sheet_makes_it_sent(self):
        self.customer.email = "kunde@customer.example"
        record = self.reconciled()
        action = record.action_send()
        composer = self.env["mail.compose.message"].with_user(self.specialist).with_context(
            **action["context"]).create({})
        self.assertIn(self.customer, composer.partner_ids)
        self.assertEqual(len(composer.attachment_ids), 2, "the sheet and the workbook")
        self.assertTrue(any(name.endswith(".xlsx") for name in composer.attachment_ids.mapped("name")))
        composer._action_send_mail()
        self.assertEqual(record.state, "sent")
        self.assertTrue(record.sent_on)

    def test_queries_do_not_grow_with_the_lines(self):
        def queries(count):
            for number in range(count):
                self.invoice(10.0 + number, "2026-06-05")
            moves = self.env["account.move"].search(
                [("partner_id", "=", self.customer.id), ("state", "=", "posted")])
            text = "Invoice;Date;Amount\n" + "".join(
                f"{move.name};2026-06-05;{move.amount_total}\n" for move in moves)
            record = self.reconciled(text)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            record.action_compare_again()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        few, many = queries(5), queries(60)
        self.assertLessEqual(many, few + 3)
