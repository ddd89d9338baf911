import io
import json
from urllib.parse import urlencode

from odoo.tests import HttpCase, tagged
from openpyxl import load_workbook

from .aged_ledger import TODAY, AgedLedger


@tagged("-at_install", "post_install")
class TestAgingFiles(AgedLedger, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.name = "Müller & Söhne"
        cls.specialist = cls.reader("specialist", ["ar_specialist.group_specialist"])
        cls.stranger = cls.reader("stranger", ["base.group_user"])
        cls.other_company = cls.setup_other_company()["company"]

    def fetch(self, kind="xlsx", options=None, **query):
        text = options if isinstance(options, str) else json.dumps({"as_of": TODAY, **(options or {})})
        return self.url_open(
            f"/ar_specialist/aging.{kind}?{urlencode({'options': text, **query})}", allow_redirects=False)

    def test_xlsx(self):
        self.authenticate("specialist", "specialist")
        answer = self.fetch()
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(
            answer.headers["Content-Disposition"],
            "attachment; filename*=UTF-8''aging-2026-06-30-M%C3%BCller-S%C3%B6hne.xlsx")
        self.assertEqual(int(answer.headers["Content-Length"]), len(answer.content))
        sheet = load_workbook(io.BytesIO(answer.content), data_only=True)["Aging"]
        self.assertEqual(sheet["I5"].value, 3007)

    def test_pdf(self):
        self.authenticate("specialist", "specialist")
        answer = self.fetch("pdf")
        self.assertEqual((answer.status_code, answer.headers["Content-Type"]), (200, "application/pdf"))
        self.assertTrue(answer.content.startswith(b"%PDF"))

    def test_logged_out(self):
        for kind in ("xlsx", "pdf"):
            answer = self.fetch(kind)
            self.assertEqual(answer.status_code, 303)
            self.assertIn("/web/login", answer.headers["Location"])

    def test_without_rights(self):
        self.authenticate("stranger", "stranger")
        for kind in ("xlsx", "pdf"):
            self.assertEqual(self.fetch(kind).status_code, 403)

    def test_other_companies_are_out_of_reach(self):
        self.authenticate("specialist", "specialist")
        self.assertEqual(self.fetch(cids=str(self.other_company.id)).status_code, 403)
        both = self.fetch(cids=f"{self.other_company.id}-{self.company.id}")
        self.assertEqual(both.status_code, 200)
        sheet = load_workbook(io.BytesIO(both.content))["Aging"]
        self.assertEqual(sheet["A3"].value, self.company.name)

    def test_companies_of_the_user_together(self):
        self.specialist.company_ids += self.other_company
        self.authenticate("specialist", "specialist")
        answer = self.fetch(cids=f"{self.company.id}-{self.other_company.id}")
        self.assertEqual(
            set(load_workbook(io.BytesIO(answer.content))["Aging"]["A3"].value.split(", ")),
            {self.company.name, self.other_company.name})
        self.assertIn("%2B1.xlsx", answer.headers["Content-Disposition"])

    def test_bad_options(self):
        self.authenticate("specialist", "specialist")
        for options, cause in (
            ("{x", "no JSON"), ("[1]", "JSON object"), ('"text"', "JSON object"),
            ('{"as_of": "soon"}', "as_of is no date"), ('{"partner_ids": ["x"]}', "no record ids"),
        ):
            answer = self.fetch(options=options)
            self.assertEqual(answer.status_code, 400, options)
            self.assertIn(cause, answer.text)

    def test_unknown_choice_is_refused(self):
        self.authenticate("specialist", "specialist")
        for name, value in (("basis", "moon"), ("basis", ["moon"]), ("group_by", {"moon": 1}), ("currency", "moon")):
            answer = self.fetch(options={name: value})
            self.assertEqual(answer.status_code, 422, name)
            self.assertIn("moon", answer.text)
