from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from odoo.tests import tagged

from ..formats.bank_file import BankFile, parse
from ..formats.records import Fault
from .common_formats import FormatsCase, sample

PUBLISHED = sample("bai2_two_accounts.bai").decode()


def bai2(*lines, account="0123456789,USD,010,100000,,,015,{closing},,", closing=100000, currency="USD", total=None):
    """Return a file of one account; `lines` are its transactions, with the continuations."""
    head = "03," + account.format(closing=closing) + "/"
    if total is None:
        total = sum(int(line.split(",")[2] or 0) for line in lines if line.startswith("16,")) + 100000 + closing
    count = len(lines)
    return "\n".join([
        "01,122099999,123456789,040621,0200,1,,,2/", f"02,031001234,122099999,1,040620,2359,{currency},2/", head,
        *lines,
        f"49,{total},{count + 2}/", f"98,{total},1,{count + 4}/", f"99,{total},1,{count + 6}/", ""])


@tagged("-at_install", "post_install")
class TestFormatBai2(FormatsCase):
    def test_published_file(self):
        """The sample that Canadian banks publish with the specification: two days of one account, 12,800.00 in all."""
        first, second = self.read_file(PUBLISHED).statements
        for statement, count, credits in ((first, 11, "2085"), (second, 6, "1115")):
            self.assertEqual((statement.account, statement.currency), ("10200123456", "CAD"))
            self.assertEqual(len(statement.entries), count)
            amounts = [entry.amount for entry in statement.entries]
            self.assertEqual(sum(amount for amount in amounts if amount > 0), Decimal(credits))
            self.assertEqual(sum(amounts), 0)
            self.assertEqual({entry.day for entry in statement.entries}, {date(2006, 3, 17)})
        self.assertEqual(first.entries[0].texts, ("RETURNED CHEQUE",))
        self.assertEqual(first.entries[0].value_day, date(2006, 3, 16))
        self.assertEqual(first.entries[3].transaction_code, "108")

    def test_records_of_the_specification(self):
        """The examples of section 3 of the specification, put into one file."""
        statement = self.statement(bai2(
            "16,165,1500000,1,DD1620,, DEALER PAYMENTS", "16,115,10000000,S,5000000,4000000,1000000/",
            "16,890,,,,,detail reports will be delayed until 11:00 AM.",
            account="0975312468,,010,500000,,,190,70000000,4,0", total=500000 + 70000000 + 1500000 + 10000000))
        self.assertEqual((statement.account, statement.opening, statement.closing), ("0975312468", Decimal(5000), None))
        self.assertEqual([(entry.amount, entry.reference, entry.texts) for entry in statement.entries], [
            (Decimal(15000), "DD1620", ("DEALER PAYMENTS",)), (Decimal(100000), "", ())])
        self.assertEqual({entry.day for entry in statement.entries}, {date(2004, 6, 20)})

    def test_texts_go_on_and_hold_delimiters(self):
        statement = self.statement(bai2(
            "16,142,5000,Z,BR1,CR1,ACH CREDIT, CONTOSO / FABRIKAM", "88,INV 1001, INV 1002/3", "88,THANKS/",
            "16,475,3000,V,040622,,CHK77,/", "16,195,4000,D,2,0,1000,1,3000,BR3/", "88,CR3,WIRE IN/",
            closing=106000))
        self.assertAddsUp(statement)
        first, second, third = statement.entries
        self.assertEqual((first.reference, first.end_to_end), ("BR1", "CR1"))
        self.assertEqual(first.texts, ("ACH CREDIT, CONTOSO / FABRIKAM", "INV 1001, INV 1002/3", "THANKS"))
        self.assertEqual(
            (second.amount, second.reference, second.value_day), (Decimal(-30), "CHK77", date(2004, 6, 22)))
        self.assertEqual((third.reference, third.end_to_end, third.texts), ("BR3", "CR3", ("WIRE IN",)))

    def test_decimals_of_the_currency(self):
        for currency, amount in (("USD", "50"), ("JPY", "5000"), ("KWD", "5")):
            text = bai2("16,195,5000,,,,/", account="1," + currency + ",010,100000,,,015,{closing},,", closing=105000)
            self.assertEqual(self.statement(text).entries[0].amount, Decimal(amount), currency)

    def test_returned_cheque(self):
        entry = self.statement(bai2("16,555,5000,,B1,C1,NSF CHECK 88/", closing=95000)).entries[0]
        self.assertEqual((entry.amount, entry.is_reversal), (Decimal(-50), True))

    def test_fixed_length_lines(self):
        padded = "\r\n".join(line.ljust(80) for line in PUBLISHED.splitlines())
        self.assertEqual(self.read_file(padded).statements, self.read_file(PUBLISHED).statements)

    def test_endless_continuations(self):
        self.assertSoon(bai2("16,195,1,,,,x", *["88,text"] * 200_000))
        self.assertSoon(bai2("16,195,1,D/", *["88,99/"] * 200_000))

    def test_damaged_files_say_where(self):
        good = bai2("16,195,5000,,B1,C1,WIRE/", closing=105000)
        for old, new, expected in [
            ("16,195,5000", "16,195,6000", [(5, "49", "sum")]),
            ("16,195,5000", "16,195,50.00", [(4, "16", "amount")]),
            ("16,195,5000", "16,195,٣٣", [(4, "16", "amount")]),
            ("16,195,5000", "16,999x,5000", [(4, "16", "format")]),
            ("16,195,5000", "16,050,5000", [(4, "16", "sign")]),
            ("16,195,5000", "16,495,5000", [(3, "03", "sum")]),
            (",040620,", ",041320,", [(2, "02", "date")]),
            ("49,210000,3", "49,210000,4", [(5, "49", "count")]),
            ("98,210000,1,5", "98,210000,2,5", [(6, "98", "count")]),
            ("99,210000,1,7", "99,210001,1,7", [(7, "99", "sum")]),
            ("99,210000,1,7/\n", "", [(6, "99", "truncated")]),
            (",1,,,2/", ",1,,,3/", [(1, "01", "version")]),
            ("122099999,1,04", "122099999,2,04", [(2, "02", "status")]),
            ("16,195,5000,,B1,C1,WIRE/\n", "16,195,5000,,B1,C1,WIRE/\nhello\n", [(5, "record", "format")]),
        ]:
            self.assertIn(old, good)
            found = self.faults(good.replace(old, new))
            self.assertEqual(found[:1], expected, new)

    @settings(max_examples=300, deadline=None)
    @given(st.data())
    def test_damage_never_raises(self, data):
        start = data.draw(st.integers(0, len(PUBLISHED)))
        patch = data.draw(st.text(max_size=12))
        text = PUBLISHED[:start] + patch + PUBLISHED[start + data.draw(st.integers(0, 60)):]
        result = parse(text.encode("utf-8", "replace"))
        if not isinstance(result, BankFile):
            self.assertEqual({type(fault) for fault in result}, {Fault})
            self.assertNotIn("unreadable", [fault.code for fault in result])

    @settings(max_examples=100, deadline=None)
    @given(st.lists(st.tuples(st.integers(1, 10**12), st.booleans()), min_size=1, max_size=20))
    def test_what_was_written_is_read(self, drawn):
        amounts = [cents if credit else -cents for cents, credit in drawn]
        lines = [f"16,{195 if credit else 495},{cents},,R{at},,TEXT" for at, (cents, credit) in enumerate(drawn)]
        statement = self.statement(bai2(*lines, closing=100000 + sum(amounts)))
        self.assertEqual([entry.amount * 100 for entry in statement.entries], amounts)
        self.assertAddsUp(statement)
