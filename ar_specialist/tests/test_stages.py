from odoo.exceptions import AccessError, UserError
from odoo.fields import Date
from odoo.tests import tagged

from ..hooks import pre_init_hook
from .common_follow_up_stages import StagesCommon


@tagged("-at_install", "post_install")
class TestStages(StagesCommon):
    """Stages move forward by levels, back when paid, anywhere by hand; each change says who, when and why."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first, cls.second = cls.invoice(100, "2024-01-01"), cls.invoice(50, "2024-01-05")

    def test_starts_at_the_first_stage(self):
        self.assertFalse(self.first.ar_stage_id)
        self.assertEqual(self.first.ar_stage_shown_id, self.current)
        self.assertEqual(self.account().stage_id, self.current)
        self.assertFalse(self.invoice(10, "2024-01-01", move_type="out_refund").ar_stage_shown_id)

    def test_sent_levels_move_each_invoice_to_its_own_stage(self):
        self.sent({self.first: self.firm, self.second: self.friendly})._after_sent()
        self.assertEqual((self.first.ar_stage_id, self.second.ar_stage_id), (self.chasing, self.reminded))
        self.assertEqual(self.account().stage_id, self.chasing, "the most severe one")
        self.assertEqual(self.told(self.first), [("Current", "Chasing", "“Firm” was sent.")])
        self.assertEqual(
            self.told(self.account()), [("Current", "Chasing", "The most severe stage of the open invoices.")])

    def test_levels_move_forward_only(self):
        self.first._ar_move_stage(self.final, "agreed with the manager")
        self.sent({self.first: self.friendly})._after_sent()
        self.assertEqual(self.first.ar_stage_id, self.final)
        self.first._ar_move_stage(self.reminded, "they called", forward_only=False)
        self.assertEqual(self.first.ar_stage_id, self.reminded)

    def test_what_is_not_sent_or_not_counted_moves_nothing(self):
        notice = self.sent({self.first: self.firm})
        notice.line_ids.counted = False
        notice._after_sent()
        self.assertFalse(self.first.ar_stage_id)

    def test_instalments_take_the_severest(self):
        """Of two items of one invoice the later level counts, whichever line comes first."""
        term = self.env["account.payment.term"].create({"name": "halves", "line_ids": [
            (0, 0, {"value": "percent", "value_amount": 50, "nb_days": days}) for days in (0, 30)]})
        invoice = self.invoice(100, "2024-01-01", due=term)
        early, late = self.items(invoice).sorted("date_maturity")
        self.sent({early: self.firm, late: self.friendly})._after_sent()
        self.assertEqual(invoice.ar_stage_id, self.chasing)

    def test_paid_goes_back_and_unpaid_returns(self):
        self.sent({self.first: self.firm, self.second: self.friendly})._after_sent()
        self.match(self.first, self.entry(-100, "2024-02-10"))
        self.assertEqual(self.first.ar_stage_shown_id, self.current)
        self.assertEqual(self.told(self.first)[-1], ("Chasing", "Current", "Nothing is open any more."))
        self.assertEqual(self.account().stage_id, self.reminded, "the other one is still open")
        self.items(self.first).remove_move_reconcile()
        self.assertEqual(self.first.ar_stage_id, self.chasing)
        self.assertEqual(self.account().stage_id, self.chasing)
        self.assertEqual(len(self.told(self.first)), 3)

    def test_stage_by_hand_returns_with_the_item(self):
        """What a person said of the invoice is not lost by a payment that is undone, nor overruled by levels."""
        self.sent({self.first: self.friendly})._after_sent()
        self.first.with_user(self.specialist).ar_stage_shown_id = self.final
        self.match(self.first, self.entry(-100, "2024-02-10"))
        self.assertFalse(self.first.ar_stage_id)
        self.items(self.first).remove_move_reconcile()
        self.assertEqual((self.first.ar_stage_id, self.account().stage_id), (self.final, self.final))
        self.assertEqual(
            self.told(self.first)[-1],
            ("Current", "Final notice", "Open again: back to the stage it had before it was settled."))

    def test_back_to_the_first_stage_by_hand_stays(self):
        self.sent({self.first: self.firm})._after_sent()
        self.first.with_user(self.specialist).ar_stage_shown_id = self.current
        self.match(self.first, self.entry(-100, "2024-02-10"))
        self.items(self.first).remove_move_reconcile()
        self.assertFalse(self.first.ar_stage_id)

    def test_moved_by_hand_while_settled(self):
        """What is said last counts, also of an invoice that is paid."""
        self.sent({self.first: self.firm})._after_sent()
        self.match(self.first, self.entry(-100, "2024-02-10"))
        self.first.with_user(self.specialist).ar_stage_shown_id = self.reminded
        self.items(self.first).remove_move_reconcile()
        self.assertEqual(self.first.ar_stage_id, self.reminded)

    def test_stage_when_settled_is_nobodys(self):
        self.assertNotIn("ar_stage_settled_id", self.first.with_user(self.manager).fields_get())
        with self.assertRaises(AccessError):
            self.first.with_user(self.manager).write({"ar_stage_settled_id": self.final.id})

    def test_part_payment_keeps_the_stage(self):
        self.sent({self.first: self.firm})._after_sent()
        self.match(self.first, self.entry(-99, "2024-02-10"))
        self.assertEqual(self.first.ar_stage_id, self.chasing)

    def test_credited_goes_back(self):
        self.sent({self.first: self.firm})._after_sent()
        self.match(self.first, self.invoice(100, "2024-02-01", move_type="out_refund"))
        self.assertFalse(self.first.ar_stage_id)

    def test_paid_by_who_may_not_move_stages(self):
        self.sent({self.first: self.firm})._after_sent()
        payment = self.entry(-100, "2024-02-10")
        (self.items(self.first) | payment).with_user(self.biller).reconcile()
        self.assertFalse(self.first.ar_stage_id)
        self.assertEqual(self.account().stage_id, self.current)

    def test_registered_payment_is_told_once(self):
        """The payment changes other tracked fields in the same transaction; the stage stands in one note only."""
        self.sent({self.first: self.firm})._after_sent()
        self.flush_tracking()
        wizard = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=self.first.ids)
        wizard.create({})._create_payments()
        self.assertFalse(self.first.ar_stage_id)
        self.assertEqual([to for _from, to, _text in self.told(self.first)], ["Chasing", "Current"])

    def test_by_hand(self):
        self.flush_tracking()
        self.first.with_user(self.specialist).ar_stage_shown_id = self.final
        self.assertEqual(self.first.ar_stage_id, self.final)
        self.assertEqual(self.first.ar_stage_date, Date.context_today(self.first))
        self.assertEqual(self.told(self.first), [("Current", "Final notice", "Moved by hand.")])
        self.assertEqual(self.first.message_ids[0].author_id, self.specialist.partner_id)
        self.assertEqual(self.account().stage_id, self.final)
        self.first.with_user(self.specialist).ar_stage_shown_id = self.current
        self.assertFalse(self.first.ar_stage_id)

    def test_only_specialists_move_invoices(self):
        with self.assertRaisesRegex(AccessError, "Only receivables specialists"):
            self.first.with_user(self.biller).with_context(ar_stage_by_rule=True).sudo(False).write(
                {"ar_stage_id": self.final.id})
        with self.assertRaises(AccessError):
            self.first.with_user(self.auditor).write({"ar_stage_id": self.final.id})
        with self.assertRaises(AccessError):
            self.account().with_user(self.auditor).write({"stage_id": self.final.id})
        with self.assertRaises(AccessError):
            self.account().with_user(self.auditor).action_unpin_stage()

    def test_dragged_account_is_pinned(self):
        account = self.account().with_user(self.specialist)
        self.flush_tracking()
        account.stage_id = self.final
        self.assertTrue(account.stage_pinned)
        self.assertRegex(self.told(self.account())[-1][2], "Moved by hand: the stage stays")
        self.sent({self.first: self.firm})._after_sent()
        self.assertEqual(account.stage_id, self.final)
        account.action_unpin_stage()
        self.assertEqual((account.stage_id, account.stage_pinned), (self.chasing, False))

    def test_stage_of_another_company_changes_nothing(self):
        other = self.setup_other_company()["company"]
        foreign = self.env["ar.stage"].create({"name": "Theirs", "sequence": 90, "company_id": other.id})
        self.assertFalse(self.first._ar_move_stage(foreign, "wrong company"))
        self.assertFalse(self.first.ar_stage_id)
        with self.assertRaises(UserError):
            self.first.ar_stage_id = foreign

    def test_shared_customer_has_a_stage_in_each_company(self):
        other = self.setup_other_company()
        theirs = self.account(company=other["company"])
        self.sent({self.first: self.firm})._after_sent()
        self.assertEqual((self.account().stage_id, theirs.stage_id), (self.chasing, self.current))

    def test_search_by_stage_shown(self):
        self.second._ar_move_stage(self.chasing, "late")
        mine = [("id", "in", (self.first | self.second).ids)]
        search = self.env["account.move"].search
        self.assertEqual(search([*mine, ("ar_stage_shown_id", "=", self.current.id)]), self.first)
        self.assertEqual(search([*mine, ("ar_stage_shown_id", "=", self.chasing.id)]), self.second)
        self.assertEqual(search([*mine, ("ar_stage_shown_id", "!=", self.chasing.id)]), self.first)

    def test_board_has_a_column_for_each_stage(self):
        """What has no stage yet stands in the first column; empty stages are there to be dragged to."""
        self.second._ar_move_stage(self.chasing, "late")
        moves = self.env["account.move"].with_user(self.specialist).with_context(read_group_expand=True)
        columns = moves.formatted_read_group(
            [("id", "in", (self.first | self.second).ids)], ["ar_stage_shown_id"],
            ["__count", "amount_residual_signed:sum"])
        told = {column["ar_stage_shown_id"][0]: (
            column["__count"], column["amount_residual_signed:sum"]) for column in columns}
        self.assertEqual((told[self.current.id], told[self.chasing.id]), ((1, 100.0), (1, 50.0)))
        every = self.env["ar.stage"]._stages_of(self.company)
        self.assertEqual(list(told), every.ids, "in their order, empty ones too")
        for column in columns:
            found = moves.search([("id", "in", (self.first | self.second).ids), *column["__extra_domain"]])
            self.assertEqual(len(found), column["__count"])

    def test_board_is_for_who_may_see_stages(self):
        with self.assertRaises(AccessError):
            self.env["account.move"].with_user(self.biller).formatted_read_group([], ["ar_stage_shown_id"], ["__count"])

    def test_open_items_show_stage_level_and_hold(self):
        self.sent({self.first: self.firm})._after_sent()
        self.env["ar.hold"].create({
            "account_id": self.account().id, "move_line_id": self.items(self.first).id, "reason": "checks"})
        first, second = (self.env["ar.open.item"].browse(self.items(each).id) for each in (self.first, self.second))
        self.assertEqual((first.stage_id, first.last_level_id, first.is_on_hold), (self.chasing, self.firm, True))
        self.assertEqual((second.stage_id, second.last_level_id.id, second.is_on_hold), (self.current, False, False))

    def test_queries_do_not_grow(self):
        def queries(count):
            moves = self.env["account.move"].union(*(self.invoice(1, "2024-01-01", post=False) for _ in range(count)))
            moves.action_post()
            notice = self.sent(dict.fromkeys(moves, self.firm))
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            notice._after_sent()
            self.env.flush_all()
            return self.cr.sql_log_count - before

        queries(2)
        few, many = queries(10), queries(200)
        self.assertLessEqual(many, few + 4, f"{few} queries for 10 invoices, {many} for 200")


@tagged("-at_install", "post_install")
class TestStageColumns(StagesCommon):
    def test_columns_start_empty(self):
        """What the hook made before installing is what the fields use, so nothing was computed for old invoices."""
        self.invoice(10, "2024-01-01")
        self.env.flush_all()
        self.cr.execute("ALTER TABLE account_move DROP COLUMN ar_stage_id CASCADE, DROP COLUMN ar_stage_date CASCADE,"
                        " DROP COLUMN ar_stage_settled_id CASCADE")
        pre_init_hook(self.env)
        pre_init_hook(self.env)
        self.cr.execute("SELECT COUNT(*), COUNT(ar_stage_id), COUNT(ar_stage_date) FROM account_move")
        moves, staged, dated = self.cr.fetchone()
        self.assertGreater(moves, 0)
        self.assertEqual((staged, dated), (0, 0))
        for name in ("ar_stage_id", "ar_stage_date", "ar_stage_settled_id"):
            self.assertTrue(self.env["account.move"]._fields[name].store)
            self.assertFalse(self.env["account.move"]._fields[name].compute)
