from odoo import api, models
from odoo.exceptions import UserError

from ...logic.cash_tokens import canonical, plain, segments
from .ar_write_off import IN_BOOKS

#: Write-offs that the screen tells of at most.
TOLD = 3


class ArCashPayment(models.Model):
    """Money of a customer of whom something was written off: it may be for that, which only a person can say."""

    _inherit = "ar.cash.payment"

    @api.readonly
    def screen_payment(self):
        """Add `written_off`: what was given up of the customer and has not come in, what the payer names first."""
        return {**super().screen_payment(), "written_off": [{
            "id": write_off.id, "name": write_off.name, "is_named": self._names(write_off),
            "amount": write_off.amount_recoverable, "items": ", ".join(write_off.line_ids.move_id.mapped("name")),
        } for write_off in self._recoverable()[:TOLD]]}

    def _recoverable(self):
        """Return the write-offs that the payment may be for: of its customer, company and currency."""
        if self.is_return or self.amount <= 0 or not self.partner_id or self.state in ("set_aside", "returned"):
            return self.env["ar.write.off"]
        found = self.env["ar.write.off"].search([
            ("company_id", "=", self.company_id.id), ("currency_id", "=", self.currency_id.id),
            ("partner_id", "=", self.partner_id.commercial_partner_id.id), ("kind", "in", ("request", "dispute")),
            ("state", "in", IN_BOOKS), ("amount_recoverable", ">", 0)])
        return found.sorted(lambda write_off: (not self._names(write_off), -write_off.id))

    def _names(self, write_off):
        """Return whether the payer names a document of the write-off, however it is written."""
        text = " ".join(filter(None, (self.text, self.structured_reference)))
        said = f"-{canonical(segments(plain(text)))}-"
        return any(
            f"-{canonical(segments(plain(number)))}-" in said for number in write_off.line_ids.move_id.mapped("name"))

    def screen_recover(self, write_off_id):
        """Keep the payment on its customer's account and ask how much of it is a recovery of a write-off.

        :raise UserError: when nothing of the payment is left for it
        """
        self.ensure_one()
        self.check_access("write")
        write_off = self.env["ar.write.off"].browse(write_off_id) & self._recoverable()
        if not write_off:
            raise UserError(self.env._("This is no write-off that the payment could be for any more."))
        if not self.move_line_id:
            self._check_waiting()
            self._keep_on_account()
        action = write_off.action_recover()
        credit = self.sudo()._credits().filtered(lambda item: not item.reconciled)[:1]
        if not credit:
            raise UserError(self.env._("Nothing of %s is unapplied any more.", self.display_name))
        action["context"]["default_credit_id"] = credit.id
        return action
