from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common_cash import CashCommon


@tagged("-at_install", "post_install")
class TestCashPropose(CashCommon):
    """Where incoming payments wait after the proposal, and with which items."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first = cls.invoice(100.0, "2024-06-01", "2024-06-11", name="INV/2024/00101")
        cls.second = cls.invoice(250.0, "2024-06-02", "2024-06-12", name="INV/2024/00102")
        cls.others = cls.invoice(400.0, "2024-06-03", "2024-06-13", cls.other_customer, name="INV/2024/00103")

    def lines(self, payment):
        return [(line.move_line_id.move_id, line.amount, line.left) for line in payment.allocation_ids]

    def test_ready(self):
        payment = self.received(350.0, "INV/2024/00101 INV/2024/00102", "Azure Interior")
        self.assertEqual(payment.state, "ready", payment.reasons)
        self.assertEqual(self.lines(payment), [(self.first, 100.0, 0.0), (self.second, 250.0, 0.0)])
        self.assertEqual((payment.partner_id, payment.customer_by), (self.customer, "proposal"))
        self.assertEqual(payment.account_id.partner_id, self.customer)
        self.assertEqual(payment.proposed_partner_id, self.customer)
        self.assertGreaterEqual(payment.score, 90)
        self.assertIn("number_named", [code for code, _points, _value in payment.reasons])
        self.assertTrue(payment.identified_on and payment.proposed_on)

    def test_short_is_to_check(self):
        payment = self.received(80.0, "INV/2024/00101", "Azure Interior")
        self.assertEqual((payment.state, payment.choice), ("check", "short"))
        self.assertEqual(self.lines(payment), [(self.first, 80.0, 20.0)])

    def test_unidentified(self):
        payment = self.received(12.34, "thank you", "Nobody Known")
        self.assertEqual((payment.state, payment.partner_id), ("unidentified", self.env["res.partner"]))
        self.assertFalse(payment.account_id or payment.identified_on or payment.allocation_ids)

    def test_identified_without_items(self):
        payment = self.received(12.34, "thank you", "Azure Interior")
        self.assertEqual((payment.state, payment.partner_id), ("check", self.customer), "it has still to be booked")
        credit = self.paid_in(12.34)
        self.payments._collect(self.company)
        booked = self.of_item(self.credit_of(credit.move_id))
        booked._propose()
        self.assertEqual(booked.state, "unapplied")

    def test_two_for_one_item(self):
        first = self.received(100.0, "INV/2024/00101", "Azure Interior")
        second = self.received(100.0, "INV/2024/00101", "Azure Interior")
        self.assertEqual(first.state, "ready")
        self.assertEqual((second.state, second.ambiguous), ("check", True), "proposed later, it sees the first")
        self.assertIn("claimed", [reason[0] for reason in second.reasons])
        (first + second)._propose()
        self.assertEqual([first.state, second.state], ["ready", "check"])

    def test_new_proposal_forgets_the_old_one(self):
        payment = self.received(400.0, "INV/2024/00103", "Deco Addict")
        self.assertEqual((payment.state, payment.partner_id), ("ready", self.other_customer))
        self.others.button_draft()
        self.others.button_cancel()
        self.other_customer.name = "Renamed"
        payment._propose()
        self.assertEqual((payment.state, payment.partner_id.id), ("unidentified", False))
        self.assertFalse(payment.allocation_ids or payment.account_id or payment.customer_by)
        self.assertTrue(payment.proposed_on)

    def test_what_a_person_said_stays(self):
        payment = self.received(100.0, "thank you", "Nobody Known")
        payment._set_customer(self.customer)
        payment._propose()
        self.assertEqual((payment.partner_id, payment.customer_by), (self.customer, "person"))
        self.assertEqual(self.lines(payment), [(self.first, 100.0, 0.0)])
        payment.sudo().is_chosen = True
        payment.allocation_ids.unlink()
        payment._propose()
        self.assertFalse(payment.allocation_ids)

    def test_money_out_waits_for_a_person(self):
        refund = self.invoice(60.0, "2024-06-05", move_type="out_refund", name="RINV/2024/00007")
        payment = self.received(-60.0, "RINV/2024/00007", "Azure Interior", partner_id=self.customer.id)
        self.assertEqual(payment.state, "check")
        self.assertEqual(self.lines(payment), [(refund, -60.0, 0.0)])
        returned = self.received(-100.0, "INV/2024/00101", ar_is_reversal=True)
        self.assertEqual((returned.state, returned.allocation_ids.ids), ("check", []))

    def test_discount_and_foreign_currency(self):
        term = self.env["account.payment.term"].create({
            "name": "2 % in 30 days", "early_discount": True, "discount_percentage": 2.0, "discount_days": 30,
            "line_ids": [(0, 0, {"value": "percent", "value_amount": 100.0, "nb_days": 60})]})
        invoice = self.invoice(
            500.0, "2024-06-05", term, currency_id=self.foreign.id, name="INV/2024/00110")
        payment = self.received(
            245.0, "INV/2024/00110", "Azure Interior", foreign_currency_id=self.foreign.id, amount_currency=490.0)
        self.assertEqual(payment.state, "ready", payment.reasons)
        self.assertRecordValues(payment.allocation_ids, [{
            "move_line_id": self.credit_of(invoice).id, "amount": 490.0, "discount": 10.0, "left": 0.0,
            "currency_id": self.foreign.id, "company_id": self.company.id}])

    def test_settings_decide(self):
        self.company.write({"ar_cash_keep_short_open": True, "ar_cash_tolerance": 2.0})
        payment = self.received(80.0, "INV/2024/00101", "Azure Interior")
        self.assertEqual((payment.state, payment.choice), ("ready", False))
        self.assertEqual(self.lines(payment), [(self.first, 80.0, 20.0)])
        near = self.received(248.5, "INV/2024/00102", "Azure Interior")
        self.assertEqual(near.allocation_ids.write_off, 1.5)
        self.company.write({"ar_cash_apply_points": 100})
        near._propose()
        self.assertEqual(near.state, "check")

    def test_rules_follow_the_settings(self):
        self.company.write({
            "ar_cash_tolerance": 3.0, "ar_cash_order": "fees_first", "ar_cash_discount_days": 4,
            "ar_cash_oldest_first": True})
        rules = self.company._cash_rules()
        self.assertEqual((rules.order, rules.discount_days, rules.oldest_first), ("fees_first", 4, True))
        self.assertEqual(rules.allowed(self.company.currency_id.id), 300)
        day = self.company._ar_today()
        expected = self.company.currency_id._convert(3.0, self.foreign, self.company, day)
        self.assertEqual(rules.allowed(self.foreign.id), round(expected * 100))

    def test_few_known_and_all_agree(self):
        payment = self.received(100.0, "INV/2024/00101", partner_id=self.customer.id)
        before = (payment.state, payment.score, payment.reasons, self.lines(payment))
        other = [self.received(5.0, f"x{number}", "?") for number in range(2)]
        (payment + sum(other, self.payments))._propose()
        self.assertEqual((payment.state, payment.score, payment.reasons, self.lines(payment)), before)

    def test_instalments_of_one_invoice(self):
        halves = self.env["account.payment.term"].create({"name": "two halves", "line_ids": [
            (0, 0, {"value": "percent", "value_amount": 50.0, "nb_days": 10}),
            (0, 0, {"value": "percent", "value_amount": 50.0, "nb_days": 40})]})
        invoice = self.invoice(480.0, "2024-06-01", halves, name="INV/2024/00120")
        first, second = self.credit_of(invoice).sorted("date_maturity")
        one = self.received(240.0, "INV/2024/00120", "Azure Interior")
        self.assertEqual(one.allocation_ids.move_line_id, first, one.reasons)
        both = self.received(480.0, "INV/2024/00120", "Azure Interior")
        self.assertEqual(both.allocation_ids.move_line_id, first + second)
        part = self.received(300.0, "INV/2024/00120", "Azure Interior")
        self.assertEqual([(line.move_line_id, line.amount) for line in part.allocation_ids], [
            (first, 240.0), (second, 60.0)])

    def test_specialists_propose_and_see_their_company_only(self):
        self.make_users("specialist", "auditor")
        line = self.bank_line(350.0, "INV/2024/00101 INV/2024/00102", "Azure Interior")
        mine = self.payments.with_user(self.specialist)
        found = mine._collect(self.company)
        self.assertEqual(found.statement_line_id, line)
        found._propose()
        self.assertEqual((found.state, len(found.allocation_ids)), ("ready", 2))
        with self.assertRaises(AccessError):
            found.with_user(self.auditor)._propose()
        other = self.setup_other_company()
        self.bank_line(5.0, journal_id=other["default_journal_bank"].id)
        theirs = self.payments.sudo()._collect(other["company"])
        self.assertEqual(len(theirs), 1)
        self.assertFalse(mine.search([("id", "=", theirs.id)]))
        self.assertEqual({item.customer for item in self.company._cash_index().items.values()},
                         {self.customer.id, self.other_customer.id})
        self.assertFalse(other["company"]._cash_index().items)

    def test_queries_do_not_grow(self):
        def queries(count):
            for number in range(count):
                self.bank_line(10.0 + number, f"INV/2024/00101 {number}", "Azure Interior")
            payments = self.payments._collect(self.company)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            payments._propose()
            return self.cr.sql_log_count - before

        queries(1)
        self.assertEqual(queries(3), queries(40))
