from io import BytesIO

from odoo.fields import Command
from odoo.tests import HttpCase, freeze_time, tagged
from openpyxl import load_workbook

from .common_provision import ProvisionCommon


@tagged("-at_install", "post_install")
class TestProvisionFiles(ProvisionCommon, HttpCase):
    """The provision as workbook and on paper."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        items = cls.owe([1190, 1000, 1000, 1000, 1000], "2023-06-30")
        cls.company.ar_provision_matrix_id = cls.make_matrix(
            segment_ids=[Command.create({"name": "All", "tax_rate": 0.19})])
        with freeze_time("2023-07-05"):
            cls.provision = cls.provisions.with_user(cls.specialist)._propose(cls.company, cls.day("2023-06-30"))
            cls.provision.specific_ids = [
                Command.create({"move_line_id": items[1].id, "rate": 0.5, "reason": "=Insolvent"})]

    def test_cells(self):
        book = load_workbook(BytesIO(self.provision._xlsx()), data_only=True)
        matrix, named, moved, year = book.worksheets
        self.assertEqual([cell.value for cell in matrix[8]], ["All", "Not due", 1190, 1000, 0.003, 0.003, 3])
        self.assertEqual(
            [cell.value for cell in matrix[13]],
            ["Total", None, 4190, self.provision.currency_id.round(sum(self.provision.line_ids.mapped("base"))), None,
             None, self.provision.amount_matrix])
        self.assertEqual([cell.value for cell in named[8]][2:5], [1000, 500, "=Insolvent"])
        self.assertEqual(matrix["A3"].value.date(), self.day("2023-06-30"))
        amount = self.provision.amount
        self.assertEqual([cell.value for cell in moved[10]][1:6], [0, amount, 0, 0, amount])
        self.assertEqual(year["F8"].value, self.provision.amount)

    def test_formulas(self):
        book = load_workbook(BytesIO(self.provision._xlsx()))
        matrix, named, moved, _year = book.worksheets
        self.assertEqual((matrix["G8"].value, matrix["G13"].value), ("=ROUND(D8*F8,2)", "=SUM(G8:G12)"))
        self.assertEqual(moved["F8"].value, "=SUM(B8:E8)")
        self.assertEqual(named["E8"].data_type, "s", "a reason is never a formula")

    def test_printed(self):
        html, _kind = self.env["ir.actions.report"].with_user(self.auditor)._render_qweb_html(
            "ar_specialist.action_report_provision", self.provision.ids)
        text = " ".join(html.decode().split())
        for shown in ("1,190.00", "0.3 %", "Without tax", "=Insolvent", "Movement schedule", "4,190.00"):
            self.assertIn(shown, text)

    def test_download(self):
        url = f"/ar_specialist/provision/{self.provision.id}.xlsx"
        self.authenticate("test_auditor", "test_auditor")
        answer = self.url_open(url)
        self.assertEqual(answer.status_code, 200)
        self.assertIn("Provision%202023-06-30.xlsx", answer.headers["Content-Disposition"])
        self.assertEqual(len(load_workbook(BytesIO(answer.content)).worksheets), 4)
        self.assertEqual(self.url_open(url.replace(".xlsx", ".exe")).status_code, 404)
        self.authenticate("test_biller", "test_biller")
        self.assertEqual(self.url_open(url).status_code, 403)
