from odoo import models
from odoo.exceptions import UserError

from ...logic.cash_pairs import shares
from ...queries.cash_coins import from_coins, to_coins


class ArCashApplication(models.Model):
    """A line of a bank statement: its suspense item gives way to one counterpart per item, and one for what is left."""

    _inherit = "ar.cash.application"

    def _quiet(self, records):
        """Return `records` with a context for changing the lines of statements' entries as core does.

        Changes are logged on the entries where the company's audit trail asks for it; else the application is the log.
        """
        audited = any(self.company_id.mapped("restrictive_audit_trail"))
        return records.with_context(
            force_delete=True, skip_readonly_check=True, skip_account_move_synchronization=True,
            skip_invoice_sync=True, tracking_disable=not audited)

    def _book_on_statement(self):
        """Write the counterparts of statement lines; return how they settle the items."""
        if not self:
            return []
        values, origins = [], []
        for application in self:
            for kind, line, own in application._counterparts():
                values.append(own)
                origins.append((application, kind, line))
        self._say_whose()
        made = self._replace_lines(values)
        # Deleting has emptied the cache; what is not read at once here is read one by one.
        self.line_ids.move_line_id.mapped("balance")
        settlings = []
        for (application, kind, line), counterpart in zip(origins, made, strict=True):
            if kind == "left":
                application.payment_id.move_line_id = counterpart
            elif kind == "item":
                settlings.append(application._settling(line.move_line_id, counterpart, counterpart.amount_currency))
        return settlings

    def _replace_lines(self, values):
        """Put lines with `values` in the place of all but the bank's line of the payments' entries; return them."""
        statement_lines = self.payment_id.statement_line_id
        moves = statement_lines.move_id
        gone = self.env["account.move.line"]
        for statement_line in statement_lines:
            _liquidity, suspense, others = statement_line._seek_for_lines()
            gone += suspense + others
        if not self.env["account.analytic.distribution.model"].search_count([], limit=1):
            # Core looks for them line by line.
            values = [{"analytic_distribution": False, **line} for line in values]
        with moves._check_balanced({"records": moves}):
            self._quiet(gone).unlink()
            made = self._quiet(self.env["account.move.line"]).create(values)
        return made.with_env(self.env)

    def _say_whose(self):
        """The statement line is the customer's from now on."""
        for partner, applications in self.grouped(lambda one: one.payment_id.partner_id).items():
            lines = applications.payment_id.statement_line_id
            others = lines.filtered(lambda line, whose=partner: line.partner_id != whose)
            self._quiet(others).write({"partner_id": partner.id})

    def _counterparts(self):
        """Return [("item", "without" or "left"; application line; values)] in the place of the suspense item."""
        self.ensure_one()
        statement_line = self.payment_id.statement_line_id
        received, currency, _journal, _journal_currency, balance, own = (
            statement_line._get_accounting_amounts_and_currencies())
        if currency != self.currency_id or currency.compare_amounts(received, self._money()):
            raise UserError(self.env._(
                "%s is no longer what it was when it was proposed: look at it anew.", self.payment_id.display_name))

        def convert(amount):
            return own.round(amount * balance / received)

        parts = [
            to_coins(amount, currency.decimal_places)
            for amount in (*self.line_ids.mapped("amount"), self.written_off, self.amount_left)]
        spread = shares(to_coins(balance, own.decimal_places), parts)
        balances = [from_coins(share, own.decimal_places) for share in spread]
        found = []
        for line, share in zip(self.line_ids, balances, strict=False):
            found += self._counterparts_of(line, share, convert)
        if self.written_off:
            self.written_off_company = balances[-2]
            found.append(("without", None, self._counterpart(
                self._tolerance_account(), self.payment_id.partner_id, -self.written_off, -balances[-2],
                self.env._("Difference written off"))))
        if self.amount_left:
            found.append(("left", None, self._counterpart(
                self._left_account(), self.payment_id.partner_id, -self.amount_left, -balances[-1],
                statement_line.payment_ref)))
        return found

    def _counterparts_of(self, line, share, convert):
        """Return the counterpart of an item, and the lines of what is settled of it without money."""
        item, move = line.move_line_id, self.payment_id.statement_line_id.move_id
        without = [{**values, "move_id": move.id} for values in self._lines_without_money(line, convert)]
        own, currency = self.company_id.currency_id, item.currency_id
        balance = own.round(share + sum(values["balance"] for values in without))
        settled = currency.round(line.item_settled)
        if line._is_exchanged() and currency == own and own.compare_amounts(balance, settled):
            difference = self._exchange_difference(item.partner_id, own.round(settled - balance))
            without.append({**difference, "move_id": move.id})
            balance = settled
        counterpart = self._counterpart(
            item.account_id, item.partner_id, -settled, -balance, item.move_name, currency)
        return [("item", line, counterpart), *(("without", line, values) for values in without)]

    def _counterpart(self, account, partner, amount, balance, label, currency=None):
        values = self._side_values(account, partner, amount, balance, label, currency)
        return {**values, "move_id": self.payment_id.statement_line_id.move_id.id}

    def _left_account(self):
        """Return the receivable account for what is left of a payment."""
        return self.payment_id.partner_id.with_company(self.company_id).property_account_receivable_id
