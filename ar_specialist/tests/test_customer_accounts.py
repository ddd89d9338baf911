from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from ..queries.ledger_facts import receivable_accounts
from .common_follow_up_stages import StagesCommon


@tagged("-at_install", "post_install")
class TestCustomerAccounts(StagesCommon):
    """Who owes has an account, with today's figures."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.late = cls.invoice(100, "2024-01-01", partner=cls.contact)
        cls.ahead = cls.invoice(30, "2024-01-01", due="2199-01-01")
        cls.payment = cls.entry(-40, "2024-01-10")

    def test_figures(self):
        """130 owed by customer and contact, 40 paid and not applied: 90 open, 100 of it late."""
        account = self.account(self.contact).with_user(self.specialist)
        self.assertEqual(account.partner_id, self.customer)
        self.assertEqual((account.amount_open, account.amount_overdue), (90.0, 100.0))
        self.assertGreater(account.days_late, 300)
        self.assertEqual(
            set(account.open_item_ids.ids), set((self.items(self.late | self.ahead) | self.payment).ids))
        [strip] = account.aging["strips"]
        self.assertEqual((strip["total"], strip["credit"]["amount"]), (90.0, -40.0))

    def test_search_by_figures(self):
        owing, nothing = self.account(), self.account(self.other_customer)
        both = [("id", "in", (owing | nothing).ids)]
        search = self.env["ar.account"].search
        self.assertEqual(search([*both, ("amount_overdue", ">", 0)]), owing)
        self.assertEqual(search([*both, ("amount_overdue", "<=", 0)]), nothing)
        self.assertEqual(search([*both, ("amount_overdue", ">", 100)]), search([("id", "=", False)]))
        self.assertEqual(search([*both, ("amount_open", ">=", 90)]), owing)
        self.assertEqual(search([*both, ("amount_open", "<", 90)]), nothing)

    def test_sorted_by_figures(self):
        """What the list shows decides the order, over pages too; an account without items counts as 0."""
        idle = self.account(self.env["res.partner"].create({"name": "Idle"}))
        self.invoice(95, "2024-01-01", partner=self.other_customer)
        owing, other = self.account(), self.account(self.other_customer)
        accounts = self.env["ar.account"].with_user(self.specialist)
        mine = [("id", "in", (owing | idle | other).ids)]
        self.assertEqual(accounts.search(mine, order="amount_overdue desc"), owing + other + idle)
        self.assertEqual(accounts.search(mine, order="amount_overdue"), idle + other + owing)
        self.assertEqual(accounts.search(mine, order="amount_open desc"), other + owing + idle, "90 and 95")
        self.assertEqual(accounts.search(mine, order="amount_overdue desc, id", offset=1, limit=1), other)
        late = [*mine, ("amount_overdue", ">", 0)]
        self.assertEqual(accounts.search(late, order="days_late desc, amount_open, id"), owing + other)
        described = accounts.fields_get(["amount_open", "amount_overdue", "days_late"], ["sortable", "aggregator"])
        self.assertTrue(all(field["sortable"] for field in described.values()))
        self.assertEqual(described["amount_overdue"]["aggregator"], "sum")

    def test_summed_by_group(self):
        self.invoice(95, "2024-01-01", partner=self.other_customer)
        both = (self.account() | self.account(self.other_customer)).with_user(self.specialist)
        [(stage, count, still_open, overdue)] = both._read_group(
            [("id", "in", both.ids)], ["stage_id"], ["__count", "amount_open:sum", "amount_overdue:sum"])
        self.assertEqual((stage, count, still_open, overdue), (self.current, 2, 185.0, 195.0))

    def test_sorting_costs_one_query(self):
        def queries(count):
            partners = self.env["res.partner"].create([{"name": f"Sorted {number}"} for number in range(count)])
            accounts = self.env["ar.account"]._for_many(partners, self.company)
            self.env.flush_all()
            for _time in range(2):  # the first one reads access rules that making partners has crowded out
                self.env.invalidate_all()
                before = self.cr.sql_log_count
                accounts.search([("id", "in", accounts.ids)], order="amount_overdue desc, amount_open desc, id")
            return self.cr.sql_log_count - before

        queries(2)
        self.assertEqual(queries(10), queries(200))

    def test_another_company_sorts_nothing_of_ours(self):
        """A customer of both is sorted by what each company's own items come to."""
        books = self.setup_other_company()
        other = books["company"]
        theirs, alone = self.account(company=other), self.account(self.other_customer, other)
        self.invoice(
            5, "2024-01-01", partner=self.other_customer.with_company(other), company_id=other.id,
            journal_id=books["default_journal_sale"].id, invoice_line_ids=[Command.create({
                "name": "goods", "price_unit": 5, "account_id": books["default_account_revenue"].id, "tax_ids": []})])
        found = self.env["ar.account"].with_context(allowed_company_ids=other.ids).search(
            [("id", "in", (theirs | alone).ids)], order="amount_overdue desc")
        self.assertEqual(found, alone + theirs)

    def test_everyone_who_owes_gets_an_account(self):
        accounts = self.env["ar.account"]
        accounts.search([]).unlink()
        self.invoice(10, "2024-01-01", partner=self.other_customer)
        with self.enter_registry_test_mode():
            self.env.ref("ar_specialist.ir_cron_customer_accounts").method_direct_trigger()
        mine = accounts.search([("company_id", "=", self.company.id)])
        self.assertEqual(mine.partner_id, self.customer | self.other_customer)
        accounts._ensure_accounts(self.company, receivable_accounts(self.env))
        self.assertEqual(accounts.search([("company_id", "=", self.company.id)]), mine, "not a second time")

    def test_account_opens_from_contact_and_invoice(self):
        for record in (self.contact.with_company(self.company), self.late):
            action = record.with_user(self.specialist).action_ar_account()
            self.assertEqual(self.env["ar.account"].browse(action["res_id"]).partner_id, self.customer)
            with self.assertRaises(AccessError):
                record.with_user(self.biller).action_ar_account()

    def test_biller_reads_invoices_as_before(self):
        """Who has no right to follow-ups still opens invoices, contacts and open items."""
        for record in (self.late, self.customer, self.env["ar.open.item"].browse(self.items(self.late).id)):
            seen = record.with_user(self.biller)
            views = seen.get_views([(False, "form")] if record._name != "ar.open.item" else [(False, "list")])
            names = [name for name in views["models"][record._name]["fields"] if name in record._fields]
            self.assertFalse({"ar_stage_shown_id", "stage_id", "ar_is_on_hold"} & set(names))
            seen.web_read({name: {} for name in names if not record._fields[name].relational})

    def test_whose_account_it_is_stays(self):
        """Else all that was promised and said would be another customer's, or another company's."""
        account = self.account().with_user(self.specialist)
        for name, value in (
            ("partner_id", self.other_customer.id), ("company_id", self.company.id), ("score", 900),
            ("last_contact_date", "2024-01-01"),
        ):
            with self.assertRaisesRegex(UserError, "can't be changed by hand"):
                account.write({name: value})
        account.next_action_date = "2024-05-01"

    def test_other_company_is_not_seen(self):
        other = self.setup_other_company()["company"]
        theirs = self.account(company=other)
        self.assertNotIn(theirs, self.env["ar.account"].with_user(self.specialist).search([]))
        with self.assertRaises(AccessError):
            theirs.with_user(self.specialist).read(["partner_id"])

    def test_queries_do_not_grow(self):
        self.assertQueriesDoNotGrow(["amount_open", "amount_overdue", "aging", "is_on_hold", "notice_count"])
