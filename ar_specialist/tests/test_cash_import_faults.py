import random
import re
from pathlib import Path
from unittest.mock import patch

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..formats.records import Fault
from ..models.ar_file_fault import TEXTS
from .common_cash_import import CashImportCommon
from .common_formats import sample

RECEIVABLES = sample("camt053_receivables.xml").decode()


@tagged("-at_install", "post_install")
class TestCashImportFaults(CashImportCommon):
    """A bad file gives its faults in words and leaves nothing behind."""

    def refused(self, content, **options):
        """Return the faults of a file as (line, field, code); nothing of it may be left."""
        before = self.counts()
        outcome = self.take(content, **options)
        self.assertEqual(outcome.state, "bad")
        self.assertEqual(self.counts(), before)
        self.assertFalse(outcome.record)
        for fault in outcome.faults:
            cause, remedy = self.env["ar.file.fault"]._texts_of(fault)
            self.assertTrue(cause and remedy)
            self.assertNotIn("%(", cause + remedy)
        return [(fault.line, fault.column, fault.code) for fault in outcome.faults]

    def test_every_code_has_its_words(self):
        told = set(re.findall(r"\w+", Fault.__doc__.partition("Codes:")[2].partition(".")[0]))
        self.assertGreater(len(told), 20)
        self.assertLessEqual(told, set(TEXTS))
        # Those that the readers raise, wherever they do it.
        folder = Path(__file__).parents[1] / "formats"
        raised = set()
        for file in folder.glob("*.py"):
            raised |= set(re.findall(
                r'(?:FaultError|faults\.add)\([^,]+, f?(?:"[^"]*"|[^,"]+), "([a-z_]+)"', file.read_text("utf-8")))
        self.assertGreater(len(raised), 12)
        self.assertLessEqual(raised - {""}, set(TEXTS))

    def test_told_with_place_cause_and_remedy(self):
        tell = self.env["ar.file.fault"]._told
        self.assertEqual(
            tell(Fault(12, "Ntry/Amt", "amount", "12,5O")),
            "Line 12, Ntry/Amt: “12,5O” is not an amount. Ask the bank for a correct file.")
        self.assertEqual(
            tell(Fault(0, "", "sum", "10.00 / 9.00")),
            "The file says 10.00, but its bookings make 9.00. A booking is missing or changed. Download the file from "
            "the bank again.")
        self.assertIn("“Amount” is missing here", tell(Fault(3, "Amount", "missing")))
        # What stands in a file is no format of ours.
        self.assertIn("“%(x)s %d 100%” is not a day", tell(Fault(1, "", "date", "%(x)s %d 100%")))

    def test_faults_of_a_statement(self):
        for old, new, expected in (
            (">980.00<", ">98O.00<", (13, "Ntry/Amt", "amount")),
            ("2026-03-02</Dt></BookgDt>", "2026-02-30</Dt></BookgDt>", (14, "Ntry/BookgDt", "date")),
            (">1873.77<", ">1873.78<", (6, "Bal", "sum")),
            ("</BkToCstmrStmt>\n</Document>\n", "", None),
            ("<!-- Made", "<!DOCTYPE x [<!ENTITY a 'b'>]><!-- Made", (1, "", "entities")),
        ):
            found = self.refused(RECEIVABLES.replace(old, new, 1))
            if expected:
                self.assertEqual(found[0], expected)

    def test_other_files(self):
        for content, code in (
            (b"", "empty"), (b" \n ", "empty"), (b"%PDF-1.7\n\x00\x01", "binary"), (b"\x00\x01\x02\x03", "binary"),
            (b"PK\x03\x04rubbish", "broken"), (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old"),
            (b"Colour,Shape\nred,round\n", "format"), (b"<html><body>Sign in</body></html>", "format"),
        ):
            self.assertIn(code, [found for _line, _column, found in self.refused(content)], content[:20])

    def test_faults_of_the_books(self):
        self.company.fiscalyear_lock_date = "2026-03-02"
        codes = self.refused(RECEIVABLES)
        self.assertEqual({code for _line, _column, code in codes}, {"locked"})
        self.assertEqual(codes[0][0], 16)
        self.company.fiscalyear_lock_date = False
        self.euro_bank.suspense_account_id = False
        self.assertEqual(self.refused(RECEIVABLES), [(0, "", "suspense")])

    def test_account_in_another_currency(self):
        self.assertEqual(
            self.refused(RECEIVABLES.replace('"EUR"', '"CHF"').replace("<Ccy>EUR", "<Ccy>CHF")),
            [(6, "DE89370400440532013000", "journal_currency")])

    def test_no_journal_in_the_currency(self):
        content = RECEIVABLES.replace('"EUR"', '"CHF"').replace("<Ccy>EUR", "<Ccy>CHF").replace("DE8937", "XX8937")
        self.assertEqual(self.refused(content)[0][2], "no_journal")

    def test_one_bad_statement_of_several(self):
        two = RECEIVABLES.index("<Stmt>"), RECEIVABLES.index("</Stmt>") + 7
        second = RECEIVABLES[slice(*two)].replace(">1873.77<", ">1.00<").replace("R1<", "Q1<")
        content = RECEIVABLES[:two[1]] + second + RECEIVABLES[two[1]:]
        self.assertEqual([code for _line, _column, code in self.refused(content)], ["sum"])

    def test_refused_by_the_books_on_the_way(self):
        before = self.counts()
        statements = type(self.env["account.bank.statement"])
        with patch.object(statements, "create", side_effect=UserError("No, 100 %")):
            self.assertEqual(self.refused(RECEIVABLES), [(0, "", "refused")])
        # What fails after the booking takes the booking with it.
        imports = type(self.env["ar.cash.import"])
        with patch.object(imports, "_keep_advices", side_effect=ValidationError("No")):
            self.assertEqual(self.refused(RECEIVABLES), [(0, "", "refused")])
        self.assertEqual(self.counts(), before)

    def test_hostile_texts_stay_texts(self):
        nasty = "&lt;script&gt;alert(1)&lt;/script&gt; %(x)s {0} =cmd|' /C calc'!A0 ' OR 1=1;--"
        long = "N" * 5000
        content = RECEIVABLES.replace("Rechnungen vom Februar", nasty).replace("Nordwind Handels GmbH", long)
        content = content.replace("<AcctSvcrRef>R1<", f"<AcctSvcrRef>{'R' * 4000}<").replace("S-2026-041", "S" * 3000)
        record = self.taken(content, name="../../etc/passwd\u202efdp.exe" + "x" * 500)
        line = self.lines(record)[0]
        self.assertIn("<script>alert(1)</script> %(x)s {0} =cmd|", line.ar_text)
        self.assertEqual(len(line.partner_name), 200)
        self.assertEqual(record.attachment_id.mimetype, "text/plain")

    def test_damaged_files_never_raise(self):
        chance = random.Random(6)
        originals = [RECEIVABLES.encode(), *(sample(name) for name in (
            "mt940_countries.sta", "bai2_two_accounts.bai", "edi_820.edi", "camt054_batch.xml"))]
        for at in range(60):
            content = bytearray(chance.choice(originals))
            for _ in range(chance.randint(1, 8)):
                place = chance.randrange(len(content))
                content[place:place + chance.randint(0, 20)] = bytes(
                    chance.randrange(256) for _ in range(chance.randint(0, 5)))
            before = self.counts()
            outcome = self.take(bytes(content))
            self.assertIn(outcome.state, ("imported", "known", "there", "asked", "bad"), at)
            if outcome.state != "imported":
                self.assertEqual(self.counts(), before)
