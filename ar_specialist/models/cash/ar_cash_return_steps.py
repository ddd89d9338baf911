from odoo import fields, models
from odoo.exceptions import UserError

from .account_move_line_cash import Settling
from .ar_cash_refund import ACTIVITY


class ArCashReturn(models.Model):
    """The steps of a return: booked, undone, dismissed; each once, whoever presses first."""

    _inherit = "ar.cash.return"

    done_on = fields.Datetime(string="Booked on", readonly=True, copy=False)
    done_by_id = fields.Many2one("res.users", string="Booked by", readonly=True, copy=False, ondelete="restrict")
    undone_on = fields.Datetime(readonly=True, copy=False)
    undone_by_id = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    undo_reason = fields.Char(string="Why Undone", readonly=True, copy=False)

    def action_confirm(self):
        """Book the return, with the others of its line of the bank: what the payments had settled is open again.

        :raise UserError: in words, when something speaks against it; nothing is done then
        """
        for together in self._by_line():
            together._lock_payment()._confirm()
        return {"type": "ir.actions.act_window_close"}

    def action_undo(self, reason=None):
        """Take a booked return back, with the others of its line of the bank: payments settle what they had settled.

        :raise UserError: when its items were settled otherwise since, or the fee was paid
        """
        for together in self._by_line():
            together._lock_payment()._undo(reason)
        return {"type": "ir.actions.act_window_close"}

    def action_dismiss(self):
        """Say that the bank's line is no return of this payment."""
        self._set_state("dismissed")
        return {"type": "ir.actions.act_window_close"}

    def action_propose_again(self):
        """Take back that it is no return."""
        self._set_state("proposed")

    def _by_line(self):
        """Yield the returns with those of the same line of the bank and the same state: they are one booking."""
        left = self
        while left:
            line = left[0].statement_line_id
            of_line = [("statement_line_id", "=", line.id), ("state", "=", left[0].state)]
            together = left[0] | (self.search(of_line) if line else self.browse())
            yield together.sorted("id")
            left -= together

    def _lock_payment(self):
        """Return the returns, with the right to do their work, while nobody else works on payments or customers."""
        self.check_access("write")
        records = self.sudo()  # the books of payments are closed to specialists' own writing, as when they are applied
        records.payment_id._lock_or_refuse()
        if records.statement_line_id and not records.statement_line_id.try_lock_for_update(allow_referencing=True):
            raise UserError(self.env._(
                "Somebody else is working on this line of the bank at this very moment. Try again."))
        records.invalidate_recordset(["state"])
        return records

    def _confirm(self):
        for record in self:
            record._begin()
        self._book()
        for record in self:
            if not record.is_part:
                record.application_ids._set_state("returned")
                record.payment_id._set_state("returned", amount_left=0.0)
        self._taken_payment()._set_state("returned", amount_left=0.0)
        for record in self:
            record._raise_stages()
            record._tell_customer()

    def _begin(self):
        """Check that there is something to take back, and note how it was."""
        payment = self.payment_id
        if payment.state not in ("applied", "on_account", "unapplied"):
            raise UserError(self.env._(
                "%(payment)s is %(state)s: only what is booked on a customer's account can come back.",
                payment=payment.display_name, state=payment._state_name(payment.state).lower()))
        others = self.search([("payment_id", "=", payment.id), ("state", "=", "done")])
        if others and not self.is_part:
            raise UserError(self.env._("A part of %s came back already: undo that first.", payment.display_name))
        if self.is_charged and self.currency_id.is_zero(self.fee_charged):
            raise UserError(self.env._("Say how much the customer is charged, or don't charge it."))
        applied = payment.application_ids.filtered(lambda one: one.state == "applied")
        self.application_ids = applied
        self._set_state("done", done_on=fields.Datetime.now(), done_by_id=self.env.uid)
        self.settled_before = False
        self.payment_before = {
            "state": payment.state, "amount_left": payment.amount_left,
            "refunds": [] if self.is_part else applied._withdraw_refunds().ids,
            "taken": self._taken_payment().state or False}

    def _taken_payment(self):
        """Return the record of the bank's line among the payments, if there is one: money out that waits there."""
        return self.statement_line_id.ar_cash_payment_ids

    def _undo(self, reason):
        self._set_state(
            "undone", undone_on=fields.Datetime.now(), undone_by_id=self.env.uid, undo_reason=reason)
        for record in self:
            record._check_fee_unpaid()
        self._unbook()
        for record in self:
            record._put_back()
        if any(record.payment_before["taken"] for record in self):
            self._taken_payment()._set_state("check", amount_left=self._taken_payment().amount)

    def _put_back(self):
        """Let the payment be as it was before it came back."""
        payment, before = self.payment_id, self.payment_before
        self._settle_again()
        if self.is_part:
            payment.amount_left += sum(self.part_ids.filtered(lambda one: not one.application_line_id).mapped("amount"))
        else:
            self.application_ids._set_state("applied")
            payment._set_state(before["state"], amount_left=before["amount_left"])
        self._propose_refunds_again(before["refunds"])
        self._lower_stages()
        if self.account_id:
            self.account_id._message_log(body=self.env._("The return of %s is undone.", payment.display_name))

    def _check_fee_unpaid(self):
        owed = self.fee_move_id.line_ids.filtered(lambda line: line.account_type == "asset_receivable")
        if owed.matched_credit_ids:
            raise UserError(self.env._(
                "The fee for it, %s, has been paid by now: undo that payment first.", self.fee_move_id.name))

    def _unbook(self):
        """Take the return out of the books: the bank's line is unmatched, entries are reversed."""
        if line := self.statement_line_id:
            line.action_undo_reconciliation()
        (self.move_ids + self.fee_move_id)._ar_take_back()

    def _settle_again(self):
        """Reconcile what the payment had settled, by the same amounts.

        :raise UserError: when an item has less open by now
        """
        lines, noted = self.env["account.move.line"], self.settled_before or []  # nothing is kept as no value
        settlings = [
            Settling(lines.browse(debit), lines.browse(credit), amount,
                     self.env["ar.cash.application"].browse(application or []))
            for debit, credit, amount, application in noted]
        for one in settlings:
            if self.is_part and one.both.exists() == one.both:
                # What was settled at once again of it is settled together with the rest.
                self._between(one).with_context(ar_letting_go=True).unlink()
            self._check_still_open(one)
        lines._ar_settle(settlings)

    def _between(self, settling):
        return settling.debit.matched_credit_ids.filtered(
            lambda one: one.credit_move_id == settling.credit and one.ar_application_id == settling.application)

    def _check_still_open(self, settling):
        """Refuse to settle again what is no longer open as it was."""
        if settling.both.exists() != settling.both:
            raise UserError(self.env._("What %s had settled is no longer there.", self.payment_id.display_name))
        for line in settling.both:
            if line.currency_id.compare_amounts(abs(line.amount_residual_currency), settling.amount) < 0:
                raise UserError(self.env._(
                    "%s has been settled otherwise since the payment came back: undo that first.", line.move_name))

    def _propose_refunds_again(self, ids):
        for refund in self.env["account.payment"].browse(ids).exists().filtered(lambda one: one.state == "canceled"):
            refund.action_draft()
            refund.activity_schedule(ACTIVITY, user_id=refund.ar_application_ids[:1]._refund_approver().id)
