import io
import json
from datetime import date
from urllib.parse import urlencode

from lxml import html
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, new_test_user, tagged
from openpyxl import load_workbook

from ..logic.tie_out import CAUSES
from .common_tie_out import DAY, TieOutCommon


@tagged("-at_install", "post_install")
class TestTieOutScreen(TieOutCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_users("specialist", "auditor")
        cls.stranger = new_test_user(cls.env, "stranger", groups="base.group_user", company_id=cls.company.id)
        cls.invoice(100, "2021-02-01")
        cls.invoice(90, "2021-02-01", currency_id=cls.foreign.id)
        cls.line = cls.entry(-30, "2021-03-01")

    def screen(self, user):
        return self.env["ar.tie.out"].with_user(user).with_context(allowed_company_ids=self.company.ids)

    def page(self, user=None, day=DAY):
        return self.screen(user or self.specialist).get_page({"as_of": day})

    def test_agrees(self):
        page = self.page()
        self.assertEqual((page["state"], page["headline"]), (
            "agrees", "The receivable account agrees with the general ledger"))
        [group] = page["groups"]
        [account] = group["accounts"]
        self.assertEqual([each["name"] for each in account["currencies"]], [self.company.currency_id.name, "EUR"])
        self.assertEqual(account["difference"], 0.0)
        self.assertIn("Entries without a customer", page["quiet"])
        self.assertNotIn("Manual entries in general journals", page["quiet"])

    def test_explained(self):
        self.line.partner_id = False
        page = self.page()
        self.assertEqual(page["state"], "explained")
        self.assertEqual(
            page["headline"],
            "The receivable account differs from the general ledger by $\xa030.00; nothing is unexplained")
        cause = page["causes"][0]
        self.assertEqual((cause["code"], cause["count"], cause["amount"], cause["explains"]), (
            "without_partner", 1, 30.0, True))
        self.assertTrue(cause["advice"])
        self.assertNotIn("Entries without a customer", page["quiet"])

    def test_several_accounts(self):
        self.line.account_id = self.second_account
        self.assertEqual(self.page()["headline"], "All 2 accounts agree with the general ledger")

    def test_empty(self):
        self.assertEqual(self.page(day="2020-01-01")["state"], "empty")

    def test_no_date(self):
        with self.assertRaises(UserError):
            self.page(day="yesterday")

    def test_every_cause_has_a_name_and_advice(self):
        texts = self.env["ar.tie.out"]._cause_texts()
        self.assertEqual(set(texts), set(CAUSES))
        self.assertEqual(len({label for label, _advice in texts.values()}), len(CAUSES))

    def test_sides_drill_down(self):
        screen, place = self.screen(self.specialist), (self.company.id, self.line.account_id.id)
        lines = self.env["account.move.line"]
        subledger = lines.search(screen.action_subledger(DAY, *place)["domain"])
        ledger = lines.search(screen.action_ledger(DAY, *place)["domain"])
        [account] = self.page()["groups"][0]["accounts"]
        self.assertEqual(sum(subledger.mapped("amount_residual")), account["subledger"])
        self.assertEqual(sum(ledger.mapped("balance")), account["ledger"])
        foreign = lines.search(screen.action_subledger(DAY, *place, self.foreign.id)["domain"])
        self.assertEqual(foreign.currency_id, self.foreign)

    def test_difference_drills_down(self):
        self.line.partner_id = False
        vendors = self.entry(7, "2021-03-01", self.vendor)
        action = self.screen(self.specialist).action_difference(DAY, self.company.id, self.line.account_id.id)
        self.assertEqual(self.env["account.move.line"].search(action["domain"]), self.line | vendors)

    def test_mended_in_the_list(self):
        """The specialist sets the customer where the item is listed."""
        self.line.partner_id = False
        action = self.screen(self.specialist).action_items(DAY, self.company.id, "without_partner")
        view = self.env["ir.ui.view"].browse(action["views"][0][0])
        self.assertEqual(view, self.env.ref("ar_specialist.ar_tie_out_mend_view_list"))
        lines = self.env["account.move.line"].with_user(self.specialist).search(action["domain"])
        lines.partner_id = self.customer
        self.assertEqual(self.page()["state"], "agrees")

    def test_rights(self):
        self.assertEqual(self.page(self.auditor)["state"], "agrees")
        for method, args in [
            ("get_page", ({"as_of": DAY},)), ("action_items", (DAY, self.company.id, "drafts")),
            ("action_ledger", (DAY, self.company.id, self.line.account_id.id)),
            ("action_subledger", (DAY, self.company.id, self.line.account_id.id)),
        ]:
            with self.assertRaises(AccessError):
                getattr(self.screen(self.stranger), method)(*args)

    def test_nothing_of_another_company(self):
        """Asked for a company that the user may not work in, nothing of it is listed."""
        screen = self.screen(self.specialist)
        action = screen.action_items("2021-06-30", self.other_company.id, "credit_balances")
        self.assertFalse(self.env["account.move.line"].search(action["domain"]))
        self.assertEqual([group["company_id"] for group in self.page()["groups"]], [self.company.id])

    def test_what_is_asked_is_checked(self):
        screen = self.screen(self.specialist)
        for method, args, cause in [
            ("get_page", ([1],), "JSON object"), ("get_page", ({"as_of": "soon"},), "as_of is no date"),
            ("action_items", (DAY, "x", "drafts"), "no record ids"),
            ("action_ledger", (DAY, self.company.id, "x"), "no record ids"),
            ("action_ledger", (DAY, self.company.id, 2**40), "no record ids"),
        ]:
            with self.assertRaisesRegex(UserError, cause):
                getattr(screen, method)(*args)

    def test_who_only_bills_reads_too(self):
        """Whoever may read the journal items may compare them, in the companies of theirs."""
        clerk = new_test_user(
            self.env, "clerk", groups="account.group_account_invoice", company_id=self.company.id)
        self.assertEqual(self.page(clerk)["state"], "agrees")
        other = self.screen(clerk).with_context(allowed_company_ids=self.other_company.ids)
        with self.assertRaises(AccessError):
            other.get_page({"as_of": DAY})

    def test_queries_do_not_grow(self):
        def queries():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env["ar.tie.out"].compute(DAY, self.company)
            return self.env.cr.sql_log_count - before

        queries()
        few = queries()
        partners = self.env["res.partner"].create([{"name": f"Customer {number}"} for number in range(30)])
        for partner in partners:
            self.entry(-10, "2021-03-01", partner)
        self.assertEqual(queries(), few)

    def test_xlsx(self):
        self.line.partner_id = False
        book = load_workbook(io.BytesIO(self.screen(self.specialist)._xlsx(DAY)))
        rows = list(book["Tie-out"].iter_rows(min_row=7, values_only=True))
        own = [row for row in rows if row[8] == self.company.currency_id.name]
        self.assertEqual(own[0][3:8], (100, 70, 30, 30, 0))
        self.assertEqual([cell.value for cell in book["Tie-out"][3]][1].date(), date(2021, 6, 30))
        self.assertEqual(book["Tie-out"].print_title_rows, "$6:$6")
        self.assertIn("C3:F3", [str(cells) for cells in book["Tie-out"].merged_cells.ranges])
        causes = {row[0]: row for row in book["Causes"].iter_rows(min_row=6, values_only=True)}
        self.assertEqual(causes["Entries without a customer"][4:7], (1, self.company.currency_id.name, 30))

    def test_pdf_has_rows_and_causes(self):
        self.line.partner_id = False
        reports = self.env["ir.actions.report"].with_context(allowed_company_ids=self.company.ids)
        content, _type = reports._render_qweb_html(
            "ar_specialist.action_report_tie_out", None, data={"options": {"as_of": DAY}})
        text = " ".join(html.fromstring(content).text_content().split())
        for part in (
            "Tie-out of receivables", "The receivable account differs", "Entries without a customer",
            "Set the customer",
        ):
            self.assertIn(part, text)

    def test_files(self):
        self.authenticate("test_specialist", "test_specialist")
        query = urlencode({"options": json.dumps({"as_of": DAY}), "cids": self.company.id})
        answer = self.url_open(f"/ar_specialist/tie_out.xlsx?{query}")
        self.assertEqual(answer.status_code, 200)
        self.assertIn("tie-out-2021-06-30", answer.headers["Content-Disposition"])
        self.assertIn("Tie-out", load_workbook(io.BytesIO(answer.content)).sheetnames)
        self.authenticate("stranger", "stranger")
        self.assertEqual(self.url_open("/ar_specialist/tie_out.xlsx").status_code, 403)
