from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from .account_move_line_cash import Settling

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
        """Book returns of one line of the bank, or one that the bank has not booked yet; see the class."""
        taken = {record: record._let_go() for record in self}
        made = self._book_on_line(taken) if self.statement_line_id else self._book_by_hand(taken[self][0])
        for record, (own, entries) in taken.items():
            mirrored = made[:len(own)]
            made -= mirrored
            moves = mirrored.move_id - self.statement_line_id.move_id
            if entries:
                counter = record._post(record._mirror(back) for back in entries)
                moves |= counter.move_id
                mirrored += counter
            record.move_ids = [Command.set(moves.ids)]
            record._settle(
                (*((line, back.line) if back.amount < 0 else (back.line, line)), abs(back.amount), None)
                for back, line in zip(own + entries, mirrored, strict=True) if back.is_item)
            if record.is_charged and not record.currency_id.is_zero(record.fee_charged):
                record.fee_move_id = record._post(record._charge_lines()).move_id

    @api.model
    def _settle(self, pairs):
        """Reconcile (debit, credit, amount in their currency, application or None) each by its amount."""
        none = self.env["ar.cash.application"]
        self.env["account.move.line"]._ar_settle([
            Settling(debit, credit, amount, application or none) for debit, credit, amount, application in pairs])

    def _mirror(self, back, balance=None):
        """Return the values of a line that takes `back` back; `balance` in company currency, else as it was."""
        line = back.line
        if balance is None:
            balance = -self.company_id.currency_id.round(line.balance * back.amount / line.amount_currency)
        return {
            **{name: line[name].id for name in MIRRORED}, "name": self._line_name(line),
            "amount_currency": -back.amount, "balance": balance,
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

    def _book_on_line(self, taken):
        """Put the mirrored lines, and fees, in the place of the bank line's suspense item; return the former."""
        count = sum(len(own) for own, _entries in taken.values())
        return self._replace_suspense(self.statement_line_id, self._lines_of_bank(taken))[:count]

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

    def _lines_of_bank(self, taken):
        """Return values that come to what the bank took, in its own rate: the mirrored lines, and last the fees."""
        own = self.company_id.currency_id
        sum_, currency, _journal, _journal_currency, balance, _own = (
            self.statement_line_id._get_accounting_amounts_and_currencies())
        backs = [(record, back) for record, (own_backs, _entries) in taken.items() for back in own_backs]
        # Items in other currencies are worth what they were: what the bank has it differently is a difference of rates.
        values = [
            record._mirror(
                back, own.round(-back.amount * balance / sum_) if back.line.currency_id == currency else None)
            for record, back in backs]
        exchanged = any(back.line.currency_id != currency for _record, back in backs)
        values += [
            record._fee_line(own.round(record.fee * balance / sum_))
            for record in self if not currency.is_zero(record.fee)]
        lines = sum(record.amount + record.fee for record in self) if exchanged else sum(
            line["amount_currency"] for line in values)
        if currency != self.currency_id or currency.compare_amounts(-sum_, lines):
            raise UserError(self.env._(
                "The bank took %(taken)s: %(amount)s of the payment and a fee of %(fee)s do not come to that.",
                taken=currency.format(-sum_), amount=currency.format(sum(self.mapped("amount"))),
                fee=currency.format(sum(self.mapped("fee")))))
        rest = own.round(-balance - sum(line["balance"] for line in values))
        if not exchanged:
            values[0]["balance"] = own.round(values[0]["balance"] + rest)
        elif rest:
            values.append(self.application_ids[:1]._exchange_difference(self.partner_id[:1], rest))
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

    def _book_by_hand(self, backs):
        """Book a return that the bank has not booked yet, against what is on its way; return the mirrored lines."""
        values = [self._mirror(back) for back in backs]
        way, exchanged = self._on_its_way(), any(back.line.currency_id != self.currency_id for back in backs)
        if not self.currency_id.is_zero(self.fee):
            values.append(self._fee_line(self._in_company_currency(self.fee)))
        values.append({
            "name": self.display_name, "account_id": way.id, "partner_id": self.partner_id.id,
            "currency_id": self.currency_id.id,
            "amount_currency": -(self.amount + self.fee if exchanged else sum(
                line["amount_currency"] for line in values)),
            "balance": -sum(line["balance"] for line in values), "tax_ids": [Command.clear()]})
        made = self._post(values)
        outstanding = self._outstanding()
        self.way_line_id = made[-1]
        if outstanding and not self.is_part:
            (outstanding + made[-1]).reconcile()
        return made[:len(backs)]

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

    def _charge_lines(self):
        """Return the values of the lines by which the customer owes the fee."""
        own = self._in_company_currency(self.fee_charged)
        account = self._fee_line(0.0)["account_id"]
        partner = self.partner_id or self._opened_items().partner_id.commercial_partner_id
        if len(partner) != 1:
            raise UserError(self.env._("The fee can be charged to one customer only: these are several."))
        partner = partner.with_company(self.company_id)
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
