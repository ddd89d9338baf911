from odoo import models
from odoo.exceptions import AccessError, UserError

#: A payment in one of these states is nothing but what the bank said.
UNTOUCHED = ("new", "unidentified", "check", "ready", "set_aside")
LISTED = 10


class ArCashImport(models.Model):
    """Taking an import back, as long as nothing of it was applied."""

    _inherit = "ar.cash.import"

    def action_undo(self):
        """Remove the statements and remittance advices of a file; it may be imported again then.

        :raise UserError: when a payment of it was applied or booked; nothing is removed then
        :raise AccessError: for who neither imported it nor is a manager
        """
        for record in self:
            record._refuse_strangers()
            record._take_back()

    def _refuse_strangers(self):
        self.env["ar.cash.payment"].check_access("write")
        manager = self.env.user.has_group("ar_specialist.group_manager")
        if not (self.env.su or manager or self.create_uid == self.env.user):
            raise AccessError(self.env._(
                "%(user)s imported “%(file)s”. A receivables manager can take it back.",
                user=self.create_uid.name, file=self.name))

    def _take_back(self):
        # sudo: bank statements are the bookkeepers' otherwise; who takes it back was asked before
        own = self.sudo()
        statements, lines = own.statement_ids, own._lines()
        payments = lines.ar_cash_payment_ids
        advices = own._advices()
        if not own.try_lock_for_update() or len(payments.try_lock_for_update()) < len(payments):
            raise UserError(self.env._("Somebody is just working on a payment of this file. Try again in a moment."))
        self._refuse_used(lines, advices)
        self._set_state("undone")
        payments.unlink()
        advices.unlink()
        # A line of a complete statement is closed to deletion: the statement goes first.
        statements.unlink()
        lines.unlink()

    def _advices(self):
        """Return the remittance advices that the file brought in."""
        advices = self.env["ar.remittance"]
        return advices.search([("attachment_id", "=", self.attachment_id.id)]) if self.attachment_id else advices

    def _refuse_used(self, lines, advices):
        reasons = [
            self.env._("%(name)s of %(date)s is reconciled or applied", name=line.move_id.name, date=line.date)
            for line in lines
            if (line.is_reconciled and line.amount)
            or line.ar_cash_payment_ids.filtered(lambda payment: payment.state not in UNTOUCHED)
        ]
        reasons += [
            self.env._("%s was applied and undone: the log of it is kept", payment.display_name)
            for payment in lines.ar_cash_payment_ids.filtered(
                lambda payment: payment.application_ids and payment.state in UNTOUCHED)
        ]
        reasons += [
            self.env._("remittance advice %s was applied", advice.display_name)
            for advice in advices if advice.state == "done"
        ]
        if reasons:
            more = [self.env._("… and %s more", len(reasons) - LISTED)] if len(reasons) > LISTED else []
            raise UserError(self.env._(
                "“%(file)s” can't be taken back:\n%(reasons)s", file=self.name,
                reasons="\n".join([*reasons[:LISTED], *more])))
