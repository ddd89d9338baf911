from odoo.tests import new_test_user, tagged

from .common import ReceivablesCommon


@tagged("-at_install", "post_install")
class TestAccountCreditLimit(ReceivablesCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.account = cls.env["ar.account"]._for(cls.customer, cls.company)
        cls.invoice(75.0, "2024-01-01", partner=cls.contact)

    def seen(self):
        self.account.invalidate_recordset()
        user = new_test_user(
            self.env, f"limits_{self.env['res.users'].search_count([])}", company_id=self.company.id,
            groups="base.group_user,account.group_account_readonly", company_ids=self.company.ids)
        account = self.account.with_user(user)
        return account.credit_limit, account.credit_used_percent, account.is_over_credit_limit

    def test_limit_and_use(self):
        self.customer.with_company(self.company).credit_limit = 100.0
        self.assertEqual(self.seen(), (0.0, 0.0, False), "the company works without limits")
        self.company.account_use_credit_limit = True
        self.assertEqual(self.seen(), (100.0, 75.0, False))
        self.invoice(26.0, "2024-01-01")
        self.assertEqual(self.seen(), (100.0, 101.0, True))

    def test_credit_uses_nothing(self):
        self.company.account_use_credit_limit = True
        self.customer.with_company(self.company).credit_limit = 100.0
        self.entry(-500.0, "2024-01-02")
        self.assertEqual(self.seen(), (100.0, 0.0, False))

    def test_another_companys_limit(self):
        self.company.account_use_credit_limit = True
        other = self.setup_other_company()["company"]
        self.customer.with_company(other).credit_limit = 5.0
        self.assertEqual(self.seen()[0], 0.0)
