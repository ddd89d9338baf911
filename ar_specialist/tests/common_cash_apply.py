from odoo.fields import Command

from .common import ReceivablesCommon

DAY = "2024-03-01"


class CashApplyCommon(ReceivablesCommon):
    """Payments, by statement line or as a credit on the account, and what they are allocated to."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_users("specialist", "colleague", "manager", "auditor")
        cls.bank = cls.company_data["default_journal_bank"]
        cls.tolerance = cls.company_data["default_account_expense"].copy({"name": "Differences"})
        cls.charges = cls.company_data["default_account_expense"].copy({"name": "Charges"})
        cls.company.write({
            "ar_cash_tolerance_account_id": cls.tolerance.id, "ar_cash_charges_account_id": cls.charges.id,
            "ar_writeoff_limit": 50.0})

    @classmethod
    def statement_payment(cls, amount, day=DAY, partner=None, journal=None, **values):
        """Return the incoming payment of a new line of a bank statement."""
        line = cls.env["account.bank.statement.line"].create({
            "journal_id": (journal or cls.bank).id, "date": day, "payment_ref": "money", "amount": amount, **values})
        currency = line.foreign_currency_id or line.currency_id
        return cls.payment(
            partner, journal_id=line.journal_id.id, statement_line_id=line.id, currency_id=currency.id, date=day,
            amount=line.amount_currency if line.foreign_currency_id else amount)

    @classmethod
    def credit_payment(cls, amount, day=DAY, partner=None, **foreign):
        """Return the incoming payment that a credit on the customer's account is."""
        credit = cls.entry(-amount, day, partner=partner, **foreign)
        return cls.payment(
            partner, move_line_id=credit.id, currency_id=credit.currency_id.id, date=day,
            amount=-credit.amount_currency)

    @classmethod
    def payment(cls, partner, amount, **values):
        partner = partner or cls.customer
        account = cls.env["ar.account"]._for(partner, cls.company)
        return cls.env["ar.cash.payment"].sudo().create({
            "company_id": cls.company.id, "partner_id": partner.id, "account_id": account.id, "amount": amount,
            "amount_left": amount, "state": "check", **values})

    @classmethod
    def allocate(cls, payment, *parts):
        """Say what the items get: (item, amount) or (item, amount, {"discount": …}), in the place of what was said."""
        payment.allocation_ids = [Command.clear(), *(
            Command.create({
                "move_line_id": item.id, "amount": amount, "sequence": n,
                "open_amount": payment._worth(item.amount_residual_currency, item.currency_id),
                "item_open": item.amount_residual_currency if item.currency_id != payment.currency_id else 0.0,
                **(more[0] if more else {})})
            for n, (item, amount, *more) in enumerate(parts))]
        return payment

    @classmethod
    def apply(cls, payment, *parts, **options):
        """Allocate as said and apply; return the application."""
        return cls.allocate(payment, *parts).with_user(cls.specialist)._apply(**options).sudo()

    def ledger(self):
        """Return what an undoing has to restore: balances of accounts by partner and currency, open items."""
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT account_id, partner_id, currency_id, SUM(balance), SUM(amount_currency) FROM account_move_line"
            " WHERE company_id = %s AND parent_state = 'posted' GROUP BY 1, 2, 3"
            " HAVING SUM(balance) <> 0 OR SUM(amount_currency) <> 0 ORDER BY 1, 2, 3", [self.company.id])
        balances = self.env.cr.fetchall()
        self.env.cr.execute(
            "SELECT l.id, l.amount_residual, l.amount_residual_currency FROM account_move_line l"
            " JOIN account_account a ON a.id = l.account_id WHERE a.account_type = 'asset_receivable'"
            " AND l.company_id = %s AND l.parent_state = 'posted' AND (l.amount_residual <> 0"
            " OR l.amount_residual_currency <> 0) ORDER BY 1", [self.company.id])
        return balances, self.env.cr.fetchall()
