import io
import zipfile
from email.message import EmailMessage
from unittest.mock import patch

from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger
from psycopg2.errors import SerializationFailure

from ..models.remittance.ar_remittance_mail import MOST_ADVICES, MOST_BYTES, MOST_FILES
from .common_remittances import RemittanceCommon

STRANGER = "Mallory <mallory@elsewhere.example.org>"
BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "' + b"x" * 1000 + b'">]><Document><a>&b;</a></Document>'


@freeze_time("2024-06-20")
@tagged("-at_install", "post_install")
class TestRemittanceMail(RemittanceCommon):
    """What customers send to the address becomes advices; what strangers send does no harm."""

    def table(self, *rows, heading="Invoice;Amount"):
        return "\n".join([heading, *(f"{number};{amount}" for number, amount in rows)]).encode()

    def test_a_table_attached(self):
        table = self.table((self.first.name, "900.00"), (self.second.name, "500.00"))
        advice = self.receive(files=[("advice.csv", table)])
        self.assertRecordValues(advice, [{
            "source": "mail", "partner_id": self.customer.id, "sender_id": self.contact.id, "amount_total": 1400.0,
            "is_trusted": True, "company_id": self.company.id}])
        self.assertEqual(advice.line_ids.move_id, self.first + self.second)
        self.assertEqual(advice.message_ids.attachment_ids.mapped("name"), ["advice.csv"])
        payment = self.received(1400.0, "/", "Azure Interior")
        self.assertEqual(advice.payment_id, payment)

    def test_an_email_alone_applies_nothing(self):
        """Its sender can be forged: only what the bank says, too, or a person, is applied by itself."""
        self.invoice(1000.0, "2024-06-01")  # as good by its amount
        files = [("advice.csv", self.table((self.first.name, "1000.00")))]
        for text, by_person, state in (
            ("/", False, "check"), (self.first.name, False, "ready"), ("/", True, "ready"),
        ):
            with self.subTest(text, by_person=by_person), self.env.cr.savepoint() as savepoint:
                advice = self.receive(files=files)
                advice.sudo().is_trusted = not by_person
                payment = self.received(1000.0, text, "Azure Interior", partner_id=self.customer.id)
                if by_person:
                    advice.with_user(self.specialist)._link_to(payment)
                self.assertEqual(advice.payment_id, payment)
                self.assertEqual(payment.state, state, payment.reasons)
                self.assertEqual("mailed" in [code for code, *_more in payment.reasons], state == "check")
                self.assertEqual(payment.allocation_ids.move_line_id.move_id, self.first, "suggested")
                savepoint.rollback()

    def test_a_table_in_the_text(self):
        plain = self.receive(text=f"Hello,\n\n{self.first.name}   900.00\n{self.second.name}   500.00\n\nKim")
        self.assertEqual(plain.line_ids.mapped("amount"), [900.0, 500.0])
        html = self.receive(kind="text/html", number=2, text=(
            "<p>Hi</p><table><tr><th>Invoice</th><th>Paid</th></tr>"
            f"<tr><td><p>{self.first.name}</p></td><td>901.00</td></tr></table><script>alert(1)</script>"))
        self.assertEqual([(line.move_id, line.amount) for line in html.line_ids], [(self.first, 901.0)])

    def test_what_cannot_be_read_waits_for_a_person(self):
        advice = self.receive(text="We paid yesterday, call 030 1234567.", files=[("advice.pdf", b"%PDF-1.7 binary\0")])
        self.assertRecordValues(advice, [{"state": "open", "line_count": 0, "partner_id": self.customer.id}])
        self.assertIn("We paid yesterday", advice.text)
        self.assertIn("advice.pdf", "".join(advice.message_ids.mapped("body")))

    def test_an_advice_sent_twice_is_there_once(self):
        files = [("advice.csv", self.table((self.first.name, "900.00")))]
        advice = self.receive(files=files)
        self.assertFalse(self.receive(files=files, number=2))
        self.assertEqual(len(advice.message_ids.attachment_ids), 2, "the second email is kept with it")

    def test_several_files_several_advices(self):
        advices = self.receive(files=[
            ("a.csv", self.table((self.first.name, "900.00"))), ("b.csv", self.table((self.second.name, "500.00"))),
            ("logo.png", b"\x89PNG")])
        self.assertEqual(sorted(advices.mapped("amount_total")), [500.0, 900.0])

    def test_a_forwarded_email_with_its_attachment(self):
        inner = EmailMessage()
        inner["Subject"], inner["From"] = "advice", "kim@customer.example.com"
        inner.set_content("see attachment")
        inner.add_attachment(
            self.table((self.first.name, "900.00")), maintype="text", subtype="csv", filename="advice.csv")
        outer = EmailMessage()
        outer["Subject"], outer["From"], outer["Message-Id"] = "Fwd", self.specialist.email, "<fwd@example.com>"
        outer["To"] = f"remittances@{self.domain.name}"
        outer.set_content("please look")
        outer.add_attachment(inner)
        before = self.advices.search([])
        self.env["mail.thread"].message_process(False, outer.as_string())
        advice = self.advices.search([]) - before
        self.assertRecordValues(advice, [{
            "partner_id": self.customer.id, "is_trusted": True, "amount_total": 900.0}])

    def test_a_stranger_is_read_and_not_believed(self):
        advice = self.receive(STRANGER, files=[("advice.csv", self.table((self.first.name, "900.00")))])
        self.assertRecordValues(advice, [{"is_trusted": False, "partner_id": self.customer.id}])
        payment = self.received(900.0, self.first.name, "Azure Interior")
        self.assertEqual((advice.state, payment.remittance_ids.ids), ("open", []))
        self.assertEqual(advice.suggested_ids, payment, "a person may")

    def test_a_bank_statement_by_email_books_nothing(self):
        lines = self.env["account.bank.statement.line"].search_count([])
        mt940 = (
            b":20:X\n:25:BE71096123456769\n:28C:1/1\n:60F:C240601EUR0,\n:61:2406010601C900,NTRFX\n:86:pay\n"
            b":62F:C240601EUR900,\n")
        advice = self.receive(files=[("statement.sta", mt940)])
        self.assertEqual(self.env["account.bank.statement.line"].search_count([]), lines)
        self.assertFalse(advice.line_ids)
        self.assertIn("statement.sta", "".join(advice.message_ids.mapped("body")))

    def test_hostile_files(self):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bomb:
            bomb.writestr("[Content_Types].xml", b"<Types/>")
            bomb.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
        for number, (name, content) in enumerate({
            "bomb.xml": BOMB, "bomb.xlsx": packed.getvalue(), "big.csv": b"a;b\n" * (MOST_BYTES // 4 + 1),
            "<img src=x onerror=alert(1)>.csv": b"\0\1\2", "none.csv": b"", "../../etc/passwd": b"x" * 100,
            "formula.csv": b"Invoice;Amount\n=cmd|' /C calc'!A0;1e999\n",
        }.items(), start=1):
            with self.subTest(name):
                advice = self.receive(STRANGER, "Hello", files=[(name, content)], number=number)
                self.assertEqual((len(advice), advice.line_count), (1, 0))
                self.assertNotIn("<img", "".join(advice.message_ids.mapped("body")))

    def test_no_more_is_read_than_a_person_would_send(self):
        many = "\n".join(["Payer;Invoice;Amount", *(f"P{at};N{at};{at}.00" for at in range(1, MOST_ADVICES + 2))])
        self.assertEqual(self.receive(files=[("many.csv", many.encode())]).line_count, 0)
        files = [(f"{at}.csv", self.table((f"N{at}", f"{at}.00"))) for at in range(1, MOST_FILES + 3)]
        self.assertEqual(len(self.receive(files=files, number=2)), MOST_FILES)

    def test_hostile_texts(self):
        for number, text in enumerate((
            "<div>" * 5_000 + "x", "<table>" * 500 + self.first.name, "\u202e" + "9" * 10_000, "-" * 100_000,
            f"{self.first.name} {'9' * 40}.00", f"{self.first.name} -1.00",
        ), start=1):
            with self.subTest(text[:20]):
                self.assertEqual(len(self.receive(STRANGER, text, number=number, kind="text/html")), 1)

    def test_who_sends(self):
        self.assertEqual(self.advices._who_sent("nobody", self.company)[2], False)
        self.specialist.partner_id.email = "us@ours.example.com"
        sender, customer, trusted = self.advices._who_sent("Us <us@ours.example.com>", self.company)
        self.assertEqual((sender, customer.ids, trusted), (self.specialist.partner_id, [], True))
        self.company.partner_id.email = "info@ours.example.com"
        self.assertEqual(
            self.advices._who_sent("info@ours.example.com", self.company)[1:], (self.env["res.partner"], False))

    def test_another_companys_address(self):
        other = self.setup_other_company()["company"]
        other.alias_domain_id = self.domain
        other.ar_remittance_alias_name = "money"
        self.env["mail.thread"].message_process(False, (
            f"Message-Id: <money@example.com>\nFrom: kim@customer.example.com\nTo: money@{self.domain.name}\n"
            f"Subject: paid\nContent-Type: text/plain\n\n{self.first.name} 900.00\n"))
        advice = self.advices.search([("company_id", "=", other.id)])
        self.assertEqual((len(advice), advice.line_count), (1, 0), "our invoice is none of theirs")
        self.assertNotIn(advice, self.advices.with_user(self.specialist).search([]))

    def test_the_address(self):
        alias = self.company.ar_remittance_alias_id
        self.assertEqual(self.company.ar_remittance_address, f"remittances@{self.domain.name}")
        self.company.ar_remittance_alias_name = "Paid Bills"
        self.assertEqual((self.company.ar_remittance_alias_id, alias.alias_name), (alias, "paid-bills"))
        self.company.ar_remittance_alias_name = False
        self.assertFalse(alias.exists())

    @mute_logger("odoo.sql_db")
    def test_an_email_is_kept_while_somebody_works_on_its_payment(self):
        """An email that fails is lost: it is kept, and linked with the next proposals."""
        payment = self.received(900.0, "/", "Azure Interior")
        files = [("advice.csv", self.table((self.first.name, "900.00")))]
        with patch.object(type(payment), "_propose_again", side_effect=SerializationFailure):
            advice = self.receive(files=files)
        self.assertEqual(advice.state, "open")
        payment._propose()
        self.assertEqual(advice.payment_id, payment)
