"""Random ledgers with everything odd in them that the tie-out looks for."""

from odoo.tools import SQL

from .random_ledger import RandomLedger


class OddLedger(RandomLedger):
    """What no customer's document is, on the receivable accounts of two companies; faults that only SQL can make too.

    :param case: has `vendor`, `employee`, `second_account`, `elsewhere` (an item of another company) beside what
        :class:`RandomLedger` asks for
    """

    def __init__(self, case, seed):
        super().__init__(case, seed)
        self.steps += [
            self.unnamed, self.unnamed, self.foreign_unnamed, self.vendor, self.employee, self.other_account,
            self.across_accounts, self.across_companies, self.across_days, self.archive, self.unmatch,
        ]

    def entry(self, partner, **values):
        self.items |= self.case.entry(self.signed(), self.any_day(), partner, **values)

    def signed(self):
        return self.random.choice([1, -1]) * self.amount()

    def unnamed(self):
        line = self.case.entry(self.signed(), self.any_day(), self.case.customer)
        line.partner_id = False
        self.items |= line

    def foreign_unnamed(self):
        amount = self.signed()
        line = self.case.entry(
            amount, self.any_day(), self.case.customer, currency=self.case.foreign, amount_currency=3 * amount)
        line.partner_id = False
        self.items |= line

    def vendor(self):
        self.entry(self.case.vendor)

    def employee(self):
        self.entry(self.case.employee)

    def other_account(self):
        line = self.case.entry(self.signed(), self.any_day(), self.partner())
        line.account_id = self.case.second_account
        self.items |= line

    def across_accounts(self):
        """An item moves to another account after it was reconciled, as an import may do it."""
        matched = self.matched()
        if matched:
            self.change(self.random.choice(matched), account_id=self.case.second_account.id)

    def across_days(self):
        matched = self.matched()
        if matched:
            self.change(self.random.choice(matched), date=self.any_day())

    def across_companies(self):
        """A reconciliation has one side in another company."""
        parts = self.case.env["account.partial.reconcile"].search(
            [("debit_move_id", "in", self.items.ids), ("credit_move_id", "in", self.items.ids)])
        if parts:
            part = self.random.choice(list(parts))
            self.change(part, credit_move_id=self.case.elsewhere.id)

    def archive(self):
        self.case.other_customer.active = False

    def match(self):
        """Odoo itself refuses items of several accounts."""
        everything, account = self.items, self.random.choice([self.case.receivable, self.case.second_account])
        self.items = everything.filtered(lambda item: item.account_id == account)
        matched = super().match()
        self.items = everything
        return matched

    def matched(self):
        return list(self.items.filtered(
            lambda item: (item.matched_debit_ids or item.matched_credit_ids) and item.parent_state == "posted"))

    def change(self, record, **values):
        """Write past every rule of the ledger; what is stored elsewhere of it is left as it was, residuals apart."""
        env = self.case.env
        env.flush_all()
        for name, value in values.items():
            env.cr.execute(SQL(
                "UPDATE %s SET %s = %s WHERE id = %s",
                SQL.identifier(record._table), SQL.identifier(name), value, record.id))
        env.invalidate_all()
        lines = self.items | self.case.elsewhere
        env.add_to_compute(lines._fields["amount_residual"], lines)
        env.add_to_compute(lines._fields["amount_residual_currency"], lines)
        env.add_to_compute(lines._fields["reconciled"], lines)
        env.flush_all()

    def spoil_residual(self):
        """A stored open amount is wrong; to be done last, whatever recomputes it mends it."""
        env = self.case.env
        env.flush_all()
        env.cr.execute(SQL(
            "UPDATE account_move_line SET amount_residual = amount_residual + 7, "
            "amount_residual_currency = amount_residual_currency + 9 WHERE id = %s",
            self.random.choice(self.items.ids)))
        env.invalidate_all()
