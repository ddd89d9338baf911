from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from odoo.tests import tagged

from ..formats.bank_file import BankFile, parse
from ..formats.records import Fault
from .common_formats import DAY, FormatsCase, sample

SWIFT = sample("mt940_swift.sta").decode()
COUNTRIES = sample("mt940_countries.sta").decode()
ONE = ":20:A\n:25:NL1\n:28C:1\n:60F:C200101EUR100,00\n%s\n:62F:C200101EUR%s\n-\n"


@tagged("-at_install", "post_install")
class TestFormatMt940(FormatsCase):
    def test_published_statement(self):
        """The example of SWIFT's user handbook."""
        result = self.read_file(SWIFT)
        self.assertEqual(result.format, "mt940")
        statement = result.statements[0]
        self.assertEqual((statement.account, statement.currency, statement.identifier), ("123-304958", "EUR", "102"))
        self.assertEqual((statement.opening, statement.closing), (Decimal(3723495), Decimal("3709865.13")))
        self.assertAddsUp(statement)
        self.assertEqual(
            [(entry.amount, entry.end_to_end, entry.reference, entry.texts) for entry in statement.entries], [
                (Decimal("-1.2"), "494935/DEV", "67914", ()),
                (Decimal("-30.2"), "78911", "123464", ()),
                (Decimal("-250"), "67822", "123460", ()),
                (Decimal("-450"), "494933/DEV", "PO64118", ("FAVOUR K. DESMID",)),
                (Decimal("-500"), "45633", "123456", ()),
                (Decimal("-1058.47"), "494931", "3841188", ("FAVOUR H.F. JANSSEN",)),
                (Decimal("-2500"), "56728", "123457", ()),
                (Decimal("-3840"), "494935", "3841189", ("FAVOUR H.F. JANSSEN",)),
                (Decimal("-5000"), "23/200516", "47829", ("ORDER ROTTERDAM",)),
            ])
        self.assertEqual({(entry.day, entry.value_day) for entry in statement.entries}, {(date(2009, 5, 28),) * 2})

    def test_statements_and_pages(self):
        first, second = self.read_file(COUNTRIES).statements
        self.assertEqual((first.account, first.identifier), ("DE89370400440532013000", "00041"))
        self.assertEqual((second.account, second.currency, second.identifier), ("37040044/0532013001", "USD", "00007"))
        self.assertEqual((second.opening, second.closing), (Decimal(-10), Decimal(10)))
        self.assertEqual(len(second.entries), 2)
        for statement in (first, second):
            self.assertAddsUp(statement)

    def test_page_alone(self):
        page = COUNTRIES[COUNTRIES.rindex(":20:"):]
        self.assertEqual(self.statement(page).opening, Decimal(-15))

    def test_days_around_new_year(self):
        entries = self.read_file(COUNTRIES).statements[1].entries
        self.assertEqual([(entry.day, entry.value_day) for entry in entries], [
            (date(2025, 12, 31), date(2026, 1, 2)), (date(2026, 1, 2), date(2025, 12, 31))])

    def test_day_of_interest_months(self):
        entry = self.read_file(COUNTRIES).statements[0].entries[5]
        self.assertEqual((entry.day, entry.value_day), (DAY, date(2026, 2, 28)))

    def test_foreign_order_and_charges(self):
        entry = self.read_file(COUNTRIES).statements[1].entries[1]
        self.assertEqual((entry.instructed, entry.charges, entry.texts), ((Decimal(30), "EUR"), Decimal("1.5"), ()))

    def test_reversal_of_a_credit_is_money_out(self):
        entry = self.read_file(COUNTRIES).statements[0].entries[6]
        self.assertEqual((entry.amount, entry.is_reversal), (Decimal(-20), True))
        entry = self.statement(ONE % (":61:2001010101RD5,00NTRFA", "105,00")).entries[0]
        self.assertEqual((entry.amount, entry.is_reversal), (Decimal(5), True))

    def test_forms_of_the_statement_line(self):
        for line, amount in [
            (":61:200101C10,NTRFA//B", 10), (":61:2001010101C10,00NTRFA", 10), (":61:2001010101CR10,00NTRFA", 10),
            (":61:200101    C10,00NTRFA", 10), (":61:2001010101C10.50NTRFA", "10.50"),
            (":61:2001010101D0,01NTRF", "-.01"),
            (":61:2001010101C10,00N654NONREF", 10), (":61:2001010101C10,00FCHG" + "X" * 40 + "//Y", 10),
        ]:
            closing = str(Decimal(100) + Decimal(amount)).replace(".", ",")
            self.assertEqual(self.statement(ONE % (line, closing)).entries[0].amount, Decimal(amount), line)

    def test_line_ends_and_encodings(self):
        accents = COUNTRIES.replace("DUPONT", "Müller")
        expected = self._plain(accents.encode())
        for content in (
            accents.replace("\n", "\r\n").encode(), accents.encode("cp1252"), accents.encode("utf-16"),
            ("\ufeff" + accents).encode(), accents.rstrip("-\n").encode(),
            ("ABNANL2A\n940\nABNANL2A\n" + accents).encode(),
            ("{1:F01X}{2:I940Y}{4:\n" + accents).encode(),
            ("{1:F01X}{2:I940Y}{4:" + accents.replace("\n-\n", "\n-}{5:{CHK:1}}\n")).encode(),
        ):
            self.assertEqual(self._plain(content), expected, content[:40])
        self.assertEqual(expected[0].entries[5].texts[0], "VIREMENT DE MME Müller")

    def _plain(self, content):
        """Return the statements without the line numbers, which a header moves."""
        return [
            replace(statement, line=0, entries=tuple(replace(entry, line=0) for entry in statement.entries))
            for statement in self.read_file(content).statements
        ]

    def test_damaged_files_say_where(self):
        for old, new, expected in [
            ("D2500,N", "D2501,N", (2, ":62F:", "sum")),
            ("D2500,N", "D25x0,N", (13, ":61:", "broken")), ("D2500,N", "D2,5,0,N", (13, ":61:", "broken")),
            ("D2500,N", "X2500,N", (13, ":61:", "broken")),
            ("D2500,N", "D" + "9" * 16 + ",N", (13, ":61:", "broken")),
            ("0905280528D2500", "0905320528D2500", (13, ":61:", "date")),
            ("0905280528D2500", "0905281328D2500", (13, ":61:", "date")),
            (":61:0905280528D2500", "61:0905280528D2500", (2, ":62F:", "sum")),
            (":60F:C090528EUR3723495,", "", (2, ":60F:", "missing")),
            (":25:123-304958\n", "", (2, ":25:", "missing")),
            (":62F:C090528EUR3709865,13\n", "", (16, ":62F:", "truncated")),
            (":62F:C090528EUR", ":62F:C090528USD", (18, ":62F:", "currency")),
            (":62F:C090528EUR", ":62F:C090532EUR", (18, ":62F:", "date")),
            (":62F:C090528EUR3709865,13", ":62F:C090528EUR3709865,13 EUR", (18, ":62F:", "amount")),
        ]:
            self.assertIn(old, SWIFT)
            self.assertEqual(self.faults(SWIFT.replace(old, new)), [expected], new)

    def test_every_fault_is_told(self):
        broken = SWIFT.replace("D250,", "Dx,").replace("D3840,", "3840,")
        self.assertEqual(self.faults(broken), [(8, ":61:", "broken"), (14, ":61:", "broken")])

    def test_endless_lines(self):
        self.assertSoon(":20:X\n" + "a\n" * 1_500_000)
        for text in ("166?20COAM+" + "1" * 500_000, "/REMI/" * 100_000, "166?20" + "EREF+" * 100_000):
            self.assertSoon(ONE % (":61:2001010101C1,00NTRFA\n:86:" + text, "101,00"))

    def test_intraday_is_refused(self):
        text = ":20:A\n:25:1\n:28C:1\n:34F:EUR0,\n:13D:2001010800+0100\n:61:200101C1,NTRFA\n:90C:1EUR1,\n-\n"
        self.assertEqual(self.faults(text), [(1, ":34F:", "format")])

    @settings(max_examples=300, deadline=None)
    @given(st.data())
    def test_damage_never_raises(self, data):
        text = data.draw(st.sampled_from([SWIFT, COUNTRIES]))
        start = data.draw(st.integers(0, len(text)))
        patch = data.draw(st.text(max_size=12))
        result = parse((text[:start] + patch + text[start + data.draw(st.integers(0, 60)):]).encode("utf-8", "replace"))
        if not isinstance(result, BankFile):
            self.assertEqual({type(fault) for fault in result}, {Fault})
            self.assertNotIn("unreadable", [fault.code for fault in result])

    @settings(max_examples=100, deadline=None)
    @given(st.lists(st.integers(-10**9, 10**9).filter(bool), min_size=1, max_size=20), st.integers(0, 10**9))
    def test_what_was_written_is_read(self, cents, opening):
        def money(value):
            return f"{abs(value) // 100},{abs(value) % 100:02}"

        lines = [
            f":61:2601150115{'C' if each > 0 else 'D'}{money(each)}NTRFNONREF//{at}" for at, each in enumerate(cents)]
        closing = opening + sum(cents)
        statement = self.statement("\n".join([
            ":20:X", ":25:ACC", ":28C:1", f":60F:C260114EUR{money(opening)}", *lines,
            f":62F:{'C' if closing >= 0 else 'D'}260115EUR{money(closing)}"]))
        self.assertEqual([entry.amount * 100 for entry in statement.entries], cents)
        self.assertEqual([entry.reference for entry in statement.entries], [str(at) for at in range(len(cents))])
