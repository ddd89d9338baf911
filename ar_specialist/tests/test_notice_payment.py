from odoo.fields import Command
from odoo.tests import HttpCase, JsonRpcException, tagged

from .common_notices import NoticesCommon


@tagged("-at_install", "post_install")
class TestNoticePayment(NoticesCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sent = cls.invoice_notice()
        cls.send(cls.sent)
        cls.dollars = cls.company.currency_id
        cls.provider = cls.payment_provider()

    def page(self):
        return self.url_open(self.link()).text

    def link(self, notice=None, way=""):
        notice = notice or self.sent
        return f"/my/notices/{notice.id}{way}?access_token={notice._portal_token()}"

    def amounts(self):
        return {payable.currency: payable.amount for payable in self.sent.sudo().account_id._ar_payables()}

    def test_everything_overdue_with_all_contacts_not_only_the_notices_items(self):
        self.invoice(50, "2026-03-10", partner=self.contact)
        self.invoice(7, "2026-03-10", "2026-03-20")  # due today
        self.invoice(8, "2026-03-10", partner=self.other_customer)
        self.assertEqual(self.amounts(), {self.dollars: 150})
        page = self.page()
        self.assertIn("Pay all", page)
        self.assertIn("150.00", page)

    def test_an_instalment_that_is_not_due_is_not_asked_for(self):
        term = self.env["account.payment.term"].create({"name": "Halves", "line_ids": [
            Command.create({"value": "percent", "value_amount": 50, "nb_days": 0}),
            Command.create({"value": "percent", "value_amount": 50, "nb_days": 60})]})
        self.invoice(60, "2026-03-01", term)
        self.assertEqual(self.amounts(), {self.dollars: 130})

    def test_currencies_apart_and_credits_netted(self):
        self.invoice(40, "2026-03-01", currency_id=self.foreign.id)
        self.invoice(30, "2026-03-05", move_type="out_refund")
        self.assertEqual(self.amounts(), {self.dollars: 70, self.foreign: 40})
        page = self.page()
        for currency in (self.dollars, self.foreign):
            self.assertIn(f"/my/notices/{self.sent.id}/pay/{currency.id}?", page)

    def test_no_button_when_nothing_is_left_to_pay(self):
        self.invoice(100, "2026-03-05", move_type="out_refund")
        self.assertEqual(self.amounts(), {})
        self.assertNotIn("Pay all", self.page())

    def test_no_button_without_a_way_to_pay(self):
        self.assertIn("View and pay", self.page())
        self.provider.state = "disabled"
        page = self.page()
        self.assertNotIn("pay", page.partition("<main")[2].lower().replace("payment", ""))
        self.assertIn(">View</a>", page)

    def test_odoos_payment_page_shows_it(self):
        page = self.url_open(self.link(way=f"/pay/{self.dollars.id}"))
        self.assertIn("100.00", page.text)
        self.assertEqual(page.status_code, 200)
        self.assertNotIn("/pay/", self.url_open(self.link(way=f"/pay/{self.foreign.id}")).url, "nothing to pay there")
        other = self.invoice_notice(self.other_customer)
        self.send(other)
        wrong = f"/my/notices/{self.sent.id}/pay/{self.dollars.id}?access_token={other._portal_token()}"
        self.assertNotIn("100.00", self.url_open(wrong).text)

    def transaction(self, amount, token):
        return self.make_jsonrpc_request(f"/my/notices/{self.sent.id}/transaction/{self.dollars.id}", {
            "access_token": token, "payment_reference": "BATCH/1", "amount": amount, "provider_id": self.provider.id,
            "payment_method_id": self.env.ref("payment.payment_method_unknown").id, "token_id": None, "flow": "direct",
            "tokenization_requested": False, "landing_route": "/my"})

    def test_the_transaction_pays_the_invoices(self):
        second = self.invoice(50, "2026-03-10", partner=self.contact)
        values = self.transaction(150, self.sent._portal_token())
        transaction = self.env["payment.transaction"].sudo().search([("reference", "=", values["reference"])])
        self.assertEqual((transaction.amount, transaction.currency_id), (150, self.dollars))
        self.assertEqual(transaction.invoice_ids, self.sent.line_ids.move_id | second)
        self.assertEqual(transaction.partner_id, self.customer)

    def test_another_amount_or_a_wrong_link_is_refused(self):
        for amount, token in ((1, self.sent._portal_token()), (100, "wrong"), (100, "")):
            with self.assertLogs("odoo.http", "WARNING") as logs, self.assertRaises(JsonRpcException):
                self.transaction(amount, token)
            self.assertIn("has changed", logs.output[0])
        transactions = self.env["payment.transaction"].sudo()
        self.assertFalse(transactions.search([("invoice_ids", "in", self.sent.line_ids.move_id.ids)]))
