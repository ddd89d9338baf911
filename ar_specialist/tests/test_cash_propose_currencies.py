from odoo.fields import Command
from odoo.tests import tagged

from .common_cash import CashCommon


@tagged("-at_install", "post_install")
class TestCashProposeCurrencies(CashCommon):
    """A payment that names an invoice in another currency; 1.25 of the foreign money are 1 of the company's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.foreign.rate_ids = [
            Command.clear(), Command.create({"name": "2024-01-01", "rate": 1.25, "company_id": cls.company.id})]
        cls.bill = cls.invoice(
            125.0, "2024-06-01", "2024-06-11", name="INV/2024/00201", currency_id=cls.foreign.id)

    def test_named(self):
        """Proposed with what it is worth, and whatever agrees a person looks."""
        payment = self.received(100.0, "INV/2024/00201", "Azure Interior")
        line = payment.allocation_ids
        self.assertEqual((payment.state, payment.choice, payment.partner_id), ("check", False, self.customer))
        self.assertEqual((line.move_line_id, line.open_amount, line.amount), (self.items(self.bill), 100, 100))
        self.assertEqual((line.item_open, line.item_settled, line.left), (125, 125, 0))
        codes = [code for code, _points, _value in payment.reasons]
        self.assertIn("other_currency", codes)
        self.assertIn("number_named", codes)
        payment._apply()
        self.assertEqual(self.items(self.bill).amount_residual_currency, 0)

    def test_short_over_and_tolerance(self):
        self.company.ar_cash_tolerance = 1.0
        for amount, choice, written_off, left in (
                (80.0, "short", 0, 20), (99.5, False, 0.5, 0), (130.0, "over", 0, 0)):
            with self.subTest(amount=amount):
                payment = self.received(amount, "INV/2024/00201", "Azure Interior")
                line = payment.allocation_ids
                self.assertEqual((payment.state, payment.choice), ("check", choice))
                self.assertEqual((line.write_off, line.left), (written_off, left))

    def test_only_by_its_number(self):
        """Neither the amount nor a mistyped number names an item in another currency."""
        for text in ("thank you", "INV/2024/00210", "invoice 201"):
            payment = self.received(100.0, text, "Azure Interior")
            self.assertFalse(payment.allocation_ids, text)
            self.assertNotEqual(payment.state, "ready")

    def test_named_comes_before_the_amount(self):
        """An item that has just this amount is not what the payment says."""
        self.invoice(100.0, "2024-06-01", "2024-06-11", name="INV/2024/00202")
        payment = self.received(100.0, "INV/2024/00201", "Azure Interior")
        self.assertEqual(payment.allocation_ids.move_line_id, self.items(self.bill))

    def test_other_way_round(self):
        """Foreign money for an invoice in the company's own currency."""
        own = self.invoice(100.0, "2024-06-01", "2024-06-11", name="INV/2024/00203")
        journal = self.bank.copy({"name": "Foreign bank", "code": "FBNK", "currency_id": self.foreign.id})
        payment = self.received(125.0, "INV/2024/00203", "Azure Interior", journal_id=journal.id)
        line = payment.allocation_ids
        self.assertEqual((line.move_line_id, line.amount, line.item_settled), (self.items(own), 125, 100))

    def test_screen(self):
        """The picker shows both amounts; what an item gets is shown in both currencies."""
        payment = self.received(50.0, "thank you", "Azure Interior")
        payment._set_customer(self.customer)
        self.assertEqual(payment.screen_payment()["customer"]["open"], self.foreign.format(125.0))
        [pick] = payment.screen_items("00201")
        self.assertEqual((pick["amount"], pick["currency_id"]), (125, self.foreign.id))
        self.assertIn("100.00", pick["worth"])
        [item] = payment.screen_add_item(pick["id"])["items"]
        self.assertEqual((item["open"], item["amount"], item["left"]), (100, 50, 50))
        self.assertIn("62.50", item["foreign"])
        self.assertIn("125.00", item["foreign"])
        [item] = payment.screen_set_amount(pick["id"], 40.0)["items"]
        self.assertIn("50.00", item["foreign"])
        shown = payment.screen_payment()["items"]
        payment.screen_apply(seen=[{**one, "item_id": one["id"]} for one in shown if one["ticked"]])
        self.assertEqual(self.items(self.bill).amount_residual_currency, 75)
        [line] = payment.screen_payment()["application"]["lines"]
        self.assertIn("50.00", line["besides"])
