import io
from datetime import datetime

from odoo.tests import tagged
from openpyxl import load_workbook

from .aged_ledger import EDGES, TODAY, AgedLedger


class WorkbookReader:
    """An exported workbook as its reader sees it: stored values and, apart from them, formulas."""

    def __init__(self, content):
        self.values = load_workbook(io.BytesIO(content), data_only=True)
        self.formulas = load_workbook(io.BytesIO(content))

    def heading_row(self, name):
        return self.formulas[name].max_row if not self.formulas[name].auto_filter.ref else int(
            self.formulas[name].auto_filter.ref.split(":")[0][1:])

    def rows(self, name):
        """Return the rows below the heading as dicts by heading."""
        heading = self.heading_row(name)
        cells = list(self.values[name].iter_rows(min_row=heading, values_only=True))
        return [dict(zip(cells[0], row, strict=True)) for row in cells[1:] if any(cell is not None for cell in row)]

    def totals(self, name):
        """Return the rows of totals above the heading: [({heading: stored value}, {heading: formula})]."""
        heading = self.heading_row(name)
        labels = [cell.value for cell in self.values[name][heading]]
        return [
            tuple(dict(zip(labels, [cell.value for cell in book[name][row]], strict=True))
                  for book in (self.values, self.formulas))
            for row in range(5, heading)
        ]


