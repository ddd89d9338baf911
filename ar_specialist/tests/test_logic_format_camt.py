import re
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from odoo.tests import tagged

from ..formats.bank_file import BankFile, parse
from ..formats.records import Fault
from .common_formats import DAY, FormatsCase, sample

ISO = sample("camt053_iso.xml").decode()
RECEIVABLES = sample("camt053_receivables.xml").decode()


def in_version(text, version):
    """Move what the versions put elsewhere: BIC, a party's name, a booking's status, an amount."""
    text = re.sub(r"(camt\.05[34]\.001\.)\d\d", rf"\g<1>{version:02}", text)
    if version >= 3:
        text = text.replace("BIC>", "BICFI>").replace("BICFIFI", "BICFI")
    if version >= 8:
        text = re.sub(r"<(Dbtr|Cdtr)><Nm>(.*?)</Nm></\1>", r"<\1><Pty><Nm>\2</Nm></Pty></\1>", text)
        text = text.replace("<Sts>BOOK</Sts>", "<Sts><Cd>BOOK</Cd></Sts>")
    else:
        text = re.sub(r"<Pty><Nm>(.*?)</Nm></Pty>", r"<Nm>\1</Nm>", text)
        text = re.sub(r"<Sts><Cd>(\w+)</Cd></Sts>", r"<Sts>\1</Sts>", text)
    if version < 3:
        text = text.replace("BICFI>", "BIC>")
        text = re.sub(r"<DscntApldAmt><Amt (.*?)</Amt></DscntApldAmt>", r"<DscntApldAmt \1</DscntApldAmt>", text)
        text = re.sub(r"(</Refs>\s*)(<Amt Ccy=.*?</Amt>)", r"\1<AmtDtls><TxAmt>\2</TxAmt></AmtDtls>", text)
    return text


