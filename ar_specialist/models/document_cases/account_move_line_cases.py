from datetime import date

from odoo import api, models
from odoo.exceptions import UserError

from ...queries.document_cases import items_in_cases, items_in_notices

#: Odoo knows an instalment by its due and discount dates: this one sets an item at zero apart from those of its day,
#: and is gone as soon as the item is used again.
OUT_OF_USE = date(1900, 1, 1)


class AccountMoveLine(models.Model):
    """An item that a case or a notice hangs on is not lost when its document is worked out anew.

    Odoo deletes the receivable lines of a draft that its payment terms need no longer. Such an item stays, at zero:
    what was sent keeps what it was about, and cases find their document again when that is posted (see
    `account_move_cases.py`).
    """

    _inherit = "account.move.line"

    def unlink(self):
        # Both are set where the document itself goes, which tells its cases before; the second one alone where terms
        # are worked out anew; neither where a person deletes the item, see below.
        of_document = self.env.context.get("skip_invoice_sync") and self.env.context.get("dynamic_unlink")
        if of_document or not self.env.context.get("dynamic_unlink") or not (kept := self._ar_hung_on()):
            return super().unlink()
        kept.remove_move_reconcile()
        kept.write({"balance": 0.0, "amount_currency": 0.0, "discount_date": OUT_OF_USE})
        return super(AccountMoveLine, self - kept).unlink()

    @api.depends("discount_date")
    def _compute_term_key(self):
        """Core's key is of both dates; that it follows both matters once an item at zero is used again."""
        return super()._compute_term_key()

    def _ar_hung_on(self):
        """Return the items that a case or a notice is about."""
        items = self.filtered(lambda line: line.account_type == "asset_receivable").ids
        if not items:
            return self.browse()
        # sudo: they are so for everyone, whoever may see the case
        env = self.sudo().env
        return self.browse(sorted(items_in_cases(env, items) | items_in_notices(env, items)))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_hung_on(self):
        if not self.env.context.get("dynamic_unlink") and (kept := self._ar_hung_on()):
            raise UserError(self.env._(
                "A dispute, a promise, a hold or a notice is about %s: change the item, or cancel its entry, but don't "
                "delete it.", ", ".join(kept.mapped("display_name"))))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_notices(self):
        items = self.sudo().filtered(lambda line: line.account_type == "asset_receivable")
        if found := items.browse(items_in_notices(items.env, items.ids)):
            raise UserError(self.env._(
                "%s is in a notice, which stays as the record of what was asked for: cancel the document instead of "
                "deleting it.", ", ".join(found.move_id.mapped("display_name"))))
