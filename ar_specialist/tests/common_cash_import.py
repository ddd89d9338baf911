"""A company with two bank accounts in euros and dollars, a specialist who imports, and files to import."""

from odoo.addons.account.tests.common import AccountTestInvoicingCommon
from odoo.tests import new_test_user

from .common_formats import sample

IBAN = "DE89370400440532013000"
HEADINGS = "Booking date;Amount;Currency;Name;Reference;Text\n"


class CashImportCommon(AccountTestInvoicingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.company_data["company"]
        cls.euro = cls.env.ref("base.EUR")
        cls.euro.active = True
        cls.specialist = cls.new_user("cash_specialist", "ar_specialist.group_specialist")
        cls.bank = cls.company_data["default_journal_bank"]
        cls.euro_bank = cls.journal("EB", cls.euro, IBAN)

    @classmethod
    def new_user(cls, login, group):
        return new_test_user(
            cls.env, login, groups=group, company_id=cls.company.id, company_ids=cls.company.ids)

    @classmethod
    def journal(cls, code, currency, number=None, **values):
        journal = cls.env["account.journal"].create({
            "name": f"Bank {code}", "code": code, "type": "bank", "company_id": cls.company.id,
            "currency_id": currency.id, **values})
        if number:
            journal.set_bank_account(number)
        return journal

    def take(self, content, name="statement.xml", user=None, company=None, **answers):
        """Import a file as the specialist; return its outcome."""
        content = content.encode() if isinstance(content, str) else content
        imports = self.env["ar.cash.import"].with_user(user or self.specialist)
        return imports._take(content, name, company or self.company, **answers)

    def taken(self, content, **options):
        outcome = self.take(content, **options)
        told = [self.env["ar.file.fault"]._told(fault) for fault in outcome.faults]
        self.assertEqual(outcome.state, "imported", told or outcome.questions or outcome.asks)
        return outcome.record

    def take_sample(self, name, **options):
        return self.taken(sample(name), name=name, **options)

    def lines(self, record):
        """Return the lines of an import in the file's order."""
        return record.line_ids.sorted("id")

    def counts(self):
        """Return how much there is of all that an import makes."""
        return {
            model: self.env[model].search_count([])
            for model in ("ar.cash.import", "account.bank.statement", "account.bank.statement.line", "account.move",
                          "ar.remittance", "ar.cash.payment")
        } | {"files": self.env["ir.attachment"].search_count([("res_model", "=", "ar.cash.import")])}

    @staticmethod
    def table(*rows, headings=HEADINGS):
        """Return a table; a row is its cells beside each other, with semicolons between them."""
        return headings + "".join(f"{row}\n" for row in rows)
