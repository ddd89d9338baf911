"""What of an open item may be reminded of: what is open, less what is kept back."""

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
