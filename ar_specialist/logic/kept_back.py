"""What of an open item may be reminded of: what is open, less what is kept back."""

from collections import defaultdict

#: Who comes first: an amount can be kept back but once.
ORDER = ("disputed", "promised")


def kept_shares(amount, kept):
    """Return {code: amount} of what each cause keeps of the open `amount`, together never more than it.

    :param kept: {code: amount}, not capped
    """
    shares, left = {}, max(amount, 0.0)
    for code in sorted(kept, key=lambda code: (ORDER.index(code) if code in ORDER else len(ORDER), code)):
        share = min(max(kept[code], 0.0), left)
        if share > 0:
            shares[code] = share
            left -= share
    return shares


def asked_for(amount, kept, rounding=0.01):
    """Return (what is left to ask for of the open amount, codes): codes only where nothing is left, who keeps it.

    :param kept: {code: amount}, not capped
    """
    shares = kept_shares(amount, kept)
    left = amount - sum(shares.values())
    if shares and left < rounding / 2:
        return 0.0, tuple(shares)
    return left, ()


def spread(outstanding, items):
    """Return {item id: amount} of what is still to come, over the open items in their order, none above what is open.

    :param items: (item id, open amount in the promise's currency)
    """
    shares = {}
    for item, amount in items:
        share = min(outstanding, amount)
        if share > 0:
            shares[item] = share
            outstanding -= share
    return shares


def promised_of(promises, rows, belongs=None):
    """Return {line id: amount} in company currency of what promises hold of the open items of their accounts.

    A promise for items knows where it belongs; one for the whole account takes what those leave.

    :param promises: open promises: account_id, currency_id, outstanding, items (none: the whole account), is_foreign
    :param rows: open items, those due first first: line_id, account_id, amount, amount_currency, currency_id
    :param belongs: tells of a promise and an item of its account whether it is for it; :func:`is_promised` unless given
    """
    belongs = belongs or is_promised
    left, held = {row.line_id: 1.0 for row in rows}, defaultdict(float)
    of_account = defaultdict(list)
    for row in rows:
        of_account[row.account_id].append(row)
    for promise in sorted(promises, key=lambda promise: not promise.items):
        own = {row.line_id: row for row in of_account[promise.account_id] if belongs(promise, row)}
        opens = {line: row.amount_currency if promise.is_foreign else row.amount for line, row in own.items()}
        shares = spread(promise.outstanding, [(line, left[line] * amount) for line, amount in opens.items()])
        for line, share in shares.items():
            part = share / opens[line]
            left[line] -= part
            held[line] += own[line].amount * part
    return dict(held)


def is_promised(promise, row):
    """Return whether the open item of its account is one that `promise` is for."""
    if promise.items:
        return row.line_id in promise.items
    return not promise.is_foreign or row.currency_id == promise.currency_id
