from datetime import date

from odoo.addons.account.tests.common import AccountTestInvoicingCommon
from odoo.tests import tagged

from ..hooks import uninstall_hook


@tagged("-at_install", "post_install")
class TestHooks(AccountTestInvoicingCommon):
    def test_uninstalling_lets_go_of_the_demo(self):
        """Customers and invoices of the demo stay, no external identifier of the add-on points to them."""
        company = self.company_data["company"]
        self.env["ar.demo"].sudo()._load(company, date(2024, 2, 29))
        named = [("module", "=", "ar_specialist"), ("name", "=like", "demo\\_%")]
        identifiers = self.env["ir.model.data"].sudo().search(named)
        self.assertLessEqual({"res.partner", "account.move", "res.users"}, set(identifiers.mapped("model")))
        kept = {(each.model, each.res_id) for each in identifiers}
        payment = self.env["ar.cash.payment"].sudo().search([("company_id", "=", company.id)], limit=1)
        payment = payment or self.env["ar.cash.payment"].sudo().create({
            "company_id": company.id, "currency_id": company.currency_id.id, "date": date(2024, 2, 29),
            "account_id": self.env["ar.account"].sudo().search([], limit=1).id})
        uninstall_hook(self.env(su=True))
        self.assertFalse(self.env["ir.model.data"].sudo().search(named))
        for model, record in kept:
            self.assertTrue(self.env[model].browse(record).exists(), (model, record))
        for table in ("ar.notice", "ar.run", "ar.hold", "ar.cash.payment", "ar.account"):
            self.assertFalse(self.env[table].search_count([]))
        self.assertFalse(self.env["account.move"].sudo().search_count([("ar_stage_id", "!=", False)]))
