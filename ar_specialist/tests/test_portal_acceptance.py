from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .common_disputes import DisputesCommon


@tagged("-at_install", "post_install")
class TestPortalAcceptance(DisputesCommon):
    """What customers enter themselves pauses follow-ups only when somebody accepts it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.account = cls.env["ar.account"]._for(cls.customer, cls.company)
        cls.customer.email = "customer@example.com"
        cls.today = cls.env["ar.run"]._today(cls.company)

    def promise(self, **values):
        return self.env["ar.promise"].with_context(ar_promise_offered=True).create({
            "move_line_ids": self.item.ids, "date": self.day(str(self.today), 5), "channel": "portal", **values,
        }).with_user(self.specialist).with_context(ar_promise_offered=False)

    def waiting_dispute(self, **values):
        case = self.dispute(kind="inquiry", amount=30.0, **values)
        case.sudo().acceptance = "waiting"
        return case

    def kept(self):
        amounts = self.env["ar.account"]._ar_kept_back(self.item, self.today).get(self.item.id, {})
        return {code: amount for code, amount in amounts.items() if amount}

    def send(self, record, action):
        composer = self.env["mail.compose.message"].with_user(self.specialist).with_context(**action["context"])
        form = Form(composer)
        form.save()._action_send_mail()
        return record.message_ids[:1]

    def test_an_offered_promise_keeps_nothing_out(self):
        promise = self.promise()
        self.assertEqual(promise.state, "offered")
        self.env["ar.promise"]._cron_evaluate()
        self.assertEqual((promise.state, self.kept()), ("offered", {}))

    def test_accepted_it_does(self):
        promise = self.promise()
        promise.action_accept()
        self.assertEqual((promise.state, self.kept()), ("open", {"promised": 100.0}))
        with self.refused("is open"):
            promise.action_accept()

    def test_an_offered_promise_takes_the_place_of_nothing(self):
        old = self.env["ar.promise"].with_user(self.specialist).create({
            "move_line_ids": self.item.ids, "date": self.day(str(self.today), 2)})
        new = self.promise()
        self.assertEqual(old.state, "open")
        new.action_accept()
        self.assertEqual((old.state, new.state), ("superseded", "open"))

    def test_declined_with_a_message(self):
        promise = self.promise()
        message = self.send(promise, promise.action_decline())
        self.assertEqual((promise.state, self.kept()), ("refused", {}))
        self.assertEqual(message.partner_ids, self.customer)
        with self.refused("is not accepted"):
            promise.action_accept()

    def test_a_day_that_is_over_is_not_accepted(self):
        promise = self.promise()
        promise.sudo().date = self.day(str(self.today), -1)
        with self.refused("is over"):
            promise.action_accept()

    def test_what_was_not_accepted_is_no_broken_word(self):
        promise = self.promise()
        self.send(promise, promise.action_decline())
        self.assertEqual(self.promise().level, 1)
        after = self.env["ar.promise"].with_user(self.specialist).create({
            "move_line_ids": self.item.ids, "date": self.day(str(self.today), 2)})
        self.assertEqual(after.level, 1)

    def test_a_waiting_dispute_keeps_nothing_out_until_accepted(self):
        case = self.waiting_dispute()
        self.assertEqual(self.kept(), {})
        case.action_accept()
        self.assertEqual((case.kind, case.acceptance, case.amount_open), ("dispute", "accepted", 30.0))
        self.assertEqual(self.kept(), {"disputed": 30.0})
        with self.refused("does not wait"):
            case.action_accept()

    def test_turned_by_hand_it_is_accepted_too(self):
        case = self.waiting_dispute()
        case.kind = "dispute"
        self.assertEqual(case.acceptance, "accepted")

    def test_a_dispute_declined_with_a_message(self):
        case = self.waiting_dispute()
        message = self.send(case, case.action_decline())
        self.assertEqual((case.state, case.acceptance, case.resolution), ("resolved", "refused", "rejected"))
        self.assertEqual((message.partner_ids, self.kept()), (self.customer, {}))

    def test_only_specialists_decide(self):
        promise, case = self.promise(), self.waiting_dispute()
        for record in (promise, case):
            with self.assertRaises(AccessError):
                record.with_user(self.auditor).action_accept()
        with self.assertRaises(AccessError):
            case.with_user(self.specialist).acceptance = "accepted"

    def activities(self):
        return self.env["mail.activity"].search([
            ("res_model", "=", "ar.account"), ("res_id", "=", self.account.id),
            ("activity_type_id", "=", self.env.ref("ar_specialist.activity_type_portal").id)])

    def test_deciding_settles_the_activity(self):
        promise, case = self.promise(), self.waiting_dispute()
        for record in (promise, case):
            self.account._ar_portal_tell(f"Look at {record.name} now")
        promise.action_accept()
        self.assertEqual(self.activities().mapped("summary"), [f"Look at {case.name} now"])
        case.action_accept()
        self.assertFalse(self.activities())

    def test_words_for_the_customer(self):
        self.assertEqual(self.promise()._ar_portal_state(), "received, being checked")
        self.assertEqual(self.waiting_dispute()._ar_portal_state(), "received, being checked")
