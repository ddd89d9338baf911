from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .common_remittances import RemittanceCommon


@freeze_time("2024-06-20")
@tagged("-at_install", "post_install")
class TestRemittanceLinks(RemittanceCommon):
    """An advice finds its payment, whichever of the two comes first, and makes its proposal."""

    def lines(self):
        return [(self.first.name, 900), (self.second.name, 500)]

    def test_advice_first(self):
        advice = self.advice(*self.lines(), payer="Azure Interior")
        payment = self.received(1400.0, "/", "AZURE INTERIOR")
        self.assertRecordValues(advice, [{"state": "linked", "payment_id": payment.id}])
        self.assertEqual(
            sorted((line.move_line_id.move_id.name, line.amount) for line in payment.allocation_ids),
            [(self.first.name, 900.0), (self.second.name, 500.0)])

    def test_payment_first(self):
        payment = self.received(1400.0, "/", "AZURE INTERIOR")
        before = payment.allocation_ids
        advice = self.advice(*self.lines(), payer="Azure Interior")
        self.assertEqual(advice.payment_id, payment)
        self.assertNotEqual(payment.allocation_ids, before, "proposed anew")
        self.assertEqual(sum(payment.allocation_ids.mapped("amount")), 1400.0)

    def test_who_paid_is_known_with_the_proposal_only(self):
        """The payer bears another name than the customer; its text names an invoice."""
        advice = self.advice(*self.lines(), payer="Azure Interior")
        payment = self.received(1400.0, self.first.name, "Holding of somebody")
        self.assertEqual(advice.payment_id, payment)
        self.assertEqual(payment.allocation_ids.mapped("amount"), [900.0, 500.0])

    def test_the_advices_of_a_collective_booking(self):
        """The bank books one sum and notifies each payment of it under the booking's reference."""
        payment = self.received(1500.0, "COLLECTIVE", ar_bank_reference="BATCH-0042")
        told = [self.told((number, amount), reference="BATCH-0042", payer=f"Payer of {amount}")
                for number, amount in ((self.first.name, 1000), (self.second.name, 500))]
        advices = self.advices._from_advices(told, self.company, "bank")
        self.assertEqual(advices.payment_id, payment)
        self.assertEqual(advices.mapped("state"), ["linked", "linked"])
        self.assertEqual(payment.allocation_ids.move_line_id.move_id, self.first + self.second)

    def test_documents_in_coins_as_told(self):
        advice = self.advice((self.first.name, "979.99", "20.01"), ("X", None), ("gone", 0), amount=None)
        advice.amount = 1400.0
        payment = self.received(1400.0, "anything")
        advice._link_to(payment)
        [documents] = payment._remittance_documents().values()
        self.assertEqual(
            [(one.number, one.amount, one.discount) for one in documents],
            [(self.first.name, 97999, 2001), ("X", None, 0)])

    def test_a_person_chooses_between_payments_alike(self):
        rivals = [self.received(1400.0, text, "Azure Interior") for text in ("a", "b")]
        advice = self.advice(*self.lines(), payer="Azure Interior").with_user(self.specialist)
        self.assertEqual((advice.state, len(advice.suggested_ids)), ("open", 2))
        self.assertTrue(advice.action_find_payment()["params"]["message"])
        rivals[1].with_user(self.specialist).with_context(ar_remittance_id=advice.id).action_link_remittance()
        self.assertEqual(advice.payment_id, rivals[1])
        self.assertEqual(rivals[1].allocation_ids.mapped("amount"), [900.0, 500.0])
        with self.assertRaises(UserError):
            advice._link_to(rivals[0])
        advice.action_unlink_payment()
        self.assertEqual((advice.state, advice.payment_id.id), ("open", False))

    def test_applied_and_undone(self):
        advice = self.advice(*self.lines(), payer="Azure Interior")
        payment = self.received(1400.0, "/", "Azure Interior")
        application = payment._apply()
        self.assertEqual(advice.state, "done")
        self.assertEqual((self.first.amount_residual, self.second.amount_residual), (100.0, 0.0))
        application.action_undo()
        self.assertEqual((advice.state, advice.payment_id), ("linked", payment))
        self.assertEqual((self.first.amount_residual, self.second.amount_residual), (1000.0, 500.0))

    def test_a_payment_that_is_no_customers_gives_its_advice_back(self):
        advice = self.advice(*self.lines(), payer="Azure Interior")
        payment = self.received(1400.0, "/", "Azure Interior")
        payment._set_state("set_aside")
        self.assertEqual((advice.state, advice.payment_id.id), ("open", False))

    def test_a_change_makes_the_proposal_anew(self):
        advice = self.advice((self.first.name, 900), payer="Azure Interior")
        payment = self.received(900.0, "/", "Azure Interior")
        self.assertEqual(payment.allocation_ids.move_line_id.move_id, self.first)
        advice.with_user(self.specialist).line_ids[0].write({"number": self.second.name, "amount": 500.0})
        self.assertEqual(payment.allocation_ids.move_line_id.move_id, self.second)

    def test_cancelled_it_says_nothing_any_more(self):
        advice = self.advice((self.second.name, 400), payer="Azure Interior")
        payment = self.received(400.0, "/", "Azure Interior")
        advice.line_ids.unlink()
        self.assertFalse(payment._remittance_documents(), "its lines neither")
        advice.action_cancel()
        self.assertEqual((advice.state, payment.remittance_ids.ids), ("cancelled", []))
        self.assertFalse(payment._remittance_documents())

    def test_no_payment_is_given_to_two(self):
        first = self.advice(*self.lines(), payer="Azure Interior")
        payment = self.received(1400.0, "/", "Azure Interior")
        second = self.advice((self.first.name, 1400), payer="Azure Interior")
        self.assertEqual((first.payment_id, second.payment_id.id), (payment, False))

    def test_from_payment_to_advice_and_back(self):
        advice = self.advice(*self.lines(), payer="Azure Interior")
        payment = self.received(1400.0, "/", "Azure Interior")
        self.assertEqual(payment.remittance_count, 1)
        self.assertEqual(payment.action_open_remittances()["res_id"], advice.id)
        self.assertEqual(advice.action_open_payment()["res_id"], payment.id)
