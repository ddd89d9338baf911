"""Amounts as whole smallest coins, in which the rules of cash application reckon, and back."""


def coins(amount, currency):
    """Return `amount` in the smallest coins of `currency`: 12.3 is 1230 of a currency that rounds to 0.01."""
    return round(amount / currency.rounding)


def money(number, currency):
    """Return the amount that a number of the smallest coins of `currency` is."""
    return currency.round(number * currency.rounding)
