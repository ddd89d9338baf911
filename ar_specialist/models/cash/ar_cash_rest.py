from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import plaintext2html


class ArCashApplication(models.Model):
    """What becomes of the difference between a payment and its items, in the transaction of the applying.

    That a rest stays open, or on account, is what applying leaves by itself; the other ways are made here.
    """

    _inherit = "ar.cash.application"

    rest_move_ids = fields.Many2many(
        "account.move", "ar_cash_application_rest_move_rel", "application_id", "move_id", string="Rest Booked by",
        readonly=True, help="Entries of what was written off or taken as a deduction by choice.")
    deduction_reason_id = fields.Many2one(
        "ar.deduction.reason", string="Deduction", readonly=True, ondelete="restrict", index="btree_not_null")

    def _settle_rest(self, rest, reason=None, note=None):
        """Carry out what was chosen for the difference.

        :param rest: a key of :data:`.ar_cash_application.RESTS`
        :param reason: `ar.dispute.reason` for a dispute, `ar.deduction.reason` for a deduction
        :raise UserError: when there is no such difference, or the user may not do this with so much
        """
        result = super()._settle_rest(rest, reason, note)
        if rest == "dispute":
            self._dispute_rest(reason, note)
        elif rest == "write_off":
            self._write_off_rest()
        elif rest == "deduct":
            self._deduct_rest(reason, note)
        elif rest == "refund":
            self._propose_refund()
        return result

    def _short_lines(self):
        """Return the lines of invoices of which something stays open.

        :raise UserError: when there are none, or when it is a registered payment, which is no debt of the customer's
        """
        lines = self.line_ids.filtered(lambda line: line._item_parts()["left"] > 0)
        registered = lines.filtered(lambda line: line.move_line_id.account_type != "asset_receivable")
        if registered:
            raise UserError(self.env._(
                "What the bank has not paid in yet of %s stays on its way: keep it open.", registered[0].item_name))
        if not lines:
            raise UserError(self.env._(
                "Nothing of the items of %s stays open: there is no rest to decide about.",
                self.payment_id.display_name))
        return lines

    def _dispute_rest(self, reason, note, deduction=None):
        """Open a dispute of what stays open, one for each customer, company and currency whose items were paid."""
        reason = self._checked_reason(reason, "ar.dispute.reason")
        alike = self._short_lines().grouped(lambda line: (
            line.move_line_id.company_id, line.move_line_id.partner_id.commercial_partner_id,
            line.move_line_id.currency_id))
        for (company, _customer, _currency), lines in alike.items():
            dispute = self.env["ar.dispute"].with_company(company).create({
                "line_ids": [
                    Command.create({"move_line_id": line.move_line_id.id, "amount": line._item_parts()["left"]})
                    for line in lines],
                "reason_id": reason.id, "deduction_reason_id": deduction.id if deduction else False,
                "subject": self._rest_told(lines), "description": plaintext2html(note) if note else False,
            })
            self.dispute_ids = [Command.link(dispute.id)]

    def _checked_reason(self, reason, model):
        if reason and reason._name != model:
            raise UserError(self.env._("This reason is not one of those to choose from here."))
        return reason or self.env[model]

    def _rest_told(self, lines):
        names = ", ".join(filter(None, lines.mapped("item_name")))
        return self.env._("%(items)s paid short by %(payment)s", items=names, payment=self.payment_id.name)

    def _rest_company(self, lines):
        """Return {line: what stays open of its item, in company currency}."""
        own, found = self.company_id.currency_id, {}
        for line in lines:
            item = line.move_line_id
            found[line] = own.round(item.amount_residual * line._item_parts()["left"] / item.amount_residual_currency)
        return found

    def _write_off_rest(self):
        lines, company = self._short_lines(), self.company_id
        amounts = self._rest_company(lines)
        if not company.ar_writeoff_account_id:
            raise UserError(self.env._(
                "%s has no account for write-offs yet: choose one in the settings, under Receivables.", company.name))
        if not company._ar_may_write_off(sum(amounts.values()), lines.move_line_id.move_id):
            raise UserError(self.env._(
                "%(amount)s is more than you may write off (%(limit)s for a document, what was written off of it "
                "before counts). Dispute the rest and ask for the write-off there: a receivables manager approves it.",
                amount=company.currency_id.format(sum(amounts.values())),
                limit=company.currency_id.format(company.ar_writeoff_limit)))
        self._book_rest(lines, company.ar_writeoff_account_id, "payment")

    def _deduct_rest(self, reason, note):
        """Book a deduction to the account of its reason, or have it looked into."""
        if not reason:
            raise UserError(self.env._("Say why the customer has deducted it: choose a reason."))
        reason = self._checked_reason(reason, "ar.deduction.reason")
        self.deduction_reason_id = reason
        lines = self._short_lines()
        amounts = self._rest_company(lines)
        if self._is_looked_into(reason, sum(amounts.values()), lines.move_line_id.move_id):
            self._dispute_rest(reason.dispute_reason_id, note, deduction=reason)
        else:
            self._book_rest(lines, reason._account(self.company_id), "deduction")

    def _is_looked_into(self, reason, amount, documents):
        """Return whether a deduction waits for somebody's look instead of being booked at once."""
        return (
            reason.is_reviewed or not reason._account(self.company_id)
            or not self.company_id._ar_may_write_off(amount, documents))

    def _book_rest(self, lines, account, kind):
        """Write off what stays open of `lines` by `account`.

        :param kind: of the write-off: payment or deduction
        """
        made = self.env["ar.write.off"]._book_at_once(
            {line.move_line_id: line._item_parts()["left"] for line in lines}, kind=kind, application_id=self.id,
            loss_account_id=account.id, date=self.date)
        sides = made.move_id.line_ids.filtered(lambda line: line.account_id.account_type == "asset_receivable")
        (sides.matched_debit_ids + sides.matched_credit_ids).sudo().ar_application_id = self  # as those of its money

    def _take_back(self):
        """What was chosen for the difference goes with the applying: disputes are withdrawn, refunds not paid."""
        self._withdraw_disputes()
        self._withdraw_refunds()
        return super()._take_back()

    def _withdraw_disputes(self):
        for dispute in self.dispute_ids.filtered(lambda dispute: dispute.state == "open"):
            dispute._message_log(body=self.env._("Withdrawn: the payment that was short is no longer applied."))
            dispute.action_cancel()
