from odoo.tests import new_test_user

from .common import ReceivablesCommon

TODAY = "2026-06-30"


class AgingScreenLedger(ReceivablesCommon):
    """Three customers on TODAY.

    | customer | not due | 1-30 | 31-60 | > 120 | total | oldest to collect |
    |---|---|---|---|---|---|---|
    | Alpha | 100 | 200 | | | 300 | 10 days |
    | Beta | -20 | | 50 | | 30 | 45 days |
    | Gamma | | | | 300 | 300 | 130 days |
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.alpha, cls.beta, cls.gamma = cls.env["res.partner"].create([
            {"name": name} for name in ("Alpha", "Beta", "Gamma")
        ])
        cls.alpha_open = cls.owed(cls.alpha, 100, -10)
        cls.alpha_late = cls.owed(cls.alpha, 200, 10)
        cls.beta_late = cls.owed(cls.beta, 50, 45)
        cls.beta_credit = cls.owed(cls.beta, 20, 0, move_type="out_refund")
        cls.gamma_late = cls.owed(cls.gamma, 300, 130)
        cls.specialist = new_test_user(
            cls.env, "aging_specialist", groups="ar_specialist.group_specialist", company_id=cls.company.id)

    @classmethod
    def owed(cls, partner, amount, late, **values):
        due = cls.day(TODAY, -late)
        return cls.invoice(amount, min(due, cls.day(TODAY)), due, partner=partner, **values)

    def screen(self, user=None, companies=None):
        return self.env["ar.aging"].with_user(user or self.specialist).with_context(
            allowed_company_ids=(companies or self.company).ids)

    def options(self, **options):
        return {"as_of": TODAY, "bucket_set_id": self.env.ref("ar_specialist.bucket_set_standard").id, **options}

    def page(self, *, sort="name", offset=0, limit=80, column=None, **options):
        return self.screen().get_page(self.options(**options), sort=sort, offset=offset, limit=limit, column=column)

    def names(self, **asked):
        return [row["name"] for row in self.page(**asked)["rows"]]
