from odoo.tests import Form, tagged

from .common_write_offs import WriteOffCommon


@tagged("-at_install", "post_install")
class TestWriteOffRecovery(WriteOffCommon):
    """Money that comes in after all: shown as such, its tax due again, undone as it was done."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.income = cls.revenue.copy({"code": "480099", "name": "Recovered receivables"})
        for reason in cls.reasons.values():
            reason.with_company(cls.company).recovery_account_id = cls.income

    def test_in_two_parts(self):
        bill = self.taxed(100)
        write_off = self.written_off(bill, "now")
        with self.refused("no unapplied money"):
            write_off.action_recover()
        money = self.paid(50)
        self.assertEqual(write_off.amount_unapplied, 50.0)
        action = write_off.with_user(self.specialist).action_recover()
        wizards = self.env["ar.write.off.recover"].with_user(self.specialist).with_context(**action["context"])
        with Form(wizards) as form:
            self.assertEqual((form.credit_id, form.amount), (money, 50.0))
            form.amount = 46.0
        wizard = form.save()
        wizard.action_recover()
        wizard.action_recover()
        recovery = write_off.recovery_ids
        self.assertEqual(len(recovery), 1, "a second click books nothing")
        self.assertEqual((write_off.state, write_off.amount_recovered, write_off.amount_recoverable),
                         ("partly_recovered", 46.0, 69.0))
        self.assertEqual((recovery.amount_tax, money.amount_residual), (6.0, -4.0))
        self.assertEqual(self.boxes(recovery.move_id)[0], {"base": -40.0, "tax": -6.0})
        self.assertEqual(self.balances(recovery.move_id)[self.income], -40.0)
        self.assertEqual(bill.amount_residual, 0.0)
        write_off._recover(self.paid(69), 69.0, self.day("2024-05-01"))
        self.assertEqual((write_off.state, write_off.amount_recoverable), ("recovered", 0.0))

    def test_without_relief(self):
        write_off = self.written_off(self.taxed(100))
        recovery = write_off._recover(self.paid(15), 15.0, self.day("2024-05-01"))
        self.assertEqual(self.boxes(recovery.move_id), ({}, {}))
        self.assertEqual(self.balances(recovery.move_id)[self.income], -15.0)

    def test_limits(self):
        write_off = self.written_off(self.invoice(10, "2024-01-01"))
        money = self.paid(50)
        for amount in (10.01, 0.0, -1.0):
            with self.refused("At most .*10.00 can be"):
                write_off._recover(money, amount, self.day("2024-05-01"))
        with self.refused("no unapplied money of the customer"):
            write_off._recover(self.entry(-5, "2024-01-01", partner=self.other_customer), 5.0, self.day("2024-05-01"))
        with self.refused("is not in the books"):
            self.ask(self.invoice(10, "2024-01-01"))._recover(money, 1.0, self.day("2024-05-01"))

    def test_undone(self):
        bill = self.taxed(100)
        write_off = self.written_off(bill, "now")
        money = self.paid(115)
        recovery = write_off._recover(money, 115.0, self.day("2024-05-01"))
        with self.refused("undo the recovery first"):
            write_off.action_reverse()
        recovery.with_user(self.specialist).action_undo()
        self.assertEqual((write_off.state, write_off.amount_recovered, money.amount_residual), ("posted", 0.0, -115.0))
        self.assertEqual(self.boxes(recovery.move_id, *recovery.move_id.reversal_move_ids)[0], {})
        with self.refused("undone already"):
            recovery.action_undo()
        write_off.action_reverse()
        self.match(bill, money)
        self.assertEqual(bill.payment_state, "paid")

    def test_name_in_the_roll_forward(self):
        """115 written off and 46 of it come in: a payment of 46, used up by a recovery; undone, 69 are owed."""
        def moved():
            report = self.env["ar.roll.forward"].compute("2024-01-01", "2024-12-31", self.company, "company")
            names = ("invoices", "payments", "write_offs", "recoveries", "other", "closing")
            totals = dict(zip(report.columns, report.totals, strict=True))
            return [totals[name] for name in names]

        before = moved()
        write_off = self.written_off(self.taxed(100), "now", date="2024-04-01")
        recovery = write_off._recover(self.paid(46), 46.0, self.day("2024-05-01"))
        self.assertEqual(
            [now - then for now, then in zip(moved(), before, strict=True)], [115.0, -46.0, -115.0, 46.0, 0.0, 0.0])
        recovery.action_undo()
        write_off.action_reverse()
        self.assertEqual(
            [now - then for now, then in zip(moved(), before, strict=True)], [115.0, -46.0, 0.0, 0.0, 0.0, 69.0])

    def test_on_the_account_of_cash_discounts(self):
        """A write-off is one, whatever account the company books it to."""
        self.company.account_journal_early_pay_discount_loss_account_id = self.loss
        write_off = self.written_off(self.taxed(100), "now")
        roll = self.env["ar.roll.forward"].compute(write_off.date, write_off.date, self.company, "company")
        totals = dict(zip(roll.columns, roll.totals, strict=True))
        self.assertEqual((totals["write_offs"], totals["discounts"], totals["other"]), (-115.0, 0.0, 0.0))

    def test_stage_of_the_customer(self):
        gone = self.env.ref("ar_specialist.stage_written_off")
        write_off = self.written_off(self.invoice(10, "2024-01-01"))
        account = write_off.account_id
        self.assertEqual(account.stage_id, gone)
        write_off._recover(self.paid(10), 10.0, self.day("2024-05-01"))
        self.assertNotEqual(account.stage_id, gone)

    def test_foreign_currency(self):
        """At the rate of the money: 10 euros that came in are 5 dollars at 2."""
        write_off = self.written_off(self.invoice(40, "2024-01-01", currency_id=self.foreign.id))
        money = self.entry(-5, "2024-03-01", currency=self.foreign, amount_currency=-10)
        recovery = write_off._recover(money, 10.0, self.day("2024-03-01"))
        self.assertEqual(self.balances(recovery.move_id)[self.income], -5.0)
        self.assertTrue(money.reconciled)
