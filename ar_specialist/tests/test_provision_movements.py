from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common_provision import ProvisionCommon

OWED = [1000, 1000, 1000, 1000, 1000]


def moved(row):
    return (row.opening, row.charge, row.used, row.released, row.closing)


@freeze_time("2023-09-05")
@tagged("-at_install", "post_install")
class TestProvisionMovements(ProvisionCommon):
    """Opening + charge + used + released = closing, and each closing is the next opening."""

    def test_the_first_one(self):
        self.owe(OWED, "2023-06-30")
        provision = self.post(self.propose())
        self.assertEqual(moved(provision), (0, 227, 0, 0, 227))
        self.assertEqual(provision.movement_ids.mapped("name"), ["All customers"])

    def test_story(self):
        """June: an item of 1,000 named with 50 %, the rest by matrix. July: it is written off, another is paid, half
        of a third is written off. August: the rest of the third is paid."""
        first, second, third, *_ = self.owe(OWED, "2023-06-30")
        june = self.propose()
        june.specific_ids = [Command.create({"move_line_id": first.id, "rate": 0.5, "reason": "Insolvent"})]
        self.post(june)
        # 16 + 36 + 66 + 106 by matrix, 500 named.
        self.assertEqual(moved(june), (0, 724, 0, 0, 724))
        self.lose(first, 1000, "2023-07-10")
        self.lose(third, 500, "2023-07-11")
        self.match(second, self.entry(-1000, "2023-07-12"))
        july = self.propose("2023-07-31")
        self.assertFalse(july.specific_ids, "nothing of it is open any more")
        # The second half of the third, 62 days late by now, and two items over 90 days: 33 + 106 + 106.
        self.assertEqual(july.amount, 245)
        named = july.movement_ids.filtered(lambda row: row.kind == "specific")
        # 1,000 were lost, provided for was the half of it.
        self.assertEqual(moved(named), (500, 0, -500, 0, 0))
        by_matrix = july.movement_ids - named
        # 224 - 224 used (500 were lost) + 245.
        self.assertEqual(moved(by_matrix), (224, 245, -224, 0, 245))
        self.post(july)
        self.match(third, self.entry(-500, "2023-08-15"))
        august = self.post(self.propose("2023-08-31"))
        self.assertEqual(moved(august), (245, 0, 0, -33, 212))
        self.assertEqual(august._year(), june + july + august)
        self.assertEqual(august._year()._chained(), (0, 969, -724, -33, 212))
        for provision in (june, july, august):
            self.assertEqual(sum(moved(provision)[:4]), provision.closing)
            self.assertEqual(provision.closing, provision.amount)

    def test_what_is_no_loss(self):
        """Payments, credit notes, and losses of items that came later use nothing."""
        first, second, *_ = self.owe(OWED, "2023-06-30")
        self.post(self.propose())
        self.match(first, self.entry(-1000, "2023-07-10"))
        self.match(second, self.invoice(1000, "2023-07-10", move_type="out_refund"))
        later = self.entry(300, "2023-07-02", against=self.revenue)
        self.lose(later, 300, "2023-07-20")
        july = self.propose("2023-07-31")
        self.assertEqual(july.used, 0)

    def test_named_items_are_named_again(self):
        first, second, *_ = self.owe(OWED, "2023-06-30")
        june = self.propose()
        june.specific_ids = [
            Command.create({"move_line_id": item.id, "rate": 0.5, "reason": "Insolvent"}) for item in (first, second)]
        june.specific_ids.filtered(lambda named: named.move_line_id == second).amount = 250
        self.post(june)
        self.match(first, self.entry(-1000, "2023-07-10"))
        self.match(second, self.entry(-400, "2023-07-10"))
        july = self.propose("2023-07-31")
        self.assertEqual(july.specific_ids.move_line_id, second)
        self.assertEqual((july.specific_ids.exposure, july.specific_ids.amount), (600, 150))
        rows = july.movement_ids.filtered(lambda row: row.kind == "specific")
        self.assertEqual(
            {row.move_line_id: moved(row) for row in rows},
            {first: (500, 0, 0, -500, 0), second: (250, 0, 0, -100, 150)})

    def test_another_matrix(self):
        self.owe(OWED, "2023-06-30")
        self.post(self.propose())
        self.company.ar_provision_matrix_id = self.matrix_with_segment(f"[('id', '=', {self.customer.id})]")
        july = self.propose("2023-07-31")
        self.assertEqual(july.opening, 227)
        self.assertEqual(july.closing, july.amount)
        self.assertEqual(sum(moved(july)[:4]), july.amount)
