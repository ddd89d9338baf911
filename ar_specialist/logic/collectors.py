"""Which collector a customer gets: the first rule that fits."""

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class CollectorRule:
    """Every condition that is given must hold; `letters` are the first and the last one, each may be missing.

    :param segmented: whether the customer must be in the rule's segment
    """

    id: int
    user_id: int
    company_id: int | None = None
    letters: tuple[str, str] = ("", "")
    countries: frozenset = frozenset()
    at_least: float = 0.0
    at_most: float = 0.0
    segmented: bool = False


@dataclass(frozen=True)
class Customer:
    """What the rules ask; `segments` are the ids of the rules whose segment it is in."""

    name: str
    country_id: int | None = None
    open: float = 0.0
    segments: frozenset = frozenset()


def first_letter(name):
    """Return the first letter or digit of `name` in capitals, without its accent; "" when there is none."""
    plain = unicodedata.normalize("NFKD", name or "").upper()
    return next((sign for sign in plain if sign.isalnum()), "")


def fits(rule, customer):
    letter, (first, last) = first_letter(customer.name), map(first_letter, rule.letters)
    if (first or last) and not letter:
        return False
    if (first and letter < first) or (last and letter > last):
        return False
    if rule.countries and customer.country_id not in rule.countries:
        return False
    if customer.open < rule.at_least or (rule.at_most and customer.open > rule.at_most):
        return False
    return not rule.segmented or rule.id in customer.segments


def choose(rules, customer):
    """Return the user id of the first of `rules` that fits, None when none does."""
    return next((rule.user_id for rule in rules if fits(rule, customer)), None)
