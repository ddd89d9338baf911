"""What cash application proposes for a payment."""

from dataclasses import dataclass, replace
from typing import Any

#: What becomes of a payment: applied by itself, shown to a person, kept on the customer's account, payer unknown.
APPLY, SUGGEST, ON_ACCOUNT, UNIDENTIFIED = "apply", "suggest", "on_account", "unidentified"
#: What a person has to choose about a difference.
SHORT, OVER, LATE_DISCOUNT = "short", "over", "late_discount"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: a stable code, the points that it stands for, and what it was found in."""

    code: str
    points: int = 0
    value: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What an item gets: open = amount + discount + write_off + charges + left; all of the item's sign.

    :param amount: of the payment's own money; of a credit, what is taken up
    :param write_off: difference within the tolerance
    :param charges: what banks kept
    """

    item: Any
    open: int
    amount: int
    discount: int = 0
    write_off: int = 0
    charges: int = 0

    @property
    def left(self):
        return self.open - self.amount - self.discount - self.write_off - self.charges


@dataclass(frozen=True, slots=True)
class Match:
    """One way to read a payment of a given customer; amounts of lines + remainder = payment.

    :param points: how sure the items are, given the customer
    :param named: the payer says which items they are
    :param agrees: the amount is explained to the last coin
    :param rival: another reading is as good
    :param write_off: part of the remainder so small that it is written off
    """

    lines: tuple[Line, ...]
    remainder: int
    points: int
    reasons: tuple[Reason, ...]
    choice: str | None = None
    named: bool = False
    agrees: bool = False
    rival: bool = False
    write_off: int = 0

    def less(self, points, reason):
        return replace(self, points=max(self.points - points, 0), reasons=(*self.reasons, reason))


@dataclass(frozen=True, slots=True)
class Proposal:
    """What to do with a payment.

    :param score: 0 to 100, the lower one of how sure the payer and the items are
    :param remainder: what of the payment no item gets; of it `write_off` is within the tolerance
    :param choice: what a person has to choose, see the codes above; None: nothing
    :param elsewhere: items in other currencies that it is for; what they get is said by :mod:`.cash_elsewhere`
    """

    payment: Any
    customer: Any
    lines: tuple[Line, ...]
    remainder: int
    score: int
    reasons: tuple[Reason, ...]
    ambiguous: bool
    decision: str
    choice: str | None = None
    write_off: int = 0
    elsewhere: tuple = ()

    @property
    def items(self):
        return frozenset(line.item for line in self.lines)
