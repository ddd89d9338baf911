from odoo import fields, models


class AccountJournal(models.Model):
    _inherit = "account.journal"

    ar_keeps_numbers = fields.Boolean(
        string="Numbers Come From Outside",
        help="Documents of this journal keep the numbers they were imported with: they follow no sequence.",
    )

    def _ar_import_journal(self, company, create=False):
        """Return the company's journal of imported receivables.

        One journal for invoices and opening entries alike: core's unique index on number and journal is what makes
        a second import of the same document impossible.
        """
        journals = self.sudo().with_context(active_test=False).with_company(company)
        found = journals.search([("company_id", "=", company.id), ("ar_keeps_numbers", "=", True)], limit=1)
        if found or not create:
            return found
        taken = set(journals.search([("company_id", "=", company.id)]).mapped("code"))
        # A technical journal, made once for the company: who may import need not be allowed to set up journals.
        return journals.create({
            "name": self.env._("Imported Receivables"),
            "code": next(code for code in ["ARI", *(f"ARI{n}" for n in range(1, 100))] if code not in taken),
            "type": "sale",
            "company_id": company.id,
            "ar_keeps_numbers": True,
            "refund_sequence": False,
            "show_on_dashboard": False,
        })
