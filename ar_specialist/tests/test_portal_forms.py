from odoo.tests import tagged

from .common_portal import PDF, PNG, PortalCommon

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"


@tagged("-at_install", "post_install")
class TestPortalForms(PortalCommon):
    """What customers enter becomes promises, disputes and inquiries, whatever they type."""

    def kept(self):
        amounts = self.env["ar.account"]._ar_kept_back(self.item, self.today).get(self.item.id, {})
        return {code: amount for code, amount in amounts.items() if amount}

    def test_promise_after_acceptance(self):
        outcome = self.submit("promise", self.promise_form(amount="40.00", text="Paid on Friday"))
        promise = self.made("ar.promise")
        self.assertEqual((outcome.state, outcome.reference), ("done", promise.name))
        self.assertEqual(
            (promise.state, promise.amount, promise.channel, promise.move_line_ids, promise.user_id),
            ("offered", 40.0, "portal", self.item, self.specialist))
        self.assertEqual(self.kept(), {})
        self.assertEqual(self.told().user_id, self.specialist)
        self.assertIn(f"Accept or decline {promise.name}", self.told().summary)
        log = self.made("ar.contact.log")
        self.assertEqual((log.channel, log.direction, log.promise_id), ("portal", "in", promise))
        self.assertEqual(log.note, "Kim Known: Paid on Friday")
        self.assertIn(log, self.env["ar.timeline"].search([("account_id", "=", self.account.id)]).contact_id)

    def test_promise_at_once_and_the_second_time_not(self):
        """Else a customer could put an invoice off for good, thirty days each time."""
        self.company.ar_portal_promise = "at_once"
        self.submit("promise", self.promise_form())
        promise = self.made("ar.promise")
        self.assertEqual((promise.state, promise.amount, self.kept()), ("open", 100.0, {"promised": 100.0}))
        self.submit("promise", self.promise_form(date=self.in_days(30)))
        self.assertEqual(sorted(self.made("ar.promise").mapped("state")), ["offered", "open"])

    def test_days_and_amounts_that_nobody_may_promise(self):
        for values, name in (
            ({"date": self.in_days(-1)}, "date"), ({"date": self.in_days(31)}, "date"), ({"date": ""}, "date"),
            ({"date": "tomorrow"}, "date"), ({"amount": "100.01"}, "amount"), ({"amount": "0"}, "amount"),
            ({"amount": "-5"}, "amount"), ({"amount": "1e3"}, "amount"), ({"amount": "NaN"}, "amount"),
            ({"amount": "10.001"}, "amount"), ({"items": []}, "items"), ({"text": "x" * 4001}, "text"),
        ):
            self.assertFaults(self.submit("promise", self.promise_form(**values)), name)
        self.assertFalse(self.made("ar.promise"))
        self.assertEqual(self.submit("promise", self.promise_form(date=self.in_days(30), amount="100")).state, "done")

    def test_items_of_others_are_not_offered(self):
        theirs = self.items(self.invoice(50, "2024-01-01", partner=self.other_customer))
        draft = self.items(self.invoice(50, "2024-01-01", post=False))
        paid = self.items(self.invoice(50, "2024-01-01"))
        self.match(paid, self.entry(-50, "2024-01-02"))
        credit = self.items(self.invoice(50, "2024-01-01", move_type="out_refund"))
        other = self.setup_other_company()
        elsewhere = self.env["account.move"].with_company(other["company"]).create({
            "move_type": "out_invoice", "partner_id": self.customer.id, "invoice_date": "2024-01-01",
            "invoice_line_ids": [(0, 0, {"name": "x", "price_unit": 10, "tax_ids": []})]})
        elsewhere.action_post()
        for number in (
            theirs.id, draft.id, paid.id, credit.id, self.items(elsewhere).id, 999999999, 10**11, "abc", "-1", "1;",
        ):
            items = [str(number)]
            self.assertFaults(self.submit("promise", self.promise_form(items=items)), "items")
            with self.subTest(number=number):
                outcome = self.submit("dispute", self.dispute_form(items=items))
                self.assertIn("items", outcome.faults)
            self.env["ar.portal.request"].sudo().search([]).unlink()
        self.assertFalse(self.made("ar.promise") | self.made("ar.promise"))
        self.assertFalse(self.made("ar.dispute"))

    def test_one_currency_at_a_time(self):
        euros = self.items(self.invoice(10, "2024-01-01", currency_id=self.foreign.id))
        self.assertFaults(
            self.submit("promise", self.promise_form(items=[str(self.item.id), str(euros.id)])), "items")

    def test_dispute_after_acceptance(self):
        files = [("../../etc/Delivery note.exe", PDF), ("photo.png", PNG)]
        outcome = self.submit("dispute", self.dispute_form(files=files))
        case = self.made("ar.dispute")
        self.assertEqual((outcome.state, outcome.reference), ("done", case.name))
        self.assertEqual(
            (case.kind, case.acceptance, case.amount, case.move_line_ids), ("inquiry", "waiting", 30.0, self.item))
        self.assertEqual(self.kept(), {})
        message = case._ar_customer_messages()
        self.assertIn("Two boxes were missing.", message.body)
        self.assertIn("Kim Known", message.body)
        self.assertEqual(message.author_id, self.customer)
        self.assertEqual(
            sorted(message.attachment_ids.mapped("name")), ["Delivery note.pdf", "photo.png"])
        self.assertEqual(case.waiting_since, message.date)
        self.assertIn(case.name, self.told().summary)
        self.assertEqual(self.made("ar.contact.log").dispute_id, case)
        case.with_user(self.specialist).action_accept()
        self.assertEqual(self.kept(), {"disputed": 30.0})
        self.assertFalse(self.told())

    def test_dispute_at_once_and_the_second_time_not(self):
        self.company.ar_portal_dispute = "at_once"
        self.submit("dispute", self.dispute_form())
        first = self.made("ar.dispute")
        self.assertEqual((first.kind, first.acceptance, self.kept()), ("dispute", "accepted", {"disputed": 30.0}))
        self.submit("dispute", self.dispute_form(amount="70"))
        second = self.made("ar.dispute") - first
        self.assertEqual((second.kind, second.acceptance), ("inquiry", "waiting"))

    def test_what_is_contested_already_is_not_contested_again(self):
        self.submit("dispute", self.dispute_form(amount="60"))
        self.assertFaults(self.submit("dispute", self.dispute_form(amount="40.01")), "amount")
        self.assertEqual(self.submit("dispute", self.dispute_form(amount="40")).state, "done")
        self.assertFaults(self.submit("dispute", self.dispute_form(amount="1")), "items")
        self.assertEqual(len(self.made("ar.dispute")), 2)

    def test_fields_of_a_dispute(self):
        hidden = self.env.ref("ar_specialist.dispute_reason_other").copy({"on_portal": False})
        for values, name in (
            ({"amount": ""}, "amount"), ({"amount": "100.01"}, "amount"), ({"text": " \u200b "}, "text"),
            ({"reason": ""}, "reason"), ({"reason": "999999"}, "reason"), ({"reason": str(hidden.id)}, "reason"),
            ({"name": ""}, "name"), ({"name": "x" * 101}, "name"),
        ):
            self.assertFaults(self.submit("dispute", self.dispute_form(**values)), name)
        self.assertFalse(self.made("ar.dispute"))

    def test_files_are_judged_by_their_content(self):
        for files in (
            [("page.pdf", b"<html><script>alert(1)</script>")], [("picture.svg", b"<svg onload='x'/>")],
            [("run.pdf", b"MZ\x90\x00")], [("empty.pdf", b"")], [("large.pdf", PDF + b"x" * (5 << 20))],
            [(f"{number}.pdf", PDF) for number in range(6)], [("good.pdf", PDF), ("bad.pdf", b"bad")],
        ):
            self.assertFaults(self.submit("dispute", self.dispute_form(files=files)), "files")
        self.assertFalse(self.made("ar.dispute"))

    def test_markup_in_texts_stays_text(self):
        self.submit("question", {"subject": SCRIPT[:90], "text": SCRIPT, "name": SCRIPT[:90]})
        case = self.made("ar.dispute")
        self.assertEqual(case.kind, "inquiry")
        for html in (case.description, case.message_ids[:1].body, *self.account.message_ids.mapped("body")):
            self.assertNotIn("<script", html)
            self.assertNotIn("<img", html)
        self.assertIn("&lt;script&gt;", case.description)
        self.assertIn("<script>", case._ar_customer_text(case._ar_customer_messages()))

    def test_a_question_about_an_invoice(self):
        self.submit("question", {"items": [str(self.item.id)], "subject": "Copy", "text": "Please send a copy."})
        case = self.made("ar.dispute")
        self.assertEqual((case.subject, case.move_line_ids, case.user_id), ("Copy", self.item, self.specialist))
        self.assertEqual(self.kept(), {})

    def test_posted_twice_it_counts_once(self):
        key = self.key()
        first = self.submit("dispute", self.dispute_form(), key=key)
        second = self.submit("dispute", self.dispute_form(), key=key)
        self.assertEqual((first.state, second.state), ("done", "again"))
        self.assertEqual(first.reference, second.reference)
        self.assertEqual(len(self.made("ar.dispute")), 1)
        self.assertEqual(len(self.told()), 1)

    def test_a_faulty_form_comes_again_with_its_key(self):
        key = self.key()
        self.assertFaults(self.submit("promise", self.promise_form(date=""), key=key), "date")
        self.assertEqual(self.submit("promise", self.promise_form(), key=key).state, "done")

    def test_a_key_we_did_not_make(self):
        for key in ("x", "' OR 1=1", "0" * 33, "G" * 32):
            self.assertFaults(self.submit("promise", self.promise_form(), key=key), "")
        self.assertFalse(self.made("ar.promise"))

    def test_many_in_a_row_have_to_wait(self):
        for _time in range(20):
            self.submit("promise", self.promise_form(date=""))
        self.assertEqual(self.submit("promise", self.promise_form()).state, "later")
        self.assertFalse(self.made("ar.promise"))
        other = self.env["ar.account"]._for(self.other_customer, self.company)
        form = {"subject": "Hello", "text": "Hello"}
        self.assertEqual(self.submit("question", form, account=other).state, "done", "another customer may")
        for _time in range(19):
            self.submit("question", {}, account=other)
        third = self.env["ar.account"]._for(self.contact.copy({"parent_id": False, "name": "Third"}), self.company)
        self.assertEqual(self.submit("question", form, account=third).state, "later", "this address has had its share")
        elsewhere = self.visitor(address="192.0.2.9")
        self.assertEqual(self.submit("question", form, account=third, visitor=elsewhere).state, "done")

    def test_old_forms_are_forgotten(self):
        self.submit("promise", self.promise_form())
        requests = self.env["ar.portal.request"].sudo().search([("account_id", "=", self.account.id)])
        self.env["ar.portal.request"].sudo()._gc_old()
        self.assertTrue(requests.exists())
        self.env.cr.execute(
            "UPDATE ar_portal_request SET create_date = create_date - interval '31 days' WHERE id = %s", [requests.id])
        self.env["ar.portal.request"].sudo()._gc_old()
        self.assertFalse(requests.exists())

    def test_what_the_company_does_not_offer(self):
        self.company.write({
            "ar_portal_promise": "no", "ar_portal_dispute": "no", "ar_portal_question": False,
            "ar_portal_contact": False, "ar_portal_balance": False})
        for action in ("promise", "dispute", "question", "contact", "balance", "nonsense"):
            self.assertEqual(self.submit(action, {}).state, "closed")

    def test_the_login_answers_for_itself(self):
        self.submit("dispute", self.dispute_form(name=""), visitor=self.visitor(self.contact))
        case = self.made("ar.dispute")
        self.assertEqual((case.contact_id, case.message_partner_ids & self.contact), (self.contact, self.contact))
        self.assertEqual(case._ar_customer_messages().author_id, self.contact)
        self.submit("promise", self.promise_form(), visitor=self.visitor(self.contact))
        self.assertEqual(self.made("ar.promise").promised_by_id, self.contact)

    def test_a_form_puts_off_nothing_that_is_planned(self):
        for planned in (-3, 0, 9):
            self.account.next_action_date = self.in_days(planned)
            self.submit("question", {"subject": "Hello", "text": "Hello?"})
            self.assertEqual(self.account.next_action_date, self.today)

    def test_staff_read_it_in_their_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        account = self.account.with_context(lang="fr_FR")
        self.submit("promise", self.promise_form(), account=account)
        self.assertIn("Accept or decline", self.told().summary)
