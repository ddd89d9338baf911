import random
from datetime import timedelta

from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common_provision import ProvisionCommon

MONTH_ENDS = ("2023-06-30", "2023-07-31", "2023-08-31", "2023-09-30")


@freeze_time("2023-10-05")
@tagged("-at_install", "post_install")
class TestProvisionLedger(ProvisionCommon):
    """Random ledgers: the movement schedule closes at what the ledger's allowance accounts have, to the cent."""

    def shake(self, chance, day):
        """Owe, pay, credit and lose something in the month that ends on `day`."""
        for _each in range(chance.randint(3, 6)):
            late = chance.choice((-20, 0, 1, 30, 31, 60, 61, 90, 91, 200))
            euros = chance.choice((False, False, True))
            amount = chance.randint(1, 10**6) / 100
            due = self.day(day, -late)
            self.entry(
                amount, due, due=due, partner=chance.choice((self.customer, self.other_customer)), against=self.revenue,
                **({"currency": self.foreign, "amount_currency": amount * 2} if euros else {}))
        for item in self.env["account.move.line"].search([
                ("account_type", "=", "asset_receivable"), ("company_id", "=", self.company.id),
                ("amount_residual", ">", 0), ("currency_id", "=", self.company.currency_id.id),
                ("date", "<=", day), ("partner_id", "!=", False)]):
            part = round(item.amount_residual * chance.random(), 2)
            what = chance.choice(("stays", "stays", "paid", "lost"))
            if not part or what == "stays":
                continue
            on = str(self.day(day) - timedelta(days=chance.randint(0, 27)))
            if what == "lost":
                self.lose(item, part, on)
            else:
                self.match(item, self.entry(-part, on, partner=item.partner_id))

    def test_closing_is_the_ledgers(self):
        for seed in range(3):
            with self.subTest(seed=seed), self.env.cr.savepoint() as savepoint:
                self.months(random.Random(seed))
                savepoint.rollback()

    def months(self, chance):
        self.company.ar_provision_matrix_id = self.matrix_with_segment(
            f"[('id', '=', {self.other_customer.id})]", tax_rate=chance.choice((0, 0.19)))
        for rate in self.company.ar_provision_matrix_id.rate_ids:
            rate.rate = chance.randint(0, 1000) / 1000
        closing = 0.0
        for day in MONTH_ENDS:
            self.shake(chance, day)
            provision = self.propose(day)
            if items := provision._aging(group_by="item").rows:
                owed = [row.key for row in items if row.total > 0]
                if owed and not provision.specific_ids:
                    provision.specific_ids = [Command.create({
                        "move_line_id": chance.choice(owed).id, "rate": chance.random(), "reason": "Looked at"})]
            self.assertAlmostEqual(provision.opening, closing, places=2, msg="each closing is the next opening")
            self.post(provision)
            closing = provision.closing
            self.assertAlmostEqual(
                provision.opening + provision.charge + provision.used + provision.released, closing, places=2)
            for name in ("opening", "charge", "used", "released", "closing"):
                self.assertAlmostEqual(sum(provision.movement_ids.mapped(name)), provision[name], places=2)
            self.assertAlmostEqual(self.balance(self.allowance, day), -closing, places=2)
            self.assertAlmostEqual(self.balance(self.loss, day), closing, places=2)
            self.assertAlmostEqual(
                self.balance(self.allowance, provision.reversal_date), 0.0, places=2, msg="taken back at once")

    def test_items_in_another_currency(self):
        """40 euros booked as 20 dollars: the matrix takes what the ledger has, whatever euros are worth on the day."""
        due = self.day("2023-06-30", -30)
        self.entry(20, due, due=due, currency=self.foreign, amount_currency=40)
        provision = self.propose()
        exposure = sum(provision.line_ids.mapped("exposure"))
        self.assertEqual(exposure, 20)
        self.assertEqual(exposure, self.balance(self.items_account(), "2023-06-30"))

    def items_account(self):
        return self.company_data["default_account_receivable"]
