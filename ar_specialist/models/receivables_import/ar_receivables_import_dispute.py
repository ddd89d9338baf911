from odoo import models
from odoo.fields import Command

from .ar_receivables_import_book import QUIET


class ArReceivablesImport(models.Model):
    """A row that the file says is disputed opens a dispute of what is open of it."""

    _inherit = "ar.receivables.import"

    def _book(self, lines):
        result = super()._book(lines)
        disputed = lines.filtered(lambda line: line.disputed and line.state == "imported")
        if disputed:
            self._open_disputes(disputed.with_context(**QUIET))
        return result

    def _open_disputes(self, lines):
        items = lines.move_id.line_ids.filtered(
            lambda item: item.account_type == "asset_receivable" and item.amount_residual > 0)
        by_move = items.grouped("move_id")
        self.env["ar.dispute"].with_context(**QUIET).with_company(self.company_id).create([
            {
                "line_ids": [Command.create({"move_line_id": item.id}) for item in by_move[line.move_id]],
                "subject": self.env._("Disputed when imported"), "company_id": self.company_id.id,
                # An invoice dated ahead is imported with a warning; nobody has disputed it in the future.
                "date_opened": min(line.date, self.env.company._ar_today()),
            }
            for line in lines if line.move_id in by_move
        ])
