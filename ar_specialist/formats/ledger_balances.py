"""Opening and closing balance of a customer's ledger, among lines, sums and what is carried from page to page."""

from decimal import Decimal

#: What a row is.
LINE, OPENING, CLOSING, SUM = "line", "opening", "closing", "sum"


def ledger_balances(rows):
    """Return ({currency: opening balance}, {currency: closing balance}) as far as the rows say them.

    :param rows: with `role`, `line` (amount, currency) and `balance`, what the account came to by then, or None
    """
    listed = {row.line.currency for row in rows if row.role == LINE}
    opening, closing, moved = {}, {}, {}
    way = _way(rows)
    for row in rows:
        currency = _currency(row.line.currency, listed)
        amount = row.line.amount
        if row.role == LINE:
            moved[currency] = moved.get(currency, Decimal(0)) + amount
        elif currency is None or (amount is None and row.balance is None):
            continue
        elif row.role == OPENING:
            # What is brought forward once more on each page is no other opening balance.
            if currency not in moved:
                said = amount or (row.balance or Decimal(0)) * way
                opening[currency] = opening.get(currency, Decimal(0)) + said
        else:
            closing[currency] = _closing(
                row, opening.get(currency, Decimal(0)), moved.get(currency, Decimal(0)), way)
    return opening, closing


def _currency(written, listed):
    """Return the currency of a balance: its own, else that of all lines; None when these have several."""
    if written or not listed:
        return written
    return next(iter(listed)) if len(listed) == 1 else None


def _closing(row, opening, moved, way):
    """Return the closing balance that a row says; one that stands on the other side, to even both out, is none less."""
    said = row.balance * way if row.balance is not None else row.line.amount
    if abs(said) == abs(opening + moved) or (row.role == SUM and row.balance is None and said == moved):
        return opening + moved
    return said


def _way(rows):
    """Return 1 or -1: whether the column of balances goes up with what the customer owes more."""
    votes, before = 0, None
    for row in rows:
        if row.balance is not None:
            if before is not None and row.role == LINE:
                votes += (row.balance - before == row.line.amount) - (row.balance - before == -row.line.amount)
            before = row.balance
    return -1 if votes < 0 else 1
