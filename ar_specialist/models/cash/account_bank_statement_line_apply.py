from odoo import api, models
from odoo.exceptions import UserError


class AccountBankStatementLine(models.Model):
    """What core does to lines of bank statements, where they were applied by us."""

    _inherit = "account.bank.statement.line"

    def action_undo_reconciliation(self):
        """Undo what was applied of the lines by the same way as in Cash Application, so that its log is true."""
        applications = self.env["ar.cash.application"].sudo().search(
            [("payment_id.statement_line_id", "in", self.ids), ("state", "in", ("applied", "returned"))],
            order="id desc")
        applications._undo(self.env._("Undone in the books"))
        return super().action_undo_reconciliation()

    @api.ondelete(at_uninstall=False)
    def _ar_keep_applied(self):
        applied = self.env["ar.cash.application"].sudo().search(
            [("payment_id.statement_line_id", "in", self.ids), ("state", "in", ("applied", "returned"))], limit=1)
        if applied:
            raise UserError(self.env._("%s: undo that first.", applied.display_name))
