"""Money of the database as whole smallest coins, in which cash application counts, and back: the only place for it."""

from decimal import Decimal

from odoo.tools import SQL


def to_coins(amount, decimals):
    """Return `amount`, a number of units of a currency, as its smallest coins; 12.3 with 2 decimals → 1230."""
    return int((Decimal(repr(amount)) * 10 ** decimals).to_integral_value())


def from_coins(coins, decimals):
    """Return whole coins as the number of units that Monetary fields hold."""
    return float(Decimal(coins).scaleb(-decimals))


def coins(amount, decimals):
    """Return SQL for `amount`, SQL over a column of money, in smallest coins of a currency of so many `decimals`."""
    return SQL("ROUND(%s * POWER(10::numeric, %s))::bigint", amount, decimals)


def units(amount, decimals):
    """Return SQL for coins as units of the currency."""
    return SQL("ROUND(%s / POWER(10::numeric, %s), %s)", amount, decimals, decimals)
