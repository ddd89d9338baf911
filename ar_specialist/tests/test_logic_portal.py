import io
import zipfile
from datetime import date

from hypothesis import given
from hypothesis import strategies as some
from odoo.addons.ar_specialist.logic import portal_files, portal_forms
from odoo.addons.ar_specialist.logic.portal_limits import MOST, Sent, too_many
from odoo.addons.ar_specialist.logic.portal_pause import pauses
from odoo.tests import BaseCase, tagged

PDF = b"%PDF-1.7 x"


def office(*names):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


WORD = office("[Content_Types].xml", "word/document.xml")
EXCEL = office("[Content_Types].xml", "xl/workbook.xml")
MACRO = office("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin")


@tagged("-at_install", "post_install")
class TestPortalRules(BaseCase):
    def fault(self, reader, *arguments, **options):
        with self.assertRaises(portal_forms.Fault) as caught:
            reader(*arguments, **options)
        return caught.exception.code

    def test_amounts(self):
        read = portal_forms.amount
        self.assertEqual([read(text, 100) for text in ("100", "0.01", "12,50", " 7 ")], [100.0, 0.01, 12.5, 7.0])
        self.assertIsNone(read("", 100, required=False))
        for text, code in (
            ("", "missing"), ("100.01", "too_much"), ("0", "not_positive"), ("0.001", "too_fine"), ("-1", "not_amount"),
            ("1e2", "not_amount"), ("inf", "not_amount"), ("1,000.00", "not_amount"), ("١٢", "not_amount"),
        ):
            self.assertEqual(self.fault(read, text, 100), code, text)
        self.assertEqual(self.fault(read, "1.5", 100, 0), "too_fine", "yen have no decimals")
        self.assertEqual(read("0.30", 0.1 + 0.2), 0.3, "the noise of binary fractions is no amount")

    def test_days(self):
        first, last = date(2026, 3, 1), date(2026, 3, 31)
        self.assertEqual(portal_forms.day("2026-03-01", first, last), first)
        self.assertEqual(portal_forms.day("2026-03-31", first, last), last)
        for text, code in (
            ("2026-02-28", "day_out"), ("2026-04-01", "day_out"), ("2026-02-30", "not_day"), ("20260301", "not_day"),
            ("2026-W10-1", "not_day"), ("", "missing"),
        ):
            self.assertEqual(self.fault(portal_forms.day, text, first, last), code, text)

    def test_texts(self):
        self.assertEqual(portal_forms.text("a\r\nb\rc\t\x00\u202ed "), "a\nb\nc d")
        self.assertEqual(portal_forms.line(" a\n\n b\u200b "), "a b")
        self.assertEqual(portal_forms.text("", required=False), "")
        self.assertEqual(portal_forms.text("x" * 4000), "x" * 4000)
        self.assertEqual(self.fault(portal_forms.text, "x" * 4001), "too_long")
        self.assertEqual(self.fault(portal_forms.line, "\u200b"), "missing")

    def test_numbers_and_keys(self):
        self.assertEqual(portal_forms.numbers(["3", "1", "3", ""]), [3, 1])
        for raw in ("0", "-1", "1.0", "1 2", "2147483648", "١", "1;"):
            self.assertEqual(self.fault(portal_forms.numbers, [raw]), "not_offered", raw)
        self.assertTrue(portal_forms.is_key("0123456789abcdef" * 2))
        for raw in (None, "", "0" * 31, "0" * 33, "G" * 32, "0" * 32 + "\n"):
            self.assertFalse(portal_forms.is_key(raw), raw)

    @given(some.text())
    def test_whatever_is_typed_is_read_or_refused(self, typed):
        """No text makes a reader fail in another way, and none lets a line break or an invisible sign through."""
        for reader, arguments in (
            (portal_forms.text, ()), (portal_forms.line, ()), (portal_forms.amount, (100,)), (portal_forms.email, ()),
            (portal_forms.phone, ()), (portal_forms.balance, ()), (portal_forms.day, (date.min, date.max)),
        ):
            try:
                found = reader(typed, *arguments)
            except portal_forms.Fault:
                continue
            if reader in (portal_forms.line, portal_forms.email, portal_forms.phone):
                self.assertNotRegex(found, r"[\r\n\x00]")
        self.assertNotRegex(portal_files.safe_name(typed, ".pdf"), r"[\\/\r\n\x00<>\"]")

    def test_kinds_of_files(self):
        plain, with_office = portal_files.Allowed(100000), portal_files.Allowed(100000, office=True)
        self.assertEqual(portal_files.checked([("a.exe", PDF)], plain)[0].name, "a.pdf")
        self.assertEqual([one.name for one in portal_files.checked(
            [("a.docx", WORD), ("b", EXCEL)], with_office)], ["a.docx", "b.xlsx"])
        for content in (WORD, EXCEL):
            self.assertEqual(self.fault(portal_files.checked, [("a", content)], plain), "file_type")
        for content in (MACRO, office("a.txt"), b"PK\x03\x04 broken", b"<html>", b"GIF89a", b"%pdf", b" %PDF-"):
            self.assertEqual(self.fault(portal_files.checked, [("a", content)], with_office), "file_type")

    def test_size_and_number_of_files(self):
        allowed = portal_files.Allowed(len(PDF), number=2)
        self.assertEqual(len(portal_files.checked([("a", PDF)] * 2, allowed)), 2)
        self.assertEqual(self.fault(portal_files.checked, [("a", PDF)] * 3, allowed), "files_many")
        self.assertEqual(self.fault(portal_files.checked, [("a", PDF + b"x")], allowed), "file_large")
        self.assertEqual(self.fault(portal_files.checked, [("a", b"")], allowed), "file_empty")

    def test_names_of_files(self):
        for name, safe in (
            ("../../etc/passwd", "passwd.pdf"), ("C:\\Users\\a b.html", "a b.pdf"), ("", "file.pdf"),
            ("...", "file.pdf"),
            ('a"b<c>.png', "a_b_c_.pdf"), ("x" * 200, "x" * 80 + ".pdf"), ("Lieferschein Ä.pdf", "Lieferschein Ä.pdf"),
        ):
            self.assertEqual(portal_files.safe_name(name, ".pdf"), safe)

    def test_limits(self):
        for kind, (per_account, per_address) in MOST.items():
            self.assertFalse(too_many(Sent(per_account - 1, per_address - 1), kind))
            self.assertTrue(too_many(Sent(per_account, 0), kind))
            self.assertTrue(too_many(Sent(0, per_address), kind))

    def test_pauses(self):
        self.assertTrue(pauses("at_once", False))
        self.assertFalse(pauses("at_once", True) or pauses("accept", False) or pauses("no", False))
