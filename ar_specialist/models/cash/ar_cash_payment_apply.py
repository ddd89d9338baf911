from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command

from ...queries.cash_coins import to_coins


class ArCashPayment(models.Model):
    """Applying: what is allocated goes into the books in one step, and what is left is a credit of the customer."""

    _inherit = "ar.cash.payment"

    def _apply(self, rest="keep_open", reason=None, note=None):
        """Apply the payment to its allocations as they stand; return the `ar.cash.application`.

        :param rest: what becomes of the difference, a key of :data:`.ar_cash_application.RESTS`
        :param reason: the `ar.deduction.reason` or `ar.dispute.reason` that goes with it
        :raise UserError: in words, when something speaks against it; nothing is done then
        """
        self.ensure_one()
        self.check_access("write")
        self._check_companies(self.allocation_ids.move_line_id)
        payment = self.sudo()  # the books of payments are closed to specialists' own writing; applying is their work
        payment._lock_or_refuse()
        if against := payment._against_applying():
            raise UserError(against)
        application = payment._apply_all(rest=rest, note=note)
        application._settle_rest(rest, reason, note)
        payment._learn(application)
        return application.sudo(False)

    def _keep_on_account(self, on_purpose=True):
        """Book payments of known customers as credits on their accounts, without items; return the applications.

        :param on_purpose: whether somebody chose to keep them there; else they wait for their items
        :raise UserError: when the customer is unknown, or the money no longer there
        """
        self.check_access("write")
        payments = self.sudo()  # as `_apply`
        payments._lock_or_refuse()
        payments.allocation_ids.unlink()
        for payment in payments:
            if not payment.partner_id:
                raise UserError(self.env._("Say first which customer %s is from.", payment.display_name))
            if against := payment._against_source():
                raise UserError(against)
        booked = payments.filtered("move_line_id")
        booked._set_state("on_account" if on_purpose else "unapplied")
        made = (payments - booked)._apply_all(rest="on_account" if on_purpose else "keep_open")
        if on_purpose:
            payments._learn(made)
        return made.sudo(False)

    def _apply_all(self, batch=None, **values):
        """Apply each payment to its allocations, all of them in one plan; return the applications.

        Nothing is asked any more: customers are locked and nothing speaks against it.
        """
        applications = self.env["ar.cash.application"].create([
            {**payment._application_values(batch), **values} for payment in self])
        applications._book()
        applications._tell_payments()
        return applications

    def _left_and_written_off(self):
        """Return what of the payment stays a credit, and what is written off as it is within the tolerance.

        Where a person chose the items, or has to choose about the difference, nothing is written off by itself.
        """
        left = self._left_after()
        if not left or self.is_chosen or self.choice or not self.allocation_ids:
            return left, 0.0
        allowed = self.company_id._cash_rules().allowed(self.currency_id.id)
        within = abs(to_coins(left, self.currency_id.decimal_places)) <= allowed
        return (0.0, left) if within else (left, 0.0)

    def _application_values(self, batch):
        left, written_off = self._left_and_written_off()
        day = self.company_id._ar_today()
        return {
            "payment_id": self.id, "company_id": self.company_id.id, "currency_id": self.currency_id.id,
            "account_id": self.account_id.id, "batch_id": batch and batch.id, "date": day,
            "is_automatic": bool(batch and batch.is_automatic), "state_before": self.state,
            "source": "credit" if self.move_line_id else "statement",
            "statement_partner_id": self.statement_line_id.partner_id.id,
            "amount": self.currency_id.round(self.amount_left - left - written_off), "amount_left": left,
            "written_off": written_off,
            "line_ids": [Command.create(line._application_line_values()) for line in self.allocation_ids],
        }
