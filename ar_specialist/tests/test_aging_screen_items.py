from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged

from .aging_screen_ledger import TODAY, AgingScreenLedger


@tagged("-at_install", "post_install")
class TestAgingScreenItems(AgingScreenLedger):
    def row_items(self, row, **options):
        return self.screen().get_items(self.options(**options), row["id"], row["currency_id"])

    def test_items_of_a_customer(self):
        row = self.page()["rows"][0]
        found = self.row_items(row)
        self.assertEqual(found["count"], 2)
        late, not_due = found["items"]
        self.assertEqual(
            (late["number"], late["due"], late["days"], late["column"], late["amount"], late["document_amount"]),
            (self.alpha_late.name, "2026-06-20", 10, 1, 200, None),
        )
        self.assertEqual((not_due["number"], not_due["days"], not_due["column"]), (self.alpha_open.name, -10, 0))

    def test_contested_items_are_marked(self):
        contested = self.alpha_late.line_ids.filtered(lambda line: line.account_id.account_type == "asset_receivable")
        self.env["ar.dispute"].with_user(self.specialist).create({"move_line_ids": contested.ids, "kind": "dispute"})
        found = self.row_items(self.page()["rows"][0])["items"]
        self.assertEqual([item["is_disputed"] for item in found], [True, False])

    def test_items_sum_to_their_row_whatever_the_grouping(self):
        self.entry(40, self.day(TODAY, -3), due=None)
        nobody = self.entry(15, self.day(TODAY, -3))
        nobody.partner_id = False
        self.alpha_open.invoice_user_id = self.specialist
        self.alpha_late.invoice_user_id = False
        self.owed(self.beta, 80, 70, currency_id=self.foreign.id)
        for group_by in ("partner", "salesperson", "company", "item"):
            for currency in ("company", "document"):
                for credits_apart in (False, True):
                    asked = {"group_by": group_by, "currency": currency, "credits_apart": credits_apart}
                    with self.subTest(asked):
                        for row in self.page(**asked)["rows"]:
                            self._check_row(row, self.row_items(row, **asked)["items"])

    def _check_row(self, row, items):
        sums = [0] * len(row["amounts"])
        for item in items:
            self.assertEqual(item["currency_id"], row["currency_id"])
            sums[item["column"]] += item["amount"]
        self.assertEqual([round(one, 2) for one in sums], row["amounts"], row["name"])

    def test_rows_of_items_name_their_customer(self):
        row = self.page(group_by="item", sort="-oldest")["rows"][0]
        self.assertEqual((row["customer"], row["oldest"]), ("Gamma", 130))
        self.assertIn(self.gamma_late.name, row["name"])

    def test_items_in_their_own_currency(self):
        self.owed(self.gamma, 80, 70, currency_id=self.foreign.id)
        row = self.page()["rows"][2]
        foreign = next(item for item in self.row_items(row)["items"] if item["column"] == 3)
        self.assertEqual((foreign["document_amount"], foreign["document_currency_id"]), (80, self.foreign.id))
        self.assertNotEqual(foreign["amount"], 80)

    def test_list_of_an_amount(self):
        open_items = self.screen().open_items
        for key, column, moves in (
            (self.alpha.id, None, self.alpha_open + self.alpha_late),
            (self.alpha.id, 1, self.alpha_late),
            (None, 2, self.beta_late),
            (None, None, self.alpha_open + self.alpha_late + self.beta_late + self.beta_credit + self.gamma_late),
        ):
            action = open_items(self.options(), key, column, self.company.currency_id.id)
            listed = self.env["account.move.line"].search(action["domain"])
            self.assertEqual(set(listed), set(self.items(moves)), (key, column))

    def test_list_tells_what_was_open_on_the_day(self):
        self.match(self.alpha_late, self.entry(-150, self.day(TODAY), partner=self.alpha))
        yesterday = self.options(as_of="2026-06-29")
        action = self.screen().open_items(yesterday, self.alpha.id, 1, None)
        [line] = self.env["account.move.line"].with_context(**action["context"]).search(action["domain"])
        self.assertEqual((line.ar_open, line.ar_open_currency, line.ar_age), (200, 200, 9))
        self.assertEqual(line.with_context(ar_as_of=TODAY, ar_age_on=TODAY).ar_open, 50)

    def test_list_that_is_too_long_is_refused(self):
        path = "odoo.addons.ar_specialist.models.aging.ar_aging_screen_items.ITEMS_LISTED"
        with patch(path, 4), self.assertRaisesRegex(UserError, "5 items"):
            self.screen().open_items(self.options())

    def test_unfolded_row_ends_somewhere(self):
        path = "odoo.addons.ar_specialist.models.aging.ar_aging_screen_items.ITEMS_UNFOLDED"
        with patch(path, 1):
            found = self.row_items(self.page()["rows"][0])
        self.assertEqual((len(found["items"]), found["count"]), (1, 2))

    def test_key_that_is_no_id_is_refused(self):
        with self.assertRaises(UserError):
            self.screen().get_items(self.options(), "1) OR (1=1", self.company.currency_id.id)

    def test_ledger_check(self):
        check = self.screen().ledger_check(self.options())
        self.assertEqual(check["state"], "equal")
        [line] = check["lines"]
        self.assertEqual((line["aging"], line["ledger"], line["difference"]), (630, 630, 0))
        self.assertEqual(self.screen().ledger_check(self.options(currency="document"))["state"], "equal")
        self.assertEqual(self.screen().ledger_check(self.options(search="Alpha"))["state"], "narrowed")

    def test_ledger_check_tells_the_difference(self):
        wrong = {self.company: 600.0}
        with patch.object(self.env.registry["ar.aging"], "_ledger_balances", lambda *_arguments: wrong):
            check = self.screen().ledger_check(self.options())
        self.assertEqual((check["state"], check["lines"][0]["difference"]), ("different", 30))

    def test_ledger_list_is_the_ledger(self):
        action = self.screen().open_ledger(self.options())
        lines = self.env["account.move.line"].search(action["domain"])
        self.assertEqual(sum(lines.mapped("balance")), self.ledger_balance(TODAY))

    def test_items_name_their_customer_where_the_row_does_not(self):
        stages = self.page(group_by="stage")["rows"]
        self.assertEqual(
            [item["customer"] for item in self.row_items(stages[0], group_by="stage")["items"]],
            ["Gamma", "Beta", "Alpha", "Beta", "Alpha"])
        self.assertEqual({item["customer"] for item in self.row_items(self.page()["rows"][0])["items"]}, {""})

    def test_no_stage_is_where_all_begin(self):
        self.gamma_late._ar_move_stage(self.env.ref("ar_specialist.stage_chasing"), "late")
        self.assertEqual(self.names(group_by="stage"), ["Current", "Chasing"])
        self.assertEqual(self.names(group_by="stage", sort="-name"), ["Chasing", "Current"])

    def test_put_ticked_items_on_hold(self):
        ids = (self.alpha_late | self.alpha_open).line_ids.ids
        dialog = self.screen().put_on_hold(ids)
        items = self.alpha_late.line_ids.browse(dialog["context"]["default_item_ids"])
        self.assertEqual(items.move_id, self.alpha_late | self.alpha_open)
        self.assertEqual(set(items.mapped("account_type")), {"asset_receivable"})
        self.screen().env["ar.hold.put"].with_context(**dialog["context"]).create({"reason": "checks"}).action_put()
        self.assertEqual([item["is_held"] for item in self.row_items(self.page()["rows"][0])["items"]], [True, True])

    def test_nothing_open_nothing_to_hold(self):
        sold = self.alpha_late.line_ids.filtered(lambda line: line.account_type != "asset_receivable")
        with self.assertRaisesRegex(UserError, "nothing to hold"):
            self.screen().put_on_hold(sold.ids)


