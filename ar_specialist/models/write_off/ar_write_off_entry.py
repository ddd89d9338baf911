from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command


class ArWriteOff(models.Model):
    """The entry of a write-off: a credit of each item against the loss, and the tax that is taken back."""

    _inherit = "ar.write.off"

    def _loss_account(self):
        """Return the account of the loss.

        :raise UserError: when none is chosen
        """
        account = self.reason_id._account(self.company_id) or self.company_id.ar_writeoff_account_id
        if not account:
            raise UserError(self.env._(
                "%s has no account for write-offs yet: choose one in the settings, under Receivables.",
                self.company_id.name))
        return account

    def _prepare_entry(self):
        """Return the values of the entry; the receivable side of each item is first of its lines."""
        rows = []
        for line in self.line_ids:
            label = self._label(line.move_line_id)
            rows += [self._prepare_side(line, label), *self._prepare_counterparts(line, label)]
        return self._prepare_move(self.date, self.name, rows)

    def _prepare_move(self, day, reference, rows):
        return {
            "move_type": "entry", "journal_id": self.company_id._ar_entry_journal().id,
            "company_id": self.company_id.id, "date": day, "ref": reference,
            "line_ids": [Command.create(row) for row in rows],
        }

    def _label(self, item):
        reason = self.reason_id.name or self.name
        return self.env._("%(item)s written off: %(reason)s", item=item.move_name, reason=reason)

    def _prepare_side(self, line, label):
        item = line.move_line_id
        return {
            "name": label, "account_id": item.account_id.id, "partner_id": item.partner_id.id,
            "currency_id": line.currency_id.id, "amount_currency": -line.amount, "balance": -line.amount_company,
            "tax_ids": [Command.clear()],
        }

    def _prepare_counterparts(self, line, label):
        """Return what the credit of the item stands against, in both currencies."""
        item, account = line.move_line_id, self._loss_account()
        shares = self._booked_shares(line)
        return [
            {
                "name": label, "account_id": account.id, "partner_id": item.partner_id.id,
                "currency_id": line.currency_id.id, "amount_currency": share.amount, "balance": share.amount_company,
                "tax_ids": [Command.clear()], **share.values(is_refund=True),
            }
            for share in shares
        ]

    def _booked_shares(self, line):
        """Return the :class:`Share` s of a line as the entry of the write-off has them."""
        return self._shares(
            line.move_line_id.move_id, line.amount, line.amount_company, relieved=self.tax_treatment == "now")
