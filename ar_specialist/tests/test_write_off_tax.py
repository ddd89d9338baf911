from odoo.tests import tagged

from .common_write_offs import WriteOffCommon


@tagged("-at_install", "post_install")
class TestWriteOffTax(WriteOffCommon):
    """Bad-debt relief: what the tax report shows is what a credit note would show."""

    def credit_note(self, bill):
        """Return Odoo's own credit note for all of `bill`."""
        wizard = self.env["account.move.reversal"].with_context(
            active_model="account.move", active_ids=bill.ids).create({"journal_id": bill.journal_id.id})
        wizard.refund_moves()
        wizard.new_move_ids.action_post()
        return wizard.new_move_ids

    def test_as_a_credit_note(self):
        like, bill = self.taxed(100, 33.33), self.taxed(100, 33.33)
        write_off = self.written_off(bill, "now")
        note = self.credit_note(like)
        self.assertEqual(self.boxes(write_off.move_id), self.boxes(note))
        self.assertEqual(self.boxes(write_off.move_id)[0], {"refund base": 133.33, "refund tax": 20.0})
        self.assertEqual(
            sorted(write_off.move_id.line_ids.filtered("tax_line_id").mapped("tax_base_amount")),
            sorted(abs(amount) for amount in note.line_ids.filtered("tax_line_id").mapped("tax_base_amount")))
        self.assertEqual(write_off.amount_tax, 20.0)
        self.assertEqual(self.balances(write_off.move_id)[self.loss], 133.33)

    def test_part(self):
        """46 of 115 are 40 and 6."""
        bill = self.taxed(100)
        write_off = self.written_off(bill, "now", amount=46.0)
        self.assertEqual(self.boxes(write_off.move_id)[0], {"refund base": 40.0, "refund tax": 6.0})
        self.assertEqual((write_off.amount_tax, bill.amount_residual), (6.0, 69.0))

    def test_two_taxes_one_on_the_other(self):
        on_top = self.make_tax(10, include_base_amount=True, sequence=1)
        then = self.make_tax(20, sequence=2)
        like, bill = (self.taxed(100, tax=on_top + then) for _each in "ab")
        self.assertEqual(bill.amount_total, 132.0)
        self.assertEqual(self.boxes(self.written_off(bill, "now").move_id), self.boxes(self.credit_note(like)))

    def test_instalments(self):
        """Half of 230 is an instalment: half the base and half the tax."""
        term = self.env["account.payment.term"].create({"name": "Halves", "line_ids": [
            (0, 0, {"value": "percent", "value_amount": 50, "nb_days": days}) for days in (0, 30)]})
        bill = self.taxed(200, invoice_payment_term_id=term.id)
        first, second = self.items(bill).sorted("date_maturity")
        write_off = self.written_off(second, "now")
        self.assertEqual(self.boxes(write_off.move_id)[0], {"refund base": 100.0, "refund tax": 15.0})
        self.assertEqual((first.amount_residual, second.amount_residual), (115.0, 0.0))

    def test_no_relief(self):
        write_off = self.written_off(self.taxed(100))
        self.assertEqual(self.boxes(write_off.move_id), ({}, {}))
        self.assertEqual((write_off.amount_tax, self.balances(write_off.move_id)[self.loss]), (0.0, 115.0))

    def test_not_an_invoice(self):
        """An opening entry has no tax: all of it is loss."""
        write_off = self.written_off(self.entry(50, "2024-01-01"), "now")
        self.assertEqual((write_off.amount_tax, self.balances(write_off.move_id)[self.loss]), (0.0, 50.0))

    def test_relief_later(self):
        """Due on January 1st, allowed six months after; then the books are as with relief at once."""
        write_off = self.written_off(self.taxed(100), "later", date="2024-02-01")
        self.assertEqual((write_off.amount_tax, str(write_off.relief_from)), (0.0, "2024-07-01"))
        self.assertTrue(write_off.can_claim)
        self.assertIn(write_off, self.env["ar.write.off"].search([("can_claim", "=", True)]))
        write_off.action_claim_relief()
        both = write_off.move_id + write_off.relief_move_id
        self.assertEqual(self.boxes(both)[0], {"refund base": 100.0, "refund tax": 15.0})
        self.assertEqual((self.balances(both)[self.loss], write_off.amount_tax), (100.0, 15.0))
        with self.refused("No tax relief"):
            write_off.action_claim_relief()
        self.assertFalse(write_off.can_claim)
        write_off.action_reverse()
        self.assertEqual(self.boxes(*both, *both.reversal_move_ids)[0], {})

    def test_relief_too_early(self):
        today = self.company._ar_today()
        write_off = self.written_off(self.taxed(100, day=today), "later")
        self.assertFalse(write_off.can_claim)
        with self.refused("not before"):
            write_off.action_claim_relief()
        with self.refused("No tax relief"):
            self.written_off(self.taxed(100), "now").action_claim_relief()

    def test_tax_due_on_payment(self):
        """Nobody paid, so it never became due: it leaves the account it waited on, and no box of the report has it."""
        self.company.tax_exigibility = True
        waiting = self.company_data["default_account_tax_sale"].copy({"code": "251099", "reconcile": True})
        journal = self.company_data["default_journal_misc"]
        self.company.tax_cash_basis_journal_id = journal
        tax = self.make_tax(15, tax_exigibility="on_payment", cash_basis_transition_account_id=waiting.id)
        bill = self.taxed(200, tax=tax)
        self.match(bill, self.paid(115))  # half of it
        reported = self.boxes(*self.env["account.move"].search([("tax_cash_basis_origin_move_id", "=", bill.id)]))[0]
        self.assertEqual(reported, {"base": -100.0, "tax": -15.0})
        write_off = self.written_off(bill)
        self.assertEqual((write_off.amount_tax, self.balances(write_off.move_id)),
                         (15.0, {self.items(bill).account_id: -115.0, self.loss: 100.0, waiting: 15.0}))
        roll = self.env["ar.roll.forward"].compute(write_off.date, write_off.date, self.company, "company")
        self.assertEqual(roll.totals[roll.columns.index("write_offs")], -115.0, "the tax is given up with the rest")
        entries = self.env["account.move"].search([("tax_cash_basis_origin_move_id", "=", bill.id)])
        self.assertEqual(self.boxes(*entries, write_off.move_id)[0], reported)
        left = sum(self.env["account.move.line"].search([
            ("account_id", "=", waiting.id), ("parent_state", "=", "posted")]).mapped("balance"))
        self.assertAlmostEqual(left, 0.0)
        # It came in after all, half of it: now it is due.
        recovery = write_off._recover(self.paid(57.5), 57.5, self.day("2024-04-01"))
        self.assertEqual(self.boxes(recovery.move_id)[0], {"base": -50.0, "tax": -7.5})
