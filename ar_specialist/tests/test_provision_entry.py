from odoo.exceptions import AccessError, RedirectWarning, UserError
from odoo.fields import Command
from odoo.tests import freeze_time, new_test_user, tagged
from psycopg2.errors import UniqueViolation

from .common_provision import ProvisionCommon

OWED = [1000, 1000, 1000, 1000, 1000]


@freeze_time("2023-07-05")
@tagged("-at_install", "post_install")
class TestProvisionEntry(ProvisionCommon):
    """Review, entry, automatic reversal, undo, and who may do what."""

    def test_the_reversal_posts_itself(self):
        self.owe(OWED, "2023-07-31")
        provision = self.propose("2023-07-31")
        self.post(provision)
        self.assertEqual((provision.state, provision.reviewer_id), ("posted", self.manager))
        back = provision.reversal_move_id
        self.assertEqual((back.state, back.auto_post, str(back.date)), ("draft", "at_date", "2023-08-01"))
        self.assertEqual(self.balance(self.allowance, "2023-07-31"), -227)
        with freeze_time("2023-08-01"), self.enter_registry_test_mode():
            self.env.ref("account.ir_cron_auto_post_draft_entry").method_direct_trigger()
        self.assertEqual((back.state, provision.state), ("posted", "reversed"))
        self.assertEqual(self.balance(self.allowance, "2023-08-01"), 0)
        self.assertEqual(self.balance(self.loss, "2023-08-01"), 0)
        self.assertEqual(self.balance(self.allowance, "2023-07-31"), -227)

    def test_a_past_reversal_is_posted_at_once(self):
        self.owe(OWED, "2023-06-30")
        provision = self.post(self.propose())
        self.assertEqual((provision.state, provision.reversal_move_id.state), ("reversed", "posted"))
        self.assertEqual(self.balance(self.allowance, "2023-06-30"), -227)
        self.assertEqual(self.balance(self.allowance, "2023-07-01"), 0)

    def test_accounts_of_their_own(self):
        [item, *_] = self.owe(OWED, "2023-06-30")
        self.company.ar_provision_specific_account_id = self.named_allowance
        provision = self.propose()
        provision.specific_ids = [Command.create({"move_line_id": item.id, "rate": 0.5, "reason": "Insolvent"})]
        self.post(provision)
        self.assertEqual(self.balance(self.named_allowance, "2023-06-30"), -500)
        self.assertEqual(self.balance(self.allowance, "2023-06-30"), -224)
        named = provision.move_id.line_ids.filtered(lambda line: line.account_id == self.named_allowance)
        self.assertEqual(named.partner_id, self.customer)

    def test_nothing_to_lose(self):
        provision = self.post(self.propose())
        self.assertEqual((provision.state, provision.amount), ("posted", 0))
        self.assertFalse(provision.move_id + provision.reversal_move_id)

    def test_accounts_are_missing(self):
        self.owe(OWED, "2023-06-30")
        provision = self.propose()
        self.company.ar_provision_account_id = False
        provision.action_review()
        with self.assertRaisesRegex(RedirectWarning, "Choose the accounts"):
            provision.with_user(self.manager).action_post()
        self.assertEqual(provision.state, "review")

    def test_the_ledger_changed_during_the_review(self):
        self.owe(OWED, "2023-06-30")
        provision = self.propose()
        provision.action_review()
        self.entry(10, "2023-06-29", against=self.revenue)
        with self.assertRaisesRegex(UserError, "have changed|were"):
            provision.with_user(self.manager).action_post()
        provision.action_back()
        self.post(provision)
        self.assertEqual(provision.receivables, 5010)

    def test_in_review_nothing_is_written(self):
        [item, *_] = self.owe(OWED, "2023-06-30")
        provision = self.propose()
        provision.specific_ids = [Command.create({"move_line_id": item.id, "reason": "Insolvent"})]
        provision.action_review()
        for write in (
            lambda: provision.write({"factor": 1.2}), lambda: provision.write({"date": "2023-05-31"}),
            lambda: provision.specific_ids.write({"rate": 0.1}), lambda: provision.specific_ids.unlink(),
            lambda: provision.write({"specific_ids": [Command.clear()]}), lambda: provision.action_renew(),
        ):
            with self.assertRaises(UserError):
                write()
        self.assertTrue(provision.activity_ids, "a manager is asked")
        provision.action_back()
        self.assertFalse(provision.activity_ids)

    def test_undo(self):
        self.owe(OWED, "2023-06-30")
        provision = self.post(self.propose())
        entry, back = provision.move_id, provision.reversal_move_id
        with self.assertRaises(UserError):
            entry.button_draft()
        with self.assertRaises(AccessError):
            provision.with_user(self.specialist).action_undo()
        later = self.post(self.propose("2023-07-04"))
        with self.assertRaisesRegex(UserError, "later provision"):
            provision.with_user(self.manager).action_undo()
        later.with_user(self.manager).action_undo()
        provision.with_user(self.manager).action_undo()
        self.assertEqual(provision.state, "cancelled")
        for day in ("2023-06-30", "2023-07-01", "2023-07-05"):
            self.assertEqual(self.balance(self.allowance, day), 0, day)
        self.assertEqual(set((entry + back).mapped("state")), {"posted"}, "what was booked stays in the books")
        self.post(self.propose())
        self.assertEqual(self.balance(self.allowance, "2023-06-30"), -227)

    def test_undo_before_the_reversal(self):
        self.owe(OWED, "2023-07-31")
        provision = self.post(self.propose("2023-07-31"))
        back = provision.reversal_move_id
        provision.with_user(self.manager).action_undo()
        self.assertFalse(back.exists())
        self.assertEqual(self.balance(self.allowance, "2023-07-31"), 0)

    def test_the_one_before_is_reversed_first(self):
        self.owe(OWED, "2023-05-31")
        with freeze_time("2023-05-31"):
            first = self.post(self.propose("2023-05-31"))
        self.assertEqual(first.state, "posted")
        second = self.post(self.propose())
        self.assertEqual((first.state, second.previous_id), ("reversed", first))
        self.assertEqual(self.balance(self.allowance, "2023-06-30"), -second.amount)

    def test_never_two_at_once_in_the_books(self):
        self.owe(OWED, "2023-05-31")
        first = self.propose("2023-05-31")
        first.reversal_date = "2023-07-15"
        self.post(first)
        second = self.propose()
        second.action_review()
        with self.assertRaisesRegex(UserError, "in the books until"):
            second.with_user(self.manager).action_post()

    def test_one_provision_a_day(self):
        self.propose()
        with self.assertRaises(UniqueViolation), self.cr.savepoint():
            self.provisions.create({"company_id": self.company.id, "date": "2023-06-30"})

    def test_rights(self):
        self.owe(OWED, "2023-06-30")
        provision = self.propose()
        with self.assertRaises(AccessError):
            provision.with_user(self.biller).read(["amount"])
        self.assertEqual(provision.with_user(self.auditor).amount, 227)
        for user, call in (
            (self.auditor, "action_review"), (self.auditor, "action_cancel"), (self.specialist, "action_post"),
            (self.specialist, "action_undo"),
        ):
            with self.assertRaises(AccessError):
                getattr(provision.with_user(user), call)()
        for values in ({"state": "posted"}, {"receivables": 1}, {"amount": 1}, {"move_id": 1}):
            with self.assertRaises(AccessError):
                provision.write(values)
        with self.assertRaises(AccessError):
            provision.line_ids[0].amount = 0
        with self.assertRaises(AccessError):
            self.matrix.with_user(self.specialist).factor = 2
        provision.action_review()
        with self.assertRaises(AccessError):
            provision.action_post()
        self.post_by_manager(provision)
        with self.assertRaises(UserError):
            provision.with_user(self.manager).unlink()

    def post_by_manager(self, provision):
        provision.with_user(self.manager).action_post()
        self.assertEqual(provision.state, "reversed")
        with self.assertRaisesRegex(UserError, "already"):
            provision.with_user(self.manager).action_post()

    def test_two_companies(self):
        other = self.setup_other_company()["company"]
        stranger = new_test_user(
            self.env, "test_stranger", groups="ar_specialist.group_manager", company_id=other.id,
            company_ids=other.ids)
        self.owe(OWED, "2023-06-30")
        provision = self.propose()
        self.assertFalse(self.env["ar.provision"].with_user(stranger).search([]))
        for record in (provision, provision.line_ids, provision.movement_ids, self.matrix, self.matrix.segment_ids):
            with self.assertRaises(AccessError):
                record.with_user(stranger).read(["display_name"])
        theirs = self.env["ar.provision.matrix"].create({
            "name": "Theirs", "company_id": other.id, "bucket_set_id": self.buckets.id})
        own = self.env["ar.provision"].with_user(stranger)._propose(other, self.day("2023-06-30"))
        self.assertEqual((own.matrix_id, own.receivables, own.amount), (theirs, 0, 0))
