"""How an amount that is given up is spread over what the invoice consists of: its bases and its taxes."""


def spread(amount, weights, rounded=lambda amount: round(amount, 2)):
    """Return {key: part of `amount`} in proportion to `weights`; the parts come to `amount` exactly.

    What rounding leaves goes to the largest weight, which is a base of the invoice and no tax as a rule.

    :param weights: {key: amount of the invoice}; they may have both signs, as the lines of a reverse charge do
    :raise ValueError: when the weights come to nothing, so that no proportion can be told
    """
    whole = sum(weights.values())
    if not rounded(whole):
        raise ValueError("nothing to spread over")
    parts = {key: rounded(amount * weight / whole) for key, weight in weights.items()}
    largest = max(weights, key=lambda key: abs(weights[key]))
    others = sum(part for key, part in parts.items() if key != largest)
    parts[largest] = rounded(amount - others)
    return parts
