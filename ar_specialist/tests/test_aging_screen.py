from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .aging_screen_ledger import TODAY, AgingScreenLedger


@tagged("-at_install", "post_install")
class TestAgingScreen(AgingScreenLedger):
    def test_rows_and_totals(self):
        page = self.page()
        rows = {row["name"]: (row["amounts"], row["total"], row["overdue"], row["oldest"]) for row in page["rows"]}
        self.assertEqual(rows, {
            "Alpha": ([100, 200, 0, 0, 0, 0], 300, 200, 10),
            "Beta": ([-20, 0, 50, 0, 0, 0], 30, 50, 45),
            "Gamma": ([0, 0, 0, 0, 0, 300], 300, 300, 130),
        })
        [totals] = page["totals"]
        self.assertEqual((totals["amounts"], totals["total"], totals["count"]), ([80, 200, 50, 0, 0, 300], 630, 3))
        self.assertEqual(page["bar"], page["totals"])
        self.assertEqual(page["options"]["as_of"], TODAY)
        self.assertTrue(page["options"]["is_whole"])

    def test_totals_do_not_depend_on_the_page(self):
        whole = self.page()
        seen = []
        for offset in range(3):
            page = self.page(offset=offset, limit=1)
            self.assertEqual((page["totals"], page["count"], page["offset"]), (whole["totals"], 3, offset))
            seen += page["rows"]
        self.assertEqual(seen, whole["rows"])
        self.assertEqual(self.page(offset=500, limit=1)["offset"], 0, "a page that is no more is the first one")

    def test_sort(self):
        for sort, expected in (
            ("name", ["Alpha", "Beta", "Gamma"]), ("-name", ["Gamma", "Beta", "Alpha"]),
            ("-1", ["Alpha", "Beta", "Gamma"]), ("0", ["Beta", "Gamma", "Alpha"]),
            ("-oldest", ["Gamma", "Beta", "Alpha"]), ("oldest", ["Alpha", "Beta", "Gamma"]),
        ):
            self.assertEqual(self.names(sort=sort), expected, sort)
        self.assertEqual(self.names(sort="total")[0], "Beta")
        self.assertEqual(self.names(sort="-total")[-1], "Beta")

    def test_sort_by_oldest_leaves_credits_last(self):
        self.owed(self.env["res.partner"].create({"name": "Aardvark"}), 5, 300, move_type="out_refund")
        for sort in ("oldest", "-oldest"):
            self.assertEqual(self.names(sort=sort)[-1], "Aardvark", sort)

    def test_search(self):
        self.assertEqual(self.names(search="alph"), ["Alpha"])
        self.assertEqual(self.names(search=self.gamma_late.name), ["Gamma"])
        self.assertEqual(self.names(search="100%_nobody"), [])
        shop = self.env["res.partner"].create({"name": "Corner shop", "parent_id": self.beta.id})
        self.owed(shop, 5, 0)
        self.assertEqual(self.names(search="corner"), ["Beta"])
        page = self.page(search=self.alpha_late.name)
        self.assertEqual(page["totals"][0]["total"], 200)
        self.assertFalse(page["options"]["is_whole"])

    def test_filters(self):
        self.assertEqual(self.page(overdue_only=True)["totals"][0]["amounts"], [0, 200, 50, 0, 0, 300])
        self.assertEqual(self.page(hide_credits=True)["totals"][0]["total"], 650)
        self.assertEqual(self.names(mine=True), [])
        self.gamma.user_id = self.specialist
        self.assertEqual(self.names(mine=True), ["Gamma"])
        self.assertEqual(self.names(partner_ids=self.beta.ids), ["Beta"])

    def test_credits_apart(self):
        page = self.page(credits_apart=True)
        self.assertEqual([column["kind"] for column in page["columns"]], ["ahead"] + ["late"] * 5 + ["credits"])
        self.assertEqual(page["totals"][0]["amounts"], [100, 200, 50, 0, 0, 300, -20])

    def test_one_bucket(self):
        page = self.page(column=2)
        self.assertEqual([row["name"] for row in page["rows"]], ["Beta"])
        self.assertEqual(page["totals"][0]["total"], 30)
        self.assertEqual(page["bar"][0]["total"], 630, "the bar keeps all buckets")

    def test_past_day(self):
        payment = self.entry(-200, self.day(TODAY), partner=self.alpha)
        self.match(self.alpha_late, payment)
        self.assertEqual(self.page()["totals"][0]["total"], 430)
        past = self.page(as_of="2026-06-29", age_on=TODAY)
        self.assertEqual(past["rows"][0]["amounts"], [0, 200, 0, 0, 0, 0])

    def test_choices_name_what_can_be_asked_for(self):
        choices = self.screen().get_choices()
        for grouping in choices["groupings"]:
            for currency in choices["currencies"]:
                for basis in choices["bases"]:
                    page = self.page(group_by=grouping["id"], currency=currency["id"], basis=basis["id"])
                    self.assertEqual(page["totals"][0]["total"], 630)
        self.assertIn(self.options()["bucket_set_id"], [one["id"] for one in choices["bucket_sets"]])

    def test_what_cannot_be_read_is_refused(self):
        for asked in (
            {"sort": "name; DROP TABLE"}, {"sort": "6"}, {"column": 6}, {"column": "x"}, {"as_of": "2026-02-30"},
            {"basis": "maturity"}, {"group_by": "journal"}, {"currency": "EUR"}, {"bucket_set_id": "x"},
            {"partner_ids": ["x"]}, {"partner_ids": [10**12]}, {"bucket_set_id": -1}, {"partner_ids": "12;"},
        ):
            with self.subTest(asked), self.assertRaises(UserError):
                self.page(**asked)
        self.assertEqual(self.page(search="\0%_\\")["count"], 0)

    def test_rights(self):
        stranger = new_test_user(self.env, "aging_stranger", groups="base.group_user", company_id=self.company.id)
        portal = new_test_user(self.env, "aging_portal", groups="base.group_portal", company_id=self.company.id)
        for user in (stranger, portal):
            for method, arguments in (
                ("get_choices", []), ("get_page", [{}]),
                ("get_items", [{}, self.alpha.id, self.company.currency_id.id]),
                ("open_items", [{}]), ("ledger_check", [{}]), ("open_ledger", [{}]),
            ):
                with self.subTest(user=user.login, method=method), self.assertRaises(AccessError):
                    getattr(self.screen(user), method)(*arguments)

    def test_reading_accountant(self):
        reader = new_test_user(
            self.env, "aging_reader", groups="account.group_account_readonly", company_id=self.company.id)
        self.assertEqual(self.screen(reader).get_page(self.options())["totals"][0]["total"], 630)
        menu = self.env.ref("ar_specialist.menu_ar_aging").id
        self.assertIn(menu, self.env["ir.ui.menu"].with_user(reader)._visible_menu_ids())

    def test_query_count_does_not_grow(self):
        self._customers(10)
        counts = {sort: self._queries(sort) for sort in ("name", "-total", "-oldest")}
        self._customers(190)
        for sort, count in counts.items():
            self._fresh()
            with self.subTest(sort), self.assertQueryCount(count):
                self.page(sort=sort, limit=500)

    def _customers(self, number):
        partners = self.env["res.partner"].create([{"name": f"Customer {one}"} for one in range(number)])
        account = self.company_data["default_account_receivable"]
        self.env["account.move"].create({
            "move_type": "entry", "date": TODAY, "journal_id": self.company_data["default_journal_misc"].id,
            "line_ids": [
                (0, 0, {"account_id": account.id, "partner_id": partner.id, "balance": 10}) for partner in partners
            ] + [(0, 0, {"account_id": self.bank_account.id, "balance": -10 * number})],
        }).action_post()

    def _queries(self, sort):
        self._fresh()
        before = self.env.cr.sql_log_count
        self.page(sort=sort, limit=500)
        return self.env.cr.sql_log_count - before

    def _fresh(self):
        self.env.flush_all()
        self.env.invalidate_all()
