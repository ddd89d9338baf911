from unittest.mock import patch

from odoo import Command
from odoo.fields import Date
from odoo.tests import freeze_time, new_test_user, tagged
from reportlab.graphics.utils import RenderPMError

from ..logic.statement import BALANCE_FORWARD
from .test_statement_figures import StatementCommon

DAY, SINCE = Date.to_date("2026-03-31"), Date.to_date("2026-03-01")


@tagged("-at_install", "post_install")
class TestStatementForward(StatementCommon):
    def dollars(self, account=None, **options):
        return self.figures(DAY, SINCE, account, **options)[self.company.currency_id]

    def rows(self, account=None, currency=None):
        """Return [(kind, number, amount, balance)] of the movements in March."""
        account = account or self.account
        [(_customer, blocks)] = account._ar_statement_ledgers(DAY, BALANCE_FORWARD, SINCE)[account.id]
        wanted = (currency or self.company.currency_id).id
        return [
            (row.movement.kind, row.movement.number, row.movement.amount, row.balance)
            for block in blocks if block.currency == wanted for row in block.rows]

    def pay(self, move, amount, day="2026-03-10", **values):
        """Register a payment of an invoice as a person does."""
        wizard = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=move.ids).create({"amount": amount, "payment_date": day, **values})
        return wizard._create_payments()

    def test_the_story_of_a_month(self):
        # February: 100 open. March: invoice 60, credit note 20, payment of 80, 5 written off; 55 at its end
        self.invoice(100, "2026-02-10")
        invoice = self.invoice(60, "2026-03-02", "2026-04-02")
        credit = self.invoice(20, "2026-03-04", move_type="out_refund")
        paid = self.entry(-80, "2026-03-05")
        lost = self.entry(-5, "2026-03-06", against=self.expense)
        self.invoice(999, "2026-04-01")
        figures = self.dollars()
        self.assertEqual((figures.opening, figures.closing), (100, 55))
        self.assertEqual(figures.movements, {"invoice": 60, "credit_note": -20, "payment": -80, "write_off": -5})
        self.assertEqual((figures.charges, figures.credits, figures.overdue), (60, -105, 100))
        self.assertEqual(self.rows(), [
            ("invoice", invoice.name, 60, 160), ("credit_note", credit.name, -20, 140),
            ("payment", paid.move_name, -80, 60), ("write_off", lost.move_name, -5, 55)])

    def test_a_payment_with_a_difference_is_two_rows(self):
        invoice = self.invoice(100, "2026-03-01")
        payment = self.pay(
            invoice, 90, payment_difference_handling="reconcile", writeoff_account_id=self.expense.id,
            writeoff_label="short")
        self.assertEqual(self.rows()[1:], [
            ("payment", payment.move_id.name, -90, 10), ("write_off", payment.move_id.name, -10, 0)])

    def test_a_payment_in_another_currency_than_the_invoice(self):
        # 100 dollars settled by euros: both balances come to nothing, each with a row that says so
        invoice = self.invoice(100, "2026-03-01")
        rate = self.company.currency_id._convert(-100, self.foreign, self.company, Date.to_date("2026-03-10"))
        paid = self.entry(-100, "2026-03-10", currency=self.foreign, amount_currency=rate)
        self.match(invoice, paid)
        self.assertEqual(self.rows()[1:], [("other_currency", invoice.name, -100, 0)])
        self.assertEqual(self.rows(currency=self.foreign), [
            ("payment", paid.move_name, rate, rate), ("other_currency", paid.move_name, -rate, 0)])

    def test_exchange_differences_stay_out_of_the_customers_currency(self):
        invoice = self.invoice(200, "2026-03-01", currency_id=self.foreign.id)
        self.match(invoice, self.entry(-90, "2026-03-10", currency=self.foreign, amount_currency=-200))
        self.assertTrue(invoice.line_ids.matched_credit_ids.exchange_move_id, "the ledger has one")
        self.assertEqual([row[0] for row in self.rows(currency=self.foreign)], ["invoice", "payment"])
        self.assertNotIn(self.company.currency_id, self.figures(DAY, SINCE))

    def test_a_customer_pays_for_another(self):
        invoice = self.invoice(70, "2026-03-01")
        paid = self.entry(-70, "2026-03-10", partner=self.other_customer)
        self.match(invoice, paid)
        self.assertEqual(self.rows()[1:], [("other_account", invoice.name, -70, 0)])
        other = self.accounts - self.account
        self.assertEqual(self.rows(other), [
            ("payment", paid.move_name, -70, -70), ("other_account", paid.move_name, 70, 0)])

    def test_a_settlement_of_a_later_month_does_not_count_yet(self):
        invoice = self.invoice(70, "2026-03-01")
        self.match(invoice, self.entry(-70, "2026-04-10"))
        figures = self.dollars()
        self.assertEqual((figures.closing, figures.movements), (70, {"invoice": 70}))

    def test_contacts_and_other_companies(self):
        self.invoice(10, "2026-03-01", partner=self.contact)
        self.foreign_invoice(500, "2026-03-01", self.customer)
        self.assertEqual(self.dollars().movements, {"invoice": 10})

    def test_a_branch_has_its_own_account(self):
        branch = self.env["res.company"].create({"name": "Branch", "parent_id": self.company.id})
        self.env.user.company_ids |= branch
        self.invoice(10, "2026-03-01")
        move = self.env["account.move"].with_company(branch).create({
            "move_type": "entry", "date": "2026-03-03", "company_id": branch.id,
            "journal_id": self.company_data["default_journal_misc"].id,
            "line_ids": [
                Command.create({
                    "account_id": self.customer.property_account_receivable_id.id, "partner_id": self.customer.id,
                    "balance": 33}),
                Command.create({"account_id": self.revenue.id, "balance": -33})]})
        move.action_post()
        account = self.env["ar.account"]._for(self.customer, branch)
        self.assertEqual(self.dollars().movements, {"invoice": 10})
        self.assertEqual(self.dollars(account).movements, {"other": 33})

    def test_instalments_are_one_row(self):
        invoice = self.invoice(100, "2026-03-01", self.instalments)
        self.assertEqual(self.rows(), [("invoice", invoice.name, 100, 100)])

    def test_the_period_begins_with_the_month_and_never_ends_before_it_begins(self):
        self.invoice(10, "2026-02-28")
        self.invoice(20, "2026-03-01")
        found = self.account._ar_statement_figures(DAY, BALANCE_FORWARD)[self.account.id]
        self.assertEqual((found[0].opening, found[0].closing), (10, 30))
        with self.assertRaisesRegex(Exception, "can't begin after"):
            self.account._ar_statement_figures(SINCE, BALANCE_FORWARD, DAY)

    def a_group(self):
        """The customer has a subsidiary, and this one another; both with items."""
        subsidiary = self.env["res.partner"].create({
            "name": "Subsidiary", "is_company": True, "parent_id": self.customer.id})
        below = self.env["res.partner"].create({
            "name": "Below it", "is_company": True, "parent_id": subsidiary.id})
        self.invoice(100, "2026-03-01")
        self.invoice(20, "2026-03-02", partner=subsidiary)
        self.invoice(3, "2026-03-03", partner=below)
        self.invoice(5000, "2026-03-03", partner=self.other_customer)
        return subsidiary, below

    def test_a_group_together(self):
        subsidiary, below = self.a_group()
        self.assertEqual(self.dollars().closing, 100)
        self.assertEqual(self.dollars(group=True).closing, 123)
        ledger = self.account._ar_statement_ledgers(DAY, BALANCE_FORWARD, SINCE, True)[self.account.id]
        self.assertEqual([customer for customer, _blocks in ledger], [self.customer, below, subsidiary])
        [content] = self.account._ar_statement_contents(DAY, "en_US", "open_item", None, True)
        [block] = content["blocks"]
        self.assertEqual(
            [(row.style, row.label, row.amounts[-1:]) for row in block.rows if row.style in ("member", "balance")], [
                ("member", self.customer.name, ()), ("balance", "Balance", ("100.00",)),
                ("member", "Below it", ()), ("balance", "Balance", ("3.00",)),
                ("member", "Subsidiary", ()), ("balance", "Balance", ("20.00",)),
                ("member", "All together", ()), ("balance", "Balance", ("123.00",))])
        self.assertEqual(sum(float(amount) for _label, amount, _late in block.aging if amount != "–"), 123)

    def test_the_head_of_a_group(self):
        subsidiary, below = self.a_group()
        accounts = self.env["ar.account"]._for_many(subsidiary | below | self.other_customer, self.company)
        self.assertEqual(accounts._ar_group_heads().partner_id, self.customer | self.other_customer)

    def test_queries_are_few_and_do_not_grow(self):
        partners = self.env["res.partner"].create([{"name": f"Customer {number}"} for number in range(200)])
        values = self.invoice(5, "2026-03-01", partner=partners[0], post=False).copy_data()[0]
        self.env["account.move"].create([
            {**values, "partner_id": partner.id, "invoice_date": "2026-03-01", "date": "2026-03-01"}
            for partner in partners]).action_post()
        accounts = self.env["ar.account"]._for_many(partners, self.company)
        accounts[:1]._ar_statement_figures(DAY, BALANCE_FORWARD, SINCE, True)
        for kind, group in (("open_item", False), (BALANCE_FORWARD, False), (BALANCE_FORWARD, True)):
            for batch in (accounts[:10], accounts):
                self.env.flush_all()
                self.env.invalidate_all()
                batch.fetch(["partner_id", "company_id"])
                with self.subTest(kind=kind, group=group, accounts=len(batch)), self.assertQueryCount(8):
                    self.assertTrue(all(batch._ar_statement_figures(DAY, kind, SINCE, group).values()))

    def test_the_printed_movements(self):
        self.invoice(100, "2026-02-10")
        invoice = self.invoice(60, "2026-03-02", "2026-04-02", ref="PO 7")
        self.entry(-200, "2026-03-05")
        [content] = self.account._ar_statement_contents(DAY, "en_US", BALANCE_FORWARD, SINCE)
        [block] = content["blocks"]
        self.assertEqual(content["title"], "Statement of account from 03/01/2026 to 03/31/2026")
        self.assertEqual([(row.style, row.label, row.small, row.amounts) for row in block.rows][:2], [
            ("opening", "Balance on 02/28/2026", "", ("", "", "100.00")),
            ("item", f"Invoice {invoice.name}", "PO 7 · due 04/02/2026", ("60.00", "", "160.00"))])
        self.assertEqual(
            [(row.style, row.label, row.amounts) for row in block.rows][-2:], [
                ("balance", "Balance in your favour on 03/31/2026", ("60.00", "200.00", "-40.00")),
                ("sum", "Overdue before credits", ("", "", "100.00"))])

    @freeze_time("2026-03-31")
    def test_disputed_invoices_are_marked(self):
        invoice = self.invoice(60, "2026-03-02")
        self.env["ar.dispute"].create({
            "name": "Broken", "move_line_ids": self.items(invoice).ids, "amount": 40})
        [content] = self.account._ar_statement_contents(DAY, "en_US", BALANCE_FORWARD, SINCE)
        self.assertIn("disputed", content["blocks"][0].rows[1].small)

    def test_a_payment_code_where_the_company_prints_them(self):
        self.invoice(60, "2026-03-02")
        self.company.partner_id.bank_ids = self.env["res.partner.bank"].create({
            "acc_number": "BE71096123456769", "partner_id": self.company.partner_id.id})
        asked = []

        def code(bank, amount, message, _structured, currency, _debtor, **_options):
            asked.append((bank.acc_number, amount, currency.name))
            return "data:image/png;base64,xyz"

        target = "odoo.addons.account.models.res_partner_bank.ResPartnerBank.build_qr_code_base64"
        with patch(target, code):
            self.assertEqual(self.account._ar_statement_contents(DAY)[0]["qr"], "")
            self.company.qr_code = True
            self.assertEqual(self.account._ar_statement_contents(DAY)[0]["qr"], "data:image/png;base64,xyz")
        with patch(target, side_effect=RenderPMError("no backend")):
            self.assertEqual(self.account._ar_statement_contents(DAY)[0]["qr"], "", "sent without it")
        self.assertEqual(asked, [("BE71096123456769", 60, "USD")])

    def test_a_reader_without_rights(self):
        bare = new_test_user(self.env, "bare", groups="base.group_user")
        with self.assertRaisesRegex(Exception, "not allowed"):
            self.account.with_user(bare)._ar_statement_xlsx(DAY)
