from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common import ReceivablesCommon


@tagged("-at_install", "post_install")
class TestNoticeRights(ReceivablesCommon):
    """Invariant 8: a sent notice never changes; and nobody makes up what a run decided."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer.email = "customer@example.com"
        cls.invoice(500, "2024-01-02", "2024-01-10")
        cls.specialist = new_test_user(
            cls.env, "notice_specialist", groups="ar_specialist.group_specialist", company_id=cls.company.id)
        run = cls.env["ar.run"].plan("2024-02-01", companies=cls.company)
        cls.notice = run.notice_ids.filtered(lambda notice: notice.account_id.partner_id == cls.customer)

    def test_only_the_text_is_open(self):
        notice = self.notice.with_user(self.specialist)
        for vals in ({"state": "sent"}, {"amount": 1.0}, {"level_id": False}, {"delivery_state": "sent"}):
            with self.assertRaises(AccessError, msg=vals) as caught:
                notice.write(vals)
            self.assertIn(next(iter(vals)), str(caught.exception))
        notice.write({"subject": "About your invoice"})
        self.assertEqual(self.notice.subject, "About your invoice")

    def test_buttons_change_the_state(self):
        self.notice.with_user(self.specialist).action_cancel()
        self.assertEqual(self.notice.state, "cancelled")

    def test_readers_press_no_buttons(self):
        reader = new_test_user(
            self.env, "notice_reader", groups="account.group_account_readonly", company_id=self.company.id)
        with self.assertRaises(AccessError):
            self.notice.with_user(reader).action_cancel()

    def test_what_was_sent_stays(self):
        self.notice.run_id.execute()
        self.assertEqual(self.notice.state, "sent")
        with self.assertRaises(UserError):
            self.notice.with_user(self.specialist).write({"subject": "Something else"})
        with self.assertRaises(UserError):
            self.notice.with_user(self.specialist).action_cancel()
        with self.assertRaises(UserError):
            self.notice.unlink()
