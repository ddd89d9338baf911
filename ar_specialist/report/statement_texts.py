"""Words, days and amounts on statements, in the customer's language; looked up once for all statements in it."""

from odoo.tools import format_date
from odoo.tools.misc import get_lang

from ..logic.statement_movements import (
    CREDIT_NOTE,
    DISCOUNT,
    EXCHANGE,
    INVOICE,
    OTHER,
    OTHER_ACCOUNT,
    OTHER_CURRENCY,
    PAYMENT,
    RECOVERY,
    WRITE_OFF,
)


class StatementTexts:
    """What the statements in the language of `env` say; days and amounts recur from one to the next."""

    def __init__(self, env):
        self.env = env
        self._lang = env["res.lang"].browse(get_lang(env).id)
        self._days, self._patterns = {}, {}
        self.marks = {"disputed": env._("disputed"), "promised": env._("promised")}
        self._raising = {
            INVOICE: env._("Invoice"), CREDIT_NOTE: env._("Credit note taken back"),
            PAYMENT: env._("Money back to you"), DISCOUNT: env._("Cash discount taken back"),
            WRITE_OFF: env._("Write-off taken back"), RECOVERY: env._("Paid of what was written off"),
            EXCHANGE: env._("Exchange difference"),
            OTHER_CURRENCY: env._("Used in another currency"), OTHER_ACCOUNT: env._("Used for another account"),
            OTHER: env._("Other entry"),
        }
        self._lowering = {
            **self._raising, CREDIT_NOTE: env._("Credit note"), PAYMENT: env._("Payment"),
            DISCOUNT: env._("Cash discount"), WRITE_OFF: env._("Write-off"),
            RECOVERY: env._("Payment of what was written off taken back"),
            OTHER_CURRENCY: env._("Settled in another currency"),
            OTHER_ACCOUNT: env._("Settled by another account"),
        }
        #: What sums of the movements of a class are called.
        self.sums = {
            INVOICE: env._("Invoices"), CREDIT_NOTE: env._("Credit notes"), PAYMENT: env._("Payments"),
            DISCOUNT: env._("Cash discounts"), WRITE_OFF: env._("Write-offs"),
            RECOVERY: env._("Paid of what was written off"), EXCHANGE: env._("Exchange differences"),
            OTHER_CURRENCY: env._("Other currencies"), OTHER_ACCOUNT: env._("Other accounts"), OTHER: env._("Other"),
        }

    def day(self, day):
        if day not in self._days:
            self._days[day] = format_date(self.env, day)
        return self._days[day]

    def amount(self, currency, amount):
        """Return `amount` with the decimals of `currency`, without its name."""
        pattern = self._patterns.setdefault(currency, f"%.{currency.decimal_places}f")
        # A sum may come to minus nothing.
        return self._lang.format(pattern, amount + 0.0, grouping=True)

    def title(self, as_of, since=None):
        """Return the heading of a statement of a day, or of the period since another one."""
        if since:
            return self.env._(
                "Statement of account from %(first)s to %(last)s", first=self.day(since), last=self.day(as_of))
        return self.env._("Statement of open items as of %s", self.day(as_of))

    def group(self, customer):
        return self.env._("Of %s and its subsidiaries, each with its own balance.", customer)

    def nothing(self, since=None):
        if since:
            return self.env._("Nothing happened in this period, and nothing is open. Thank you.")
        return self.env._("Nothing is open on this day. Thank you.")

    def balance(self, day, in_favour=False):
        """Return what the balance of a day is called; `in_favour` says that the customer is in credit."""
        if in_favour:
            return self.env._("Balance in your favour on %s", self.day(day))
        return self.env._("Balance on %s", self.day(day))

    def page(self, number, pages):
        return self.env._("Page %(number)s of %(pages)s", number=number, pages=pages)

    def movement(self, kind, amount):
        """Return what a movement of a class is called; one against the usual direction has a name of its own."""
        return (self._raising if amount > 0 else self._lowering)[kind]

    def marked(self, reference, codes):
        """Return the reference with what we know of an item: that it is disputed, that it is promised."""
        return " · ".join(filter(None, [reference, *(self.marks[code] for code in codes)]))
