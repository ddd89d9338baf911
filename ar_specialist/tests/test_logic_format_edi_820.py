from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from odoo.tests import tagged

from ..formats.bank_file import BankFile, parse
from ..formats.records import Fault
from .common_formats import FormatsCase, sample

SAMPLE = sample("edi_820.edi").decode()


@tagged("-at_install", "post_install")
class TestFormatEdi820(FormatsCase):
    def remittance(self, text):
        result = self.read_file(text)
        self.assertEqual((result.format, result.statements, len(result.remittances)), ("x12.820", (), 1))
        return result.remittances[0]

    def test_remittance(self):
        """Heading and payment of a federal agency's published advice; its items were split to show each kind."""
        found = self.remittance(SAMPLE)
        self.assertEqual(
            (found.payer, found.amount, found.day, found.reference),
            ("NATIONAL SCIENCE FOUNDATION", Decimal("3131.04"), date(2016, 2, 23), "041036009100170"))
        self.assertEqual(found.payer_account, "8522")
        self.assertEqual(found.documents, (
            ("20", Decimal("2424.65"), None), ("21", Decimal("756.39"), Decimal("15.43")),
            ("CR-7", Decimal("-50"), None)))
        self.assertEqual((found.deductions, found.unexplained), ((), Decimal(0)))

    def test_adjustment_of_its_own(self):
        text = SAMPLE.replace("ENT*1~", "ENT*1~\nADX*-31.04*06*CM*CLAIM-5~").replace("SE*14", "SE*15")
        found = self.remittance(text)
        self.assertEqual(found.deductions, (("CLAIM-5", Decimal("-31.04"), "06"),))
        self.assertEqual(found.unexplained, Decimal("31.04"))

    def test_currency_and_notes(self):
        text = SAMPLE.replace("TRN*1", "NTE*PMT*Thank you~\nCUR*PR*CAD~\nTRN*1").replace("SE*14", "SE*16")
        self.assertEqual((self.remittance(text).currency, self.remittance(text).texts[0]), ("CAD", "Thank you"))

    def test_delimiters(self):
        expected = self.remittance(SAMPLE)
        for text in (
            SAMPLE.replace("\n", ""), SAMPLE.replace("\n", "\r\n"), SAMPLE.replace("~\n", "\n"),
            SAMPLE.replace("*", "|"), SAMPLE.replace("~", "\\"), SAMPLE.replace("*", "\x1d").replace("~\n", "\x1e"),
            SAMPLE[SAMPLE.index("ST*"):SAMPLE.index("GE*")], SAMPLE.replace("~\n", "~  \n"),
        ):
            self.assertEqual(self.remittance(text), expected, text[:120])

    def test_damaged_files_say_where(self):
        for old, new, expected in [
            ("BPR*C*3131.04", "BPR*C*3,131.04", (4, "BPR02", "amount")),
            ("BPR*C*3131.04", "BPR*C*", (4, "BPR02", "missing")),
            ("*20160223*VEN", "*20161323*VEN", (4, "BPR16", "date")),
            ("*20160223*VEN", "*yesterday*VEN", (4, "BPR16", "date")),
            ("PI*2424.65", "PI*2424.6.5", (11, "RMR04", "amount")),
            ("RMR*CM*CR-7**50.00", "RMR*CM***", (15, "RMR02", "missing")),
            ("SE*14", "SE*13", (16, "SE01", "count")), ("SE*14*000000001", "SE*14*000000002", (16, "SE02", "count")),
            ("GE*1*", "GE*2*", (17, "GE01", "count")), ("IEA*1*", "IEA*0*", (18, "IEA01", "count")),
            ("ST*820", "ST*850", (3, "ST01", "format")), ("IEA*1*092016170~\n", "", (17, "GE", "truncated")),
            ("SE*14*000000001~\n", "", (17, "IEA", "truncated")), ("*P*>~\nGS*", "*P*>G", (1, "ISA", "broken")),
            ("BPR*C", "BPX*C", (3, "BPR", "missing")),
        ]:
            self.assertIn(old, SAMPLE)
            self.assertEqual(self.faults(SAMPLE.replace(old, new))[:1], [expected], new)

    def test_one_line_counts_segments(self):
        text = SAMPLE.replace("\n", "").replace("PI*2424.65", "PI*x")
        self.assertEqual(self.faults(text), [(11, "RMR04", "amount")])

    @settings(max_examples=300, deadline=None)
    @given(st.data())
    def test_damage_never_raises(self, data):
        start = data.draw(st.integers(0, len(SAMPLE)))
        patch = data.draw(st.text(max_size=12))
        text = SAMPLE[:start] + patch + SAMPLE[start + data.draw(st.integers(0, 60)):]
        result = parse(text.encode("utf-8", "replace"))
        if not isinstance(result, BankFile):
            self.assertEqual({type(fault) for fault in result}, {Fault})
            self.assertNotIn("unreadable", [fault.code for fault in result])
