from .common import ReceivablesCommon


class Clock:
    """A clock that stands where it was put, instead of the module `time`."""

    def __init__(self):
        self.now = 0.0

    def monotonic(self):
        return self.now


class CashCommon(ReceivablesCommon):
    """Short builders of what banks and customers' accounts say of money that came in."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bank = cls.company_data["default_journal_bank"]
        cls.customer.write({"name": "Azure Interior", "customer_rank": 1})
        cls.other_customer.write({"name": "Deco Addict", "customer_rank": 1})
        cls.payments = cls.env["ar.cash.payment"]

    @classmethod
    def bank_line(cls, amount, text="", payer="", day="2024-06-14", **values):
        """Make a line of a bank statement that nobody has matched."""
        return cls.env["account.bank.statement.line"].create({
            "journal_id": cls.bank.id, "date": day, "amount": amount, "payment_ref": text or "/",
            "partner_name": payer, **values})

    @classmethod
    def received(cls, amount, text="", payer="", **values):
        """Return the incoming payment of a new line of a bank statement, with what is proposed for it."""
        line = cls.bank_line(amount, text, payer, **values)
        cls.payments._collect(cls.company)
        payment = cls.payments.search([("statement_line_id", "=", line.id)])
        payment._propose()
        return payment

    @classmethod
    def paid_in(cls, amount, partner=None, day="2024-06-14", post=True, **values):
        """Make a payment as Odoo's own: a credit on the customer's account that settles nothing yet."""
        payment = cls.env["account.payment"].create({
            "payment_type": "inbound", "partner_type": "customer", "partner_id": (partner or cls.customer).id,
            "amount": amount, "date": day, "journal_id": cls.bank.id, **values})
        if post:
            payment.action_post()
        return payment

    @classmethod
    def of_line(cls, line):
        return cls.payments.search([("statement_line_id", "=", line.id)])

    @classmethod
    def of_item(cls, item):
        return cls.payments.search([("move_line_id", "=", item.id)])

    @staticmethod
    def credit_of(move):
        return move.line_ids.filtered(lambda line: line.account_type == "asset_receivable")
