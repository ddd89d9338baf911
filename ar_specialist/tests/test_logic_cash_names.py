from hypothesis import given
from hypothesis import strategies as st
from odoo.tests import BaseCase, tagged

from ..logic.cash_names import EXACT, NameIndex, words
from ..logic.cash_tokens import bare, canonical, number_keys, one_edit, plain, segments

FIGURES = st.text("0123456789", min_size=2, max_size=9)


@tagged("-at_install", "post_install")
class TestLogicCashNames(BaseCase):
    """Names and numbers as people and banks write them."""

    def test_one_name_in_many_spellings(self):
        for spelling in [
            "Müller Maschinenbau GmbH & Co. KG", "MUELLER MASCHINENBAU", "Maschinenbau Muller", "müller, maschinenbau",
            "Mueller-Maschinenbau G.m.b.H.", "MULLER MASCHINENBAU AG",
        ]:
            self.assertEqual(sorted(words(spelling)), ["maschinenbau", "muller"], spelling)
        self.assertEqual(words("Société Générale S.à r.l."), words("SOCIETE GENERALE SARL"))
        self.assertEqual(words("Łódź Tekstylia Sp. z o.o."), words("LODZ TEKSTYLIA"))
        self.assertEqual(words("GmbH"), ("gmbh",), "something is left of every name")
        self.assertEqual(words("Ελληνική Εταιρία"), words("ΕΛΛΗΝΙΚΗ ΕΤΑΙΡΙΑ"))

    def index(self, *names):
        index = NameIndex()
        for number, name in enumerate(names):
            index.add(number, name)
        return index

    def test_found(self):
        index = self.index(
            "Schmidt Transporte GmbH", "Bäckerei Schmidt", "Internationale Handelsgesellschaft Nord", "Tech Mart")
        for name, customer in [
            ("SCHMIDT TRANSPORTE", 0), ("Baeckerei Schmitd", 1), ("BACKEREI SCHMIDT", 1),
            ("INTERNATIONALE HANDELSGESELL", 2), ("Techmart", 3), ("Schmidt Transprote", 0),
        ]:
            found = index.find(name)
            self.assertEqual(max(found, key=found.get), customer, name)

    def test_not_found(self):
        index = self.index(
            "Schmidt Transporte GmbH", "Bäckerei Schmidt", "Northern Lights Trading", "Global Tech Services")
        for name in ["", "Schmidt", "Trading Ltd", "Meier", "Bau Transporte Fischer", "Global Services Pool"]:
            found = index.find(name)
            self.assertLess(max((points for points, _same in found.values()), default=0), EXACT, name)

    def test_two_of_one_name(self):
        index = self.index("Müller GmbH", "Muller AG", "Meier")
        self.assertEqual(set(index.find("Mueller")), {0, 1})

    @given(st.text(max_size=30))
    def test_any_text(self, text):
        self.assertIsInstance(words(text), tuple)
        self.assertIsInstance(segments(plain(bare(plain(text)))), list)

    def test_keys(self):
        whole, cut, parts = number_keys("inv/2024/00042")
        self.assertEqual(whole, {"INV202400042", "INV-2024-42"})
        self.assertEqual(cut, {"202400042", "2024-42"})
        self.assertEqual(parts, ["INV", "2024", "00042"])
        for number in ("42", "007", ""):
            self.assertFalse(number_keys(number)[0], "too little to tell anything")

    @given(FIGURES, FIGURES)
    def test_zeros_and_marks_make_no_difference(self, one, other):
        first = number_keys(f"INV/{one}/{other}")[0]
        second = number_keys(f"inv-{one.zfill(9)}-{other.lstrip('0') or 0}")[0]
        if first:
            self.assertTrue(first & second)
        self.assertEqual(canonical(["INV", "00"]), "INV-0")

    def test_dates_and_amounts_are_no_numbers(self):
        for text in ["12.05.2024", "2024-05-12", "1.234,50", "12/05/24", "99,90"]:
            self.assertEqual(bare(f"A {text} B").split(), ["A", ";", "B"], text)
        for text in ["INV/2024/00042", "2024/05/0012", "4711"]:
            self.assertEqual(bare(text), text)

    def test_one_edit(self):
        for one, other, told in [
            ("12345", "12346", True), ("12345", "1234", True), ("12345", "112345", True), ("12345", "12354", True),
            ("12345", "12345", False), ("12345", "12435", True), ("12345", "12567", False), ("12345", "123", False),
            ("12345", "54321", False), ("", "1", True), ("ab", "ba", True), ("abcd", "badc", False),
        ]:
            self.assertEqual(one_edit(one, other), told, f"{one} {other}")
            self.assertEqual(one_edit(other, one), told, f"{other} {one}")

    @given(st.text("01", min_size=1, max_size=7), st.integers(0, 6), st.sampled_from("01x"))
    def test_one_edit_finds_every_single_error(self, text, place, letter):
        place = min(place, len(text) - 1)
        before, after = text[:place], text[place + 1:]
        for damaged in (before + letter + after, before + after, before + letter + text[place:]):
            self.assertEqual(one_edit(text, damaged), text != damaged)
