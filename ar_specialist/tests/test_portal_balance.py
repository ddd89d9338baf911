from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common_portal import PDF, PortalCommon


@tagged("-at_install", "post_install")
class TestPortalBalance(PortalCommon):
    """A balance confirmed, or contested, is kept as evidence."""

    def form(self, date=None, **values):
        day = date or self.today
        return {
            "date": str(day), "shown": self.account._ar_portal_shown(self.account._ar_portal_balance(day)), **values}

    def test_confirmed(self):
        self.invoice(20, "2024-01-01", currency_id=self.foreign.id)
        outcome = self.submit("balance", self.form(agreed="yes"))
        answer = self.made("ar.balance.answer")
        self.assertEqual((outcome.state, answer.agreed, answer.date), ("done", True, self.today))
        self.assertEqual(
            {figure.currency_id: figure.amount for figure in answer.figure_ids},
            {self.company.currency_id: 100.0, self.foreign: 20.0})
        self.assertEqual(
            (answer.person_name, answer.address, answer.contact_id.id), ("Kim Known", "192.0.2.1", False))
        self.assertTrue(answer.answered_on)
        self.assertFalse(answer.dispute_id or answer.is_unanswered or self.told())
        self.assertIn("Confirmed the balance", self.made("ar.contact.log").note)

    def test_of_a_day_that_is_over(self):
        self.env["account.move"].browse(self.bill.id)
        early = self.day(str(self.today), -30)
        self.invoice(50, self.day(str(self.today), -10))
        self.assertEqual(self.account._ar_portal_balance(early), [(self.company.currency_id, 100.0)])
        self.submit("balance", self.form(early, agreed="yes"))
        self.assertEqual(self.made("ar.balance.answer").figure_ids.amount, 100.0)

    def test_a_difference_opens_an_inquiry(self):
        self.submit("balance", self.form(
            agreed="no", text="We paid 40.", files=[("books.pdf", PDF)],
            **{f"reported_{self.company.currency_id.id}": "60.00"}))
        answer = self.made("ar.balance.answer")
        self.assertEqual(
            (answer.agreed, answer.figure_ids.amount_reported, answer.figure_ids.difference), (False, 60.0, -40.0))
        case = answer.dispute_id
        self.assertEqual((case.kind, case._ar_customer_messages().attachment_ids.name), ("inquiry", "books.pdf"))
        self.assertIn(case.name, self.told().summary)
        answers = self.env["ar.balance.answer"].with_user(self.specialist)
        self.assertEqual(answers.search([("is_unanswered", "=", True)]), answer)
        case.with_user(self.specialist).message_post(
            body="You are right.", message_type="comment", subtype_xmlid="mail.mt_comment",
            partner_ids=self.customer.ids)
        self.assertFalse(answers.search([("is_unanswered", "=", True)]))
        self.assertEqual(answers.search([("is_unanswered", "=", False)]), answer)
        self.assertFalse(answer.is_unanswered)

    def test_what_is_wrong_with_an_answer(self):
        reported = f"reported_{self.company.currency_id.id}"
        for values, name in (
            ({}, "agreed"), ({"agreed": "maybe"}, "agreed"), ({"agreed": "no"}, "text"),
            ({"agreed": "no", "text": "x", reported: "100"}, reported),
            ({"agreed": "no", "text": "x", reported: "1e9"}, reported),
            ({"agreed": "no", "text": "x", reported: "9" * 20}, reported),
        ):
            self.assertFaults(self.submit("balance", self.form(**values)), name)
        for day in (self.day(str(self.today), 1), self.day(str(self.today), -400)):
            self.assertFaults(self.submit("balance", {"date": str(day), "agreed": "yes"}), "date")
        self.assertFalse(self.made("ar.balance.answer"))

    def test_below_zero_and_nothing_at_all(self):
        reported = f"reported_{self.company.currency_id.id}"
        self.submit("balance", self.form(agreed="no", text="x", **{reported: "-5"}))
        self.submit("balance", self.form(agreed="no", text="x", **{reported: "0"}))
        self.submit("balance", self.form(agreed="no", text="x"))
        figures = self.made("ar.balance.answer").figure_ids.sorted("id")
        self.assertEqual(
            [(one.is_reported, one.amount_reported) for one in figures], [(True, -5.0), (True, 0.0), (False, 0.0)])

    def test_figures_that_were_not_shown_are_not_confirmed(self):
        form = self.form(agreed="yes")
        self.pay(30)
        self.assertFaults(self.submit("balance", form), "")
        self.assertFaults(self.submit("balance", {**form, "shown": "USD:1.00"}), "")
        self.assertFalse(self.made("ar.balance.answer"))

    def test_an_answer_stays_as_it_is(self):
        self.submit("balance", self.form(agreed="yes"))
        answer = self.made("ar.balance.answer")
        for record, values in ((answer, {"agreed": False}), (answer.figure_ids, {"amount": 1.0})):
            for user in (self.env.ref("base.user_root"), self.manager):
                with self.assertRaises(UserError):
                    record.with_user(user).write(values)
            with self.assertRaises(UserError):
                record.sudo().unlink()

    def test_who_reads_it(self):
        self.submit("balance", self.form(agreed="yes"))
        answers = self.env["ar.balance.answer"]
        for user in (self.specialist, self.auditor):
            self.assertEqual(answers.with_user(user).search([]), self.made("ar.balance.answer"))
        with self.assertRaises(AccessError):
            answers.with_user(self.salesperson).search([])
        other = self.setup_other_company()["company"]
        self.specialist.write({"company_id": other.id, "company_ids": [(6, 0, other.ids)]})
        self.assertFalse(answers.with_user(self.specialist).with_company(other).search([]))