@tagged("-at_install", "post_install")
class TestAgingScreenCompanies(AgingScreenLedger):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls.setup_other_company(currency_id=cls.foreign.id)["company"]
        cls.specialist.company_ids = cls.company | cls.other
        # The same partner owes both companies.
        cls.invoice(70, cls.day(TODAY, -45), partner=cls.alpha, journal_id=cls.other_journal().id, invoice_line_ids=[
            (0, 0, {"name": "goods", "price_unit": 70, "tax_ids": [(5,)]})])

    @classmethod
    def other_journal(cls):
        return cls.env["account.journal"].search([("type", "=", "sale"), ("company_id", "=", cls.other.id)], limit=1)

    def test_each_currency_has_its_rows_and_totals(self):
        page = self.screen(companies=self.company | self.other).get_page(self.options())
        alpha = {row["currency"]: row["amounts"] for row in page["rows"] if row["name"] == "Alpha"}
        self.assertEqual(alpha, {"USD": [100, 200, 0, 0, 0, 0], "EUR": [0, 0, 70, 0, 0, 0]})
        self.assertEqual([(one["currency"], one["total"]) for one in page["totals"]], [("EUR", 70), ("USD", 630)])

    def test_sort_never_compares_currencies(self):
        page = self.screen(companies=self.company | self.other).get_page(self.options(), sort="-total")
        self.assertEqual([row["currency"] for row in page["rows"]], ["EUR", "USD", "USD", "USD"])

    def test_one_company_sees_nothing_of_the_other(self):
        screen = self.screen(companies=self.other)
        page = screen.get_page(self.options())
        self.assertEqual([(row["name"], row["total"]) for row in page["rows"]], [("Alpha", 70)])
        self.assertEqual(screen.get_items(self.options(), self.alpha.id, self.foreign.id)["count"], 1)
        self.assertEqual(len(screen.open_items(self.options())["domain"][0][2]), 1)
        self.assertEqual(self.page()["totals"][0]["total"], 630)

    def test_ledger_of_each_currency(self):
        check = self.screen(companies=self.company | self.other).ledger_check(self.options())
        self.assertEqual(check["state"], "equal")
        self.assertEqual(
            {line["currency_id"]: line["ledger"] for line in check["lines"]},
            {self.company.currency_id.id: 630, self.foreign.id: 70})
