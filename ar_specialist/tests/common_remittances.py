import base64
from decimal import Decimal

from ..formats.records import Deduction, Document, Remittance
from .common_cash import CashCommon

MAIL = """MIME-Version: 1.0
Message-Id: <{number}@example.com>
From: {sender}
To: remittances@{domain}
Subject: {subject}
Content-Type: multipart/mixed; boundary="part"

--part
Content-Type: {kind}; charset="utf-8"

{text}
{files}--part--
"""
FILE = """--part
Content-Type: {kind}; name="{name}"
Content-Disposition: attachment; filename="{name}"
Content-Transfer-Encoding: base64

{content}
"""


class RemittanceCommon(CashCommon):
    """Advices as they come in: by hand, from files, by email."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.advices = cls.env["ar.remittance"]
        cls.make_users("specialist", "auditor", "biller", "salesperson")
        cls.domain = cls.env["mail.alias.domain"].search([], limit=1) or cls.env["mail.alias.domain"].create(
            {"name": "test.example.com"})
        cls.company.alias_domain_id = cls.domain
        cls.company.ar_remittance_alias_name = "remittances"
        cls.contact.email = "kim@customer.example.com"
        cls.first = cls.invoice(1000.0, "2024-06-01")
        cls.second = cls.invoice(500.0, "2024-06-02")

    @classmethod
    def told(cls, *documents, deductions=(), **values):
        """Return what a reader of files makes of (number, amount, discount) each."""
        read = tuple(Document(number, *map(_decimal, amounts)) for number, *amounts in documents)
        less = tuple(Deduction(number, Decimal(str(amount)), reason) for number, amount, reason in deductions)
        amounts = [one.amount or Decimal(0) for one in (*read, *less)]
        return Remittance(**{"amount": sum(amounts, Decimal(0)), "documents": read, "deductions": less, **values})

    @classmethod
    def advice(cls, *documents, source="file", **values):
        return cls.advices._from_advice(cls.told(*documents, **values), cls.company, source)

    @classmethod
    def receive(cls, sender="Kim <kim@customer.example.com>", text="", files=(), number=1, subject="We paid",
                kind="text/plain"):
        """Let an email come in; return the advices that it made. `files`: (name, bytes[, kind])."""
        before = cls.advices.search([])
        attached = "".join(
            FILE.format(name=name, kind=other[0] if other else "application/octet-stream",
                        content=base64.b64encode(content).decode())
            for name, content, *other in files)
        cls.env["mail.thread"].message_process(False, MAIL.format(
            number=f"{number}-{abs(hash((subject, text, attached)))}", sender=sender, domain=cls.domain.name,
            subject=subject, kind=kind, text=text, files=attached))
        return cls.advices.search([]) - before


def _decimal(amount):
    return None if amount is None else Decimal(str(amount))
