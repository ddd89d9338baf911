from datetime import date
from unittest.mock import patch

from odoo.addons.account.tests.common import AccountTestInvoicingCommon
from odoo.tests import freeze_time, tagged

from .test_statement_processes import PAPER

DAY = date(2026, 11, 20)


@tagged("-at_install", "post_install")
@freeze_time("2026-11-20 10:00:00")
class TestDemoClose(AccountTestInvoicingCommon):
    """The demo's closes: a month that is signed, and one with three things to find."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.demo = cls.env["ar.demo"].sudo()
        cls.company = cls.company_data["company"]
        cls.env.ref("base.user_admin").company_ids += cls.company
        # As those of Odoo's own demo data.
        cls.env["account.bank.statement.line"].create([
            {"journal_id": cls.company_data["default_journal_bank"].id, "date": "2026-10-21", "amount": amount,
             "payment_ref": text}
            for amount, text in ((-850.0, "Office rent"), (1275.0, "INV/2026/00006 and INV/2026/00007"))])
        cls.demo._load(cls.company, DAY)
        cls.demo._load_closes(cls.company, DAY)
        cls.signed = cls.env.ref(f"ar_specialist.demo_close_{cls.company.id}")
        cls.opened = cls.env.ref(f"ar_specialist.demo_close_open_{cls.company.id}")

    def test_once(self):
        self.assertFalse(self.demo._load_closes(self.company, DAY))

    def test_the_month_before_last_is_signed(self):
        self.assertRecordValues(self.signed, [
            {"date_to": date(2026, 9, 30), "state": "closed", "open_count": 0, "signed_on": self.signed.signed_on}])
        self.assertLess(self.signed.signed_on.date(), DAY)
        self.assertTrue(self.signed.snapshot_id.is_tied)
        [tie_out] = self.signed.check_ids.filtered(lambda check: check.code == "tie_out")
        self.assertEqual(tie_out.state, "ok")

    def test_three_problems_in_the_last_month(self):
        self.assertEqual((self.opened.date_to, self.opened.state), (date(2026, 10, 31), "open"))
        found = {check.code: check.count for check in self.opened.check_ids if check.state == "attention"}
        self.assertEqual(found, {"tie_out": 1, "bank": 1, "drafts": 1})

    def test_what_is_wrong_is_no_write_off(self):
        """The rebate was accrued: nothing of October's roll-forward is a loss but what was written off."""
        roll = self.env["ar.roll.forward"].with_company(self.company).compute(
            self.opened.date_from, self.opened.date_to, self.company, "company")
        booked = sum(self.env["ar.write.off"]._posted_between(
            self.company, self.opened.date_from, self.opened.date_to).mapped("amount_company"))
        self.assertEqual(-dict(zip(roll.columns, roll.totals, strict=True))["write_offs"], booked)

    def test_the_signed_month_gets_its_pack(self):
        """There is no server to print it when the demo is loaded: the scheduled action does it later."""
        self.assertFalse(self.signed.pack_pdf_id)
        self.signed.sudo()._make_late_pack()
        self.assertTrue(self.signed.pack_pdf_id.raw.startswith(b"%PDF"))
        self.assertTrue(self.signed.pack_late)

    def test_they_can_be_mended(self):
        def open_check(code):
            [check] = self.opened.check_ids.filtered(lambda check: check.code == code)
            return check

        tie_out = self.env["ar.tie.out"].with_company(self.company).compute(self.opened.date_to, self.company)
        [cause] = [cause for cause in tie_out.causes if cause.code == "without_partner"]
        item = self.env["account.move.line"].search(cause.domain)
        item.partner_id = self.env.ref("ar_specialist.demo_customer_pinecrest")
        self.env["account.move"].search(open_check("drafts").action_open()["domain"])._post()
        self.opened._refresh()
        self.assertEqual([open_check(code).state for code in ("tie_out", "drafts")], ["ok", "ok"])

    def test_the_closed_month_is_audited(self):
        lines = self.registry["ar.balance.request.line"]
        self.startPatcher(patch.object(lines, "_letter_pdfs", lambda own, _lang: dict.fromkeys(own.ids, PAPER)))
        self.assertTrue(self.demo._load_confirmations(self.company, DAY))
        self.assertFalse(self.demo._load_confirmations(self.company, DAY))
        request = self.env.ref(f"ar_specialist.demo_confirmation_{self.company.id}")
        self.assertEqual((request.date, request.state, request.asked_count), (date(2026, 9, 30), "done", 12))
        self.assertGreaterEqual(request.agreed_count, 3)
        self.assertEqual(request.differs_count, 2)
        self.assertTrue(request.silent_count)
        self.assertEqual(set(request.line_ids.answer_id.mapped("source")), {"portal", "letter", "phone", "email"})
        self.assertEqual(set(request.line_ids.filtered("reminders").mapped("reminded_on")), {date(2026, 10, 17)})
        self.assertLess(max(request.line_ids.filtered("answered_on").mapped("answered_on")).date(), DAY)
        self.assertFalse(self.env["mail.mail"].search([
            "|", ("model", "=", request.line_ids._name), ("email_to", "=", request.auditor_id.email_formatted)]))
