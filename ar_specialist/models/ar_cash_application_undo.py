from odoo import fields, models
from odoo.exceptions import UserError


class ArCashApplication(models.Model):
    """Undoing: the books are as before, nothing of an entry that others can see vanishes, the log keeps both."""

    _inherit = "ar.cash.application"

    def action_undo(self, reason=None):
        """Take applications back: their items are open again, their payments wait for somebody's look.

        :raise UserError: when what was left of the payment was used since, or a period is locked; nothing is done then
        """
        self.payment_id.check_access("write")
        self._undo(reason)
        return True

    def _undo(self, reason=None):
        applications = self.sudo()  # as applying: the books of payments are closed to specialists' own writing
        applications.payment_id._lock_or_refuse()
        applications.invalidate_recordset(["state"])
        applications._set_state(
            "undone", undone_on=fields.Datetime.now(), undone_by_id=self.env.uid, undo_reason=reason)
        applications._check_left_unused()
        applications._take_back()
        applications.payment_id._unlearn(applications)

    def _check_left_unused(self):
        """Refuse to undo what something else was built on."""
        later = self.search([
            ("payment_id", "in", self.payment_id.ids), ("state", "in", ("applied", "returned")),
            ("id", "not in", self.ids)])
        for application in self:
            used = later.filtered(lambda one, mine=application: one.payment_id == mine.payment_id and one.id > mine.id)
            if used:
                raise UserError(self.env._(
                    "%(payment)s was applied again since, on %(day)s: undo that first.",
                    payment=application.payment_id.display_name, day=used[0].date))
        for payment in self.filtered(lambda one: one.source == "statement").payment_id:
            lines = payment.statement_line_id.line_ids
            partials = lines.matched_debit_ids + lines.matched_credit_ids
            own = self.partial_ids
            sides = (partials - own).debit_move_id.move_id + (partials - own).credit_move_id.move_id
            if sides - own.exchange_move_id - lines.move_id:
                raise UserError(self.env._(
                    "Money of %s has been reconciled elsewhere since: undo that first.", payment.display_name))

    def _take_back(self):
        """Undo in the books, newest first: reconciliations, entries, counterparts on statements' entries."""
        self.partial_ids.unlink()
        entries = self.move_ids.filtered(lambda move: move.state == "posted" and not move.reversal_move_ids)
        entries._ar_take_back()
        for application in self.sorted("id", reverse=True):
            if application.source == "credit":
                application.payment_id._set_state(
                    "check", amount_left=application._money())
        self.filtered(lambda one: one.source == "statement")._empty_statements()

    def _empty_statements(self):
        """Give the entries of statement lines their suspense items back, and who they were from before."""
        if not self:
            return
        by_partner = self.grouped("statement_partner_id")
        for partner, applications in by_partner.items():
            lines = applications.payment_id.statement_line_id
            self._quiet(lines).write({"partner_id": partner.id})
        payments = self.payment_id
        for amount, alike in payments.grouped("amount").items():
            alike._set_state("check", amount_left=amount, move_line_id=False)
        self._replace_lines([
            line._prepare_move_line_default_vals()[1] for line in payments.statement_line_id])
