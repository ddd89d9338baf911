from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common_write_offs import WriteOffCommon


@tagged("-at_install", "post_install")
class TestWriteOffRights(WriteOffCommon):
    """Specialists ask, managers decide, auditors read; of one's own companies only."""

    def test_reading(self):
        write_off = self.written_off(self.invoice(10, "2024-01-01"))
        for user in (self.auditor, self.specialist):
            self.assertEqual(write_off.with_user(user).name, write_off.name)
            self.assertTrue(write_off.with_user(user).line_ids.amount)
        with self.assertRaises(AccessError):
            write_off.with_user(self.salesperson).read(["name"])

    def test_auditors_change_nothing(self):
        bill = self.invoice(10, "2024-01-01")
        write_off = self.ask(bill)
        for act in ("action_request", "action_approve", "action_reverse", "action_claim_relief", "action_recover"):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                getattr(write_off.with_user(self.auditor), act)()
        with self.assertRaises(AccessError):
            self.env["ar.write.off"].with_user(self.auditor)._ask(self.items(bill))
        with self.assertRaises(AccessError):
            self.env["ar.write.off.batch"].with_user(self.auditor)._plan(
                self.company, self.company.currency_id, 1.0, reason=self.reasons["none"])

    def test_configuration_is_the_managers(self):
        for model, values in (
            ("ar.write.off.reason", {"name": "x"}),
            ("ar.write.off.limit", {"user_id": self.specialist.id, "amount": 9}),
        ):
            with self.assertRaises(AccessError):
                self.env[model].with_user(self.specialist).create(values)
            self.assertTrue(self.env[model].with_user(self.manager).create(values))

    def test_records_of_what_was_done(self):
        write_off = self.written_off(self.invoice(10, "2024-01-01"))
        recovery = write_off._recover(self.paid(5), 5.0, self.day("2024-05-01"))
        batches = self.env["ar.write.off.batch"]
        self.invoice(1, "2024-01-01")
        batch = batches.with_user(self.specialist)._plan(
            self.company, self.company.currency_id, 1.0, reason=self.reasons["none"])
        for record in (recovery, batch):
            for user in (self.specialist, self.manager):
                with self.assertRaises(AccessError):
                    record.with_user(user).write({"user_id": user.id})
                with self.assertRaises(AccessError):
                    record.with_user(user).unlink()

    def test_companies(self):
        other = self.setup_other_company()["company"]
        write_off = self.written_off(self.invoice(10, "2024-01-01"))
        elsewhere = self.specialist.copy({
            "login": "elsewhere", "company_id": other.id, "company_ids": [(6, 0, other.ids)]})
        self.assertFalse(self.env["ar.write.off"].with_user(elsewhere).search([("id", "=", write_off.id)]))
        with self.assertRaises(AccessError):
            write_off.with_user(elsewhere).read(["name"])
        with self.assertRaises(AccessError):
            self.env["ar.write.off"].with_user(elsewhere)._ask(self.items(self.invoice(10, "2024-01-01")))
        reason = self.env["ar.write.off.reason"].create({"name": "Theirs", "company_id": other.id})
        self.assertNotIn(reason, self.env["ar.write.off.reason"].with_user(self.specialist).search([]))
        # Limits are of a company: one there says nothing here.
        self.env["ar.write.off.limit"].create({"company_id": other.id, "user_id": self.specialist.id, "amount": 999})
        over = self.ask(self.invoice(26, "2024-01-01"))
        over.action_request()
        self.assertEqual(over.state, "requested")

    def test_numbers_of_each_company(self):
        first, second = (self.ask(self.invoice(10, "2024-01-01")) for _each in "ab")
        self.assertRegex(first.name, r"^WO/\d{4}/0001$")
        self.assertRegex(second.name, r"^WO/\d{4}/0002$")

    def test_constraints_are_there(self):
        self.env.cr.execute(
            "SELECT indexname FROM pg_indexes WHERE tablename IN ('ar_write_off', 'ar_write_off_line')")
        names = {name for name, in self.env.cr.fetchall()}
        self.assertTrue(
            {"ar_write_off_name_uniq", "ar_write_off_line_waiting_uniq", "ar_write_off_posted_idx"} <= names)
        self.env.cr.execute("SELECT conname FROM pg_constraint WHERE conname LIKE 'ar_write_off_%_uniq'")
        self.assertTrue({"ar_write_off_line_item_uniq", "ar_write_off_limit_person_uniq"}
                        <= {name for name, in self.env.cr.fetchall()})
