from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger
from psycopg2.errors import UniqueViolation

from .common_remittances import RemittanceCommon


@freeze_time("2024-06-20")
@tagged("-at_install", "post_install")
class TestRemittances(RemittanceCommon):
    """An advice says what a payment is for: it is kept as told, understood, and never booked."""

    def test_a_file_becomes_a_record(self):
        advice = self.advice(
            (self.first.name, 980, 20), (self.second.name, 450), ("4711", 30), ("INV/2019/1", 0),
            deductions=[("", -50, "damaged")], payer="Azure Interior", reference="TRF-77", currency="USD",
            texts=("Thank you",))
        self.assertRecordValues(advice, [{
            "state": "open", "source": "file", "partner_id": self.customer.id, "payer": "Azure Interior",
            "reference": "TRF-77", "amount": 1410.0, "amount_lines": 1410.0, "unexplained": 0.0, "text": "Thank you",
            "currency_id": self.env.ref("base.USD").id, "line_count": 5}])
        self.assertRecordValues(advice.line_ids, [
            {"kind": "document", "number": self.first.name, "amount": 980.0, "discount": 20.0, "finding": "found",
             "move_id": self.first.id},
            {"kind": "document", "number": self.second.name, "amount": 450.0, "discount": 0.0, "finding": "found",
             "move_id": self.second.id},
            {"kind": "document", "number": "4711", "amount": 30.0, "discount": 0.0, "finding": "unknown",
             "move_id": False},
            {"kind": "unpaid", "number": "INV/2019/1", "amount": 0.0, "discount": 0.0, "finding": "unknown",
             "move_id": False},
            {"kind": "deduction", "number": False, "amount": -50.0, "discount": 0.0, "finding": False,
             "move_id": False},
        ])

    def test_numbers_as_customers_write_them(self):
        """With the letters cut or a zero lost they are found among the customer's own; without the customer not."""
        cut = self.first.name.rpartition("/")[2]
        self.assertEqual(self.advice((cut, 1000)).line_ids.finding, "unknown", "whose?")
        self.assertEqual(self.advice((cut, 1000), payer=self.customer.name).line_ids.move_id, self.first)

    def test_the_customer_is_found_by_account_documents_or_name(self):
        self.env["res.partner.bank"].create({"acc_number": "BE71 0961 2345 6769", "partner_id": self.customer.id})
        for values, numbers in (
            ({"payer_account": "BE71096123456769"}, [("9", 1)]), ({"payer": "Azure Interior"}, [("9", 2)]),
            ({}, [(self.first.name.lower(), 3)]),
        ):
            self.assertEqual(self.advice(*numbers, **values).partner_id, self.customer, (values, numbers))
        theirs = self.invoice(10.0, "2024-06-01", partner=self.other_customer)
        both = self.advice((self.first.name, 4), (theirs.name, 5))
        self.assertFalse(both.partner_id, "documents of two customers")
        self.assertEqual(both.line_ids.move_id, self.first + theirs, "what they are is known all the same")

    def test_what_is_settled_is_told_from_what_is_not_ours(self):
        self.received(1000.0, self.first.name)._apply()
        advice = self.advice((self.first.name, 1000), (self.second.name, 500), ("nobody/1", 7))
        self.assertEqual(advice.line_ids.mapped("finding"), ["settled", "found", "unknown"])

    def test_the_same_advice_is_there_once(self):
        lines = [(self.first.name, 1000), (self.second.name, "500.00")]
        first = self.advice(*lines, day=None, reference="TRF-77")
        self.assertEqual(self.advice(*reversed(lines), reference="trf 77"), first, "in another order and spelling")
        self.assertNotEqual(self.advice(*lines, reference="TRF-78"), first)
        first.action_cancel()
        self.assertNotEqual(self.advice(*lines, reference="TRF-77"), first, "what was cancelled doesn't count")

    def test_two_at_once_are_kept_apart_by_the_database(self):
        advice = self.advice((self.first.name, 1000))
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation), self.env.cr.savepoint():
            self.advices.sudo().create({"fingerprint": advice.fingerprint, "company_id": self.company.id})
            self.env.flush_all()

    def test_without_a_day_the_next_instalment_may_say_the_same(self):
        first = self.advice((self.first.name, 100), payer="Azure Interior")
        payment = self.received(100.0, "instalment", payer="Azure Interior")
        self.assertEqual(first.payment_id, payment)
        self.assertNotEqual(self.advice((self.first.name, 100), payer="Azure Interior"), first)

    def test_a_currency_that_nobody_knows_is_never_linked_by_itself(self):
        advice = self.advice((self.first.name, 1000), currency="XQQ", payer="Azure Interior")
        self.assertFalse(advice.is_trusted)
        self.assertIn("XQQ", advice.text)
        self.received(1000.0, payer="Azure Interior")
        self.assertEqual(advice.state, "open")
        self.assertTrue(advice.suggested_ids)

    def test_entered_in_the_form(self):
        form = Form(self.advices.with_user(self.specialist))
        form.partner_id = self.customer
        form.reference = "CHK 1201"
        with form.line_ids.new() as line:
            line.number = self.second.name[-5:]
            line.amount = 500.0
        with form.line_ids.new() as line:
            line.move_line_id = self.credit_of(self.first)
            self.assertEqual((line.number, line.amount), (self.first.name, 1000.0), "what is open of it")
        advice = form.save()
        self.assertRecordValues(advice, [{"source": "typed", "amount_total": 1500.0, "state": "open"}])
        self.assertEqual(advice.line_ids.mapped("finding"), ["found", "chosen"])
        self.assertEqual(advice.line_ids.move_id, self.first + self.second)

    def test_what_a_person_chose_stays_chosen(self):
        advice = self.advice(("PO 9", 500), payer="Azure Interior")
        line = advice.line_ids.with_user(self.specialist)
        line.move_line_id = self.credit_of(self.second)
        advice.with_user(self.specialist).reference = "changed"
        self.assertEqual((line.finding, line.move_id), ("chosen", self.second))
        self.assertEqual(line._document().number, self.second.name, "named so that nothing else can be meant")
        line.move_line_id = False
        self.assertNotEqual(line.finding, "chosen")

    def test_many_take_no_more_queries_than_few(self):
        def queries(count, first):
            told = [
                self.told((f"X{number}", 10), (self.first.name, 1), reference=f"REF{number:05}", payer=f"Co {number}")
                for number in range(first, first + count)]
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.advices._from_advices(told, self.company, "file")
            self.env.flush_all()
            return self.cr.sql_log_count - before
        queries(2, 0)
        few, many = queries(5, 100), queries(50, 200)
        self.assertLess(many - few, 45, "less than one for each more")


