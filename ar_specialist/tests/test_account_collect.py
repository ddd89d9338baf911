from odoo.fields import Command
from odoo.tests import freeze_time, new_test_user, tagged

from .common_promises import PromisesCommon
from .random_ledger import RandomLedger

FIGURES = (
    "amount_open", "amount_not_due", "amount_overdue", "amount_unapplied", "amount_promised", "amount_disputed",
    "amount_to_collect")


class CollectCommon(PromisesCommon):
    """300 overdue in two invoices, 50 not due, and builders of what is kept of them; today is 1 March 2024."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second = cls.invoice(200.0, "2024-02-01", partner=cls.contact)
        cls.ahead = cls.invoice(50.0, "2024-02-01", due="2024-04-01")

    @classmethod
    def dispute(cls, move, amount, **values):
        return cls.env["ar.dispute"].with_user(cls.specialist).create(
            {"move_line_ids": cls.items(move).ids, "amount": amount, **values})

    def figures(self, account=None):
        """Return the figures of the customer that are not zero, without their common beginning."""
        account = (account or self.account()).with_user(self.specialist)
        account.invalidate_recordset()
        return {name.removeprefix("amount_"): account[name] for name in FIGURES if account[name]}


@tagged("-at_install", "post_install")
class TestAccountCollect(CollectCommon):
    """To collect = overdue − promised − disputed − unapplied."""

    def test_plain(self):
        self.assertEqual(self.figures(), {"open": 350.0, "not_due": 50.0, "overdue": 300.0, "to_collect": 300.0})

    def test_due_today_is_not_overdue(self):
        self.invoice(7.0, "2024-02-01", due="2024-03-01")
        self.assertEqual(self.figures()["not_due"], 57.0)
        with freeze_time("2024-03-02"):
            self.assertEqual(self.figures()["overdue"], 307.0)

    def test_each_part(self):
        """300 late; 60 of the first promised, 80 of the second contested, 40 paid and not applied: 120 to collect."""
        self.promise(60.0)
        self.dispute(self.second, 80.0)
        self.pay(40.0, "2024-02-20")
        self.assertEqual(self.figures(), {
            "open": 310.0, "not_due": 50.0, "overdue": 300.0, "unapplied": -40.0, "promised": 60.0, "disputed": 80.0,
            "to_collect": 120.0})

    def test_disputed_and_promised_counts_once(self):
        """All 200 are promised, 150 of them contested: 150 and 50, so that the first invoice alone is left."""
        self.promise(200.0, items=self.items(self.second))
        self.dispute(self.second, 150.0)
        self.assertEqual(self.figures(), {
            "open": 350.0, "not_due": 50.0, "overdue": 300.0, "promised": 50.0, "disputed": 150.0, "to_collect": 100.0})

    def test_what_is_not_due_keeps_nothing(self):
        """A dispute of what falls due later takes nothing off what is late; an inquiry stops nothing."""
        self.dispute(self.ahead, 50.0)
        self.dispute(self.second, 200.0, kind="inquiry")
        self.assertEqual(self.figures()["to_collect"], 300.0)

    def test_never_below_zero(self):
        self.pay(1000.0, "2024-02-20")
        self.assertEqual(self.figures(), {
            "open": -650.0, "not_due": 50.0, "overdue": 300.0, "unapplied": -1000.0})

    def test_ends_with_what_kept_it(self):
        promise, dispute = self.promise(60.0), self.dispute(self.second, 80.0)
        self.assertEqual(self.figures()["to_collect"], 160.0)
        promise.action_withdraw()
        dispute.sudo()._set_state("cancelled")
        self.assertEqual(self.figures()["to_collect"], 300.0)

    def test_foreign_currency(self):
        """100 EUR at two to one: 50 more; 40 EUR contested are 20 less."""
        bill = self.invoice(100.0, "2024-01-01", currency_id=self.foreign.id)
        item = self.items(bill)
        self.dispute(bill, 40.0)
        share = item.amount_residual * 0.4
        self.assertAlmostEqual(self.figures()["overdue"], 300.0 + item.amount_residual)
        self.assertAlmostEqual(self.figures()["disputed"], share, 2)
        self.assertAlmostEqual(self.figures()["to_collect"], 300.0 + item.amount_residual - share, 2)

    def test_parts_are_the_whole(self):
        """Whatever happened: not due + overdue + unapplied = open = the ledger; to collect follows from the parts."""
        self.instalments = self.env["account.payment.term"].create({"name": "Halves", "line_ids": [
            Command.create({"value": "percent", "value_amount": 50, "nb_days": days}) for days in (30, 60)]})
        for seed in (1, 2):
            with freeze_time("2021-09-01"):
                RandomLedger(self, seed).grow(50)
            for day in ("2021-06-01", "2021-12-31", "2024-03-01"):
                with freeze_time(day):
                    accounts = self.account() | self.account(self.other_customer)
                    accounts.invalidate_recordset()
                    self.assertAlmostEqual(sum(accounts.mapped("amount_open")), self.ledger_balance(day))
                    for account in accounts:
                        parts = account.amount_not_due + account.amount_overdue + account.amount_unapplied
                        self.assertAlmostEqual(parts, account.amount_open)
                        self.assertAlmostEqual(
                            account.amount_to_collect, max(account.amount_overdue + account.amount_unapplied, 0.0))


@tagged("-at_install", "post_install")
class TestAccountCollectLists(CollectCommon):
    """Lists sort, search and sum by the same figures that forms show."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.invoice(150.0, "2024-01-01", partner=cls.other_customer)
        cls.idle = cls.env["ar.account"]._for(cls.env["res.partner"].create({"name": "Idle"}), cls.company)
        cls.mine = cls.env["ar.account"]._for(cls.customer, cls.company)
        cls.other = cls.env["ar.account"]._for(cls.other_customer, cls.company)
        cls.among = [("id", "in", (cls.mine | cls.other | cls.idle).ids)]
        cls.accounts = cls.env["ar.account"].with_user(cls.specialist)

    def sorted_by(self, order):
        return self.accounts.search(self.among, order=order)

    def test_sorted_by_what_is_to_collect(self):
        self.assertEqual(self.sorted_by("amount_to_collect desc"), self.mine + self.other + self.idle)
        self.promise(100.0)
        self.dispute(self.second, 120.0)  # 80 are left of 300, below the 150 of the other
        self.assertEqual(self.sorted_by("amount_to_collect desc"), self.other + self.mine + self.idle)
        self.assertEqual(self.sorted_by("amount_promised desc, id desc")[:1], self.mine)

    def test_searched_by_what_is_to_collect(self):
        self.promise(100.0)
        self.dispute(self.second, 120.0)
        for operator, limit, expected in (
            (">", 0, self.mine + self.other), ("<=", 0, self.idle), (">", 80, self.other),
            (">=", 80, self.mine + self.other), ("<", 80, self.idle), ("<", 81, self.mine + self.idle),
        ):
            found = self.accounts.search([*self.among, ("amount_to_collect", operator, limit)])
            self.assertEqual(set(found), set(expected), (operator, limit))
        self.assertEqual(
            set(self.accounts.search([*self.among, "!", ("amount_to_collect", ">", 80)])),
            set(self.mine + self.idle))

    def test_summed(self):
        self.promise(100.0)
        [(total, promised)] = self.accounts._read_group(
            self.among, [], ["amount_to_collect:sum", "amount_promised:sum"])
        self.assertEqual((total, promised), (350.0, 100.0))

    def test_queries_do_not_grow(self):
        def queries(count):
            partners = self.env["res.partner"].create([{"name": f"Owing {number}"} for number in range(count)])
            accounts = self.env["ar.account"]._for_many(partners, self.company)
            items = self.env["account.move.line"]
            for partner in partners[:10]:
                items |= self.items(self.invoice(10.0, "2024-01-01", partner=partner))
            for item in items:
                self.promise(5.0, items=item)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            accounts.with_user(self.specialist).read([
                *FIGURES, "credit_limit", "credit_used_percent", "days_paid_late", "last_payment_amount",
                "promise_kept_rate"])
            read = self.cr.sql_log_count - before
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            accounts.with_user(self.specialist).search([("id", "in", accounts.ids)], order="amount_to_collect desc, id")
            return read, self.cr.sql_log_count - before

        queries(3)
        self.assertEqual(queries(10), queries(200))

    def test_another_company(self):
        """A promise to us takes nothing off what the same customer owes another company."""
        books = self.setup_other_company()
        other = books["company"]
        self.invoice(
            5, "2024-01-01", partner=self.customer.with_company(other), company_id=other.id,
            journal_id=books["default_journal_sale"].id, invoice_line_ids=[Command.create({
                "name": "goods", "price_unit": 5, "account_id": books["default_account_revenue"].id, "tax_ids": []})])
        self.promise(300.0, items=self.env["account.move.line"], account_id=self.mine.id)
        theirs = self.env["ar.account"]._for(self.customer, other)
        user = new_test_user(
            self.env, "both", groups="ar_specialist.group_specialist", company_id=other.id,
            company_ids=(other | self.company).ids)
        both = self.env["ar.account"].with_user(user).with_context(allowed_company_ids=(other | self.company).ids)
        found = both.browse((theirs | self.mine).ids)
        self.assertEqual(found.mapped("amount_to_collect"), [5.0, 0.0])
        alone = both.with_context(allowed_company_ids=other.ids)
        self.assertEqual(alone.search([("amount_to_collect", ">", 0)]), theirs)
