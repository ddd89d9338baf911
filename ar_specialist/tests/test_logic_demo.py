from datetime import date, timedelta

from odoo.addons.ar_specialist.demo.behaviour import HABITS, SPAN, TERMS
from odoo.addons.ar_specialist.demo.customers import CUSTOMERS, EUROPEAN
from odoo.addons.ar_specialist.demo.history import tell
from odoo.addons.ar_specialist.demo.products import PRODUCTS
from odoo.tests import BaseCase, tagged
from stdnum.util import get_cc_module

DAYS = (date(2024, 2, 29), date(2024, 12, 31), date(2025, 1, 1), date(2025, 3, 30), date(2026, 11, 21))


@tagged("-at_install", "post_install")
class TestLogicDemo(BaseCase):
    def test_nothing_lies_ahead_of_the_day_nor_before_the_span(self):
        for day in DAYS:
            for european in (False, True):
                trade, cases = tell(day, european)
                history = trade + cases
                days = [fact.day for fact in history.invoices + history.reversals + history.receipts]
                with self.subTest(day=day, european=european):
                    self.assertLessEqual(max(days), day)
                    self.assertGreaterEqual(min(days), day - timedelta(days=SPAN))

    def test_same_day_same_history(self):
        self.assertEqual(tell(DAYS[0]), tell(DAYS[0]))

    def test_every_key_is_known_and_unique(self):
        trade, cases = tell(DAYS[0])
        history = trade + cases
        keys = [invoice.key for invoice in history.invoices]
        self.assertEqual(len(keys), len(set(keys)))
        paid = {key for receipt in history.receipts for key, _instalment in receipt.pays}
        settled = {invoice.settles for invoice in history.invoices if invoice.settles}
        self.assertLessEqual(paid | settled | {reversal.invoice for reversal in history.reversals}, set(keys))
        self.assertLessEqual({key for invoice in history.invoices for key, _quantity in invoice.lines},
                             {product[0] for product in PRODUCTS})

    def test_money_comes_after_the_invoice_and_in_its_currency(self):
        trade, cases = tell(DAYS[0])
        history = trade + cases
        invoices = {invoice.key: invoice for invoice in history.invoices}
        for receipt in history.receipts:
            for key, _instalment in receipt.pays:
                self.assertGreater(receipt.day, invoices[key].day)
                self.assertEqual(receipt.foreign, invoices[key].foreign)
                self.assertEqual(receipt.customer, invoices[key].customer)

    def test_fourteen_months_and_two_hundred_invoices(self):
        trade, _cases = tell(DAYS[0])
        self.assertGreaterEqual(len(trade.invoices), 200)
        self.assertGreater(max(each.day for each in trade.invoices) - min(each.day for each in trade.invoices),
                           timedelta(days=395))

    def test_customers_are_well_formed(self):
        keys = [customer.key for customer in CUSTOMERS]
        self.assertGreaterEqual(len(keys), 30)
        self.assertEqual(len(keys), len(set(keys)))
        self.assertEqual({customer.lang for customer in CUSTOMERS}, {"en_US", "fr_FR", "de_DE"})
        self.assertLessEqual({customer.term for customer in CUSTOMERS}, set(TERMS))
        self.assertLessEqual({customer.pays for customer in CUSTOMERS}, {*HABITS, "none"})
        self.assertLessEqual({customer.parent for customer in CUSTOMERS} - {""}, set(keys))
        self.assertLessEqual(set(EUROPEAN), set(keys))

    def test_vat_numbers_are_valid(self):
        checked = 0
        for customer in CUSTOMERS:
            code = customer.country[:2].replace("uk", "gb")
            if customer.vat and code == "us":
                self.assertRegex(customer.vat, r"^\d{2}-\d{7}$")
            elif customer.vat:
                self.assertTrue(get_cc_module(code, "vat").is_valid(customer.vat), customer.name)
                checked += 1
        self.assertGreaterEqual(checked, 20)
