from odoo import Command

from .common import ReceivablesCommon

TODAY = "2026-06-30"
EDGES = (30, 60, 90, 120)


class AgedLedger(ReceivablesCommon):
    """One invoice of 10 × days for 30, 60, 90 and 120 days late, a second customer with one of 7 not yet due."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer.name = "Edge & Sons"
        for days in EDGES:
            due = cls.day(TODAY, -days)
            cls.invoice(10 * days, due, due)
        cls.invoice(7, cls.day(TODAY, -1), cls.day(TODAY, 5), partner=cls.other_customer)

    def options(self, **raw):
        aging = self.env["ar.aging"].with_context(allowed_company_ids=self.company.ids)
        standard = self.env.ref("ar_specialist.bucket_set_standard").id
        return aging._options({"as_of": TODAY, "bucket_set_id": standard, **raw})

    @classmethod
    def reader(cls, login, groups, company=None):
        """Make a user of `company` with `groups`, xml ids."""
        company = company or cls.company
        return cls.env["res.users"].create({
            "name": login, "login": login, "password": login,
            "group_ids": [Command.set([cls.env.ref(group).id for group in groups])],
            "company_id": company.id, "company_ids": [Command.set(company.ids)],
        })
