from odoo.fields import Command, Date
from odoo.tests import tagged
from odoo.tests.common import new_test_user

from .common_account_portal import TODAY, AccountPortalCommon


@tagged("-at_install", "post_install")
class TestAccountPortal(AccountPortalCommon):
    """What the page says, in which words, and what it keeps to itself."""

    def text(self, **query):
        page = self.get(**query)
        self.assertEqual(page.status_code, 200)
        return page.text

    def test_balance_overdue_and_buckets_by_currency(self):
        self.invoice(100, "2026-01-10", "2026-02-10")  # 38 days late
        self.invoice(50, "2026-03-10", "2026-04-10", partner=self.contact)
        self.invoice(30, "2026-03-05", move_type="out_refund")
        self.invoice(70, "2026-03-01", "2026-03-19", currency_id=self.foreign.id)
        blocks = {block.currency: block for block in self.account.sudo()._ar_portal_blocks()}
        dollars, euros = blocks[self.company.currency_id], blocks[self.foreign]
        self.assertEqual([item.late for item in dollars.items], [38, -21])
        self.assertIn("120.00", dollars.balance)
        self.assertIn("100.00", dollars.overdue)
        self.assertIn("30.00", dollars.credited)
        self.assertEqual([label for label, *_rest in dollars.aging], ["Not due", "31-60", "Unapplied"])
        self.assertEqual([round(share, 4) for *_rest, share in dollars.aging], [0.3333, 0.6667, 0])
        self.assertIn("70.00", euros.balance)
        self.assertEqual([label for label, *_rest in euros.aging], ["1-30"])
        page = self.text()
        for shown in ("38 days late", "in 21 days", "1 day late", "Balance in EUR"):
            self.assertIn(shown, " ".join(page.replace("<t>", "").split()).replace("</span>", ""), shown)

    def test_an_account_with_nothing_open(self):
        self.assertIn("Nothing is open. Thank you.", self.text())

    def test_a_customer_in_credit(self):
        self.entry(-80, "2026-03-01")
        page = self.text()
        self.assertIn("Balance in your favour", page)
        self.assertNotIn("Pay everything overdue", page)

    def test_promises_and_disputes_with_their_state(self):
        move = self.invoice(100, "2026-01-10", "2026-02-10")
        account = self.account.sudo()
        promise = self.env["ar.promise"].sudo().create({
            "account_id": account.id, "amount": 60, "date": "2026-03-25", "note": "INTERNAL doubtful",
            "move_line_ids": [Command.set(self.items(move).ids)]})
        dispute = self.env["ar.dispute"].sudo().create({
            "account_id": account.id, "subject": "INTERNAL again", "line_ids": [
                Command.create({"move_line_id": self.items(move).id, "amount": 20})]})
        page = self.text()
        for shown in ("03/25/2026", "60.00", dispute.name, "20.00", "we look into it", "promised", "disputed"):
            self.assertIn(shown, page, shown)
        promise._set_state("withdrawn")
        dispute._set_state("resolved", resolution="rejected")
        page = self.text()
        self.assertIn("withdrawn", page)
        self.assertIn("not accepted", page)
        self.assertNotIn("we look into it", page)

    def test_nothing_internal_is_in_the_source(self):
        move = self.invoice(100, "2026-01-10", "2026-02-10", narration="INTERNAL narration")
        collector = new_test_user(
            self.env, "carla_login", groups="ar_specialist.group_specialist", name="Carla Collector",
            email="carla@seller.example", company_id=self.company.id, company_ids=[Command.set(self.company.ids)])
        account = self.account.sudo()
        stage = self.env["ar.stage"].sudo().search([], limit=1)
        stage.name = "INTERNAL stage"
        self.customer.comment = "INTERNAL comment"
        account.write({"collector_id": collector.id, "score": 987654, "stage_id": stage.id})
        self.env["ar.contact.log"].sudo().create({
            "account_id": account.id, "note": "INTERNAL log",
            "outcome_id": self.env["ar.contact.outcome"].sudo().search([], limit=1).id})
        account._message_log(body="INTERNAL message")
        self.env["ar.dispute"].sudo().create({
            "account_id": account.id, "subject": "INTERNAL subject", "description": "INTERNAL description",
            "line_ids": [Command.create({"move_line_id": self.items(move).id})]})._message_log(body="INTERNAL answer")
        self.env["ar.promise"].sudo().create({
            "account_id": account.id, "amount": 60, "date": "2026-03-25", "note": "INTERNAL note"})
        secret = self.invoice(55, "2026-01-10", partner=self.other_customer)
        page = self.text()
        self.assertIn("Carla Collector", page)
        for hidden in ("INTERNAL", "987654", "carla_login", secret.name, self.other_customer.name):
            self.assertNotIn(hidden, page, hidden)
        self.assertIn("Azure &lt;b&gt;Interior", page)
        self.assertNotIn("Azure <b>", page)

    def test_the_page_speaks_the_customers_language(self):
        self.invoice(100, "2026-01-10", "2026-02-10")
        self.payment_provider()
        for code, said in (
            ("fr_FR", "Payer tout ce qui est échu"), ("de_DE", "Alles Überfällige"), ("es_ES", "Pagar todo lo vencido"),
        ):
            self.env["res.lang"].sudo()._activate_lang(code)
            self.env["ir.module.module"].sudo()._load_module_terms(["ar_specialist"], [code], overwrite=True)
            self.customer.lang = code
            self.opener.cookies.clear()
            page = self.text()
            self.assertIn(said, page, code)
            self.assertIn(said, self.text(), "and on the next pages")
            for english in ("days late", "Pay everything", "Statement", "Choose", "Balance", "Questions?"):
                self.assertNotIn(english, page, code)

    def test_the_way_in_from_the_portals_home(self):
        self.invoice(100, "2026-01-10", "2026-02-10")
        self.portal_user(self.contact)
        self.authenticate("portal_customer", "portal_customer")
        home = self.url_open("/my").text
        self.assertIn(f"/my/balance/{self.account.id}", home)
        self.assertIn("1 open item", home)
        self.assertIn("100.00", home)
        self.assertIn(f"/my/balance/{self.account.id}", self.url_open("/my/balance").url)

    def test_accounts_in_two_companies_are_listed(self):
        elsewhere = self.setup_other_company()["company"]
        there = self.account_of(self.customer, elsewhere)
        user = self.portal_user(self.contact)
        user.sudo().company_ids = [Command.link(elsewhere.id)]
        self.authenticate("portal_customer", "portal_customer")
        page = self.url_open("/my/balance").text
        for account in (self.account, there):
            self.assertIn(f"/my/balance/{account.id}", page)
            self.assertEqual(self.get(account=account, token="").status_code, 200)

    def test_a_login_without_an_account(self):
        nobody = self.env["res.partner"].create({"name": "Nobody"})
        self.portal_user(nobody)
        self.authenticate("portal_customer", "portal_customer")
        self.assertIn("no account in your name", self.url_open("/my/balance").text)
        self.assertNotIn("/my/balance", self.url_open("/my").text)

    def test_a_customer_since_today(self):
        """The first invoice opens the page at once; an archived account stays closed."""
        starter = self.env["res.partner"].create({"name": "Starter"})
        self.portal_user(starter)
        self.authenticate("portal_customer", "portal_customer")
        self.invoice(80, "2026-01-10", "2026-02-10", partner=starter)
        self.env["ar.account"].sudo().search([("partner_id", "=", starter.id)]).unlink()
        self.assertIn("80.00", self.url_open("/my/balance").text)
        account = self.env["ar.account"].sudo().search([("partner_id", "=", starter.id)])
        self.assertEqual(len(account), 1)
        account.active = False
        self.assertIn("no account in your name", self.url_open("/my/balance").text)

    def test_ticked_items_go_to_the_forms(self):
        move = self.invoice(100, "2026-01-10", "2026-02-10")
        self.company.sudo().write({"ar_portal_promise": "accept", "ar_portal_dispute": "no"})
        page = self.text()
        self.assertIn(f'formaction="/my/balance/{self.account.id}/promise"', page)
        self.assertNotIn(f'formaction="/my/balance/{self.account.id}/dispute"', page)
        form = self.get("/promise", items=self.items(move).id)
        self.assertEqual(form.status_code, 200)
        self.assertIn(move.name, form.text)

    def test_for_screen_readers(self):
        move = self.invoice(100, "2026-01-10", "2026-02-10")
        page = self.get().text
        item = self.items(move).id
        self.assertIn(f'for="item_{item}"', page)
        self.assertIn(f'id="item_{item}"', page)
        self.assertGreaterEqual(page.count('scope="col"'), 5)
        self.assertIn('scope="row"', page)

    def test_today_is_the_companys(self):
        self.assertEqual(self.account.sudo()._ar_portal_today(), Date.to_date(TODAY))

    def test_queries_do_not_grow_with_the_items(self):
        counts = []
        for number in (10, 190):
            for _invoice in range(number):
                self.invoice(10, "2026-01-10", "2026-02-10")
            for _first_and_second_time in range(2):
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.cr.sql_log_count
                page = self.get()
                queries = self.cr.sql_log_count - before
            counts.append(queries)
        self.assertEqual(page.text.count('name="items"'), 200)
        self.assertEqual(counts[0], counts[1])
        self.assertLess(counts[0], 90)
