from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from odoo.tests import BaseCase, tagged

from ..formats.customer_ledger import read_ledger
from ..formats.reading import Faults
from ..formats.table_file import read_table
from ..logic.reconciliation_columns import guess_ledger_columns, ledger_heading_row

#: Invoices add, payments take off: the kinds are what a layout without signs goes by.
AMOUNTS = st.lists(st.integers(-10**7, 10**7).filter(bool), min_size=1, max_size=8)
FIRST = date(2026, 1, 15)


def written(amount, mark):
    whole, cents = divmod(abs(amount), 100)
    other = "." if mark == "," else ","
    return f"{'-' if amount < 0 else ''}{whole:,}".replace(",", other) + f"{mark}{cents:02}"


def table(amounts, opening, layout, mark, days):
    """Return a customer's account as text, in one of the layouts that ledgers have."""
    heads = {
        "signed": ["Amount"], "two": ["Debit", "Credit"], "side": ["Amount", "D/C"], "kind": ["Amount"],
        "turned": ["Amount"]}[layout]
    rows = [["Account 7001"], ["Document no", "Date", "Type", *heads, "Balance"]]
    empty, balance = [""] * len(heads), opening
    rows.append(["Opening balance", "", "", *empty, written(opening, mark)])
    for at, amount in enumerate(amounts):
        balance += amount
        size = written(abs(amount), mark)
        cells = {
            "signed": [written(amount, mark)], "turned": [written(-amount, mark)], "kind": [size],
            "two": ["", size] if amount > 0 else [size, ""], "side": [size, "C" if amount > 0 else "D"]}[layout]
        rows.append([
            f"D{at}/2026", (FIRST + timedelta(days=at)).strftime(days), "Invoice" if amount > 0 else "Payment", *cells,
            written(balance, mark)])
    rows.append(["Closing balance", "", "", *empty, written(balance, mark)])
    return "\n".join(";".join(row) for row in rows)


@tagged("-at_install", "post_install")
class TestLogicCustomerLedgerLayouts(BaseCase):
    @settings(max_examples=150, deadline=None)
    @given(
        AMOUNTS, st.integers(-10**6, 10**6), st.sampled_from(["signed", "two", "side", "kind", "turned"]),
        st.sampled_from([",", "."]), st.sampled_from(["%d.%m.%Y", "%Y-%m-%d", "%m/%d/%Y", "%d %b %Y"]))
    def test_an_account_is_the_same_in_every_layout(self, amounts, opening, layout, mark, days):
        text = table(amounts, opening, layout, mark, days)
        found = read_table(text.encode(), ledger_heading_row)
        faults = Faults()
        read = read_ledger(found, guess_ledger_columns(found.headings), faults)
        self.assertFalse(faults.found, text)
        told = [int(line.amount * 100) for line in read.lines]
        # Which way a whole file is turned, the documents that both sides have tell later.
        self.assertIn(amounts, [told, [-amount for amount in told]] if layout == "turned" else [told], text)
        self.assertEqual([line.date for line in read.lines], [FIRST + timedelta(days=at) for at in range(len(amounts))])
        closing = sum(amounts) + opening
        self.assertEqual(abs(read.closing[""] * 100), abs(closing), text)
        if layout != "turned":
            self.assertEqual((read.opening[""] * 100, read.closing[""] * 100), (opening, closing), text)
        self.assertIsInstance(read.closing[""], Decimal)
