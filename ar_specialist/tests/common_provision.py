from odoo.fields import Command

from .common import ReceivablesCommon

#: Receivables and rates of a published example, by bucket.
EXPOSURES = (15_000_000, 7_500_000, 4_000_000, 2_500_000, 1_000_000)
RATES = (0.003, 0.016, 0.036, 0.066, 0.106)
DAYS_LATE = (0, 30, 31, 90, 91)


class ProvisionCommon(ReceivablesCommon):
    """A company with accounts for provisions and a matrix of the buckets 30, 60, 90."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_users("specialist", "manager", "auditor", "biller")
        accounts = cls.env["account.account"].with_company(cls.company)
        cls.allowance, cls.named_allowance, cls.loss, cls.bad_debt = accounts.create([
            {"name": name, "code": f"PROV{number}", "account_type": kind}
            for number, (name, kind) in enumerate([
                ("Allowance", "asset_current"), ("Allowance for named items", "asset_current"),
                ("Impairment", "expense"), ("Bad debts", "expense")])])
        cls.company.write({
            "ar_provision_account_id": cls.allowance.id, "ar_provision_expense_account_id": cls.loss.id,
            "ar_provision_journal_id": cls.company_data["default_journal_misc"].id,
            "ar_writeoff_account_id": cls.bad_debt.id, "country_id": cls.env.ref("base.us").id,
        })
        cls.buckets = cls.env["ar.bucket.set"].create({"name": "IFRS 9", "limits": "30, 60, 90"})
        cls.matrix = cls.make_matrix()
        cls.provisions = cls.env["ar.provision"].with_user(cls.specialist)

    @classmethod
    def make_matrix(cls, rates=RATES, **values):
        matrix = cls.env["ar.provision.matrix"].create({
            "name": "IFRS 9", "company_id": cls.company.id, "bucket_set_id": cls.buckets.id, **values})
        for rate in matrix.rate_ids if matrix.kind == "given" else ():
            rate.rate = rates[rate.period]
        return matrix

    @classmethod
    def matrix_with_segment(cls, domain, **values):
        """Make a matrix with a segment of the customers in `domain`, and one of all others."""
        return cls.make_matrix(segment_ids=[Command.create({"name": "Special", "domain": domain, **values})])

    @classmethod
    def owe(cls, amounts, day, partner=None):
        """Make an item for each bucket, as late as the first or last day of it; return them."""
        items = cls.env["account.move.line"]
        for amount, late in zip(amounts, DAYS_LATE, strict=True):
            due = cls.day(day, -late)
            items += cls.entry(amount, due, due=due, partner=partner, against=cls.revenue)
        return items

    @classmethod
    def lose(cls, item, amount, day):
        """Write `amount` of an item off on `day`."""
        cls.match(item, cls.entry(-amount, day, partner=item.partner_id, against=cls.bad_debt))

    def propose(self, day="2023-06-30"):
        return self.provisions._propose(self.company, self.day(day))

    def post(self, provision):
        """Hand a proposal in and post it, each by who may."""
        provision.with_user(self.specialist).action_review()
        provision.with_user(self.manager).action_post()
        return provision

    def balance(self, account, day):
        """Return what an account comes to on a day."""
        [[total]] = self.env["account.move.line"]._read_group(
            [("account_id", "=", account.id), ("parent_state", "=", "posted"), ("date", "<=", day)],
            aggregates=["balance:sum"])
        return total or 0.0