@freeze_time("2024-06-20")
@tagged("-at_install", "post_install")
class TestRemittanceRights(RemittanceCommon):
    """Specialists work advices, auditors read them, others and other companies see nothing."""

    def test_who_may_what(self):
        advice = self.advice((self.first.name, 1000))
        for user in (self.auditor, self.specialist):
            self.assertEqual(advice.with_user(user).read(["reference", "suggested_ids"])[0]["id"], advice.id)
        for user in (self.biller, self.salesperson):
            with self.assertRaises(AccessError):
                advice.with_user(user).read(["reference"])
        for refused in (
            lambda: advice.with_user(self.auditor).write({"reference": "x"}),
            lambda: advice.with_user(self.auditor).action_cancel(),
            lambda: advice.with_user(self.auditor).action_find_payment(),
            lambda: self.advices.with_user(self.auditor)._from_advice(self.told(("1", 1)), self.company, "file"),
            lambda: advice.with_user(self.specialist).unlink(),
        ):
            with self.assertRaises(AccessError):
                refused()

    def test_what_follows_is_closed_to_users(self):
        advice = self.advice((self.first.name, 1000)).with_user(self.specialist)
        for values in ({"state": "done"}, {"payment_id": 1}, {"is_trusted": True}, {"fingerprint": False}):
            with self.assertRaises(AccessError):
                advice.write(values)
        made = self.advices.with_user(self.specialist).create({"state": "done", "source": "bank", "payer": "x"})
        self.assertEqual((made.state, made.source), ("open", "typed"))
        advice.line_ids.write({"finding": "chosen"})
        self.assertEqual(advice.line_ids.finding, "found")

    def test_a_closed_one_stays_as_it_was(self):
        advice = self.advice((self.first.name, 1000)).with_user(self.specialist)
        advice.action_cancel()
        for values in ({"reference": "x"}, {"line_ids": [Command.clear()]}):
            with self.assertRaises(UserError):
                advice.write(values)
        with self.assertRaises(UserError):
            advice.line_ids.amount = 5
        advice.action_reopen()
        advice.reference = "x"

    def test_nothing_of_another_company(self):
        other = self.setup_other_company()["company"]
        theirs = self.advices._from_advice(self.told((self.first.name, 1000), payer="Azure Interior"), other, "file")
        self.assertEqual(theirs.line_ids.finding, "unknown", "our invoice is none of theirs")
        payment = self.received(1000.0, self.first.name, "Azure Interior")
        self.assertFalse(payment.remittance_ids)
        self.assertFalse(theirs.suggested_ids)
        with self.assertRaises(AccessError):
            theirs.with_user(self.specialist).read(["reference"])
        with self.assertRaises(UserError):
            theirs._link_to(payment)
