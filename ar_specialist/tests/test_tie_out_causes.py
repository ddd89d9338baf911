from datetime import datetime

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import SQL

from .common_tie_out import DAY, TieOutCommon


@tagged("-at_install", "post_install")
class TestTieOutCauses(TieOutCommon):
    """Each cause is found where it is, with its items, and nowhere else."""

    def test_all_is_well(self):
        self.match(self.invoice(100, "2021-02-01"), self.entry(-100, "2021-03-01"))
        self.invoice(70, "2021-02-01")
        tie_out = self.tie_out()
        [row] = tie_out.rows
        self.assertEqual((row.company, row.account, row.currency), (
            self.company, self.receivable, self.company.currency_id))
        self.assertEqual((row.subledger, row.ledger, row.difference), (70.0, 70.0, 0.0))
        self.assertTrue(tie_out.agrees)
        self.assertEqual(tie_out.causes, [])

    def test_without_partner(self):
        self.invoice(100, "2021-02-01")
        line = self.entry(-30, "2021-03-01")
        line.partner_id = False
        tie_out = self.tie_out()
        [row] = tie_out.rows
        self.assertEqual((row.subledger, row.ledger, row.difference, row.unexplained), (100.0, 70.0, 30.0, 0.0))
        self.assertTrue(tie_out.is_tied)
        self.assertFalse(tie_out.agrees)
        self.assertEqual(self.causes()["without_partner"], (1, 30.0))
        self.assertEqual(self.listed("without_partner"), line)
        [cause] = [cause for cause in tie_out.causes if cause.code == "without_partner"]
        self.assertEqual(self.env["account.move.line"].search(cause.domain), line)
        line.partner_id = self.customer
        self.assertTrue(self.tie_out().agrees)

    def test_vendors_and_employees(self):
        self.invoice(100, "2021-02-01")
        lines = self.entry(40, "2021-03-01", self.vendor) | self.entry(-15, "2021-03-01", self.employee)
        self.assertEqual(self.causes()["not_customer"], (2, -25.0))
        self.assertEqual(self.listed("not_customer"), lines)
        self.assertTrue(self.tie_out().is_tied)
        # Who is billed is a customer, whatever else.
        for partner in (self.vendor, self.employee):
            self.invoice(1, "2021-03-01", partner=partner)
        self.assertTrue(self.tie_out().agrees)

    def test_contact_of_a_vendor_is_no_customer(self):
        contact = self.env["res.partner"].create({"name": "Clerk", "parent_id": self.vendor.id})
        self.entry(40, "2021-03-01", contact)
        self.assertEqual(self.causes()["not_customer"], (1, -40.0))

    def reconciled(self, **values):
        invoice, payment = self.items(self.invoice(100, "2021-02-01")), self.entry(-60, "2021-03-01")
        self.match(invoice, payment)
        self.env.flush_all()
        for name, value in values.items():
            self.env.cr.execute(SQL(
                "UPDATE account_move_line SET %s = %s WHERE id = %s", SQL.identifier(name), value, payment.id))
        self.env.invalidate_all()
        return invoice | payment

    def test_across_accounts(self):
        lines = self.reconciled(account_id=self.second_account.id)
        tie_out = self.tie_out()
        self.assertEqual(
            {row.account: (row.subledger, row.ledger, row.unexplained) for row in tie_out.rows},
            {self.receivable: (40.0, 100.0, 0.0), self.second_account: (0.0, -60.0, 0.0)})
        self.assertEqual(self.causes()["across_accounts"], (2, 0.0))
        self.assertEqual(self.listed("across_accounts"), lines)
        self.assertEqual(self.listed("across_accounts", account=self.second_account), lines[1])
        self.assertEqual(set(tie_out.differences.values()), {-60.0, 60.0})

    def test_across_days(self):
        lines = self.reconciled(date="2021-08-01")
        self.assertEqual(self.causes()["across_days"], (1, -60.0))
        self.assertEqual(self.listed("across_days"), lines[0])
        self.assertTrue(self.tie_out().is_tied)
        self.assertNotIn("across_days", self.causes("2021-12-31"))

    def test_across_companies(self):
        lines = self.reconciled()
        self.env.cr.execute(SQL(
            "UPDATE account_partial_reconcile SET credit_move_id = %s WHERE credit_move_id = %s",
            self.elsewhere.id, lines[1].id))
        self.env.invalidate_all()
        line_fields = lines._fields
        for name in ("amount_residual", "amount_residual_currency"):
            self.env.add_to_compute(line_fields[name], lines | self.elsewhere)
        both = self.company | self.other_company
        self.assertEqual(self.causes()["across_companies"], (1, -60.0))
        for route in ("backward", "forward"):
            with self.route(route):
                for companies in (both, self.company):
                    self.assertTrue(self.tie_out(companies=companies).is_tied, f"{route} {companies.mapped('name')}")
        self.assertEqual(self.listed("across_companies"), lines[0])

    def test_across_currencies(self):
        """An invoice in one currency paid in another: the account agrees, each currency is explained."""
        invoice = self.invoice(90, "2021-02-01", currency_id=self.foreign.id)
        balance = sum(self.items(invoice).mapped("balance"))
        self.match(invoice, self.entry(-balance, "2021-02-01"))
        tie_out = self.tie_out()
        self.assertTrue(tie_out.agrees)
        by_currency = {row.currency: row.document for row in tie_out.rows}
        self.assertEqual((by_currency[self.foreign].subledger, by_currency[self.foreign].ledger), (0.0, 90.0))
        self.assertEqual(by_currency[self.foreign].unexplained, 0.0)
        self.assertEqual(self.causes()["across_currencies"][0], 2)

    def test_wrong_residual(self):
        line = self.items(self.invoice(100, "2021-02-01"))
        self.env.flush_all()
        self.env.cr.execute(SQL("UPDATE account_move_line SET amount_residual = 93 WHERE id = %s", line.id))
        self.env.invalidate_all()
        with self.route("backward"):
            self.assertEqual(self.causes()["residual"], (1, -7.0))
            self.assertEqual(self.listed("residual"), line)
            self.assertTrue(self.tie_out().is_tied)
        with self.route("forward"):
            self.assertTrue(self.tie_out().agrees)

    def test_nothing_explains_what_nobody_knows(self):
        """A row of the sub-ledger that is not in the ledger stays unexplained, by amount."""
        self.invoice(100, "2021-02-01")
        facts = self.env["ar.tie.out"]._facts(self.day(DAY), self.company)
        [place] = facts.ledger
        facts.ledger[place] = facts.ledger[place]._replace(amount=facts.ledger[place].amount - 25)
        [row] = self.env["ar.tie.out"]._rows(facts)
        self.assertEqual((row.difference, row.unexplained), (25.0, 25.0))

    def test_manual_entries(self):
        line = self.entry(80, "2021-03-01")
        self.invoice(100, "2021-02-01")
        self.assertEqual(self.causes(), {"manual_entries": (1, 80.0)})
        self.assertEqual(self.listed("manual_entries"), line)

    def test_exchange_difference(self):
        invoice = self.items(self.invoice(90, "2021-02-01", currency_id=self.foreign.id))
        line = self.entry(
            5, "2021-03-01", currency=self.foreign, amount_currency=0.0)
        self.assertEqual(self.causes()["exchange"], (1, 5.0))
        self.assertEqual(self.listed("exchange"), line)
        self.assertNotIn(invoice, self.listed("exchange"))

    def test_customers_in_credit(self):
        self.invoice(100, "2021-02-01")
        lines = self.entry(-20, "2021-03-01", self.other_customer) | self.entry(
            -5, "2021-03-01", self.other_customer)
        self.assertEqual(self.causes()["credit_balances"], (2, -25.0))
        self.assertEqual(self.listed("credit_balances"), lines)
        self.invoice(25, "2021-04-01", partner=self.other_customer)
        self.assertNotIn("credit_balances", self.causes())
        self.assertEqual(self.causes()["zero_residue"], (3, 0.0))

    def test_credit_of_a_contact_is_the_customers(self):
        self.invoice(100, "2021-02-01")
        self.entry(-20, "2021-03-01", self.contact)
        self.assertNotIn("credit_balances", self.causes())

    def test_settled_by_more(self):
        line = self.items(self.invoice(100, "2021-02-01"))
        self.env.flush_all()
        self.env.cr.execute(SQL(
            "UPDATE account_move_line SET amount_residual = -3, amount_residual_currency = -3 WHERE id = %s", line.id))
        self.env.invalidate_all()
        with self.route("backward"):
            self.assertEqual(self.listed("negative_residue"), line)

    def test_archived(self):
        line = self.items(self.invoice(100, "2021-02-01"))
        self.customer.active = False
        self.receivable.active = False
        self.assertEqual(self.causes(), {"archived_partners": (1, 100.0), "archived_accounts": (1, 100.0)})
        self.assertEqual(self.listed("archived_partners"), line)
        self.assertEqual(self.listed("archived_accounts"), line)

    def test_drafts_and_later_days(self):
        draft = self.items(self.invoice(100, "2021-02-01", post=False))
        self.invoice(100, "2021-08-01", post=False)
        later = self.items(self.invoice(70, "2021-08-01"))
        self.env.flush_all()
        self.env.cr.execute(SQL("UPDATE account_move_line SET invoice_date = '2021-06-30' WHERE id = %s", later.id))
        self.env.invalidate_all()
        self.assertEqual(self.causes(), {"drafts": (1, 100.0), "future": (1, 70.0)})
        self.assertEqual(self.listed("drafts"), draft)
        self.assertEqual(self.listed("future"), later)
        self.assertNotIn("future", self.causes("2021-06-29"))

    def test_other_accounts(self):
        payable = self.company_data["default_account_payable"]
        self.invoice(100, "2021-02-01")
        line = self.entry(80, "2021-03-01")
        line.account_id = payable
        # Of nobody who was ever billed.
        self.entry(10, "2021-03-01", self.other_customer).account_id = payable
        self.assertEqual(self.causes(), {"other_accounts": (1, 80.0)})
        self.assertEqual(self.listed("other_accounts"), line)
        # What a payment passes through is no receivable.
        self.entry(10, "2021-03-01").account_id = self.company_data["default_journal_bank"].suspense_account_id
        self.assertEqual(self.causes(), {"other_accounts": (1, 80.0)})
        self.invoice(5, "2021-03-01", move_type="in_invoice")
        self.assertNotIn(line, self.listed("other_accounts"))

    def test_locked(self):
        self.match(self.invoice(100, "2021-02-01"), self.entry(-60, "2021-03-01"))
        parts = self.env["account.partial.reconcile"].search([("company_id", "=", self.company.id)])
        self.assertNotIn("locked", self.causes())
        self.company.fiscalyear_lock_date = "2021-03-31"
        self.env.flush_all()
        for made, found in [("2021-03-31 12:00", False), ("2021-04-10", True)]:
            self.env.cr.execute(SQL(
                "UPDATE account_partial_reconcile SET create_date = %s WHERE id = %s", made, parts.id))
            # Nobody is on record as having locked it.
            self.env["mail.tracking.value"].sudo().search([]).unlink()
            self.assertEqual("locked" in self.causes(), found, made)
        self.assertEqual(len(self.listed("locked")), 2)

    def test_locked_for_sales(self):
        """The close of a month proposes the lock of sales: it closes receivables as the others do."""
        self.match(self.invoice(100, "2021-02-01"), self.entry(-60, "2021-03-01"))
        self.assertNotIn("locked", self.causes())
        self.company.sale_lock_date = "2021-03-31"
        self.env.flush_all()
        self.env["mail.tracking.value"].sudo().search([]).unlink()
        self.assertEqual(len(self.listed("locked")), 2)

    def test_reconciled_before_the_lock_is_in_order(self):
        self.match(self.invoice(100, "2021-02-01"), self.entry(-60, "2021-03-01"))
        self.company.fiscalyear_lock_date = "2021-03-31"
        self.env.flush_all()
        message = self.env["mail.message"].create({"model": "res.company", "res_id": self.company.id})
        field = self.env["ir.model.fields"]._get("res.company", "fiscalyear_lock_date")
        value = self.env["mail.tracking.value"].sudo().create({
            "field_id": field.id, "mail_message_id": message.id, "new_value_datetime": datetime(2021, 3, 31)})
        parts = self.env["account.partial.reconcile"].search([("company_id", "=", self.company.id)])
        for locked, found in [("2021-04-15", False), ("2021-04-05", True)]:
            self.env.cr.execute(SQL("UPDATE mail_tracking_value SET create_date = %s WHERE id = %s", locked, value.id))
            self.env.cr.execute(SQL(
                "UPDATE account_partial_reconcile SET create_date = '2021-04-10' WHERE id = %s", parts.id))
            self.env.invalidate_all()
            self.assertEqual("locked" in self.causes(), found, locked)

    def test_unknown_cause(self):
        with self.assertRaises(UserError):
            self.env["ar.tie.out"].action_items(DAY, self.company, "nothing")

    def test_two_accounts(self):
        self.invoice(100, "2021-02-01")
        line = self.entry(-30, "2021-03-01")
        line.account_id = self.second_account
        self.assertEqual(
            {row.account: row.ledger for row in self.tie_out().rows},
            {self.receivable: 100.0, self.second_account: -30.0})
        self.assertTrue(self.tie_out().agrees)

    def test_two_companies(self):
        self.invoice(100, "2021-02-01")
        tie_out = self.tie_out(companies=self.company | self.other_company)
        self.assertEqual(
            {row.company: row.ledger for row in tie_out.rows}, {self.company: 100.0, self.other_company: -50.0})
        self.assertEqual([row.company for row in self.tie_out().rows], [self.company])
        self.assertEqual(
            {cause.company for cause in tie_out.causes if cause.code == "credit_balances"}, {self.other_company})

    def test_archived_currency_of_a_row(self):
        self.invoice(90, "2021-02-01", currency_id=self.foreign.id)
        self.foreign.active = False
        [row] = self.tie_out().rows
        self.assertEqual((row.currency, row.document.ledger), (self.foreign, 90.0))
