from random import Random

from odoo.tests import tagged

from .common_cash_apply import CashApplyCommon


@tagged("-at_install", "post_install")
class TestCashApplyProperties(CashApplyCommon):
    """Any sequence of applying and undoing: items get exactly their amounts; all undone, the ledger is as before."""

    def assert_applied(self, application):
        """Every coin of the payment is told, and every item is as open as the log says."""
        self.assertAlmostEqual(
            sum(application.line_ids.mapped("amount")) + application.amount_left + application.written_off,
            application._money())
        for line in application.line_ids:
            self.assertAlmostEqual(line.move_line_id.amount_residual_currency, line.left)
            settled = line.amount + line.discount + line.write_off + line.charges
            self.assertAlmostEqual(settled + line.left, line.open_amount)

    def parts(self, random, payment, items):
        """Return parts of items at random that the payment suffices for."""
        left, parts = round(payment.amount_left * 100), []
        for item in random.sample(items, random.randint(1, len(items))):
            opened = round(item.amount_residual_currency * 100)
            if opened <= 0:
                continue
            settled = random.choice((opened, random.randint(1, opened)))
            write_off = random.choice((0, 0, random.randint(0, settled // 10)))
            amount = settled - write_off
            if 0 < amount <= left:
                left -= amount
                parts.append((item, amount / 100, {"write_off": write_off / 100}))
        return parts

    def test_sequences(self):
        for seed in range(3):
            random = Random(seed)
            items = [self.items(self.invoice(random.randint(100, 9000) / 100, "2024-01-01")) for _n in range(4)]
            payments = [
                random.choice((self.statement_payment, self.credit_payment))(random.randint(100, 20000) / 100)
                for _n in range(3)]
            before, done = self.ledger(), []
            for _step in range(9):
                if done and random.random() < 0.3:
                    done.pop().action_undo()
                    continue
                payment = random.choice(payments)
                if payment.state == "applied":
                    continue
                parts = self.parts(random, payment, items)
                if parts:
                    done.append(self.apply(payment, *parts))
                    self.assert_applied(done[-1])
            while done:
                done.pop().action_undo()
            with self.subTest(seed=seed):
                self.assertEqual(self.ledger(), before)
