import io
from datetime import datetime

import openpyxl
from odoo.exceptions import AccessError
from odoo.fields import Date
from odoo.tests import new_test_user, tagged

from ..logic.statement import BALANCE_FORWARD
from .test_statement_figures import StatementCommon

DAY = Date.to_date("2026-03-31")


@tagged("-at_install", "post_install")
class TestStatementXlsx(StatementCommon):
    def book(self, accounts=None, formulas=False, **options):
        content = (accounts or self.account)._ar_statement_xlsx(DAY, lang="en_US", **options)
        return openpyxl.load_workbook(io.BytesIO(content), data_only=not formulas)

    def rows(self, sheet):
        """Return the rows beneath the heading, without the empty cells at their ends."""
        found = []
        for row in sheet.iter_rows(min_row=6, values_only=True):
            cells = list(row)
            while cells and cells[-1] is None:
                cells.pop()
            found.append(cells)
        return [cells for cells in found if cells]

    def evaluated(self, sheet, cell):
        """Return what a formula of this workbook comes to: sums and sums of cells only."""
        value = sheet[cell].value
        if not isinstance(value, str) or not value.startswith("="):
            return value or 0.0
        body = value[1:]
        if body.startswith("SUM("):
            return sum(self.evaluated(sheet, one.coordinate) for row in sheet[body[4:-1]] for one in row)
        total = 0.0
        for part in body.replace("-", "+-").split("+"):
            if part:
                sign = -1 if part.startswith("-") else 1
                name = part.lstrip("-")
                total += sign * (float(name) if name.isdigit() else self.evaluated(sheet, name))
        return total

    def test_open_items(self):
        self.customer.name = "=cmd|' /C calc'!A0"
        first = self.invoice(100, "2026-01-10", "2026-02-10", ref="+1+1")
        self.invoice(40, "2026-03-20", "2026-04-20")
        self.entry(-30, "2026-03-25")
        self.invoice(7, "2026-03-20", currency_id=self.foreign.id)
        book = self.book()
        self.assertEqual(book.sheetnames, ["USD", "EUR"])
        sheet = book["USD"]
        rows = self.rows(sheet)
        self.assertEqual(rows[0], [
            self.customer.name, first.name, "+1+1", datetime(2026, 1, 10), datetime(2026, 2, 10), 49, 100, 100])
        self.assertEqual([row[7] for row in rows[:5]], [100, 40, -30, 110, 100])
        self.assertEqual(rows[3][1], "Balance")
        formulas = self.book(formulas=True)["USD"]
        self.assertEqual(formulas["A6"].data_type, "s", "a text, whatever it begins with")
        self.assertEqual(formulas["C6"].data_type, "s")
        self.assertEqual(formulas["H9"].value, "=SUM(H6:H8)")
        self.assertEqual(formulas["H10"].value, '=SUMIF(F6:F8,">0",H6:H8)')

    def test_the_aging_beneath_adds_up(self):
        self.invoice(100, "2026-01-10", "2026-02-10")
        self.invoice(40, "2026-03-20", "2026-04-20")
        self.entry(-30, "2026-03-25")
        rows = self.rows(self.book()["USD"])
        self.assertEqual({row[1]: row[7] for row in rows[-8:]}, {
            "Not due": 40, "1-30": 0, "31-60": 100, "61-90": 0, "91-120": 0, "> 120": 0, "Unapplied": -30,
            "Total": 110})

    def test_movements_with_a_running_balance_by_formula(self):
        # 100 before March; in March an invoice of 60, a payment of 50 of which 5 are lost: 110 at its end
        self.invoice(100, "2026-02-10")
        self.invoice(60, "2026-03-05", "2026-04-05")
        self.paid_short(50, 5, "2026-03-10")
        options = {"kind": BALANCE_FORWARD, "date_from": Date.to_date("2026-03-01")}
        rows = self.rows(self.book(**options)["USD"])
        self.assertEqual([row[8] for row in rows[:5]], [100, 160, 115, 110, 110])
        self.assertEqual([row[2] for row in rows[1:4]], ["Invoice", "Payment", "Write-off"])
        self.assertEqual(rows[4][6:9], [60, 50, 110])
        self.assertEqual(rows[1][4:6], [datetime(2026, 3, 5), datetime(2026, 4, 5)])
        sheet = self.book(formulas=True, **options)["USD"]
        self.assertEqual(sheet["I7"].value, "=I6+G7-H7")
        for number, expected in enumerate([100, 160, 115, 110, 110], 6):
            self.assertAlmostEqual(self.evaluated(sheet, f"I{number}"), expected, 2)

    def test_several_customers_and_nothing_at_all(self):
        self.invoice(100, "2026-02-10")
        self.invoice(7, "2026-02-10", partner=self.other_customer)
        rows = self.rows(self.book(self.accounts)["USD"])
        self.assertEqual([row[7] for row in rows if row[1:2] == ["Balance"]], [100, 7])
        nobody = self.env["ar.account"]._for(self.env["res.partner"].create({"name": "New"}), self.company)
        [sheet] = self.book(nobody).worksheets
        self.assertEqual(sheet["A2"].value, "Nothing is open on this day. Thank you.")

    def download(self, action, accounts=None, user=None, **values):
        """Return the file that the dialog makes."""
        accounts = accounts or self.account
        user = user or self.env.user
        dialog = self.env["ar.statement.download"].with_user(user).with_context(
            active_model="ar.account", active_ids=accounts.ids).create({"date": DAY, **values})
        url = getattr(dialog, action)()["params"]["url"]
        return self.env["ir.attachment"].sudo().browse(int(url.split("/")[3].split("?")[0]))

    def test_the_dialog_makes_files(self):
        self.invoice(100, "2026-02-10")
        subsidiary = self.env["res.partner"].create({
            "name": "Subsidiary", "is_company": True, "parent_id": self.customer.id})
        self.invoice(20, "2026-03-02", partner=subsidiary)
        reader = new_test_user(self.env, "reads", groups="account.group_account_readonly,base.group_user")
        below = self.env["ar.account"]._for(subsidiary, self.company)
        file = self.download(
            "action_xlsx", below, reader, kind=BALANCE_FORWARD, date_from="2026-01-01", group=True)
        self.assertEqual((file.name, file.create_uid), ("Statement 2026-03-31.xlsx", reader))
        sheet = openpyxl.load_workbook(io.BytesIO(file.raw), data_only=True)["USD"]
        self.assertEqual([row[8] for row in self.rows(sheet) if row[1:2] == ["All together"]], [120])
        pdf = self.download("action_pdf", self.accounts)
        self.assertEqual((pdf.name, pdf.mimetype, pdf.raw[:5]), (
            "Statement 2026-03-31.pdf", "application/pdf", b"%PDF-"))

    def test_the_dialog_is_not_for_everybody(self):
        bare = new_test_user(self.env, "bare", groups="base.group_user")
        with self.assertRaises(AccessError):
            self.download("action_xlsx", user=bare)
