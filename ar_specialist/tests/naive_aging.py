"""Aging the slow and obvious way: one journal item after the other, through the ORM."""

from ..logic.aging import age_items

REFERENCES = {
    "due": lambda line: line.date_maturity or line.date,
    "invoice": lambda line: line.invoice_date or line.date,
    "accounting": lambda line: line.date,
}


def open_amount(line, day, in_currency=False):
    """Return what of `line` was open on `day`: its amount less the posted reconciliations up to that day."""
    amount = line.amount_currency if in_currency else line.balance
    for partial in line.matched_credit_ids:
        if partial.max_date <= day and partial.credit_move_id.parent_state == "posted":
            amount -= partial.debit_amount_currency if in_currency else partial.amount
    for partial in line.matched_debit_ids:
        if partial.max_date <= day and partial.debit_move_id.parent_state == "posted":
            amount += partial.credit_amount_currency if in_currency else partial.amount
    return amount


def naive_aging(lines, day, periods, *, basis, age_on, in_currency, key):
    """Return {(key, currency): [amount per period]} of the posted receivable `lines`, keys all zero left out."""
    groups = {}
    for line in lines:
        if line.parent_state != "posted" or line.date > day:
            continue
        currency = line.currency_id if in_currency else line.company_currency_id
        item = (REFERENCES[basis](line), open_amount(line, day, in_currency))
        groups.setdefault((key(line), currency), []).append(item)
    sums = {
        (name, currency): [currency.round(amount) for amount in age_items(items, periods, age_on)]
        for (name, currency), items in groups.items()
    }
    return {name: amounts for name, amounts in sums.items() if any(amounts)}
