from odoo.exceptions import UserError
from odoo.tests import tagged

from .cash_invariants import wrong
from .common_cash import CashCommon


@tagged("-at_install", "post_install")
class TestCashDeposits(CashCommon):
    """Payments of several customers, registered on their invoices, that the bank books as one amount."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_users("specialist")
        cls.charges = cls.company_data["default_account_expense"].copy({"name": "Charges"})
        cls.company.ar_cash_charges_account_id = cls.charges
        cls.third = cls.env["res.partner"].create({"name": "Third Customer", "customer_rank": 1})
        cls.cheques = [
            cls.cheque(amount, partner)
            for amount, partner in ((100.0, cls.customer), (25.5, cls.other_customer), (70.0, cls.third))]
        cls.ways = cls.env["account.move.line"].union(*map(cls.on_its_way, cls.cheques))

    @classmethod
    def cheque(cls, amount, partner, **values):
        """Return a payment registered on an invoice, which is settled by it."""
        bill = cls.invoice(amount, "2024-06-01", partner=partner)
        payment = cls.paid_in(amount, partner, **{"day": "2024-06-12", "memo": bill.name, **values})
        (cls.credit_of(payment.move_id) + cls.credit_of(bill)).reconcile()
        return payment

    @staticmethod
    def on_its_way(payment):
        return payment.move_id.line_ids.filtered(lambda line: line.account_type != "asset_receivable")

    def assertBooksRight(self):
        self.assertEqual(wrong(self.env, self.company), {})

    def test_cheques_paid_in_together(self):
        found = self.received(195.5, "CHEQUE DEPOSIT 17", "Own Company")
        self.assertEqual(found.allocation_ids.move_line_id, self.ways)
        self.assertEqual((found.state, found.partner_id.id, found.amount_left), ("check", False, 195.5))
        told = found.screen_payment()
        self.assertEqual(told["deposit"], {"payments": 3, "customers": 3})
        result = found.with_user(self.specialist).screen_apply()
        self.assertEqual((found.state, found.amount_left), ("applied", 0.0))
        self.assertTrue(all(line.reconciled for line in self.ways))
        self.assertTrue(all(cheque.is_matched for cheque in self.cheques))
        self.assertTrue(found.statement_line_id.is_reconciled)
        self.assertBooksRight()
        found.with_user(self.specialist).screen_undo(result["application_id"])
        self.assertFalse(any(line.reconciled for line in self.ways))
        self.assertEqual((found.state, found.amount_left, found.partner_id.id), ("check", 195.5, False))
        self.assertBooksRight()

    def test_named_ones_go_by_themselves(self):
        text = f"DEPOSIT {self.cheques[0].name} {self.cheques[2].name}"
        found = self.received(170.0, text)
        self.assertEqual(found.state, "ready", found.reasons)
        batch = self.env["ar.cash.batch"].sudo().create({"company_id": self.company.id})
        applications = found._apply_ready(batch)
        self.assertEqual((applications.payment_id, batch.refusal_ids.ids), (found, []))
        self.assertTrue(all(self.on_its_way(self.cheques[number]).reconciled for number in (0, 2)))
        self.assertFalse(self.on_its_way(self.cheques[1]).reconciled)
        batch.action_undo()
        self.assertFalse(any(line.reconciled for line in self.ways))
        self.assertBooksRight()

    def test_card_sales_less_what_is_kept(self):
        """195.50 less 4.50; kept is 2.3 percent."""
        found = self.received(191.0, "SETTLEMENT 8871", "Card Company")
        self.assertEqual(found.allocation_ids.move_line_id, self.ways)
        self.assertEqual(sum(found.allocation_ids.mapped("charges")), 4.5)
        self.assertEqual(found.state, "check")
        application = found.with_user(self.specialist)._apply().sudo()
        self.assertTrue(all(line.reconciled for line in self.ways))
        self.assertEqual(self.balance(self.charges), 4.5)
        self.assertBooksRight()
        application.action_undo()
        self.assertEqual(self.balance(self.charges), 0.0)
        self.assertBooksRight()

    def test_more_than_is_usually_kept(self):
        self.company.ar_cash_deposit_kept = 2.0
        found = self.received(191.0, "SETTLEMENT 8871", "Card Company")
        self.assertFalse(found.allocation_ids)
        self.company.ar_cash_deposit_kept = 5.0
        found._propose()
        self.company.write({"ar_cash_deposit_kept": 1.0, "ar_writeoff_limit": 0.0})
        with self.assertRaisesRegex(UserError, "settled without money"), self.env.cr.savepoint():
            found.with_user(self.specialist)._apply()

    def balance(self, account):
        return sum(self.env["account.move.line"].search(
            [("account_id", "=", account.id), ("parent_state", "=", "posted")]).mapped("balance"))

    def test_several_of_one_customer(self):
        self.cheque(30.0, self.customer, day="2024-06-11")
        found = self.received(130.0, "thanks", partner_id=self.customer.id)
        self.assertEqual(found.allocation_ids.mapped("amount"), [30.0, 100.0])
        self.assertEqual((found.partner_id, found.state), (self.customer, "check"))
        found.with_user(self.specialist)._apply()
        self.assertEqual(found.state, "applied")
        self.assertBooksRight()

    def test_whose_it_is_must_be_said_when_something_is_left(self):
        found = self.received(195.5, "CHEQUE DEPOSIT 17")
        found.allocation_ids[0].unlink()
        with self.assertRaisesRegex(UserError, "which customer"), self.env.cr.savepoint():
            found.with_user(self.specialist)._apply()

    def test_picked_by_hand(self):
        """A cheque that nothing points to is found among the other items, and another one of another customer."""
        found = self.received(125.5, "PAID IN").with_user(self.specialist)
        found.sudo().allocation_ids.unlink()
        offered = {row["id"]: row for row in found.screen_items(self.cheques[0].name)}
        self.assertIn("registered payment", offered[self.ways[0].id]["details"])
        found.screen_add_item(self.ways[0].id)
        self.assertEqual((found.partner_id, found.allocation_ids.amount), (self.customer, 100.0))
        [shown] = [one for one in found.screen_payment()["items"] if one["ticked"]]
        self.assertIn("registered payment", shown["reference"])
        self.assertIn(self.ways[1].id, [row["id"] for row in found.screen_items("25.50")])
        told = found.screen_add_item(self.ways[1].id)
        self.assertEqual((told["deposit"], told["customer"]), ({"payments": 2, "customers": 2}, None))
        found.screen_apply(seen=[
            {**{part: line[part] for part in ("amount", "discount", "write_off", "charges")},
             "item_id": line.move_line_id.id} for line in found.allocation_ids])
        self.assertTrue(all(line.reconciled for line in self.ways[:2]))
        self.assertFalse(self.ways[2].reconciled)
        self.assertBooksRight()

    def test_picked_with_an_invoice(self):
        """One transfer for a cheque that was registered and an invoice."""
        bill = self.invoice(40.0, "2024-06-01", partner=self.customer)
        found = self.received(140.0, "PAID IN").with_user(self.specialist)
        found.sudo().allocation_ids.unlink()
        found.screen_add_item(self.ways[0].id)
        found.screen_add_item(self.items(bill).id)
        application = found.sudo()._apply()
        self.assertTrue(self.ways[0].reconciled)
        self.assertEqual((bill.amount_residual, found.state), (0.0, "applied"))
        self.assertBooksRight()
        application.sudo().action_undo()
        self.assertFalse(self.ways[0].reconciled)
        self.assertEqual(bill.amount_residual, 40.0)
        self.assertBooksRight()

    def test_part_of_a_registered_payment(self):
        """What the bank has not paid in of it stays on its way: it is no debt to dispute or to write off."""
        found = self.received(60.0, "PART OF CHEQUE").with_user(self.specialist)
        found.sudo().allocation_ids.unlink()
        told = found.screen_add_item(self.ways[0].id)
        self.assertEqual([rest["key"] for rest in told["rests"]], ["keep_open"])
        for rest in ("dispute", "write_off"):
            with self.assertRaisesRegex(UserError, "stays on its way"), self.env.cr.savepoint():
                found._apply(rest=rest)
        found._apply()
        self.assertEqual(self.ways[0].amount_residual, 40.0)
        self.assertBooksRight()

    def test_what_is_no_line_of_the_bank_confirms_nothing(self):
        credit = self.paid_in(100.0, self.customer)
        self.payments._collect(self.company)
        found = self.payments.search([("move_line_id", "=", self.credit_of(credit.move_id).id)])
        self.assertFalse([row for row in found.screen_items(self.cheques[0].name) if row["id"] in self.ways.ids])
        with self.assertRaisesRegex(UserError, "not open any more"), self.env.cr.savepoint():
            found.screen_add_item(self.ways[0].id)

    def test_another_account_or_time(self):
        for values in ({"day": "2024-09-30"}, {"day": "2024-05-30"}, {"journal_id": self.bank.copy().id}):
            with self.subTest(values=values):
                line = self.bank_line(**{"amount": 195.5, "text": "CHEQUES", **values})
                self.payments._collect(self.company)
                self.of_line(line)._propose()
                self.assertFalse(self.of_line(line).allocation_ids)

    def test_confirmed_by_the_bank_already(self):
        self.received(100.0, self.cheques[0].name)._apply()
        self.assertFalse(self.received(195.5, "CHEQUES").allocation_ids)
        self.assertEqual(len(self.received(95.5, "CHEQUES").allocation_ids), 2)

    def test_queries_do_not_grow(self):
        lines = [self.bank_line(195.5 + number, "CHEQUES") for number in range(12)]
        self.payments._collect(self.company)
        payments = self.payments.union(*map(self.of_line, lines))
        for some in (payments[:2], payments):
            some._propose()
        counts = []
        for some in (payments[:2], payments):
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            some._propose()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 2)
