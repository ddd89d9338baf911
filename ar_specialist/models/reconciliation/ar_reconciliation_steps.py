from odoo import models
from odoo.exceptions import UserError

from ...logic.reconciliation_facts import UNAPPLIED, UNIDENTIFIED


class ArReconciliationMatch(models.Model):
    """What is done about a difference, in one click."""

    _inherit = "ar.reconciliation.match"

    def _documents(self):
        """Return what a row is about, which it keeps when the books are compared again."""
        return frozenset(self.move_line_ids.ids), frozenset(self.line_ids.ids), self.code, self.currency_id.id

    def _done(self):
        """Return what was done about a row."""
        return {
            "step": self.step, "step_on": self.step_on, "step_by_id": self.step_by_id.id,
            "dispute_id": self.dispute_id.id, "note": self.note}

    def _note_step(self, step, **values):
        self.check_access("write")
        if any(row.reconciliation_id.state not in ("matched", "sent") for row in self):
            raise UserError(self.env._("This reconciliation is closed."))
        self.sudo().write({  # only the note is open to users' own writing
            "step": step, "step_on": self.company_id._ar_today(), "step_by_id": self.env.uid, **values})

    def action_send_copy(self):
        """Open the mail that brings the invoice once more; the step is noted when it goes out."""
        self.ensure_one()
        moves = self.move_line_ids.move_id.filtered(lambda move: move.is_sale_document())
        if not moves:
            raise UserError(self.env._("There is no invoice to send: this is another kind of entry."))
        action = moves[:1].action_send_and_print()
        return {**action, "context": {**action.get("context", {}), "ar_reconciliation_match_id": self.id}}

    def action_open_dispute(self):
        """Open a case of what is between the two amounts, and show it."""
        self.ensure_one()
        if not self.dispute_id:
            items = self.move_line_ids.filtered(lambda item: item.amount_residual_currency > 0)
            if not items:
                raise UserError(self.env._("Nothing of this document is open any more, so nothing can be contested."))
            most = sum(items.mapped("amount_residual_currency"))
            self.env["ar.dispute"].check_access("create")
            dispute = self.env["ar.dispute"].create({
                "move_line_ids": items.ids, "amount": min(self.difference, most),
                "subject": self.env._("Reconciliation of %s", self.reconciliation_id.date),
                "description": self.env._(
                    "In the customer's books: %(theirs)s. In ours: %(ours)s.",
                    theirs=self.currency_id.format(self.amount_theirs), ours=self.currency_id.format(self.amount_ours)),
            })
            self._note_step("dispute", dispute_id=dispute.id)
        return self.action_view_dispute()

    def action_view_dispute(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": "ar.dispute", "res_id": self.dispute_id.id,
            "view_mode": "form", "views": [(False, "form")], "name": self.dispute_id.display_name}

    def action_find_payment(self):
        """Show the payment that is likely the one, else the waiting ones of that amount or of this customer."""
        self.ensure_one()
        self._note_step("payment")
        if self.payment_id and self.cause in (UNAPPLIED, UNIDENTIFIED):
            return self.payment_id.action_cash_screen()
        if self.payment_id:
            return {
                "type": "ir.actions.act_window", "res_model": "ar.cash.payment", "res_id": self.payment_id.id,
                "view_mode": "form", "views": [(False, "form")], "name": self.payment_id.display_name}
        amount = abs(self.amount_theirs or self.amount_ours)
        # Cents of a binary fraction must not keep it from being found.
        least, most = amount - self.currency_id.rounding / 2, amount + self.currency_id.rounding / 2
        action = self.env["ir.actions.actions"]._for_xml_id("ar_specialist.ar_cash_payment_action")
        return {
            **action, "name": self.env._("Payments of %s", self.currency_id.format(amount)), "context": {},
            "domain": [
                ("company_id", "=", self.company_id.id), ("state", "in", ["new", "unidentified", "check", "ready",
                                                                          "unapplied", "on_account"]),
                "|", "&", "&", ("amount", ">=", least), ("amount", "<=", most),
                ("currency_id", "=", self.currency_id.id),
                ("partner_id", "child_of", self.reconciliation_id.partner_id.id)]}

    def action_note(self):
        """Ask for a note, where there is no list to write it in."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": self._name, "res_id": self.id, "view_mode": "form",
            "views": [(self.env.ref("ar_specialist.ar_reconciliation_match_view_form_note").id, "form")],
            "target": "new", "name": self.name or self.their_name or self.env._("Note")}

    def action_open_items(self):
        """Show our items and, of each, its entry."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": "account.move.line", "view_mode": "list,form",
            "views": [(False, "list"), (False, "form")], "name": self.name or self.env._("Our items"),
            "domain": [("id", "in", self.move_line_ids.ids)], "context": {"create": False}}
