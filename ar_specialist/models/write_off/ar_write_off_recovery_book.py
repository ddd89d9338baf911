from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command


class ArWriteOff(models.Model):
    """Booking a recovery: the customer's credit is used up by income of its own name, and its tax is due again."""

    _inherit = "ar.write.off"

    def action_recover(self):
        """Ask which money came in for it."""
        self.ensure_one()
        self._check_may_work()
        self._check_booked()
        if not self._credits():
            raise UserError(self.env._(
                "%(customer)s has no unapplied money in %(currency)s. Enter the payment first and leave it on "
                "account.", customer=self.partner_id.display_name, currency=self.currency_id.name))
        return {
            "type": "ir.actions.act_window", "res_model": "ar.write.off.recover", "view_mode": "form", "target": "new",
            "views": [(False, "form")], "name": self.env._("Recovery of %s", self.name),
            "context": {"default_write_off_id": self.id},
        }

    def _recover(self, credit, amount, day):
        """Book `amount` of the customer's open `credit` (journal item) as a recovery of `day`; return the record.

        :raise UserError: when it is more than the credit has, or than was written off and has not come in
        """
        self.ensure_one()
        self._check_may_work()
        self._lock()
        self._check_recovery(credit, amount)
        line = self.line_ids.sorted("id")[:1]
        company = self.company_id
        # At the rate of the money that came in.
        balance = company.currency_id.round(credit.amount_residual * amount / credit.amount_residual_currency)
        shares = self._recovery_shares(amount, balance)
        rows = [self._prepare_recovery_row(credit, line, amount, balance), *(
            {**self._prepare_recovery_row(credit, line, -share.amount, -share.amount_company),
             "account_id": self._recovery_account().id,
             **share.values(is_refund=False)}
            for share in shares)]
        entry = self.env["account.move"].with_company(company).with_context(skip_invoice_sync=True).create(
            self._prepare_move(day, self.name, rows))
        entry.action_post()
        self.env["account.move.line"].with_context(no_cash_basis=True)._reconcile_plan(
            [entry.line_ids.sorted("id")[:1] + credit])
        # sudo: recoveries are closed to users' own writing, they are the record of what was done
        recovery = self.env["ar.write.off.recovery"].sudo().create({
            "write_off_id": self.id, "date": day, "amount": amount, "payment_item_id": credit.id, "move_id": entry.id,
            "amount_tax": sum(share.amount for share in shares if share.is_tax)})
        self._refresh_recovered()
        self._message_log(body=self.env._(
            "Recovered: %(amount)s by %(entry)s.", amount=self.currency_id.format(amount),
            entry=entry._get_html_link()))
        return recovery

    def _check_recovery(self, credit, amount):
        currency = self.currency_id
        self._check_booked()
        if credit not in self._credits() or credit.try_lock_for_update(allow_referencing=True) != credit:
            raise UserError(self.env._("This is no unapplied money of the customer any more."))
        most = min(-credit.amount_residual_currency, self.amount_recoverable)
        if currency.compare_amounts(amount, most) > 0 or currency.compare_amounts(amount, 0.0) <= 0:
            raise UserError(self.env._(
                "At most %(most)s can be a recovery: %(open)s of the money is unapplied, and %(left)s of what was "
                "written off has not come in.", most=currency.format(most),
                open=currency.format(-credit.amount_residual_currency), left=currency.format(self.amount_recoverable)))

    def _recovery_shares(self, amount, balance):
        """Return the shares of `amount` over the documents that were written off, in their proportion."""
        relieved = self.tax_treatment == "now" or bool(self.relief_move_id)
        shares, left, left_company, whole = [], amount, balance, sum(self.line_ids.mapped("amount"))
        lines = self.line_ids.sorted("id")
        for line in lines:
            last = line == lines[-1]
            part = left if last else self.currency_id.round(amount * line.amount / whole)
            company = left_company if last else self.company_currency_id.round(balance * line.amount / whole)
            shares += self._shares(line.move_id, part, company, relieved=relieved, is_paid=True)
            left, left_company = left - part, left_company - company
        return shares

    def _prepare_recovery_row(self, credit, line, amount, balance):
        return {
            "name": self.env._("Recovery of %(number)s: %(item)s", number=self.name, item=line.move_line_id.move_name),
            "account_id": credit.account_id.id, "partner_id": credit.partner_id.id,
            "currency_id": self.currency_id.id, "amount_currency": amount, "balance": balance,
            "tax_ids": [Command.clear()]}

    def _refresh_recovered(self):
        """Bring the state in line with what came in."""
        for write_off in self:
            left = not write_off.currency_id.is_zero(write_off.amount_recoverable)
            state = "posted" if not write_off.amount_recovered else "partly_recovered" if left else "recovered"
            if state != write_off.state:
                write_off._set_state(state)
        self.account_id._ar_refresh_stages()


class ArWriteOffRecovery(models.Model):
    _inherit = "ar.write.off.recovery"

    def action_undo(self):
        """Take recoveries back: the money is unapplied again."""
        self.write_off_id._check_may_work()
        for recovery in self:
            recovery.write_off_id._lock()
            recovery.invalidate_recordset(["undone_on"])
            if recovery.undone_on:
                raise UserError(self.env._("This recovery is undone already."))
            recovery.move_id._ar_take_back()
            # sudo: closed to users' own writing
            recovery.sudo().write({"undone_on": fields.Datetime.now(), "undone_by_id": self.env.uid})
            recovery.write_off_id._refresh_recovered()
            recovery.write_off_id._message_log(body=self.env._(
                "Recovery undone: %s", recovery.currency_id.format(recovery.amount)))
        return True
