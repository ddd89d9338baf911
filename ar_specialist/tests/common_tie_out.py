from odoo.fields import Command

from .common import ReceivablesCommon

DAY = "2021-06-30"


class TieOutCommon(ReceivablesCommon):
    """A vendor, an employee, a second receivable account, an item of another company."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.receivable = cls.company_data["default_account_receivable"]
        cls.second_account = cls.receivable.copy({"code": "121999", "name": "Old receivables"})
        cls.vendor, cls.employee = cls.env["res.partner"].create([
            {"name": "Vendor", "supplier_rank": 1}, {"name": "Employee", "employee": True}])
        cls.books = cls.setup_other_company(name="Elsewhere")
        cls.other_company = cls.books["company"]
        cls.elsewhere = cls.entry_elsewhere(-50)
        cls.env.user.company_ids |= cls.other_company

    @classmethod
    def entry_elsewhere(cls, balance):
        move = cls.env["account.move"].with_company(cls.other_company).create({
            "move_type": "entry", "date": "2021-01-05", "company_id": cls.other_company.id,
            "journal_id": cls.books["default_journal_misc"].id,
            "line_ids": [
                Command.create({
                    "account_id": cls.books["default_account_receivable"].id, "partner_id": cls.customer.id,
                    "balance": balance}),
                Command.create({"account_id": cls.books["default_account_revenue"].id, "balance": -balance}),
            ],
        })
        move.action_post()
        return cls.items(move)

    def tie_out(self, day=DAY, companies=None):
        return self.env["ar.tie.out"].compute(day, self.company if companies is None else companies)

    def causes(self, day=DAY, companies=None):
        """Return {code: (items, amount)}; those of severity "odd" are there only when the ledger is odd."""
        return {cause.code: (cause.count, cause.amount) for cause in self.tie_out(day, companies).causes}

    def listed(self, cause, day=DAY, **place):
        action = self.env["ar.tie.out"].action_items(day, self.company, cause, **place)
        return self.env["account.move.line"].with_context(active_test=False).search(action["domain"])
