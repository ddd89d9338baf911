from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

#: What a mirrored line has in common with the one that it takes back.
MIRRORED = ("account_id", "partner_id", "currency_id", "tax_repartition_line_id", "tax_group_id")


class ArCashReturn(models.Model):
    """Booking a return: what the payment had settled is open again, and the books say why.

    The payment's own entry stays, its period may be closed: its counterparts are let go of the items, and the return
    books the same lines with the opposite sign, so that both settle each other.
    """

    _inherit = "ar.cash.return"

    application_ids = fields.Many2many(
        "ar.cash.application", "ar_cash_return_application_rel", "return_id", "application_id", string="Applications",
        readonly=True, copy=False, help="Applications of the payment that the return took back.")
    move_ids = fields.Many2many(
        "account.move", "ar_cash_return_move_rel", "return_id", "move_id", string="Entries", readonly=True, copy=False)
    fee_move_id = fields.Many2one(
        "account.move", string="Charge", readonly=True, copy=False, ondelete="restrict", index="btree_not_null",
        help="By which the customer owes the fee.")
    # What is needed to undo it.
    settled_before = fields.Json(readonly=True, copy=False)
    payment_before = fields.Json(readonly=True, copy=False)

    def _book(self):
        """Book the return; see the class."""
        payment = self.payment_id
        own = self._own_lines()
        entries = self.application_ids.move_ids.filtered(lambda move: move.state == "posted")
        self._release(own + entries.line_ids)
        mirrored = own + (payment._source_lines() - own)
        moves = self.env["account.move"]
        if self.statement_line_id:
            made = self._book_on_line(self.statement_line_id, mirrored)
        else:
            made = self._book_by_hand(mirrored)
            moves |= made.move_id
        if entries:
            counter = self._post(self._mirror(line) for line in entries.line_ids)
            moves |= counter.move_id
            made, mirrored = made + counter, mirrored + entries.line_ids
        self.move_ids = [Command.set(moves.ids)]
        self._reconcile_mirrored(mirrored, made)
        if self.is_charged and not self.currency_id.is_zero(self.fee_charged):
            self.fee_move_id = self._post(self._charge_lines()).move_id

    def _own_lines(self):
        """Return the receivable items by which the payment settled others."""
        return self.payment_id._source_lines().filtered(lambda line: line.account_type == "asset_receivable")

    def _release(self, lines):
        """Let items go of whatever these lines settled, and note it."""
        partials = lines.matched_debit_ids | lines.matched_credit_ids
        self.settled_before = [
            [partial.debit_move_id.id, partial.credit_move_id.id, partial.debit_amount_currency,
             partial.ar_application_id.id] for partial in partials.sorted("id")]
        partials.unlink()

    def _mirror(self, line, balance=None):
        """Return the values of a line that takes `line` back."""
        return {
            **{name: line[name].id for name in MIRRORED}, "name": self._line_name(line),
            "amount_currency": -line.amount_currency, "balance": -line.balance if balance is None else balance,
            "tax_ids": [Command.set(line.tax_ids.ids)], "tax_tag_ids": [Command.set(line.tax_tag_ids.ids)],
            "analytic_distribution": line.analytic_distribution, "date_maturity": self.date,
        }

    def _line_name(self, line):
        return self.env._("Returned: %s", line.name or line.move_name)

    def _post(self, lines):
        """Post an entry of the values `lines`; return its lines, in their order."""
        values = list(lines)
        entry = self.env["account.move"].with_company(self.company_id).with_context(skip_invoice_sync=True).create({
            "move_type": "entry", "journal_id": self.company_id._ar_entry_journal().id,
            "company_id": self.company_id.id, "date": self.date, "ref": self.display_name,
            "line_ids": [Command.create(line) for line in values]})
        entry.action_post()
        return entry.line_ids.sorted("id")

    def _book_on_line(self, statement_line, mirrored):
        """Put the mirrored lines, and the fee, in the place of the bank line's suspense item; return the former."""
        values = self._lines_of_bank(statement_line, mirrored)
        return self._replace_suspense(statement_line, values)[:len(mirrored)]

    def _replace_suspense(self, statement_line, values):
        """Put lines of `values` in the place of the suspense item of the bank's line; return them in this order."""
        _liquidity, suspense, others = statement_line._seek_for_lines()
        if others or not suspense:
            raise UserError(self.env._("%s is matched already: look at it anew.", statement_line.display_name))
        before = statement_line.move_id.line_ids
        statement_line.with_context(
            force_delete=True, skip_readonly_check=True, skip_account_move_synchronization=True,
        ).move_id.write({"line_ids": [
            *(Command.delete(line.id) for line in suspense), *map(Command.create, values)]})
        return (statement_line.move_id.line_ids - before).sorted("id")

    def _lines_of_bank(self, statement_line, mirrored):
        """Return values that come to what the bank took, in its own rate: the mirrored lines, and last the fee."""
        own = self.company_id.currency_id
        taken, currency, _journal, _journal_currency, balance, _own = (
            statement_line._get_accounting_amounts_and_currencies())
        if currency != self.currency_id or currency.compare_amounts(-taken, self.amount + self.fee):
            raise UserError(self.env._(
                "The bank took %(taken)s: %(amount)s of the payment and a fee of %(fee)s do not come to that.",
                taken=currency.format(-taken), amount=currency.format(self.amount), fee=currency.format(self.fee)))
        values = [
            self._mirror(line, own.round(-line.amount_currency * balance / taken)) for line in mirrored]
        if not currency.is_zero(self.fee):
            values.append(self._fee_line(own.round(self.fee * balance / taken)))
        values[0]["balance"] = own.round(
            values[0]["balance"] - balance - sum(line["balance"] for line in values))
        return values

    def _fee_line(self, balance):
        account = self.company_id.ar_cash_charges_account_id
        if not account:
            raise UserError(self.env._(
                "%s has no account for bank charges yet: choose one in the settings, under Receivables.",
                self.company_id.name))
        return {
            "name": self.env._("Bank's fee: %s", self.display_name), "account_id": account.id,
            "partner_id": self.partner_id.id, "currency_id": self.currency_id.id, "amount_currency": self.fee,
            "balance": balance, "tax_ids": [Command.clear()]}

    def _book_by_hand(self, mirrored):
        """Book a return that the bank has not booked yet, against what is on its way; return the mirrored lines."""
        values = [self._mirror(line) for line in mirrored]
        way = self._on_its_way()
        if not self.currency_id.is_zero(self.fee):
            values.append(self._fee_line(self._in_company_currency(self.fee)))
        values.append({
            "name": self.display_name, "account_id": way.id, "partner_id": self.partner_id.id,
            "currency_id": self.currency_id.id,
            "amount_currency": -sum(line["amount_currency"] for line in values),
            "balance": -sum(line["balance"] for line in values), "tax_ids": [Command.clear()]})
        made = self._post(values)
        outstanding = self._outstanding()
        self.way_line_id = made[-1]
        if outstanding:
            (outstanding + made[-1]).reconcile()
        return made[:len(mirrored)]

    def _in_company_currency(self, amount):
        own = self.company_id.currency_id
        return self.currency_id._convert(amount, own, self.company_id, self.date)

    def _outstanding(self):
        """Return the payment's item that the bank has not booked, if the payment is such."""
        return self.payment_id.move_line_id.move_id.line_ids.filtered(
            lambda line: line.account_type != "asset_receivable" and line.account_id.reconcile and not line.reconciled
            and not (line.matched_debit_ids | line.matched_credit_ids))[:1]

    def _on_its_way(self):
        """Return the account of money that the bank has not booked yet."""
        if outstanding := self._outstanding():
            return outstanding.account_id
        ways = self.payment_id.journal_id.outbound_payment_method_line_ids.payment_account_id
        account = ways[:1] or self.company_id.transfer_account_id
        if not account.reconcile:
            raise UserError(self.env._("There is no account for money that is on its way to or from the bank."))
        return account

    def _reconcile_mirrored(self, lines, mirrored):
        """Let each receivable item and the one that takes it back settle each other."""
        self.env["account.move.line"]._reconcile_plan([
            line + back for line, back in zip(lines, mirrored, strict=True)
            if line.account_type == "asset_receivable"])

    def _charge_lines(self):
        """Return the values of the lines by which the customer owes the fee."""
        own = self._in_company_currency(self.fee_charged)
        account = self._fee_line(0.0)["account_id"]
        partner = self.partner_id.with_company(self.company_id)
        sides = ((partner.property_account_receivable_id.id, 1), (account, -1))
        return [{
            "name": self.env._("Fee for the returned payment of %s", self.payment_id.date), "account_id": target,
            "partner_id": partner.id, "currency_id": self.currency_id.id, "date_maturity": self.date,
            "amount_currency": sign * self.fee_charged, "balance": sign * own, "tax_ids": [Command.clear()],
        } for target, sign in sides]


class ArCashPayment(models.Model):
    _inherit = "ar.cash.payment"

    application_ids = fields.One2many("ar.cash.application", "payment_id", string="Applications")

    def _source_lines(self):
        """Return the lines of the books that are the payment: of a statement's entry all but one, or the credit."""
        if not self.statement_line_id:
            return self.move_line_id
        _liquidity, suspense, others = self.statement_line_id._seek_for_lines()
        if suspense:
            raise UserError(self.env._("%s is not booked on a customer's account.", self.display_name))
        return others
