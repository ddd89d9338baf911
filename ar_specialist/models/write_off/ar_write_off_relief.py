from odoo import models
from odoo.exceptions import UserError


class ArWriteOff(models.Model):
    """Relief that the law allows only some time after: an entry of its own, in the period in which it is claimed."""

    _inherit = "ar.write.off"

    def action_claim_relief(self):
        """Book the tax of these write-offs back, as relief at once would have done.

        :raise UserError: when it was done, isn't foreseen, too early, or there is no tax in it
        """
        self._check_may_work()
        for write_off in self._lock():
            write_off._check_relief()
            entry = self.env["account.move"].with_company(write_off.company_id).with_context(
                skip_invoice_sync=True).create(write_off._prepare_relief())
            entry.action_post()
            write_off.sudo().relief_move_id = entry  # closed to users' own writing
            write_off._message_log(body=self.env._("Tax relief claimed by %s.", entry._get_html_link()))
        return True

    def _check_relief(self):
        self._check_booked()
        if self.tax_treatment != "later" or self.relief_move_id:
            raise UserError(self.env._("No tax relief of %s is to be claimed.", self.name))
        if self.state != "posted":
            raise UserError(self.env._("Something of it came in after all: undo the recovery, claim the relief, and "
                                       "enter the recovery again, so that its tax is told apart."))
        if self.relief_from and self.company_id._ar_today() < self.relief_from:
            raise UserError(self.env._("The tax can be claimed back from %s on, not before.", self.relief_from))

    def _prepare_relief(self):
        rows, taxed = [], {}
        for line in self.line_ids:
            label = self.env._("Tax relief: %s", line.move_line_id.move_name)
            shares = [
                share for share in self._shares(
                    line.move_line_id.move_id, line.amount, line.amount_company, relieved=True)
                if share.kind in ("base", "tax")]
            taxed[line] = sum(share.amount for share in shares if share.is_tax)
            rows += [self._prepare_relief_row(line, label, share) for share in shares]
            # The loss was the whole amount: it is less by what is tax.
            rows.append({
                **self._prepare_relief_row(line, label), "amount_currency": -sum(share.amount for share in shares),
                "balance": -sum(share.amount_company for share in shares)})
        if not any(taxed.values()):
            raise UserError(self.env._("There is no tax in the items of %s.", self.name))
        for line, amount in taxed.items():
            line.sudo().amount_tax += amount  # closed to users' own writing
        self.sudo().amount_tax += sum(taxed.values())
        return self._prepare_move(self.company_id._ar_today(), self.name, rows)

    def _prepare_relief_row(self, line, label, share=None):
        row = {
            "name": label, "account_id": self._loss_account().id, "partner_id": line.move_line_id.partner_id.id,
            "currency_id": line.currency_id.id, "tax_ids": [(5,)]}
        if share:
            row |= {
                "amount_currency": share.amount, "balance": share.amount_company, **share.values(is_refund=True)}
        return row
