from hypothesis import given
from hypothesis import strategies as st
from odoo.tests import BaseCase, tagged

from ..formats.payment_references import account, creditor, read, references, vat

QRR = "210000000003139471430009017"


@tagged("-at_install", "post_install")
class TestLogicPaymentReferences(BaseCase):
    """Published references of each kind, whole and with one figure wrong."""

    def test_kinds(self):
        for text, kind, value in [
            ("RF18 5390 0754 7034", "rf", "RF18539007547034"), ("rf18539007547034", "rf", "RF18539007547034"),
            ("+++090/9337/55493+++", "be_ogm", "090933755493"), ("***090/9337/55493***", "be_ogm", "090933755493"),
            ("21 00000 00003 13947 14300 09017", "ch_qrr", QRR), ("1234561", "fi_viite", "1234561"),
            ("12 34561", "fi_viite", "1234561"), ("2345676", "no_kid", "2345676"),
        ]:
            found = read(text)
            self.assertEqual((found.kind, found.value, found.valid), (kind, value, True), text)

    def test_a_wrong_figure_is_told(self):
        for text, kind in [
            ("RF19 5390 0754 7034", "rf"), ("+++090/9337/55494+++", "be_ogm"),
            ("21 00000 00003 13947 14300 09018", "ch_qrr"), ("1234562", "fi_viite"),
        ]:
            found = read(text)
            self.assertEqual((found.kind, found.valid), (kind, False), text)

    def test_of_no_known_form(self):
        """What has no check digit can't have a wrong one."""
        found = read("Contract 7/ABC")
        self.assertEqual((found.kind, found.value, found.valid), ("", "CONTRACT7ABC", True))

    def test_in_text(self):
        found = references("", (
            "Invoice RF18 5390 0754 7034 thanks", "pay +++090/9337/55494+++", "x 21 00000 00003 13947 14300 09017",
            "tel 0301234567 amount 1234561"))
        self.assertEqual({(one.kind, one.value, one.valid) for one in found}, {
            ("rf", "RF18539007547034", True), ("be_ogm", "090933755494", False), ("ch_qrr", QRR, True)})

    def test_cut_into_lines(self):
        for lines in (("ref RF18 5390 07", "54 7034"), ("RF185390", "07547034 END")):
            self.assertIn(("RF18539007547034", True), {(one.value, one.valid) for one in references("", lines)})
        self.assertEqual([one.value for one in references("", (QRR[:20], QRR[20:]))], [QRR])

    def test_nothing(self):
        self.assertEqual(references("", ()), ())
        self.assertEqual(references("  ", ("", "hello")), ())

    def test_accounts_vats_creditors(self):
        self.assertEqual(account("de89 3704 0044 0532 0130 00").value, "DE89370400440532013000")
        for code, valid in [
            (account("DE89 3704 0044 0532 0130 00"), True), (account("DE88 3704 0044 0532 0130 00"), False),
            (account("12345"), False), (account(""), False),
            (vat("BE 0428.759.497"), True), (vat("BE 0428.759.498"), False), (vat("0428759497", "BE"), True),
            (creditor("DE98ZZZ09999999999"), True), (creditor("DE99ZZZ09999999999"), False),
        ]:
            self.assertEqual(code.valid, valid, code.value)
        self.assertEqual(vat("0428.759.497", "BE").value, "BE0428759497")

    @given(st.text(max_size=40))
    def test_any_text(self, text):
        read(text)
        references(text, (text, text))
        account(text), vat(text, "BE"), creditor(text)
