"""Balance confirmations for an audit: who is asked, how much of the receivables that covers, who is reminded.

The words are those of ISA 505: a positive request wants an answer in any case, a negative one only when the balance
differs, and is the weaker evidence.
"""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

ALL, ABOVE, LARGEST, RANDOM, PICKED = "all", "above", "largest", "random", "picked"
POSITIVE, NEGATIVE = "positive", "negative"
AGREES, DIFFERS = "agrees", "differs"


@dataclass(frozen=True)
class Candidate:
    """A customer account on the day of the balances.

    :param key: number of the account
    :param balance: in company currency, negative when in credit
    :param is_open: whether it has a balance in any currency: 0 in company currency may be some of two others
    """

    key: int
    balance: float
    is_open: bool = True


@dataclass(frozen=True)
class Choice:
    """Who of the candidates is asked.

    :param how: ALL, ABOVE (a balance of `least` or more, either sign), LARGEST or RANDOM (`number` of them) or PICKED
    :param seed: of a random sample; the same seed finds the same customers
    :param credits: whether customers in credit are asked as well
    :param zeros: whether customers without a balance are asked as well: they find what was never invoiced
    :param picked: keys of those chosen by hand, whatever their balance
    """

    how: str = ALL
    least: float = 0.0
    number: int = 0
    seed: int = 0
    credits: bool = True
    zeros: bool = False
    picked: frozenset = frozenset()


def population(candidates, choice):
    """Return those whom a choice covers part of: whoever has a balance, with `zeros` also whoever has none."""
    return [one for one in candidates if one.is_open or choice.zeros]


def chosen(candidates, choice):
    """Return the keys of those who are asked, ascending; the order of the candidates does not matter."""
    if choice.how == PICKED:
        return sorted(one.key for one in candidates if one.key in choice.picked)
    eligible = [one for one in population(candidates, choice) if choice.credits or one.balance >= 0]
    if choice.how == ABOVE:
        # Nobody has as little as nothing: without a balance one is asked by the other switch.
        eligible = [one for one in eligible if abs(one.balance) >= choice.least or not one.is_open]
    elif choice.how == LARGEST:
        eligible = sorted(eligible, key=lambda one: (-abs(one.balance), one.key))[:choice.number]
    elif choice.how == RANDOM:
        eligible = sorted(eligible, key=lambda one: (draw(choice.seed, one.key), one.key))[:choice.number]
    return sorted(one.key for one in eligible)


def draw(seed, key):
    """Return the lot that a customer draws: those with the lowest are the sample.

    It is a SHA-256 of both numbers, so that an auditor draws the same sample with any tool, and one customer more
    leaves the lots of the others as they were.
    """
    return sha256(f"{seed}/{key}".encode()).hexdigest()


@dataclass(frozen=True)
class Coverage:
    """How much of something: `count` of `count_all` customers, `amount` of `amount_all` of balances without sign."""

    count: int
    count_all: int
    amount: float
    amount_all: float

    @property
    def by_count(self):
        """Return the part by number, from 0 to 1."""
        return self.count / self.count_all if self.count_all else 0.0

    @property
    def by_amount(self):
        """Return the part by amount, from 0 to 1."""
        return self.amount / self.amount_all if self.amount_all else 0.0


def coverage(part, whole):
    """Return the :class:`Coverage` of `whole`, balances in one currency, by `part`.

    Without their signs: a credit takes nothing away from what is looked at.
    """
    return Coverage(len(part), len(whole), sum(map(abs, part)), sum(map(abs, whole)))


def channel(has_email, has_address, by_letter):
    """Return how a customer is asked: "email" or "print"; None when neither address is known.

    :param by_letter: letters are wished; whoever has no postal address is asked by email all the same
    """
    if has_email and not (by_letter and has_address):
        return "email"
    return "print" if has_address else None


def is_to_remind(last_on, reminders, today, after, most):
    """Return whether a customer who has not answered is reminded by itself.

    :param last_on: day of the request, or of the reminder before
    :param reminders: how many there were
    :param after: days to wait; 0 never reminds
    :param most: reminders in all
    """
    return bool(after) and reminders < most and last_on + timedelta(days=after) <= today
