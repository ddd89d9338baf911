from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common_reconciliation import ReconciliationCommon


@tagged("-at_install", "post_install")
class TestReconciliationCauses(ReconciliationCommon):
    """What explains a row beside the two lists, and the next step that follows from it."""

    def missing(self, record):
        return record.match_ids.filtered(lambda row: row.name == self.third.name)

    def unapplied(self, amount, day="2026-09-20", partner=None, **values):
        credit = self.entry(-amount, day, partner=partner)
        return self.env["ar.cash.payment"].sudo().create({
            "company_id": self.company.id, "partner_id": self.customer.id, "account_id": self.account.id,
            "amount": amount, "amount_left": amount, "state": "unapplied", "date": day, "name": "PBNK1/7",
            "currency_id": self.company.currency_id.id, "move_line_id": credit.id, **values})

    def test_a_payment_that_was_not_applied_is_found_and_applied(self):
        payment = self.unapplied(70.0)
        record = self.reconciled()
        row = self.missing(record)
        self.assertEqual((row.code, row.cause, row.payment_id), ("missing_theirs", "unapplied", payment))
        self.assertIn("PBNK1/7", row.cause_text)
        own = record.match_ids.filtered(lambda row: row.amount_ours < 0)
        self.assertEqual((own.cause, own.payment_id), ("unapplied", payment))
        action = row.action_find_payment()
        self.assertEqual((action["params"], row.step), ({"payment_id": payment.id}, "payment"))
        payment.allocation_ids = [Command.create({
            "move_line_id": self.items(self.third).id, "amount": 70.0, "open_amount": 70.0})]
        payment.with_user(self.specialist)._apply()
        record.action_compare_again()
        # Booked on the 20th, applied today: open on the day of the list, and in transit no more than in our books.
        record = self.reconciled(date=str(self.company._ar_today()))
        self.assertFalse(self.missing(record))

    def test_a_payment_of_an_unknown_payer(self):
        payment = self.env["ar.cash.payment"].sudo().create({
            "company_id": self.company.id, "amount": 70.0, "amount_left": 70.0, "state": "unidentified",
            "date": "2026-09-20", "currency_id": self.company.currency_id.id})
        row = self.missing(self.reconciled())
        self.assertEqual((row.cause, row.payment_id), ("unidentified", payment))
        payment.partner_id = self.other_customer
        self.assertEqual(self.missing(self.reconciled()).cause, "ask", "it is somebody else's")

    def test_another_companys_payments_explain_nothing(self):
        other = self.setup_other_company()["company"]
        self.env["ar.cash.payment"].sudo().create({
            "company_id": other.id, "amount": 70.0, "amount_left": 70.0, "state": "unidentified",
            "date": "2026-09-20", "currency_id": self.company.currency_id.id})
        self.assertEqual(self.missing(self.reconciled()).cause, "ask")

    def test_a_payment_that_arrived_after_the_day_was_in_transit(self):
        bank = self.company_data["default_journal_bank"]
        payment = self.env["account.payment"].create({
            "payment_type": "inbound", "partner_type": "customer", "partner_id": self.customer.id, "amount": 70.0,
            "date": "2026-10-04", "journal_id": bank.id})
        payment.action_post()
        self.match(self.third, payment.move_id)
        record = self.reconciled()
        row = self.missing(record)
        self.assertEqual((row.code, row.cause, str(row.cause_on)), ("transit_payment", "arrived", "2026-10-04"))
        self.assertEqual(
            [step.amount for step in record.sum_ids if step.code == "transit_payment"], [-70.0])

    def test_a_payment_that_was_announced_is_in_transit(self):
        self.env["ar.remittance"].sudo().create({
            "company_id": self.company.id, "partner_id": self.customer.id, "amount": 70.0, "date": "2026-09-29",
            "currency_id": self.company.currency_id.id,
            "line_ids": [Command.create({
                "number": self.third.name, "amount": 70.0, "move_line_id": self.items(self.third).id})]})
        row = self.missing(self.reconciled())
        self.assertEqual((row.code, row.cause, str(row.cause_on)), ("transit_payment", "announced", "2026-09-29"))

    def test_a_line_of_an_invoice_that_is_paid_here(self):
        self.match(self.third, self.entry(-70.0, "2026-08-03"))
        record = self.reconciled("Invoice;Date;Amount\n{first};2026-06-01;1000,00\n" + f"{self.third.name};;70,00\n")
        row = self.missing(record)
        self.assertEqual(
            (row.code, row.amount_ours, row.amount_theirs, row.cause, str(row.cause_on)),
            ("missing_ours", 0.0, 70.0, "settled", "2026-08-03"))
        self.assertEqual(row.move_line_ids, self.items(self.third))
        self.assertEqual(record.sum_ids[-1].amount, 1070.0)

    def test_a_note_is_a_step_and_nothing_else_may_be_written(self):
        row = self.missing(self.reconciled())
        row.note = "They look for it"
        self.assertEqual((row.step, row.step_by_id, row.step_on), (
            "note", self.specialist, self.company._ar_today()))
        self.assertEqual(row.action_note()["res_id"], row.id)
        with self.assertRaises(UserError):
            row.write({"cause": "settled"})

    def test_nothing_is_done_about_a_cancelled_one(self):
        record = self.reconciled()
        record.action_cancel()
        row = self.missing(record)
        self.assertFalse(row.can_copy or row.can_dispute or row.can_find_payment)
        for step in (lambda: row.write({"note": "x"}), row.action_find_payment, lambda: record.write({"note": "x"})):
            with self.assertRaises(UserError):
                step()

    def test_what_the_customer_reads_names_no_stranger(self):
        self.unapplied(70.0)
        record = self.reconciled()
        html = self.env["ir.actions.report"]._render_qweb_html(
            "ar_specialist.report_reconciliation", record.ids)[0].decode()
        self.assertIn("is with us", html)
        self.env["ar.cash.payment"].search([]).sudo().partner_id = False
        record.action_compare_again()
        self.assertEqual(self.missing(record).cause, "unidentified")
        html = self.env["ir.actions.report"]._render_qweb_html(
            "ar_specialist.report_reconciliation", record.ids)[0].decode()
        self.assertNotIn("unknown payer", html)
