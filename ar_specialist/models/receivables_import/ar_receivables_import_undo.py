from odoo import models
from odoo.exceptions import UserError

from ..import_context import QUIET

LISTED = 10


class ArReceivablesImport(models.Model):
    """Taking an import back, as long as nothing was built on what it made."""

    _inherit = "ar.receivables.import"

    def action_take_back(self):
        """Remove the documents of a finished import; its customers stay.

        :raise UserError: when a document is locked, secured, or was used since; nothing is removed then
        """
        for record in self:
            record._take_back()
            record._set_state("undone")

    def _take_back(self):
        self.check_access("write")
        lines = self.line_ids.filtered(lambda line: line.state == "imported")
        moves, payments = lines.move_id, lines.payment_id
        reasons = self._reasons_against_taking_back(moves, payments)
        if reasons:
            more = self.env._("… and %s more", len(reasons) - LISTED) if len(reasons) > LISTED else ""
            raise UserError(self.env._(
                "This import can't be taken back:\n%(reasons)s", reasons="\n".join([*reasons[:LISTED], more])))
        entries = payments.move_id
        (moves + entries).line_ids.remove_move_reconcile()
        if self.company_id.restrictive_audit_trail:
            payments.with_context(**QUIET).action_cancel()
            moves.with_context(**QUIET).button_draft()
            moves.with_context(**QUIET).button_cancel()
        else:
            # Their numbers are not of a sequence, so that nothing is torn by deleting them.
            payments.with_context(**QUIET).action_draft()
            payments.with_context(**QUIET, force_delete=True).unlink()
            moves.with_context(**QUIET).button_draft()
            moves.with_context(**QUIET, force_delete=True).unlink()
        # Rows are closed to users' own writing.
        lines.sudo().write({"state": "undone"})

    def _reasons_against_taking_back(self, moves, payments):
        """Return a sentence for each document that must stay."""
        own = moves + payments.move_id
        company = self.company_id
        reasons = []
        for move in own:
            if move.state != "posted":
                reasons.append(self.env._("%s is no longer posted", move.display_name))
            elif move.date <= company._get_user_fiscal_lock_date(move.journal_id):
                reasons.append(self.env._("%s lies in a locked period", move.display_name))
            elif move.inalterable_hash:
                reasons.append(self.env._("%s is secured against change", move.display_name))
        partials = own.line_ids.matched_debit_ids + own.line_ids.matched_credit_ids
        others = (partials.debit_move_id + partials.credit_move_id).move_id - own - partials.exchange_move_id
        reasons += [
            self.env._("%s has been reconciled with one of its documents", move.display_name) for move in others
        ]
        return reasons
