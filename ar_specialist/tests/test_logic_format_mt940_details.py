from decimal import Decimal

from odoo.tests import tagged

from ..formats.mt940_details import read_details
from .common_formats import FormatsCase, sample

COUNTRIES = sample("mt940_countries.sta")


@tagged("-at_install", "post_install")
class TestFormatMt940Details(FormatsCase):
    """The field :86: as banks of several countries fill it."""

    def setUp(self):
        super().setUp()
        self.entries = self.read_file(COUNTRIES).statements[0].entries

    def test_germany(self):
        entry = self.entries[0]
        self.assertEqual(
            (entry.payer_name, entry.payer_account, entry.payer_bank),
            ("Nordwind Handels GmbH", "NL91ABNA0417164300", "ABNANL2A"))
        self.assertEqual((entry.end_to_end, entry.reference), ("RE-2026-0017", "B1"))
        self.assertEqual(entry.texts, ("Rechnung INV/2026/00017 abzgl. 2% Skonto",))
        self.assertEqual((entry.booking_text, entry.transaction_code), ("SEPA-GUTSCHRIFT", "166"))

    def test_germany_returned_direct_debit(self):
        entry = self.entries[1]
        self.assertEqual((entry.amount, entry.charges), (Decimal(-53), Decimal(3)))
        self.assertEqual((entry.is_reversal, entry.return_reason), (True, "914"))
        self.assertEqual((entry.payer_name, entry.end_to_end), ("Contoso AG", "INV/2026/00009"))
        self.assertIsNone(entry.instructed)

    def test_germany_without_code_words(self):
        found = read_details("051?00UEBERWEISUNG?20RECHNUNG 4711?21VOM 12.02.26?32MEIER")
        self.assertEqual((found["texts"], found["payer_name"]), (("RECHNUNG 4711", "VOM 12.02.26"), "MEIER"))

    def test_netherlands(self):
        entry = self.entries[2]
        self.assertEqual((entry.payer_name, entry.payer_account), ("ADATUM B.V.", "NL91ABNA0417164300"))
        self.assertEqual((entry.texts, entry.end_to_end), (("FACTUUR INV/2026/00021 EN 22",), ""))
        self.assertEqual(entry.booking_text, "SEPA OVERBOEKING")

    def test_netherlands_structured(self):
        entry = self.entries[3]
        self.assertEqual((entry.structured_reference, entry.end_to_end), ("9001123412341234", "E2E-77"))
        self.assertEqual(
            (entry.payer_account, entry.payer_bank, entry.payer_name),
            ("NL32INGB0000012345", "INGBNL2A", "ING BANK NV"))

    def test_netherlands_return(self):
        found = read_details("/RTRN/MS03//EREF/INV-7//REMI/USTD//Factuur 7/")
        self.assertEqual((found["is_reversal"], found["return_reason"], found["texts"]), (True, "MS03", ("Factuur 7",)))

    def test_poland(self):
        entry = self.entries[4]
        self.assertEqual(entry.texts, ("FAKTURA FV/2026/0", "3/0009"))
        self.assertEqual(
            (entry.payer_name, entry.payer_account), ("KOWALSKI SP. Z O.O. WARSZAWA", "PL61109010140000071219812874"))

    def test_free_lines(self):
        self.assertEqual(self.entries[5].texts, ("VIREMENT DE MME DUPONT", "FACTURE FAC-2026-0042"))

    def test_nothing(self):
        for text in ("", "\n\n", "166?", "166?20", "/REMI/", "//", "999?2"):
            found = read_details(text)
            self.assertEqual(found["texts"], tuple(line for line in found["texts"] if line), text)
