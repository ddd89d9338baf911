from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .cash_invariants import wrong
from .common_cash_apply import CashApplyCommon


@tagged("-at_install", "post_install")
class TestCashApplyBranches(CashApplyCommon):
    """Money that the parent company got settles what is owed to its branch."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.branch = cls.env["res.company"].create({"name": "Branch", "parent_id": cls.company.id})
        cls.env.user.company_ids += cls.branch
        cls.specialist.company_ids += cls.branch
        for partner in (cls.customer, cls.other_customer):
            own = partner.property_account_receivable_id
            partner.with_company(cls.branch).property_account_receivable_id = own
        cls.both = (cls.company + cls.branch).ids

    def owed(self, amount, company=None, **values):
        company = company or self.branch
        move = self.invoice(
            amount, "2024-01-05", post=False, company_id=company.id,
            journal_id=self.company_data["default_journal_sale"].id, **values)
        move.action_post()
        self.assertEqual(move.company_id, company)
        return self.items(move)

    def as_specialist(self, payment, companies=None):
        return payment.with_user(self.specialist).with_context(allowed_company_ids=companies or self.both)

    def books(self):
        return self.ledger(), {
            company: wrong(self.env, company) for company in self.company + self.branch}

    def test_branch_item_is_settled(self):
        """By a statement's line, by a credit; undoing puts back what was."""
        for kind in (self.statement_payment, self.credit_payment):
            with self.subTest(kind=kind.__name__):
                own, theirs, payment = self.owed(60, self.company), self.owed(100), kind(150)
                before = self.books()
                self.allocate(payment, (own, 60), (theirs, 90, {"write_off": 4}))
                self.company.ar_cash_tolerance = 5
                application = self.as_specialist(payment)._apply().sudo()
                self.assertEqual((own.amount_residual, theirs.amount_residual), (0, 6))
                self.assertEqual((payment.state, payment.amount_left), ("applied", 0))
                counterparts = theirs.matched_credit_ids.credit_move_id
                self.assertEqual(counterparts.company_id, self.company)
                self.assertEqual(self.books()[1], {self.company: {}, self.branch: {}})
                application.with_user(self.specialist).action_undo()
                self.assertEqual(self.books(), before)

    def test_in_another_currency(self):
        theirs, payment = self.owed(80, currency_id=self.foreign.id), self.statement_payment(500)
        before = self.books()
        worth = payment._worth(80, self.foreign)
        self.allocate(payment, (theirs, worth))
        application = self.as_specialist(payment)._apply().sudo()
        self.assertEqual((theirs.amount_residual, theirs.amount_residual_currency), (0, 0))
        self.assertEqual(self.books()[1], {self.company: {}, self.branch: {}})
        application.with_user(self.specialist).action_undo()
        self.assertEqual(self.books(), before)

    def test_dispute_is_the_branchs(self):
        theirs, payment = self.owed(100), self.statement_payment(80)
        self.allocate(payment, (theirs, 80))
        reason = self.env["ar.dispute.reason"].search([], limit=1)
        application = self.as_specialist(payment)._apply(rest="dispute", reason=reason).sudo()
        self.assertEqual(application.dispute_ids.company_id, self.branch)
        self.assertEqual(application.dispute_ids.amount_open, 20)
        application.with_user(self.specialist).action_undo()
        self.assertEqual((application.dispute_ids.state, theirs.amount_residual), ("cancelled", 100))

    def test_offered(self):
        """In the picker with the branch's name, and only to who works for the branch now."""
        theirs, payment = self.owed(100), self.statement_payment(100)
        picks = self.as_specialist(payment).screen_items()
        [pick] = [pick for pick in picks if pick["id"] == theirs.id]
        self.assertIn("Branch", pick["details"])
        shown = self.as_specialist(payment).screen_add_item(theirs.id)
        self.assertEqual([item["company"] for item in shown["items"] if item["ticked"]], ["Branch"])
        alone = self.as_specialist(payment, self.company.ids)
        self.assertNotIn(theirs.id, [pick["id"] for pick in alone.screen_items("INV")])
        self.assertTrue(alone.screen_payment()["items"], "what was chosen is seen")

    def test_rights_for_both(self):
        """Who does not work for the branch can't apply to its items, nor undo."""
        theirs, payment = self.owed(100), self.statement_payment(100)
        self.allocate(payment, (theirs, 100))
        with self.assertRaisesRegex(AccessError, "items of Branch"):
            payment.with_user(self.colleague)._apply()
        application = self.as_specialist(payment)._apply().sudo()
        with self.assertRaisesRegex(AccessError, "items of Branch"):
            application.with_user(self.colleague).with_context(allowed_company_ids=self.company.ids).action_undo()

    def test_refused(self):
        """Not the other way round, not of an account that is the branch's alone, not of a company elsewhere."""
        other = self.setup_other_company(name="Other")
        entry = self.env["account.move"].create({
            "company_id": other["company"].id, "journal_id": other["default_journal_misc"].id, "line_ids": [
                (0, 0, {"account_id": other[f"default_account_{name}"].id, "balance": balance,
                        "partner_id": self.customer.id})
                for name, balance in (("receivable", 100), ("revenue", -100))]})
        entry.action_post()
        private = self.company_data["default_account_receivable"].copy({
            "name": "Of the branch", "company_ids": [(6, 0, self.branch.ids)]})
        alone = self.env["account.move"].create({
            "company_id": self.branch.id, "journal_id": self.company_data["default_journal_misc"].id, "line_ids": [
                (0, 0, {"account_id": account.id, "balance": balance, "partner_id": self.customer.id})
                for account, balance in ((private, 100), (self.revenue, -100))]})
        alone.action_post()
        payment = self.statement_payment(100)
        for move, regex in ((entry, "of another company"), (alone, "Branch's alone")):
            with self.subTest(regex):
                self.allocate(payment, (self.items(move), 100))
                with self.assertRaisesRegex(UserError, regex):
                    payment.sudo()._apply()
        payment.allocation_ids.unlink()
        above = self.owed(100, self.company)
        theirs = self.env["ar.cash.payment"].new({"company_id": self.branch.id, "name": "of the branch"})
        self.assertIn("of another company", theirs._against_company(above))
