from datetime import date
from decimal import Decimal

from odoo.tests import BaseCase, tagged

from ..logic.receivables_check import Currency, Facts, Known, check_rows
from ..logic.receivables_rows import ReceivableRow

DAY = date(2026, 1, 10)


@tagged("-at_install", "post_install")
class TestReceivablesCheck(BaseCase):
    def faults(self, *changes, **facts):
        """Return [(field, code, is warning)] of rows that differ from a good one by `changes`."""
        rows = [
            ReceivableRow(**{
                "row": at, "number": f"N{at}", "customer_ref": "C", "date": DAY, "amount": Decimal(100), **change,
            })
            for at, change in enumerate(changes, 2)
        ]
        known = {"EUR": Currency(1, 2), "JPY": Currency(2, 0), "OLD": Currency(3, 2, active=False),
                 "NEW": Currency(4, 2, has_rate=False)}
        check_rows(rows, Facts(**{"currencies": known, "company_currency": "EUR", "today": date(2026, 6, 1), **facts}))
        return [(fault.field, fault.code, fault.warning) for row in rows for fault in row.faults]

    def assertFault(self, change, field, code, warning=False, **facts):
        self.assertEqual(self.faults(change, **facts), [(field, code, warning)], change)

    def test_good(self):
        self.assertEqual(self.faults({}), [])
        self.assertEqual(self.faults({"settled_date": DAY, "date_due": DAY}), [])

    def test_missing(self):
        for field, empty in [("number", ""), ("date", None), ("amount", None), ("customer_ref", "")]:
            self.assertFault({field: empty}, field, "missing")
        self.assertFault({"settled_amount": Decimal(5)}, "settled_date", "missing")

    def test_currency(self):
        self.assertFault({"currency": "XXZ"}, "currency", "currency_unknown")
        self.assertFault({"currency": "OLD"}, "currency", "currency_inactive")
        self.assertFault({"currency": "NEW"}, "currency", "currency_rate")
        self.assertFault({"currency": "jpy", "amount": Decimal("1.5")}, "amount", "decimals")
        self.assertEqual(self.faults({"currency": "jpy"}), [])

    def test_number(self):
        self.assertEqual(self.faults({"number": "a1"}, {"number": "A1"}), [("number", "number_twice", False)] * 2)
        self.assertFault({"number": "x" * 65}, "number", "number_form")
        self.assertFault({"number": "/"}, "number", "number_form")
        ledger = {"n2": Known(Decimal(100), 1, DAY)}
        self.assertFault({}, "number", "in_ledger", True, ledger=ledger)
        self.assertFault({"amount": Decimal(99)}, "number", "number_taken", ledger=ledger)
        self.assertFault({"date": date(2026, 1, 9)}, "number", "number_taken", ledger=ledger)

    def test_customer(self):
        self.assertFault({}, "customer_ref", "customer_unknown", create_customers=False)
        self.assertFault({}, "customer_ref", "customer_ambiguous", customers={("customer_ref", "c"): (1, 2)})
        self.assertEqual(self.faults({}, create_customers=False, customers={("customer_name", "c"): (1,)}), [])

    def test_amounts(self):
        self.assertFault({"amount": Decimal(0)}, "amount", "zero")
        paid = {"settled_date": DAY}
        self.assertFault({**paid, "settled_amount": Decimal("100.01")}, "settled_amount", "settled_more")
        self.assertEqual(self.faults({**paid, "settled_amount": Decimal(100)}), [])
        self.assertFault({**paid, "settled_amount": Decimal(-1)}, "settled_amount", "settled_sign")
        self.assertEqual(self.faults({**paid, "amount": Decimal(-5), "settled_amount": Decimal(-5)}), [])

    def test_dates(self):
        self.assertFault({"settled_date": date(2026, 1, 9)}, "settled_date", "settled_before")
        self.assertFault({"settled_date": date(2026, 6, 2)}, "settled_date", "settled_future")
        self.assertFault({"date_due": date(2026, 1, 9)}, "date_due", "due_before", True)
        self.assertFault({"date": date(2026, 6, 2)}, "date", "future", True)
        self.assertFault({}, "date", "locked", lock_invoice=DAY)
        self.assertEqual(self.faults({}, lock_invoice=date(2026, 1, 9)), [])
        self.assertFault({"settled_date": DAY}, "settled_date", "locked", lock_payment=DAY)
        self.assertFault({"settled_date": DAY}, "settled_date", "no_payment_journal", has_payment_journal=False)
