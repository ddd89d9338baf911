from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common_provision import EXPOSURES, ProvisionCommon


@freeze_time("2023-07-05")
@tagged("-at_install", "post_install")
class TestProvision(ProvisionCommon):
    """What is owed, by segment and bucket, and what of it is expected to be lost."""

    def test_e1_in_the_ledger(self):
        """E1: the published matrix, from posted items to the entry: 580,000 to the cent."""
        self.owe(EXPOSURES, "2023-06-30")
        provision = self.propose()
        self.assertEqual(provision.line_ids.mapped("label"), ["Not due", "1-30", "31-60", "61-90", "> 90"])
        self.assertEqual(provision.line_ids.mapped("exposure"), list(EXPOSURES))
        self.assertEqual(provision.line_ids.mapped("amount"), [45_000, 120_000, 144_000, 165_000, 106_000])
        self.assertEqual((provision.amount, provision.receivables), (580_000, 30_000_000))
        self.post(provision)
        self.assertEqual(self.balance(self.allowance, "2023-06-30"), -580_000)
        self.assertEqual(self.balance(self.loss, "2023-06-30"), 580_000)

    def test_proposing_twice_is_proposing_once(self):
        provision = self.propose()
        self.assertEqual(self.propose(), provision)
        provision.action_cancel()
        self.assertNotEqual(self.propose(), provision)

    def test_without_a_matrix(self):
        self.matrix.active = False
        with self.assertRaisesRegex(UserError, "no provision matrix"):
            self.propose()

    def test_it_adds_up_to_the_ledger(self):
        """Segments, named items and credits left out come to the receivables of the general ledger."""
        matrix = self.matrix_with_segment(f"[('id', '=', {self.other_customer.id})]")
        self.company.ar_provision_matrix_id = matrix
        [named, *_] = self.owe([100, 200, 300, 400, 500], "2023-06-30")
        self.owe([10, 20, 30, 40, 50], "2023-06-30", partner=self.other_customer)
        self.entry(-170, "2023-06-10", partner=self.other_customer)
        self.entry(-70, "2023-06-10", partner=self.other_customer.copy())
        provision = self.propose()
        provision.specific_ids = [Command.create({"move_line_id": named.id, "rate": 0.5, "reason": "Insolvent"})]
        self.assertEqual(provision.receivables, self.ledger_balance("2023-06-30"))
        self.assertEqual(
            provision.exposure_matrix + provision.exposure_specific + provision.credits_left, provision.receivables)
        self.assertEqual((provision.exposure_specific, provision.amount_specific), (100, 50))
        # 170 + 70 of credits: the former customer owes nothing any more and keeps 20, the latter owes nothing at all.
        self.assertEqual(provision.credits_left, -90)
        special = provision.line_ids.filtered(lambda line: line.segment_name == "Special")
        self.assertEqual(special.mapped("exposure"), [0, 0, 0, 0, 0])
        rest = provision.line_ids - special
        self.assertEqual(rest.mapped("exposure"), [0, 200, 300, 400, 500])

    def test_credits_left_out(self):
        self.matrix.credits = "gross"
        self.owe([100, 0.01, 0.01, 0.01, 50], "2023-06-30")
        self.entry(-30, "2023-06-10")
        provision = self.propose()
        self.assertEqual(provision.line_ids.mapped("exposure"), [100, 0.01, 0.01, 0.01, 50])
        self.assertEqual(provision.credits_left, -30)
        self.matrix.credits = "net"
        provision.action_renew()
        self.assertEqual(provision.line_ids.mapped("exposure"), [100, 0.01, 0.01, 0.01, 20])

    def test_factor(self):
        self.owe([1000, 1000, 1000, 1000, 1000], "2023-06-30")
        provision = self.propose()
        self.assertEqual(provision.amount, 3 + 16 + 36 + 66 + 106)
        provision.factor = 1.5
        self.assertEqual(provision.amount, 4.5 + 24 + 54 + 99 + 159)
        with self.assertRaisesRegex(UserError, "factor is not 1"):
            provision.action_review()
        provision.write({"factor": 20.0, "factor_reason": "A deluge is expected"})
        self.assertEqual(provision.line_ids.mapped("rate"), [0.06, 0.32, 0.72, 1.0, 1.0])
        provision.action_review()
        self.assertEqual(provision.state, "review")

    def test_flat_rate_without_tax(self):
        """Local rules: one per cent of what is owed without sales tax, whatever its age."""
        self.company.ar_provision_matrix_id = self.make_matrix(kind="flat", segment_ids=[
            Command.create({"name": "All", "flat_rate": 0.01, "tax_rate": 0.19})])
        self.owe([1190, 119, 0.01, 0.01, 11.9], "2023-06-30")
        provision = self.propose()
        self.assertEqual(provision.line_ids.mapped("base"), [1000, 100, 0.01, 0.01, 10])
        self.assertEqual(provision.line_ids.mapped("amount"), [10, 1, 0, 0, 0.1])

    def test_named_items(self):
        [item, *_] = self.owe([100, 200, 300, 400, 500], "2023-06-30")
        self.match(item, self.entry(-40, "2023-06-15"))
        self.match(item, self.entry(-10, "2023-07-02"))
        provision = self.propose()
        provision.specific_ids = [Command.create({"move_line_id": item.id, "rate": 1.0})]
        named = provision.specific_ids
        self.assertEqual((named.exposure, named.amount), (60, 60), "open on the day of the provision")
        self.assertEqual(provision.line_ids.mapped("exposure"), [0, 200, 300, 400, 500])
        with self.assertRaisesRegex(UserError, "Say why"):
            provision.action_review()
        named.write({"reason": "Insolvent", "amount": 61})
        with self.assertRaisesRegex(UserError, "more than"):
            provision.action_review()
        named.amount = 25
        self.assertEqual(provision.amount_specific, 25)
        named.unlink()
        self.assertEqual(provision.line_ids.mapped("exposure"), [60, 200, 300, 400, 500])

    def test_buckets_cut_otherwise(self):
        self.owe([1000, 1000, 1000, 1000, 1000], "2023-06-30")
        provision = self.propose()
        self.buckets.limits = "30, 60"
        self.assertTrue(self.matrix.is_stale)
        with self.assertRaisesRegex(UserError, "buckets of matrix"):
            provision.action_renew()
        self.assertEqual(provision.line_ids.mapped("label"), ["Not due", "1-30", "31-60", "61-90", "> 90"])
        self.matrix.action_renew_buckets()
        self.assertEqual(self.matrix.rate_ids.mapped("rate"), [0.003, 0.016, 0.036, 0.0])
        self.assertFalse(self.matrix.is_stale)

    def test_what_figures_open(self):
        items = self.owe([100, 200, 300, 400, 500], "2023-06-30")
        credit = self.entry(-70, "2023-06-10", partner=self.other_customer)
        self.env.flush_all()
        provision = self.propose()
        provision.specific_ids = [Command.create({"move_line_id": items[1].id, "reason": "Insolvent"})]

        def opened(action):
            return self.env["account.move.line"].search(action["domain"])

        self.assertEqual(opened(provision.line_ids[2].action_open_items()), items[2])
        self.assertEqual(opened(provision.action_open_part("exposure_specific")), items[1])
        self.assertEqual(opened(provision.action_open_part("receivables")), items + credit)
        self.assertEqual(opened(provision.action_open_part("credits_left")), credit)

    def test_queries_do_not_grow(self):
        def queries(count):
            partners = self.env["res.partner"].create([{"name": f"Customer {number}"} for number in range(count)])
            self.env["account.move"].create([{
                "move_type": "entry", "date": "2023-06-01", "line_ids": [
                    Command.create({"account_id": self.customer.property_account_receivable_id.id,
                                    "partner_id": partner.id, "balance": 10.0, "date_maturity": "2023-06-01"}),
                    Command.create({"account_id": self.revenue.id, "balance": -10.0})],
            } for partner in partners]).action_post()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            provision.action_renew()
            return self.cr.sql_log_count - before

        provision = self.propose()
        queries(2)
        self.assertEqual(queries(10), queries(200))
