import io

from odoo.exceptions import UserError
from odoo.tests import tagged

from .aged_ledger import TODAY, AgedLedger
from .test_aging_xlsx import WorkbookReader


@tagged("-at_install", "post_install")
class TestAgingColumn(AgedLedger):
    """Files narrowed to one bucket: the rows with an amount in it, whole; the items in it alone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.credit_note = cls.invoice(45, cls.day(TODAY, -40), cls.day(TODAY, -40), move_type="out_refund")

    def sheets(self, **raw):
        stream = io.BytesIO()
        options = self.options(**raw)
        options.companies.env["ar.aging"]._xlsx_of(options, stream)
        return WorkbookReader(stream.getvalue())

    def test_items_of_each_column_add_up_to_it(self):
        for basis in ("due", "invoice", "accounting"):
            for apart in (False, True):
                options = self.options(basis=basis, credits_apart=apart)
                aging = options.companies.env["ar.aging"]
                totals = aging._compute_for(options).totals
                self.assertEqual(len(totals), 6 + apart)
                for column, total in enumerate(totals):
                    with self.subTest(basis=basis, apart=apart, column=column):
                        narrowed = self.options(basis=basis, credits_apart=apart, column=column)
                        items = list(aging._items_for(narrowed))
                        self.assertAlmostEqual(sum(item.amount for item in items), total)
                        self.assertLessEqual({item.period for item in items}, {column})

    def test_an_item_without_due_date_stands_in_the_column_of_its_date(self):
        line = self.credit_note.line_ids.filtered(lambda line: line.account_id.account_type == "asset_receivable")
        self.env.flush_all()
        self.env.cr.execute("UPDATE account_move_line SET date_maturity = NULL WHERE id = %s", [line.id])
        self.env.invalidate_all()
        aging = self.options().companies.env["ar.aging"]
        found = [item.amount for item in aging._items_for(self.options(column=2))]
        self.assertEqual(sorted(found), [-45, 600])

    def test_workbook(self):
        book = self.sheets(column=2)
        [row] = book.rows("Aging")
        self.assertEqual((row["31-60"], row["Total"]), (555, 2955))
        self.assertEqual(sorted(item["Open amount"] for item in book.rows("Items")), [-45, 600])
        [(stored, formula)] = book.totals("Items")
        self.assertEqual(stored["Open amount"], 555)
        self.assertIn("SUBTOTAL(109", formula["Open amount"])

    def test_files_say_that_they_are_narrowed(self):
        options = self.options(column=2)
        self.assertFalse(options.is_whole)
        aging = options.companies.env["ar.aging"]
        self.assertIn("with an amount in “31-60”", aging._filter_names(options))
        names = [row.name for page in aging._printed_values(options, "html")["pages"] for row in page]
        self.assertEqual(names, ["Edge & Sons", "Total"])

    def test_a_column_that_is_not_there_is_refused(self):
        for column in (6, -1, "x", 1.5, [1]):
            with self.subTest(column=column), self.assertRaisesRegex(UserError, "there is no column"):
                self.options(column=column)
        self.assertEqual(self.options(column=6, credits_apart=True).column, 6)
