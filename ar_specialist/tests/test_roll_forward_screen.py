import io
from unittest.mock import patch

from lxml import html
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from openpyxl import load_workbook

from ..logic.roll_forward_sums import COLUMNS
from .common import ReceivablesCommon

XLSX = "odoo.addons.ar_specialist.models.roll_forward.ar_roll_forward_xlsx"
MARCH = {"date_from": "2026-03-01", "date_to": "2026-03-31"}


@tagged("-at_install", "post_install")
class TestRollForwardScreen(ReceivablesCommon):
    """Two customers: Alpha with an opening and a payment of which a part is lost, Beta new in the period."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_users("specialist", "auditor", "salesperson")
        cls.customer.name, cls.other_customer.name = "Alpha", "Beta"
        cls.loss = cls.company_data["default_account_expense"]
        cls.opening = cls.invoice(100, "2026-02-05")
        cls.bill = cls.invoice(50, "2026-03-05", partner=cls.other_customer)
        move = cls.env["account.move"].create({
            "move_type": "entry", "date": "2026-03-20", "journal_id": cls.company_data["default_journal_bank"].id,
            "line_ids": [
                Command.create({"account_id": cls.customer.property_account_receivable_id.id,
                                "partner_id": cls.customer.id, "balance": -100}),
                Command.create({"account_id": cls.bank_account.id, "balance": 97}),
                Command.create({"account_id": cls.loss.id, "balance": 3}),
            ],
        })
        move.action_post()
        cls.paid = cls.items(move)
        cls.match(cls.opening, cls.paid)

    @property
    def roll(self):
        return self.env["ar.roll.forward"].with_context(allowed_company_ids=self.company.ids)

    def page(self, **options):
        sort = options.pop("sort", "name")
        return self.roll.get_page({**MARCH, **options}, sort)

    def names(self, page):
        return [row["name"] for row in page["rows"]]

    def test_page(self):
        page = self.page()
        self.assertEqual([column["name"] for column in page["columns"]], list(COLUMNS))
        self.assertEqual([row["amounts"] for row in page["rows"]], [
            [100, 0, 0, -97, 0, -3, 0, 0, 0, 0], [0, 50, 0, 0, 0, 0, 0, 0, 0, 50]])
        [total] = page["totals"]
        self.assertEqual((total["count"], total["amounts"]), (2, [100, 50, 0, -97, 0, -3, 0, 0, 0, 50]))

    def test_sorted(self):
        self.assertEqual(self.names(self.page()), ["Alpha", "Beta"])
        self.assertEqual(self.names(self.page(sort="-name")), ["Beta", "Alpha"])
        self.assertEqual(self.names(self.page(sort="-closing")), ["Beta", "Alpha"])
        self.assertEqual(self.names(self.page(sort="-opening")), ["Alpha", "Beta"])
        with self.assertRaisesRegex(UserError, "no column moon"):
            self.page(sort="moon")

    def test_search_is_of_whole_customers(self):
        self.assertEqual(self.names(self.page(search="bet")), ["Beta"])
        self.assertEqual(self.roll.ledger_check({**MARCH, "search": "bet"})["state"], "narrowed")

    def test_ledger_check(self):
        check = self.roll.ledger_check(MARCH)
        self.assertEqual((check["state"], check["lines"][0]["ledger"]), ("equal", 50))

    def test_default_period_is_over(self):
        options = self.roll._options({})
        self.assertEqual(options.first.day, 1)
        self.assertLess(options.last, self.company._ar_today())

    def test_fiscal_years(self):
        self.company.write({"fiscalyear_last_month": "6", "fiscalyear_last_day": 30})
        first, last = self.roll._period_named("this_year")
        self.assertEqual((first.month, first.day, last.month, last.day), (7, 1, 6, 30))
        before = self.roll._period_named("last_year")
        self.assertEqual((before[1] - first).days, -1)

    def test_bad_options(self):
        for options, cause in (
            ("{x", "no JSON"), ("[1]", "JSON object"), ({"date_from": "soon"}, "date_from is no date"),
            ({"date_from": "2026-04-01", "date_to": "2026-03-01"}, "first day"),
        ):
            with self.assertRaisesRegex(UserError, cause):
                self.roll._any_options(options)

    def listed(self, column, key=None, **options):
        action = self.roll.action_items(column, key, None, {**MARCH, **options})
        return self.env["account.move.line"].with_context(**action["context"]).search(action["domain"])

    def test_every_amount_leads_to_its_items(self):
        for group_by, key in (("partner", self.customer.id), ("account", self.paid.account_id.id),
                              ("company", self.company.id)):
            for column in ("payments", "write_offs"):
                self.assertEqual(self.listed(column, key, group_by=group_by), self.paid, f"{group_by} {column}")
            self.assertIn(self.items(self.opening), self.listed("opening", key, group_by=group_by))
        self.assertEqual(self.listed("closing"), self.items(self.bill))
        self.assertFalse(self.listed("payments", self.other_customer.id))
        with self.assertRaisesRegex(UserError, "moon"):
            self.listed("moon")

    def test_items_have_their_part_in_the_column(self):
        self.assertEqual(self.listed("payments").mapped("ar_moved"), [-97])
        self.assertEqual(self.listed("write_offs").mapped("ar_moved"), [-3])
        self.assertEqual(self.listed("write_offs").mapped("ar_moved_currency"), [-3])
        self.assertEqual(self.paid.ar_moved, 0, "no column, no part")

    def test_items_add_up_to_their_amounts(self):
        [total] = self.page()["totals"]
        for column, amount in zip(COLUMNS[1:-1], total["amounts"][1:-1], strict=True):
            self.assertEqual(sum(self.listed(column).mapped("ar_moved")), amount, column)

    def test_nobody_else_reads_it(self):
        for user in (self.specialist, self.auditor):
            self.assertEqual(len(self.roll.with_user(user).get_page(MARCH)["rows"]), 2)
        stranger = self.roll.with_user(self.salesperson)
        for call in (lambda: stranger.get_page(MARCH), stranger.get_choices, lambda: stranger.ledger_check(MARCH),
                     lambda: stranger.action_items("opening")):
            with self.assertRaises(AccessError):
                call()

    def test_companies_are_apart(self):
        other = self.setup_other_company()["company"]
        page = self.env["ar.roll.forward"].with_context(allowed_company_ids=other.ids).get_page(MARCH)
        self.assertEqual((page["rows"], page["totals"]), ([], []))

    def test_xlsx(self):
        book = load_workbook(io.BytesIO(self.roll._xlsx("2026-03-01", "2026-03-31")))
        sums, moved = book["Roll-forward"], book["Movements"]
        rows = {row[0].value: [cell.value for cell in row] for row in sums.iter_rows() if row[0].value}
        self.assertEqual(rows["Customer"][2:], [
            "Opening", "Invoices", "Credit notes", "Payments", "Discounts", "Write-offs", "Recoveries", "Exchange",
            "Other", "Closing"])
        self.assertEqual(rows["Alpha"][1:11], [self.company.currency_id.name, 100, 0, 0, -97, 0, -3, 0, 0, 0])
        self.assertTrue(rows["Alpha"][11].startswith("=SUM("))
        listed = [[cell.value for cell in row] for row in moved.iter_rows(min_row=7)]
        self.assertEqual([(row[0], row[1], row[5], row[6]) for row in listed], [
            ("Beta", self.bill.name, "Invoices", 50), ("Alpha", self.paid.move_name, "Payments", -97),
            ("Alpha", self.paid.move_name, "Write-offs", -3)])
        values = load_workbook(io.BytesIO(self.roll._xlsx("2026-03-01", "2026-03-31")), data_only=True)
        self.assertEqual(values["Movements"]["G5"].value, -50)

    def test_xlsx_of_nothing(self):
        book = load_workbook(io.BytesIO(self.roll._xlsx("2020-03-01", "2020-03-31")))
        self.assertIn("Nothing was open", book["Roll-forward"]["A6"].value or book["Roll-forward"]["A5"].value)

    def test_xlsx_of_too_much(self):
        with patch(f"{XLSX}.MOST_LISTED", 1):
            book = load_workbook(io.BytesIO(self.roll._xlsx("2026-03-01", "2026-03-31")))
        self.assertIn("2 movements are more", book["Movements"]["A6"].value)
        self.assertEqual(book["Roll-forward"].max_row, 8)

    def document(self, **raw):
        reports = self.roll.env["ir.actions.report"]
        content, _type = reports._render_qweb_html(
            "ar_specialist.action_report_roll_forward", None,
            data={"options": self.roll._options({**MARCH, **raw}), "report_type": "html"})
        return html.fromstring(content)

    def test_printed(self):
        document = self.document()
        rows = [[" ".join(cell.text_content().split()) for cell in row] for row in document.xpath("//tbody/tr")]
        self.assertEqual(rows, [
            ["Alpha", "100.00", "–", "–", "-97.00", "–", "-3.00", "–", "–", "–", "–"],
            ["Beta", "–", "50.00", "–", "–", "–", "–", "–", "–", "–", "50.00"],
            ["Total", "100.00", "50.00", "–", "-97.00", "–", "-3.00", "–", "–", "–", "50.00"]])
        self.assertIn("Nothing was open", self.document(date_from="2020-01-01", date_to="2020-01-31").text_content())

    def test_pdf(self):
        self.assertTrue(self.roll._pdf("2026-03-01", "2026-03-31").startswith(b"%PDF"))
