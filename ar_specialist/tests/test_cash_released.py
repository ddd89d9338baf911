from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user, tagged

from .cash_invariants import wrong
from .common_cash_apply import CashApplyCommon


@tagged("-at_install", "post_install")
class TestCashReleased(CashApplyCommon):
    """What somebody undoes in the books of what was applied: the log says so, and the payment comes back."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bookkeeper = new_test_user(
            cls.env, "bookkeeper", groups="account.group_account_user", company_id=cls.company.id)
        cls.first, cls.second = (cls.items(cls.invoice(amount, "2024-01-05")) for amount in (100, 200))

    def assertBooksTrue(self):
        self.assertEqual(wrong(self.env, self.company), {})

    def told(self, application):
        return [(one.item_name, one.amount, one.money, one.how, one.user_id) for one in application.release_ids]

    def release(self, *items, user=None):
        self.env["account.move.line"].union(*items).with_user(user or self.bookkeeper).remove_move_reconcile()

    def each(self, check, amount=300):
        for make in (self.statement_payment, self.credit_payment):
            with self.subTest(make.__name__), self.env.cr.savepoint() as savepoint:
                check(make(amount))
                savepoint.rollback()

    def test_in_part(self):
        def check(payment):
            before = self.ledger()
            application = self.apply(payment, (self.first, 100), (self.second, 200))
            self.release(self.first)
            self.assertEqual(self.told(application), [
                (self.first.move_name, 100, 100, "unreconciled", self.bookkeeper)])
            self.assertEqual((application.state, application.standing), ("applied", "partly"))
            self.assertEqual((payment.state, payment.amount_left), ("unapplied", 100))
            self.assertEqual((self.first.amount_residual, self.second.amount_residual), (100, 0))
            self.assertFalse(payment._collect(self.company), "nothing of it comes a second time")
            self.assertBooksTrue()
            application.with_user(self.specialist).action_undo("wrong")
            self.assertEqual(self.ledger(), before)
            self.assertEqual((payment.state, payment.amount_left, application.standing), ("check", 300, "undone"))
            self.assertEqual(len(application.release_ids), 1, "the log keeps both")
        self.each(check)

    def test_wholly(self):
        def check(payment):
            before = self.ledger()
            application = self.apply(payment, (self.first, 100), (self.second, 200))
            (self.first + self.second).with_user(self.bookkeeper).with_context(
                active_ids=(self.first + self.second).ids).action_unreconcile_match_entries()
            self.assertEqual(sorted(row[1] for row in self.told(application)), [100, 200])
            self.assertEqual((payment.state, payment.amount_left), ("unapplied", 300))
            payment._collect(self.company)
            self.assertEqual((payment.state, payment.amount_left), ("unapplied", 300))
            self.assertFalse(self.env["ar.cash.payment"].search([("id", ">", payment.id)]))
            if application.source == "credit":
                self.assertEqual((application.state, application.undone_by_id), ("undone", self.bookkeeper))
                self.assertRegex(application.undo_reason, "reconciliation removed")
            else:
                self.assertEqual(application.standing, "released")
                application.with_user(self.specialist).action_undo()
                self.assertEqual((payment.state, payment.amount_left), ("check", 300))
            self.assertEqual(self.ledger(), before)
        self.each(check)

    def test_applied_again_from_all_that_came_back(self):
        """Both credits of the bank's entry pay the other invoice; undone, both are open again."""
        def check(payment):
            self.apply(payment, (self.first, 100), (self.second, 200))
            self.release(self.first, self.second)
            other = self.items(self.invoice(250, "2024-01-06"))
            again = self.apply(payment, (other, 250))
            self.assertEqual((other.amount_residual, payment.state, payment.amount_left), (0, "unapplied", 50))
            self.assertBooksTrue()
            again.with_user(self.specialist).action_undo()
            self.assertEqual((other.amount_residual, payment.amount_left), (250, 300))
            rest = self.apply(payment, (self.first, 100), (self.second, 200))
            self.assertEqual((rest.standing, payment.state, payment.amount_left), ("applied", "applied", 0))
            self.assertBooksTrue()
        self.each(check)

    def test_an_item_paid_again_is_one_item(self):
        """In the figures of the screen and of the report alike."""
        payment = self.statement_payment(300)
        self.apply(payment, (self.first, 100), (self.second, 200))
        self.release(self.first)
        self.apply(payment, (self.first, 100))
        self.env.flush_all()
        [row] = self.env["ar.cash.report"].search([("payment_id", "=", payment.id)])
        self.assertEqual((payment.state, row.items_applied), ("applied", 2))
        found = payment._straight_through(self.company, payment.applied_on, payment.applied_on)
        self.assertEqual(found.items_all, 2)

    def test_used_since_is_undone_first(self):
        payment = self.statement_payment(300)
        application = self.apply(payment, (self.first, 100), (self.second, 200))
        self.release(self.first)
        self.apply(payment, (self.first, 100))
        with self.assertRaisesRegex(UserError, "applied again since"), self.env.cr.savepoint():
            application.action_undo()
        application = self.apply(self.statement_payment(50), (self.items(self.invoice(50, "2024-01-05")), 50))
        item = application.line_ids.move_line_id
        partial = application.partial_ids
        credit = partial.credit_move_id
        self.release(item)
        (credit + self.items(self.invoice(50, "2024-01-07"))).reconcile()
        with self.assertRaisesRegex(UserError, "reconciled elsewhere since"), self.env.cr.savepoint():
            application.action_undo()

    def test_discount_and_differences(self):
        """What was settled without money stays booked until the rest is undone, too."""
        def check(payment):
            before = self.ledger()
            application = self.apply(payment, (self.first, 95, {"write_off": 0.5, "charges": 4.5}))
            self.release(self.first)
            self.assertEqual(sum(application.release_ids.mapped("amount")), 100)
            self.assertEqual(self.first.amount_residual, 100)
            self.assertEqual(payment.amount_left, 100 if application.source == "statement" else 95)
            self.assertEqual((payment.state, application.standing), ("unapplied", "released"))
            application.with_user(self.specialist).action_undo()
            self.assertEqual(self.ledger(), before)
            self.assertEqual((payment.state, payment.amount_left), ("check", 95))
        self.each(check, 95)

    def test_credit_note_netted(self):
        note = self.items(self.invoice(20, "2024-01-02", move_type="out_refund"))

        def check(payment):
            application = self.apply(payment, (self.first, 100), (note, -20))
            self.release(note)
            self.assertIn(-20, application.release_ids.mapped("amount"))
            self.assertEqual(note.amount_residual, -20)
            self.assertBooksTrue()
            application.with_user(self.specialist).action_undo()
            self.assertEqual((self.first.amount_residual, payment.amount_left), (100, 80))
        self.each(check, 80)

    def test_how(self):
        """An invoice taken out of the books, or paid by another entry, by the widget on the invoice."""
        def cancelled(application):
            self.first.move_id.button_draft()
            self.assertEqual(application.standing, "applied", "drafts keep their reconciliations")
            self.first.move_id.button_cancel()

        def widget(application):
            self.first.move_id.js_remove_outstanding_partial(application.partial_ids.id)

        def reverse(application):
            application.payment_id._credits().move_id._reverse_moves(cancel=True)

        for undo, how in ((cancelled, "cancelled"), (widget, "unreconciled")):
            def check(payment, undo=undo, how=how):
                application = self.apply(payment, (self.first, 100))
                undo(application)
                self.assertEqual(application.release_ids.mapped("how"), [how])
                self.assertEqual((payment.state, payment.amount_left), ("unapplied", 100))
            self.each(check, 100)
        payment = self.credit_payment(100)
        application = self.apply(payment, (self.first, 100))
        reverse(application)
        self.assertEqual(application.release_ids.how, "reversed")
        self.assertEqual(application.state, "undone")
        payment._collect(self.company)
        self.assertEqual((payment.state, payment.is_elsewhere), ("applied", True), "the reversal settles it")

    def registered(self, amount):
        """Return a payment that was registered by hand, as an incoming payment, and itself."""
        received = self.env["account.payment"].create({
            "payment_type": "inbound", "partner_type": "customer", "partner_id": self.customer.id, "amount": amount,
            "journal_id": self.bank.id, "date": "2024-03-01"})
        received.action_post()
        credit = received.move_id.line_ids.filtered(lambda line: line.account_type == "asset_receivable")
        return received, self.payment(
            None, move_line_id=credit.id, currency_id=credit.currency_id.id, date=received.date, amount=amount)

    def test_payment_cancelled_or_deleted(self):
        for delete in (False, True):
            with self.subTest(delete=delete), self.env.cr.savepoint() as savepoint:
                received, payment = self.registered(100)
                application = self.apply(payment, (self.first, 100))
                received.action_draft()
                if delete:
                    received.unlink()
                else:
                    received.action_cancel()
                self.assertEqual(self.first.amount_residual, 100)
                self.assertEqual((application.state, application.undone_by_id), ("undone", self.env.user))
                self.assertTrue(application.release_ids)
                self.assertEqual((payment.state, payment.is_elsewhere), ("set_aside", True))
                payment._collect(self.company)
                self.assertTrue(application.exists(), "the log stays")
                savepoint.rollback()

    def test_bank_line_undone_by_core(self):
        payment = self.statement_payment(300)
        application = self.apply(payment, (self.first, 100), (self.second, 200))
        self.release(self.first)
        payment.statement_line_id.action_undo_reconciliation()
        self.assertEqual((application.state, payment.state, payment.amount_left), ("undone", "check", 300))
        self.assertEqual((self.first.amount_residual, self.second.amount_residual), (100, 200))

    def test_disputed_rest_is_withdrawn(self):
        payment = self.statement_payment(90)
        reason = self.env["ar.dispute.reason"].search([], limit=1)
        application = self.apply(payment, (self.first, 90), rest="dispute", reason=reason)
        self.release(self.first)
        self.assertEqual(application.dispute_ids.state, "cancelled")

    def test_learning(self):
        payment = self.statement_payment(300)
        payment.write({"payer_name": "Treuhand Nord", "payer_account": "77 88 99"})
        application = self.apply(payment, (self.first, 100), (self.second, 200))
        aliases = self.env["ar.cash.alias"].search([("partner_id", "=", self.customer.id)])
        habits = self.env["ar.cash.habit"].search([("partner_id", "=", self.customer.id)])
        self.assertEqual((set(aliases.mapped("weight")), set(habits.mapped("count"))), ({1}, {1}))
        self.release(self.first)
        self.assertEqual((set(aliases.mapped("weight")), set(habits.mapped("count"))), ({1}, {0}))
        self.release(self.second)
        self.assertEqual((set(aliases.mapped("weight")), set(habits.mapped("count"))), ({0}, {0}))
        self.assertFalse(payment.lessons)
        application.action_undo()
        self.assertEqual(set(aliases.mapped("weight")), {0}, "taken back once")

    def test_not_again_without_a_person(self):
        payment = self.statement_payment(100)
        self.apply(payment, (self.first, 100))
        self.assertFalse(payment._once_undone())
        self.release(self.first)
        self.assertEqual(payment._once_undone(), payment)

    def test_own_undoing_and_returns_are_no_release(self):
        application = self.apply(self.statement_payment(100), (self.first, 100))
        application.action_undo()
        payment = self.statement_payment(100)
        self.apply(payment, (self.first, 100))
        record = self.env["ar.cash.return"].create({"payment_id": payment.id, "date": "2024-03-05"})
        record.action_confirm()
        record.action_undo()
        self.assertFalse(self.env["ar.cash.release"].search([]))
        self.assertEqual(payment.state, "applied")

    def test_rights_and_companies(self):
        application = self.apply(self.statement_payment(100), (self.first, 100))
        self.release(self.first)
        release = application.release_ids
        self.assertTrue(release.with_user(self.specialist).amount)
        with self.assertRaises(AccessError):
            release.with_user(self.manager).write({"amount": 1})
        with self.assertRaises(AccessError):
            release.with_user(self.manager).unlink()

    def test_screen_tells(self):
        payment = self.statement_payment(300)
        application = self.apply(payment, (self.first, 100), (self.second, 200))
        self.release(self.first)
        told = payment.with_user(self.specialist).screen_payment()["application"]
        self.assertTrue(told["may_undo"])
        self.assertRegex(told["lines"][0]["besides"], "undone in the books")
        with Form(application.with_user(self.specialist)) as form:
            self.assertEqual(form.standing, "partly")