@tagged("-at_install", "post_install")
class TestFormatCamt(FormatsCase):
    def test_published_statement(self):
        result = self.read_file(ISO)
        self.assertEqual(result.format, "camt.053.001.02")
        statement = result.statements[0]
        self.assertEqual(
            (statement.account, statement.currency, statement.identifier),
            ("50000000054910000003", "SEK", "AAAASESS-FP-STAT001"))
        self.assertEqual((statement.opening, statement.closing), (Decimal(500000), Decimal("435678.50")))
        self.assertEqual((statement.opening_day, statement.closing_day), (date(2010, 10, 15), date(2010, 10, 18)))
        self.assertAddsUp(statement)
        self.assertEqual(
            [(entry.amount, entry.reference, entry.end_to_end, entry.payer_name) for entry in statement.entries], [
                (Decimal("105678.50"), "AAAASESS-FP-CN_98765/01", "MUELL/FINP/RA12345", "MUELLER"),
                (Decimal(-200000), "AAAASESS-FP-ACCR-01", "", ""),
                (Decimal(30000), "AAAASESS-FP-CONF-FX", "AAAASS1085FINPSS", ""),
            ])
        self.assertEqual({entry.day for entry in statement.entries}, {date(2010, 10, 18)})
        self.assertEqual(statement.entries[2].instructed, (Decimal("3255.5694"), "EUR"))
        self.assertEqual(statement.entries[0].transaction_code, "PAYM-0001-0005")

    def test_every_version_says_the_same(self):
        for text in (ISO, RECEIVABLES):
            expected = self.read_file(text).statements
            for version in range(2, 14):
                result = self.read_file(in_version(text, version))
                self.assertEqual(result.format, f"camt.053.001.{version:02}")
                self.assertEqual(result.statements, expected, version)

    def test_prefixed_and_missing_namespaces(self):
        prefixed = re.sub(r"<(/?)(?=[A-Z])", r"<\1ns2:", ISO).replace("xmlns=", "xmlns:ns2=")
        bare = ISO.replace(' xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"', "")
        wrapped = ISO.replace("<Document", "<Mail><AppHdr/><Document").replace("</Document>", "</Document></Mail>")
        for text in (prefixed, bare, wrapped, "\ufeff" + ISO, ISO.replace("\n", "\r\n")):
            self.assertEqual(self.read_file(text).statements, self.read_file(ISO).statements)

    def test_other_encodings(self):
        accents = ISO.replace("MUELLER", "Müller & Søn".replace("&", "&amp;"))
        for encoding in ("utf-8", "utf-16", "iso-8859-1", "windows-1252"):
            content = accents.replace('encoding="UTF-8"', f'encoding="{encoding}"').encode(encoding)
            self.assertEqual(self.statement(content).entries[0].payer_name, "Müller & Søn", encoding)

    def test_structured_remittance(self):
        statement = self.statement(RECEIVABLES)
        self.assertAddsUp(statement)
        entry = statement.entries[0]
        self.assertEqual(
            (entry.amount, entry.payer_name, entry.payer_account, entry.payer_bank, entry.ultimate_payer),
            (Decimal(980), "Nordwind Handels GmbH", "NL91ABNA0417164300", "ABNANL2A", "Nordwind Nederland BV"))
        self.assertEqual((entry.structured_reference, entry.end_to_end), ("RF18539007547034", ""))
        self.assertEqual(entry.texts, ("Rechnungen vom Februar", "abzgl. Skonto"))
        self.assertEqual(entry.documents, (
            ("INV/2026/00017", Decimal(1078), Decimal(22)), ("RINV/2026/00003", Decimal(-98), None)))
        self.assertEqual((entry.booking_text, entry.transaction_code), ("SEPA-Gutschrift", "PMNT-RCDT-ESCT"))

    def test_returned_direct_debit_names_the_customer(self):
        entry = self.statement(RECEIVABLES).entries[1]
        self.assertEqual((entry.amount, entry.is_reversal, entry.return_reason), (Decimal(-250), True, "AM04"))
        self.assertEqual((entry.payer_name, entry.payer_account), ("Contoso AG", "DE75512108001245126199"))
        self.assertEqual(entry.end_to_end, "INV/2026/00009")
        self.assertEqual((entry.day, entry.value_day), (DAY, date(2026, 2, 25)))

    def test_batch_one_by_one(self):
        entry = self.statement(RECEIVABLES).entries[2]
        self.assertEqual(
            [(payment.amount, payment.payer_name, payment.reference) for payment in entry.payments],
            [(Decimal(1250), "Adatum", "R3-1"), (Decimal(750), "Fabrikam", "R3-2")])

    def test_batch_that_does_not_add_up_stays_one_booking(self):
        entry = self.statement(RECEIVABLES.replace(">1250.00<", ">1249.00<")).entries[2]
        self.assertEqual((entry.batch, entry.amount, entry.payments), ((), Decimal(2000), (entry,)))

    def test_batch_less_charges(self):
        gross = (
            '1251.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Chrgs><Rcrd><Amt Ccy="EUR">1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd>'
            "<ChrgInclInd>true</ChrgInclInd></Rcrd></Chrgs>")
        text = RECEIVABLES.replace("1250.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>", gross)
        entry = self.statement(text).entries[2]
        self.assertEqual([payment.amount for payment in entry.batch], [Decimal(1250), Decimal(750)])
        self.assertEqual([payment.charges for payment in entry.batch], [Decimal(1), Decimal(0)])

    def test_charges_and_foreign_order(self):
        entry = self.statement(RECEIVABLES).entries[3]
        self.assertEqual((entry.amount, entry.charges, entry.instructed),
                         (Decimal("143.77"), Decimal("6.23"), (Decimal(162), "USD")))
        self.assertEqual(entry.payer_account, "987654321")

    def test_pending_is_not_booked(self):
        self.assertEqual(len(self.statement(RECEIVABLES).entries), 4)

    def test_notification(self):
        result = self.read_file(sample("camt054_batch.xml"))
        self.assertEqual(result.format, "camt.054.001.08")
        statement = result.statements[0]
        self.assertEqual((statement.opening, statement.closing, statement.account),
                         (None, None, "CH4431999123000889012"))
        entry = statement.entries[0]
        self.assertEqual((entry.amount, entry.reference), (Decimal("4218.30"), "ACCTSVCRREF-C054.01"))
        self.assertEqual(
            [(payment.amount, payment.structured_reference, payment.texts) for payment in entry.batch], [
                (Decimal("3949.75"), "210000000003139471430009017", ("Auftrag vom 15.06.2026",)),
                (Decimal("268.55"), "0" * 27, ()),
            ])

    def test_several_statements_and_currencies(self):
        second = re.search(r"<Stmt>.*</Stmt>", ISO, re.DOTALL)[0].replace("SEK", "NOK").replace("0003<", "0004<")
        result = self.read_file(ISO.replace("</Stmt>", "</Stmt>" + second, 1))
        self.assertEqual([statement.currency for statement in result.statements], ["SEK", "NOK"])

    def test_page_of_a_long_statement(self):
        for old, new in (("OPBD", "ITBD"), ("CLBD", "ITBD")):
            statement = self.statement(ISO.replace(old, new))
            self.assertEqual((statement.opening, statement.closing), (Decimal(500000), Decimal("435678.50")))
        self.assertAddsUp(self.statement(ISO.replace("OPBD", "ITBD").replace("CLBD", "ITBD")))

    def test_damaged_files_say_where(self):
        for old, new, expected in [
            ("435678.50", "435678.51", (10, "Bal", "sum")),
            ("105678.50", "105,678.50", (28, "Ntry/Amt", "amount")),
            ("105678.50", "-105678.50", (28, "Ntry/Amt", "amount")),
            ("105678.50", "1E3", (28, "Ntry/Amt", "amount")),
            ('Ccy="SEK">105678', 'Ccy="EUR">105678', (28, "Ntry/Amt", "currency")),
            ('Ccy="SEK">105678', ">105678", (28, "Ntry/Amt", "currency")),
            ("<CdtDbtInd>DBIT</CdtDbtInd>", "<CdtDbtInd>MINUS</CdtDbtInd>", (42, "Ntry/CdtDbtInd", "sign")),
            ("2010-10-18T10:15:00", "2010-13-18T10:15:00", (44, "Ntry/BookgDt", "date")),
            ("<Id><Othr><Id>50000000054910000003</Id></Othr></Id>", "", (10, "Acct", "missing")),
            ("</BkToCstmrStmt>", "", (68, "", "broken")),
            ("<!-- The", "<!DOCTYPE x><!-- The", (1, "", "entities")),
            ("BkToCstmrStmt>", "BkToCstmrAcctRpt>", (3, "Document", "format")),
        ]:
            self.assertIn(old, ISO)
            self.assertEqual(self.faults(ISO.replace(old, new)), [expected], new)

    def test_every_fault_is_told(self):
        broken = ISO.replace("105678.50", "x").replace("<CdtDbtInd>DBIT", "<CdtDbtInd>D").replace("30000<", "3,0<")
        self.assertEqual(self.codes(broken), ["amount", "sign", "amount"])

    def test_hostile_files(self):
        laughs = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><Document>&b;</Document>'
        outside = '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/hostname">]><Document>&a;</Document>'
        for text in (laughs, outside, laughs.encode("utf-16")):
            self.assertEqual(self.codes(text), ["entities"])
        self.assertEqual(self.codes("<Document>&a;</Document>"), ["broken"])
        self.assertEqual(self.codes("<a>" * 5000), ["broken"])
        self.assertEqual(self.codes("<html><body>Session expired</body></html>"), ["format"])
        self.assertEqual(self.codes(ISO.encode()[:1500]), ["truncated"])
        self.assertEqual(self.codes(ISO.replace("MUELLER", "M\u00dcLLER").encode("latin-1")), ["encoding"])
        self.assertEqual(self.codes(b""), ["empty"])
        self.assertEqual(self.codes(b" " * (25 * 1024 * 1024 + 1)), ["size"])

    @settings(max_examples=100, deadline=None)
    @given(st.lists(st.integers(-10**12, 10**12).filter(bool), min_size=1, max_size=12), st.sampled_from(range(2, 14)))
    def test_what_was_written_is_read(self, cents, version):
        def money(value):
            amount = f"{abs(value) // 100}.{abs(value) % 100:02}"
            return f'<Amt Ccy="SEK">{amount}</Amt><CdtDbtInd>{"CRDT" if value >= 0 else "DBIT"}</CdtDbtInd>'

        bookings = "".join(
            f"<Ntry>{money(each)}<Sts>BOOK</Sts><BookgDt><Dt>2010-10-18</Dt></BookgDt>"
            f"<AcctSvcrRef>{at}</AcctSvcrRef></Ntry>" for at, each in enumerate(cents))
        closing = 50_000_000 + sum(cents)
        text = ISO[:ISO.index("<Ntry>")] + bookings + ISO[ISO.rindex("</Ntry>") + len("</Ntry>"):]
        text = re.sub(r'<Amt Ccy="SEK">435678.50</Amt><CdtDbtInd>CRDT</CdtDbtInd>', money(closing), text)
        statement = self.statement(in_version(text, version))
        self.assertEqual([entry.amount * 100 for entry in statement.entries], cents)
        self.assertEqual([entry.reference for entry in statement.entries], [str(at) for at in range(len(cents))])
        self.assertAddsUp(statement)

    @settings(max_examples=300, deadline=None)
    @given(st.data())
    def test_damage_never_raises(self, data):
        text = data.draw(st.sampled_from([ISO, RECEIVABLES, sample("camt054_batch.xml").decode()]))
        start = data.draw(st.integers(0, len(text)))
        size = data.draw(st.integers(0, 60))
        patch = data.draw(st.text(max_size=12))
        result = parse((text[:start] + patch + text[start + size:]).encode("utf-8", "surrogatepass"))
        if isinstance(result, BankFile):
            return
        self.assertEqual({type(fault) for fault in result}, {Fault})
        self.assertNotIn("unreadable", [fault.code for fault in result])