@tagged("-at_install", "post_install")
class TestAgingXlsx(AgedLedger):
    def workbook(self, **raw):
        return self.workbook_of(self.options(**raw))

    def workbook_of(self, options):
        stream = io.BytesIO()
        options.companies.env["ar.aging"]._xlsx_of(options, stream)
        return WorkbookReader(stream.getvalue())

    def test_edges_stand_in_the_buckets_of_the_report(self):
        book = self.workbook()
        [edge, other] = book.rows("Aging")
        self.assertEqual(edge, {
            "Customer": "Edge & Sons", "Currency": "USD", "Not due": 0, "1-30": 300, "31-60": 600, "61-90": 900,
            "91-120": 1200, "> 120": 0, "Total": 3000,
        })
        self.assertEqual((other["Not due"], other["Total"]), (7, 7))
        buckets = {row["Days late"]: row["Bucket"] for row in book.rows("Items")}
        self.assertEqual(buckets, {30: "1-30", 60: "31-60", 90: "61-90", 120: "91-120", -5: "Not due"})

    def test_totals_are_formulas_that_carry_the_figure_of_the_report(self):
        report = self.aging(TODAY)
        [(values, formulas)] = self.workbook().totals("Aging")
        for label, total in zip(report.labels, report.totals, strict=True):
            self.assertAlmostEqual(values[label], total, 2)
            self.assertRegex(formulas[label], r"^=SUBTOTAL\(109,")
        self.assertAlmostEqual(values["Total"], report.total, 2)
        [(values, formulas)] = self.workbook().totals("Items")
        self.assertAlmostEqual(values["Open amount"], report.total, 2)
        self.assertEqual(formulas["Open amount"], "=SUBTOTAL(109,$I$7:$I$11)")

    def test_items_sum_to_the_report(self):
        report = self.aging(TODAY)
        by_bucket = dict.fromkeys(report.labels, 0.0)
        for row in self.workbook().rows("Items"):
            by_bucket[row["Bucket"]] += row["Open amount"]
        self.assertEqual(list(by_bucket.values()), report.totals)

    def test_numbers_and_dates_are_real(self):
        book = self.workbook()
        for row in book.rows("Items"):
            self.assertIsInstance(row["Due date"], datetime)
            self.assertIsInstance(row["Date"], datetime)
            self.assertIsInstance(row["Open amount"], (int, float))
            self.assertIsInstance(row["Days late"], int)
        sheet = book.formulas["Items"]
        first = book.heading_row("Items") + 1
        self.assertEqual(sheet.cell(first, 6).number_format, "mm/dd/yyyy")
        self.assertIn("0.00", sheet.cell(first, 9).number_format)

    def test_heading_stays_and_filters(self):
        sheets = self.workbook().formulas
        self.assertEqual(sheets["Aging"].freeze_panes, "B7")
        self.assertEqual(sheets["Aging"].auto_filter.ref, "A6:I8")
        self.assertEqual(sheets["Items"].freeze_panes, "B7")
        self.assertEqual(sheets["Items"].auto_filter.ref, "A6:M11")
        self.assertEqual(sheets["Items"].print_title_rows, "$6:$6")

    def test_head_says_what_was_asked(self):
        sheet = self.workbook(overdue_only=True, search="Edge").values["Aging"]
        facts = {label.value: value.value for label, value in zip(sheet[2], sheet[3], strict=True) if label.value}
        self.assertEqual(facts["Company"], self.company.name)
        self.assertEqual(facts["As of"], datetime(2026, 6, 30))
        self.assertEqual(facts["Aged by"], "Due date")
        self.assertEqual(facts["Filters"], "search “Edge”; overdue only")
        self.assertIn(self.env.user.name, facts["Printed"])

    def test_filters_hold_on_both_sheets(self):
        book = self.workbook(overdue_only=True)
        self.assertEqual([row["Customer"] for row in book.rows("Aging")], ["Edge & Sons"])
        self.assertEqual(len(book.rows("Items")), len(EDGES))

    def test_a_name_never_becomes_a_formula(self):
        for number, start in enumerate(("=", "+", "-", "@")):
            partner = self.env["res.partner"].create({"name": f"{start}1+1|calc", "ref": f"{start}2"})
            self.invoice(1 + number, TODAY, TODAY, partner=partner, ref=f"{start}cmd")
        book = self.workbook()
        for name, columns in (("Aging", (1,)), ("Items", (1, 2, 4))):
            sheet = book.formulas[name]
            hostile = [
                cell for row in sheet.iter_rows(min_row=book.heading_row(name) + 1) for cell in row
                if cell.column in columns and str(cell.value)[:1] in ("=", "+", "-", "@")
            ]
            self.assertGreaterEqual(len(hostile), 4)
            # openpyxl tells a formula by type "f", a text by "s" or "inlineStr".
            self.assertEqual({cell.data_type for cell in hostile} - {"s", "inlineStr"}, set())

    def test_any_text_is_kept_as_it_is(self):
        hostile = ("<r>rich</r>", "bell\x07", "_x0041_", " edges ", "a & b < c", "\ufffe")
        for text in hostile:
            self.invoice(1, TODAY, TODAY, ref=text)
        found = {row["Reference"] for row in self.workbook().rows("Items")}
        # The reader gives control characters back in the format's own spelling.
        self.assertLessEqual({"<r>rich</r>", "bell_x0007_", " edges ", "a & b < c", "_xFFFE_"}, found)
        head = self.workbook(search="<r>rich</r>").values["Aging"]
        facts = {label.value: value.value for label, value in zip(head[2], head[3], strict=True) if label.value}
        self.assertIn("<r>rich</r>", facts["Filters"])

    def test_currencies_are_never_added(self):
        self.invoice(50, TODAY, TODAY, currency_id=self.foreign.id)
        book = self.workbook(currency="document")
        self.assertEqual(
            {(row["Customer"], row["Currency"]): row["Total"] for row in book.rows("Aging")},
            {("Edge & Sons", "EUR"): 50, ("Edge & Sons", "USD"): 3000, (self.other_customer.name, "USD"): 7},
        )
        for sheet, column in (("Aging", "Total"), ("Items", "Open amount")):
            totals = book.totals(sheet)
            self.assertEqual({values["Currency"]: values[column] for values, _f in totals}, {"EUR": 50, "USD": 3007})
            for _values, formulas in totals:
                self.assertRegex(formulas[column], r"^=SUMIF\(")

    def test_item_amounts_in_both_currencies(self):
        self.invoice(50, TODAY, TODAY, currency_id=self.foreign.id)
        row = next(row for row in self.workbook().rows("Items") if row["Document currency"] == "EUR")
        item = self.env["account.move.line"].search([("move_name", "=", row["Number"]), ("balance", ">", 0)], limit=1)
        self.assertEqual(row["In document currency"], 50)
        self.assertEqual((row["Open amount"], row["Currency"]), (item.move_id.amount_total_signed, "USD"))

    def test_credits_apart_on_both_sheets(self):
        self.invoice(40, TODAY, TODAY, move_type="out_refund")
        book = self.workbook(credits_apart=True)
        self.assertEqual([row["Unapplied"] for row in book.rows("Aging")], [-40, 0])
        self.assertEqual([row["Open amount"] for row in book.rows("Items") if row["Bucket"] == "Unapplied"], [-40])

    def test_by_item_is_summed_by_customer(self):
        self.assertEqual(len(self.workbook(group_by="item").rows("Aging")), 2)

    def test_by_salesperson(self):
        [row] = self.workbook(group_by="salesperson").rows("Aging")
        self.assertEqual(row["Total"], 3007)
        self.assertIn("Salesperson", row)

    def test_nothing_open_says_so(self):
        book = self.workbook(as_of="2020-01-01")
        for name in ("Aging", "Items"):
            self.assertEqual(book.totals(name), [])
            [row] = book.rows(name)
            self.assertIn("Nothing is open", row["Customer"])

    def test_past_day_gives_back_what_was_paid_later(self):
        payment = self.entry(-300, self.day(TODAY, 1))
        self.match(payment, self.env["account.move"].search([
            ("amount_total", "=", 300), ("company_id", "=", self.company.id), ("move_type", "=", "out_invoice")]))
        rows = self.workbook().rows("Items")
        self.assertEqual(sum(row["Open amount"] for row in rows), self.aging(TODAY).total)
        self.assertIn(300, [row["Open amount"] for row in rows])
        later = self.workbook(as_of=str(self.day(TODAY, 1))).rows("Items")
        self.assertNotIn(300, [row["Open amount"] for row in later])
