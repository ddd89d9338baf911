import io
import json
from urllib.parse import urlencode

from odoo.tests import HttpCase, tagged
from openpyxl import load_workbook

from .common import ReceivablesCommon

MARCH = {"date_from": "2026-03-01", "date_to": "2026-03-31"}


@tagged("-at_install", "post_install")
class TestRollForwardFiles(ReceivablesCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.name = "Müller & Söhne"
        cls.make_users("specialist", "salesperson")
        (cls.specialist + cls.salesperson).write({"password": "test_password"})
        cls.other_company = cls.setup_other_company()["company"]
        cls.invoice(70, "2026-03-05")

    def fetch(self, kind, login="test_specialist", **query):
        if login:
            self.authenticate(login, "test_password")
        query.setdefault("options", json.dumps(MARCH))
        return self.url_open(f"/ar_specialist/roll_forward.{kind}?{urlencode(query)}", allow_redirects=False)

    def test_xlsx(self):
        answer = self.fetch("xlsx")
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(
            answer.headers["Content-Disposition"],
            "attachment; filename*=UTF-8''roll-forward-2026-03-01-2026-03-31-M%C3%BCller-S%C3%B6hne.xlsx")
        sheet = load_workbook(io.BytesIO(answer.content), data_only=True)["Roll-forward"]
        self.assertEqual((sheet["D5"].value, sheet["L5"].value), (70, 70))

    def test_pdf(self):
        answer = self.fetch("pdf")
        self.assertEqual((answer.status_code, answer.headers["Content-Type"]), (200, "application/pdf"))
        self.assertTrue(answer.content.startswith(b"%PDF"))

    def test_who_may_not(self):
        for kind in ("xlsx", "pdf"):
            self.assertIn("/web/login", self.fetch(kind, login=None).headers["Location"])
            self.assertEqual(self.fetch(kind, login="test_salesperson").status_code, 403)
            self.assertEqual(self.fetch(kind, cids=str(self.other_company.id)).status_code, 403)
            self.logout()

    def test_bad_options(self):
        for options, cause in (("{x", "no JSON"), ('{"date_to": "soon"}', "date_to is no date")):
            answer = self.fetch("xlsx", options=options)
            self.assertEqual(answer.status_code, 400, options)
            self.assertIn(cause, answer.text)
