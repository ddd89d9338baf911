import csv
import io

from odoo.addons.account.tests.common import AccountTestInvoicingCommon
from odoo.tests import new_test_user

HEADINGS = ["Customer code", "Customer name", "Invoice number", "Invoice date", "Due date", "Amount", "Currency",
            "Settled on", "Settled amount", "Disputed"]


class ImportCommon(AccountTestInvoicingCommon):
    """A company in dollars, a specialist who imports into it, and files to import."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.company_data["company"]
        cls.specialist = new_test_user(
            cls.env, "import_specialist", groups="ar_specialist.group_specialist,base.group_partner_manager",
            company_id=cls.company.id, company_ids=cls.company.ids,
        )
        cls.imports = cls.env["ar.receivables.import"].with_user(cls.specialist)

    @staticmethod
    def file(*rows, headings=HEADINGS):
        """Return the bytes of a CSV file; a row is a dict over a good one's values."""
        written = io.StringIO()
        writer = csv.writer(written)
        writer.writerow(headings)
        for at, row in enumerate(rows):
            full = {"Customer code": "C1", "Customer name": "Nordwind", "Invoice number": f"R-{at}",
                    "Invoice date": "2024-01-15", "Due date": "2024-02-14", "Amount": "100.00", **row}
            writer.writerow([full.get(heading, "") for heading in headings])
        return written.getvalue().encode()

    def load(self, content, **options):
        return self.imports._import_file(content, "file.csv", **options)

    def codes(self, record):
        return [(fault.row, fault.column, fault.code) for fault in record.fault_ids.sorted("id")]
