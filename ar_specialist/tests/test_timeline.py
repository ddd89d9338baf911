from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .common_worklist import WorklistCommon


@tagged("-at_install", "post_install")
class TestTimeline(WorklistCommon):
    """All that happened, newest first, from every source, for the right account."""

    def mail(self, record, author, subject="About your reminder", kind="email", day="2024-03-14 08:00:00"):
        return self.env["mail.message"].sudo().create({
            "model": record._name, "res_id": record.id, "message_type": kind, "author_id": author.id,
            "subject": subject, "body": "<p>Hello</p>", "date": day})

    def told(self, account=None):
        events = (account or self.mine).with_user(self.specialist).timeline_ids
        return [(event.kind, event.summary) for event in events]

    def test_every_source_newest_first(self):
        with freeze_time("2024-03-11 09:00:00"):
            run = self.send("2024-03-11")
            self.assertEqual(run.notice_ids.state, "sent")
        with freeze_time("2024-03-12 09:00:00"):
            promise = self.env["ar.promise"].create({"move_line_ids": self.item.ids, "date": "2024-03-20"})
        with freeze_time("2024-03-13 09:00:00"):
            dispute = self.env["ar.dispute"].create({
                "move_line_ids": self.item.ids, "amount": 10.0,
                "reason_id": self.env.ref("ar_specialist.dispute_reason_price").id})
        self.mail(self.bill, self.contact)
        self.log(note="Fine")
        found = self.told()
        self.assertEqual([kind for kind, _text in found], ["contact", "email", "dispute", "promise", "notice"])
        texts = dict(found)
        self.assertEqual(texts["contact"], "Call · Reached: Fine")
        self.assertEqual(texts["email"], "Contact: About your reminder")
        self.assertIn(dispute.name, texts["dispute"])
        self.assertIn(promise.name, texts["promise"])
        self.assertEqual(texts["notice"], "Level 1")
        self.assertFalse(self.told(self.other))

    def test_emails_of_the_customers_people_only(self):
        for record in (self.bill, self.mine, self.contact):
            self.mail(record, self.customer, subject=record._name)
        self.mail(self.bill, self.other_customer, subject="somebody else")
        self.mail(self.bill, self.specialist.partner_id, subject="us")
        self.mail(self.bill, self.customer, subject="a note", kind="comment")
        self.assertEqual(
            {text for _kind, text in self.told()},
            {f"{self.customer.name}: {model}" for model in ("account.move", "ar.account", "res.partner")})

    def test_planned_notices_are_no_event(self):
        self.plan("2024-03-15")
        self.assertFalse(self.told())

    def test_other_company(self):
        other = self.setup_other_company()["company"]
        theirs = self.account(company=other)
        self.env["ar.contact.log"].create(
            {"account_id": theirs.id, "outcome_id": self.outcome_ref(self.env, "reached").id})
        # A mail on the contact itself is both accounts', one on an invoice that of its company.
        self.mail(self.customer, self.customer, subject="contact")
        self.mail(self.bill, self.customer, subject="invoice")
        every = self.env["ar.timeline"].with_context(allowed_company_ids=(self.company + other).ids)
        self.assertEqual(len(every.search([("account_id", "=", theirs.id)])), 2)
        ids = every.search([("account_id", "in", (theirs + self.mine).ids)]).ids
        self.assertEqual(len(set(ids)), 4)
        self.assertEqual(
            {text for _kind, text in self.told()},
            {f"{self.customer.name}: {name}" for name in ("contact", "invoice")})
        self.assertFalse(self.env["ar.timeline"].with_user(self.specialist).search([("account_id", "=", theirs.id)]))

    def test_opens_its_record(self):
        self.log()
        self.mail(self.bill, self.contact)
        opened = [event.action_open() for event in self.mine.with_user(self.specialist).timeline_ids]
        self.assertEqual(
            [(action["res_model"], action["res_id"]) for action in opened],
            [("ar.contact.log", self.mine.contact_log_ids.id), ("account.move", self.bill.id)])

    def test_rights(self):
        self.log()
        self.assertEqual(len(self.mine.with_user(self.auditor).timeline_ids), 1)
        with self.refused("", AccessError):
            self.env["ar.timeline"].with_user(self.biller).search([])

    def test_queries_do_not_grow(self):
        def queries(count):
            partners = self.env["res.partner"].create([{"name": f"Customer {number}"} for number in range(count)])
            accounts = self.env["ar.account"]._for_many(partners, self.company)
            for account in accounts:
                self.mail(account.partner_id, account.partner_id)
            self.env["ar.contact.log"].create([
                {"account_id": account.id, "outcome_id": self.outcome_ref(self.env, "reached").id}
                for account in accounts])
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            accounts = accounts.with_user(self.specialist)
            self.assertEqual(len(accounts.timeline_ids.mapped("summary")), 2 * count)
            return self.cr.sql_log_count - before

        queries(2)
        self.assertEqual(queries(10), queries(40))
