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
        """Book the return: what the payment had settled is open again.

        :raise UserError: in words, when something speaks against it; nothing is done then
        """
        for record in self:
            record._lock_payment()._confirm()
        return {"type": "ir.actions.act_window_close"}

    def action_undo(self, reason=None):
        """Take a booked return back: the payment settles what it had settled.

        :raise UserError: when its items were settled otherwise since, or the fee was paid
        """
        for record in self:
            record._lock_payment()._undo(reason)
        return {"type": "ir.actions.act_window_close"}

    def action_dismiss(self):
        """Say that the bank's line is no return of this payment."""
        self._set_state("dismissed")
        return {"type": "ir.actions.act_window_close"}

    def action_propose_again(self):
        """Take back that it is no return."""
        self._set_state("proposed")

    def _lock_payment(self):
        """Return the return, with the right to do its work, while nobody else works on the payment or its customer."""
        self.check_access("write")
        record = self.sudo()  # the books of payments are closed to specialists' own writing, as when they are applied
        record.payment_id._lock_or_refuse()
        record.invalidate_recordset(["state"])
        return record

    def _confirm(self):
        payment = self.payment_id
        if payment.state not in ("applied", "on_account", "unapplied"):
            raise UserError(self.env._(
                "%(payment)s is %(state)s: only what is booked on a customer's account can come back.",
                payment=payment.display_name, state=payment._state_name(payment.state).lower()))
        applied = payment.application_ids.filtered(lambda one: one.state == "applied")
        self.application_ids = applied
        self._set_state("done", done_on=fields.Datetime.now(), done_by_id=self.env.uid)
        self.payment_before = {
            "state": payment.state, "amount_left": payment.amount_left,
            "refunds": applied._withdraw_refunds().ids, "taken": self._taken_payment().state or False}
        self._book()
        applied._set_state("returned")
        payment._set_state("returned", amount_left=0.0)
        self._taken_payment()._set_state("returned", amount_left=0.0)
        self._raise_stages()
        self._tell_customer()

    def _taken_payment(self):
        """Return the record of the bank's line among the payments, if there is one: money out that waits there."""
        return self.statement_line_id.ar_cash_payment_ids

    def _undo(self, reason):
        payment, before = self.payment_id, self.payment_before
        self._set_state(
            "undone", undone_on=fields.Datetime.now(), undone_by_id=self.env.uid, undo_reason=reason)
        self._check_fee_unpaid()
        self._unbook()
        self._settle_again()
        self.application_ids._set_state("applied")
        payment._set_state(before["state"], amount_left=before["amount_left"])
        if before["taken"]:
            self._taken_payment()._set_state("check", amount_left=self._taken_payment().amount)
        self._propose_refunds_again(before["refunds"])
        self._lower_stages()
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
        lines = self.env["account.move.line"]
        settlings = [
            Settling(lines.browse(debit), lines.browse(credit), amount,
                     self.env["ar.cash.application"].browse(application or []))
            for debit, credit, amount, application in self.settled_before or []]  # nothing is kept as no value
        for one in settlings:
            self._check_still_open(one)
        lines._ar_settle(settlings)

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
            refund.activity_schedule(ACTIVITY, user_id=(self.company_id.ar_manager_id or self.env.user).id)
