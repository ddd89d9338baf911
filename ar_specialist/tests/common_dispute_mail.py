import base64

from .common_disputes import DisputesCommon

MAIL = """MIME-Version: 1.0
Message-Id: <{number}@example.com>
References: {references}
From: {sender}
To: disputes@{domain}
Subject: {subject}
Content-Type: multipart/mixed; boundary="part"

--part
Content-Type: text/plain; charset="utf-8"

{text}
--part
Content-Type: application/pdf; name="delivery.pdf"
Content-Disposition: attachment; filename="delivery.pdf"
Content-Transfer-Encoding: base64

{file}
--part--
"""


class DisputeMailCommon(DisputesCommon):
    """A team with an address, and emails to it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.domain = cls.env["mail.alias.domain"].search([], limit=1) or cls.env["mail.alias.domain"].create(
            {"name": "test.example.com"})
        cls.company.alias_domain_id = cls.domain
        cls.team = cls.env["ar.dispute.team"].create({
            "name": "Shipping", "company_id": cls.company.id, "leader_id": cls.specialist.id,
            "alias_name": "disputes", "alias_domain_id": cls.domain.id})
        cls.contact.email = "kim@customer.example.com"

    def receive(self, sender, subject="Missing boxes", number=1, references="", text="Two boxes were missing."):
        """Let an email come in; return the cases that it opened."""
        before = self.env["ar.dispute"].search([])
        self.env["mail.thread"].message_process(False, MAIL.format(
            number=f"{number}-{abs(hash((subject, text)))}", sender=sender, domain=self.domain.name, subject=subject,
            text=text, references=references, file=base64.b64encode(b"%PDF-1.4 signed").decode()))
        return self.env["ar.dispute"].search([]) - before
