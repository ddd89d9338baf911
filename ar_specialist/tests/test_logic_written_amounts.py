from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from odoo.tests import BaseCase, tagged

from ..logic.conventions import agreed
from ..logic.written_amounts import LARGEST, MARKS, amount_readings, currency_in, flag

cents = st.integers(-10**12, 10**12)


def written(amount, group, mark):
    return f"{amount:,.2f}".replace(",", "g").replace(".", mark).replace("g", group)


@tagged("-at_install", "post_install")
class TestWrittenAmounts(BaseCase):
    def test_forms(self):
        for text, expected in [
            ("1,234.56", "1234.56"), ("1.234,56", "1234.56"), ("1 234,56", "1234.56"), ("1'234.56", "1234.56"),
            ("(123.00)", "-123"), ("-12.5", "-12.5"), ("12.50-", "-12.5"), ("−7,1", "-7.1"), ("$ 55.94", "55.94"),
            ("55,94 €", "55.94"), ("EUR 12", "12"), ("-$5.5", "-5.5"), ("$-5.5", "-5.5"), ("12,34,567.80", "1234567.8"),
            ("1.234.567", "1234567"), ("0,125", "0.125"), (".5", "0.5"), (12.1, "12.1"), (7, "7"), ("+3.2", "3.2"),
            ("12 kr", "12"),
        ]:
            self.assertEqual(set(amount_readings(text).values()), {Decimal(expected)}, text)

    def test_open_between_two_marks(self):
        self.assertEqual(amount_readings("1,234"), {".": Decimal(1234), ",": Decimal("1.234")})

    def test_not_amounts(self):
        for text in ("", "ten", "1.2.3,4,5", "12.34.5", "NaN", "inf", "1e5", "=1+1", "--5", "1,23.4,5", True, "٣",
                     "9" * 20, float("nan"), float("inf")):
            self.assertEqual(amount_readings(text), {}, text)

    @given(cents, st.sampled_from([(",", "."), (".", ","), (" ", ","), ("'", "."), ("", ","), ("", ".")]))
    def test_what_was_written_is_read(self, drawn, form):
        amount = Decimal(drawn) / 100
        group, mark = form
        self.assertEqual(set(amount_readings(written(amount, group, mark)).values()), {amount})

    @given(st.lists(cents, min_size=1), st.sampled_from([(",", "."), (".", ",")]))
    def test_a_column_shows_its_mark(self, drawn, form):
        readings = [amount_readings(written(Decimal(each) / 100, *form)) for each in drawn]
        self.assertEqual(agreed(readings, (form[1],)), form[1])
        self.assertIn(agreed(readings, MARKS), (form[1], None))

    @given(st.text(max_size=30))
    def test_any_text_is_read_or_refused(self, text):
        for amount in amount_readings(text).values():
            self.assertLess(abs(amount), LARGEST)

    def test_currency(self):
        for text, expected in [("$5", "$"), ("5 EUR", "EUR"), ("5", ""), ("", ""), (5, ""), ("CHF-3", "CHF")]:
            self.assertEqual(currency_in(text), expected)

    def test_flags(self):
        for text in ("Yes", "x", "TRUE", "1", "ja", "Sí", True):
            self.assertIs(flag(text), True, text)
        for text in ("No", "", "0", "nein", "false", False):
            self.assertIs(flag(text), False, text)
        self.assertIsNone(flag("perhaps"))
