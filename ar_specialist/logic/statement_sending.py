"""Whether a customer gets a statement: one rule for the schedule, the wizard and the moment of sending."""

from dataclasses import dataclass
from datetime import date

#: What a sending may ask of the balance.
ANY, OPEN, OVERDUE = "any", "open", "overdue"

NOTHING_OPEN, NOT_OVERDUE, BELOW_AMOUNT = "nothing_open", "not_overdue", "below_amount"
ALREADY, WAITING, WITH_PARENT, NO_ADDRESS = "already", "waiting", "with_parent", "no_address"


@dataclass(frozen=True)
class Wish:
    """What a sending asks of a customer's balance.

    :param condition: ANY, OPEN (something is open) or OVERDUE
    :param minimum: balance in company currency from which on; 0 asks nothing
    """

    condition: str = ANY
    minimum: float = 0.0


@dataclass(frozen=True)
class Standing:
    """What is known of a customer on the statement's day.

    :param has_items: whether anything is open, or happened in the period
    :param balance: in company currency, negative when in credit
    :param is_overdue: whether anything was due before that day
    :param taken: ALREADY when it has this statement, WAITING when another sending is about to send it, else None
    :param with_parent: whether the parent's statement has its items
    :param reachable: whether there is an address to send to
    """

    has_items: bool
    balance: float
    is_overdue: bool
    taken: str | None = None
    with_parent: bool = False
    reachable: bool = True


def reasons_against(standing, wish):
    """Return the codes of why the customer gets no statement, the most telling one first; empty when it gets one."""
    found = {
        NOTHING_OPEN: wish.condition != ANY and not standing.has_items,
        NOT_OVERDUE: wish.condition == OVERDUE and standing.has_items and not standing.is_overdue,
        BELOW_AMOUNT: bool(wish.minimum) and standing.balance < wish.minimum,
        WITH_PARENT: standing.with_parent,
        standing.taken: bool(standing.taken),
        NO_ADDRESS: not standing.reachable,
    }
    return [code for code, against in found.items() if against]


@dataclass(frozen=True)
class Order:
    """Which statements a sending makes.

    :param kind: OPEN_ITEM or BALANCE_FORWARD
    :param day: how things stood on the evening of it
    :param since: first day of the period of a balance-forward statement, else None
    :param group: with subsidiaries
    :param by_email: whoever has an address gets it by email, the others printed; else all are printed
    :param wish: :class:`Wish`
    :param named: the customers were chosen one by one: every one of them who gets none is told
    """

    kind: str
    day: date
    since: date | None = None
    group: bool = False
    by_email: bool = True
    wish: Wish = Wish()
    named: bool = False
