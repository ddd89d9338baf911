from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .common_disputes import DisputesCommon


@tagged("-at_install", "post_install")
class TestDisputes(DisputesCommon):
    """Opening a case, its figures, its closing and opening again by the reconciliations alone."""

    def test_opened_from_items(self):
        dispute = self.dispute(amount=30.0)
        self.assertEqual(
            (dispute.account_id, dispute.company_id, dispute.currency_id, dispute.state, dispute.kind),
            (self.env["ar.account"]._for(self.customer, self.company), self.company, self.company.currency_id, "open",
             "dispute"))
        self.assertEqual((dispute.amount, dispute.amount_original, dispute.line_ids.amount), (30.0, 30.0, 30.0))
        self.assertEqual(dispute.move_line_ids, self.item)
        self.assertEqual(dispute.stage_id, self.env.ref("ar_specialist.dispute_stage_new"))
        self.assertFigures(dispute, open=30.0)

    def test_amount_missing_is_all_that_is_open(self):
        self.pay(20)
        self.assertEqual(self.dispute().amount, 80.0)

    def test_several_items_share_oldest_first(self):
        younger = self.items(self.invoice(50, "2024-02-01"))
        dispute = self.dispute(younger | self.item, amount=120.0)
        self.assertEqual({line.move_line_id: line.amount for line in dispute.line_ids}, {self.item: 100, younger: 20})

    def test_numbers_by_company(self):
        first, second = self.dispute(amount=10), self.dispute(amount=10)
        self.assertRegex(first.name, r"^DIS/\d{4}/0001$")
        self.assertRegex(second.name, r"^DIS/\d{4}/0002$")
        self.assertTrue(self.env["ir.sequence"].search([
            ("code", "=", "ar.dispute"), ("company_id", "=", self.company.id)]))

    def test_of_a_child_contact(self):
        item = self.items(self.invoice(10, "2024-01-01", partner=self.contact))
        self.assertEqual(self.dispute(item | self.item).account_id.partner_id, self.customer)

    def test_refused(self):
        theirs = self.items(self.invoice(10, "2024-01-01", partner=self.other_customer))
        with self.refused("not of one customer"):
            self.dispute(self.item | theirs)
        euros = self.items(self.invoice(10, "2024-01-01", currency_id=self.foreign.id))
        with self.refused("one dispute per currency"):
            self.dispute(self.item | euros)
        with self.refused("is more than"):
            self.dispute(amount=100.01)
        with self.refused("is not a posted item"):
            self.dispute(self.entry(-10, "2024-01-01"))
        with self.refused("not an item of"):
            self.dispute(account_id=self.env["ar.account"]._for(self.other_customer, self.company).id)
        self.dispute(amount=70.0)
        with self.refused("is more than"):
            self.dispute(amount=30.01)
        self.assertEqual(self.dispute().amount, 30.0)
        with self.refused("Nothing of"):
            self.dispute()

    def test_settled_item(self):
        self.pay(100)
        with self.refused("Nothing of"):
            self.dispute()
        self.assertEqual(self.dispute(kind="inquiry").state, "open")

    def test_payment_settles_the_other_part_first(self):
        """100, of which 30 contested. 70 paid leave the 30; 10 more pay of them; the last 20 close the case."""
        dispute = self.dispute(amount=30.0)
        self.pay(70)
        self.assertFigures(dispute, open=30.0)
        self.pay(10)
        self.assertFigures(dispute, open=20.0, paid=10.0)
        self.assertEqual(dispute.state, "open")
        last = self.pay(20)
        self.assertFigures(dispute, paid=30.0)
        self.assertEqual((dispute.state, dispute.resolution), ("resolved", "paid"))
        self.assertEqual(dispute.stage_id, self.env.ref("ar_specialist.dispute_stage_resolved"))
        self.assertTrue(dispute.date_closed)
        last.remove_move_reconcile()
        self.assertEqual((dispute.state, dispute.resolution, dispute.date_closed), ("open", False, False))
        self.assertFalse(dispute.stage_id.is_closing)
        self.assertFigures(dispute, open=20.0, paid=10.0)

    def test_credit_note_settles_the_contested_part(self):
        dispute = self.dispute(amount=30.0)
        self.refund(20)
        self.assertFigures(dispute, open=10.0, credited=20.0)
        note = self.refund(10)
        self.assertEqual((dispute.state, dispute.resolution), ("resolved", "credit_note"))
        self.items(note).remove_move_reconcile()
        self.assertEqual(dispute.state, "open")

    def test_credit_note_for_something_else(self):
        """100, of which 30 contested. 40 credited for other goods leave the 30; 45 more take 15 of them."""
        dispute = self.dispute(amount=30.0)
        self.refund(40, of=False)
        self.assertFigures(dispute, open=30.0)
        self.refund(45, of=False)
        self.assertFigures(dispute, open=15.0, paid=15.0)
        self.refund(15)
        self.assertFigures(dispute, credited=15.0, paid=15.0)
        self.assertEqual((dispute.state, dispute.resolution), ("resolved", "partly"))

    def test_credit_note_made_for_another_case(self):
        """It settles that case on this item and nothing of the others."""
        older, younger = self.dispute(amount=30.0), self.dispute(amount=20.0)
        younger._credit()
        self.assertFigures(older, open=30.0)
        self.assertFigures(younger, credited=20.0)

    def test_credit_note_from_before(self):
        """What was credited before the dispute is no answer to it."""
        self.refund(40)
        dispute = self.dispute(amount=30.0)
        self.assertFigures(dispute, open=30.0)
        self.pay(45)
        self.assertFigures(dispute, open=15.0, paid=15.0)

    def test_foreign_currency(self):
        """In euros, two for a dollar: 10 of 50 contested are 5 in company currency."""
        item = self.items(self.invoice(50, "2024-01-01", currency_id=self.foreign.id))
        dispute = self.dispute(item, amount=10.0)
        self.assertEqual((dispute.currency_id, dispute.amount_open_company), (self.foreign, 5.0))
        self.refund(4, item)
        self.assertFigures(dispute, open=6.0, credited=4.0)
        self.assertEqual(dispute.amount_open_company, 3.0)

    def test_two_disputes_on_one_item(self):
        """A credit note for nothing in particular settles the older dispute first."""
        older, younger = self.dispute(amount=30.0), self.dispute(amount=20.0)
        self.refund(40)
        self.assertFigures(older, credited=30.0)
        self.assertFigures(younger, open=10.0, credited=10.0)

    def test_closed_case_contests_what_it_did(self):
        dispute, second = self.dispute(amount=30.0), self.items(self.invoice(50, "2024-01-02"))
        self.pay(100)
        self.assertEqual(dispute.state, "resolved")
        for values in (
            {"amount": 5.0}, {"line_ids": [Command.update(dispute.line_ids.id, {"amount": 5.0})]},
            {"line_ids": [Command.create({"move_line_id": second.id})]}, {"move_line_ids": [Command.link(second.id)]},
        ):
            with self.refused("The case is closed"):
                dispute.write(values)
        self.assertEqual((dispute.amount, dispute.state), (30.0, "resolved"))

    def test_customer_and_person_belong_to_the_items(self):
        dispute = self.dispute(amount=30.0)
        other = self.env["ar.account"]._for(self.other_customer, self.company)
        with self.refused("is not an item of", ValidationError):
            dispute.account_id = other
        with self.refused("is not a contact of", ValidationError):
            dispute.contact_id = self.other_customer
        dispute.contact_id = self.contact

    def test_not_opened_on_a_day_to_come(self):
        """Its age, and the days to its resolution, would be less than none."""
        with self.refused("on a day to come", ValidationError):
            self.dispute(amount=30.0, date_opened="2199-01-01")

    def test_no_amount_is_all_that_is_open(self):
        self.assertEqual(self.dispute(amount=0.0).amount, 100.0)

    def test_figures_are_not_written(self):
        dispute = self.dispute(amount=30.0)
        for name, value in (("state", "resolved"), ("amount_open", 0.0), ("name", "X"), ("resolution", "paid")):
            with self.assertRaises(AccessError):
                dispute.write({name: value})
        with self.assertRaises(AccessError):
            dispute.line_ids.write({"amount_open": 0.0})
        made = self.dispute(amount=10.0, state="resolved", amount_open=3.0)
        self.assertEqual((made.state, made.amount_open), ("open", 10.0))

    def test_transitions(self):
        dispute = self.dispute(amount=30.0)
        dispute.action_cancel()
        self.assertEqual((dispute.state, dispute.amount_open), ("cancelled", 0.0))
        with self.refused("can't become"):
            dispute.action_cancel()
        dispute.action_reopen()
        self.assertEqual((dispute.state, dispute.amount_open), ("open", 30.0))
        with self.assertRaises(AccessError):
            dispute.unlink()

    def test_dragged_to_resolved(self):
        resolved = self.env.ref("ar_specialist.dispute_stage_resolved")
        dispute, inquiry = self.dispute(amount=30.0), self.dispute(amount=30.0, kind="inquiry")
        with self.refused("still contested"):
            dispute.stage_id = resolved
        inquiry.stage_id = resolved
        self.assertEqual((inquiry.state, inquiry.resolution), ("resolved", "answered"))
        inquiry.stage_id = self.env.ref("ar_specialist.dispute_stage_investigating")
        self.assertEqual(inquiry.state, "open")

    def test_amount_of_an_open_case(self):
        dispute = self.dispute(amount=30.0)
        dispute.amount = 60.0
        self.assertEqual((dispute.amount_open, dispute.amount_original), (60.0, 30.0))
        with self.assertRaises(ValidationError):
            dispute.amount = 100.5
        self.refund(20)
        dispute.amount = 20.0
        self.assertEqual((dispute.state, dispute.resolution), ("resolved", "credit_note"))

    def test_question_becomes_a_dispute(self):
        inquiry = self.dispute(kind="inquiry")
        self.assertEqual((inquiry.amount, inquiry.amount_open_company), (100.0, 0.0))
        self.refund(20)
        inquiry.kind = "dispute"
        self.assertEqual((inquiry.amount, inquiry.amount_open_company), (80.0, 80.0))
        inquiry.kind = "inquiry"
        self.assertEqual(inquiry.amount_open_company, 0.0)
        self.pay(80)
        self.assertEqual(inquiry.state, "resolved")
        with self.refused("Open the case again"):
            inquiry.kind = "dispute"

    def test_items_are_added_and_taken_out(self):
        dispute = self.dispute(amount=30.0)
        younger = self.items(self.invoice(50, "2024-02-01"))
        dispute.move_line_ids |= younger
        self.assertEqual(dispute.amount, 80.0)
        dispute.move_line_ids = younger
        self.assertEqual((dispute.amount, dispute.line_ids.move_line_id), (50.0, younger))
        dispute._credit()
        with self.refused("The case is closed"):
            dispute.line_ids.unlink()
        with self.assertRaises(AccessError):
            dispute.line_ids.write({"since_partial": 0})
