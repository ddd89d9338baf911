from odoo.fields import Command
from odoo.tests import JsonRpcException, tagged

from .common_account_portal import AccountPortalCommon


@tagged("-at_install", "post_install")
class TestAccountPayment(AccountPortalCommon):
    """One item, several, or everything overdue, by Odoo's own payment page."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dollars = cls.company.currency_id
        cls.late = cls.invoice(100, "2026-01-10", "2026-02-10")
        cls.ahead = cls.invoice(50, "2026-03-10", "2026-04-10", partner=cls.contact)
        cls.provider = cls.payment_provider()
        cls.foreigner = cls.invoice(70, "2026-01-10", "2026-02-10", partner=cls.other_customer)

    def pay(self, way="", currency=None, token=None, **query):
        return self.get(f"/pay/{(currency or self.dollars).id}{way}", token=token, **query)

    def ids(self, *moves):
        return ",".join(str(item.id) for move in moves for item in self.items(move))

    def test_a_button_only_where_it_leads_somewhere(self):
        pages = (self.path(), self.account.sudo()._ar_portal_url(days=1, look=True))

        def offered():
            texts = [self.url_open(page).text for page in pages]
            return [("Pay everything" in text, ">Pay<" in text) for text in texts]

        self.assertEqual(offered(), [(True, True)] * 2)
        self.authenticate("admin", "admin")
        usable = {"is_published": True, "state": "test", "available_currency_ids": [Command.clear()]}
        for values in ({"is_published": False}, {"state": "disabled"},
                       {"available_currency_ids": [Command.set(self.foreign.ids)]}):
            self.provider.write({**usable, **values})
            self.assertEqual(offered(), [(False, False)] * 2, f"staff see what the customer sees: {values}")
        self.provider.write(usable)
        self.provider.payment_method_ids.active = False
        self.assertEqual(offered(), [(False, False)] * 2, "no method to pay by")
        self.provider.state = "disabled"
        self.payment_provider(company_id=self.setup_other_company(name="Other")["company"].id)
        self.assertEqual(offered(), [(False, False)] * 2, "another company's provider")

    def test_no_button_for_more_than_providers_take(self):
        def offered():
            text = self.url_open(self.path()).text
            return "Pay everything" in text, text.count(">Pay<")

        whole = offered()
        self.assertEqual(whole[0], True)
        for most, expected in ((100.0, whole), (99.99, (False, whole[1] - 1)), (49.99, (False, 0))):
            self.provider.maximum_amount = most
            self.assertEqual(offered(), expected, most)
        self.payment_provider()
        self.assertEqual(offered(), whole, "another provider takes any amount")

    def test_everything_overdue(self):
        page = self.pay()
        self.assertEqual(page.status_code, 200)
        self.assertIn("100.00", page.text)
        self.assertIn(f"/my/balance/{self.account.id}/transaction/{self.dollars.id}/overdue", page.text)
        self.assertPrivate(page)

    def test_ticked_items_due_or_not(self):
        page = self.pay("/items", items=self.ids(self.late, self.ahead))
        self.assertIn("150.00", page.text)
        self.assertIn(f"/transaction/{self.dollars.id}/{self.ids(self.late, self.ahead)}", page.text)
        one = self.pay("/items", items=self.ids(self.ahead))
        self.assertIn(self.ahead.name, one.text)
        repeated = self.url_open(
            self.path(f"/pay/{self.dollars.id}/items")
            + "".join(f"&items={item.id}" for item in self.items(self.late | self.ahead)))
        self.assertIn("150.00", repeated.text)

    def test_what_is_disputed_is_not_asked_for(self):
        self.env["ar.dispute"].sudo().create({
            "account_id": self.account.id, "line_ids": [
                Command.create({"move_line_id": self.items(self.late).id, "amount": 30})]})
        [payable] = self.account.sudo()._ar_payables()
        self.assertEqual((payable.owed, payable.disputed, payable.amount), (100, 30, 70))
        self.assertIn("that you dispute", self.get().text)
        self.assertIn("100.00", self.pay("/items", items=self.ids(self.late)).text, "chosen, it is paid in full")
        self.invoice(20, "2026-01-10", move_type="out_refund")
        [payable] = self.account.sudo()._ar_payables()
        self.assertEqual((payable.credits, payable.amount), (-20, 50))

    def test_what_is_disputed_as_a_whole(self):
        euros = self.invoice(40, "2026-01-10", "2026-02-10", currency_id=self.foreign.id)
        for move in (self.late, euros):
            self.env["ar.dispute"].sudo().create({
                "account_id": self.account.id, "line_ids": [Command.create({"move_line_id": self.items(move).id})]})
        self.assertEqual(self.account.sudo()._ar_payables(), [])
        self.assertIn("message=unpayable", self.pay().url)

    def test_nothing_is_ticked_or_too_much(self):
        self.assertIn("message=choose", self.pay("/items").url)
        self.assertIn("message=many", self.pay("/items", items=",".join(map(str, range(1, 202)))).url)

    def test_items_that_are_not_the_customers(self):
        draft = self.invoice(10, "2026-01-10", post=False)
        paid = self.invoice(10, "2026-01-10")
        self.match(paid, self.entry(-10, "2026-01-11"))
        credit = self.invoice(10, "2026-01-10", move_type="out_refund")
        for move in (self.foreigner, draft, paid, credit):
            page = self.pay("/items", items=f"{self.ids(self.late)},{self.ids(move)}")
            self.assertIn("message=unpayable", page.url)
            self.assertNotIn("/transaction/", page.text)
        for text in ("x", "-1", "9" * 40, "0"):
            self.assertIn("message=unpayable", self.pay("/items", items=text).url, text)
        self.assertIn("message=unpayable", self.pay("/items", self.foreign, items=self.ids(self.late)).url)
        for currency in (10**30, 0):
            self.assertIn("message=unpayable", self.get(f"/pay/{currency}").url)

    def test_what_is_in_the_address_besides(self):
        page = self.pay(report="x", currency_id="x", amount="x", company_id="x", partner_id="1")
        self.assertEqual(page.status_code, 200)
        self.assertIn("100.00", page.text)

    def transaction(self, chosen, amount, token=None, currency=None):
        path = f"/my/balance/{self.account.id}/transaction/{(currency or self.dollars).id}/{chosen}"
        return self.make_jsonrpc_request(path, {
            "access_token": self.account._ar_portal_token() if token is None else token,
            "payment_reference": "BATCH/1", "amount": amount, "provider_id": self.provider.id,
            "payment_method_id": self.env.ref("payment.payment_method_unknown").id, "token_id": None, "flow": "direct",
            "tokenization_requested": False, "landing_route": "/my"})

    def made(self, values):
        return self.env["payment.transaction"].sudo().search([("reference", "=", values["reference"])])

    def test_the_transaction_pays_what_was_ticked(self):
        transaction = self.made(self.transaction(self.ids(self.late, self.ahead), 150))
        self.assertEqual((transaction.amount, transaction.currency_id), (150, self.dollars))
        self.assertEqual(transaction.invoice_ids, self.late | self.ahead)
        self.assertEqual(transaction.partner_id, self.customer)
        self.assertEqual(self.made(self.transaction("overdue", 100)).invoice_ids, self.late)

    def test_other_amounts_items_and_links_are_refused(self):
        foreign = self.other_account._ar_portal_token()
        for chosen, amount, token in (
            ("overdue", 1, None), ("overdue", "x", None), ("overdue", [100], None), ("overdue", "nan", None),
            ("overdue", None, None), ("overdue", 100, "wrong"), ("overdue", 100, ""), ("overdue", 100, foreign),
            (self.ids(self.foreigner), 70, None), ("x", 100, None), (self.ids(self.late), 50, None),
        ):
            with self.assertLogs("odoo.http", "WARNING") as logs, self.assertRaises(JsonRpcException):
                self.transaction(chosen, amount, token)
            self.assertIn("has changed", logs.output[0], (chosen, amount, token))
        self.assertFalse(self.env["payment.transaction"].sudo().search([("invoice_ids", "in", self.late.ids)]))
