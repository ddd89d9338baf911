"""Whom to contact first: each rule that fits gives its points, the sum is the score."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Facts:
    """What is known of a customer account on a day; amounts in the company's currency.

    :param days_late: of the oldest overdue item
    :param overdue_before: what was overdue some time ago, see TREND_DAYS
    :param missed_on: day of the last promise that was not, or only partly, kept
    :param promised_for: days that open promises name
    :param dispute_deadline: the first deadline of an open dispute
    """

    open: float = 0.0
    overdue: float = 0.0
    overdue_before: float = 0.0
    days_late: int = 0
    missed_on: date | None = None
    promised_for: tuple[date, ...] = ()
    last_contact: date | None = None
    next_action: date | None = None
    dispute_deadline: date | None = None
    credit_limit: float = 0.0
    bounced: bool = False
    trust: str = "normal"


@dataclass(frozen=True)
class Rule:
    """`threshold` is an amount, days or per cent by the kind; `trust` is for the kind of that name."""

    id: int
    kind: str
    points: int
    threshold: float = 0.0
    trust: str = "bad"


#: Days over which the trend looks back.
TREND_DAYS = 30


def overdue(facts, rule, day):
    return facts.overdue > rule.threshold


def oldest(facts, rule, day):
    return facts.days_late > rule.threshold


def promise_broken(facts, rule, day):
    """A promise was missed in the last days, and something is still overdue."""
    return facts.overdue > 0 and facts.missed_on is not None and (day - facts.missed_on).days <= rule.threshold


def promise_due(facts, rule, day):
    return day in facts.promised_for


def no_contact(facts, rule, day):
    """Nobody was reached for that many days, or ever; who owes nothing late needs no contact."""
    if facts.overdue <= 0:
        return False
    return facts.last_contact is None or (day - facts.last_contact).days >= rule.threshold


def next_action(facts, rule, day):
    return facts.next_action is not None and facts.next_action <= day


def dispute_deadline(facts, rule, day):
    near = day + timedelta(days=int(rule.threshold))
    return facts.dispute_deadline is not None and facts.dispute_deadline <= near


def over_limit(facts, rule, day):
    """More is open than the limit and so many per cent; a limit of zero is none."""
    return facts.credit_limit > 0 and facts.open > facts.credit_limit * (1 + rule.threshold / 100)


def bounced(facts, rule, day):
    return facts.open > 0 and facts.bounced


def trust(facts, rule, day):
    return facts.overdue > 0 and facts.trust == rule.trust


def trend(facts, rule, day):
    """More is overdue than some time ago, by more than so many per cent; from nothing there is no trend."""
    return facts.overdue_before > 0 and facts.overdue > facts.overdue_before * (1 + rule.threshold / 100)


KINDS = {
    "overdue": overdue, "oldest": oldest, "promise_broken": promise_broken, "promise_due": promise_due,
    "no_contact": no_contact, "next_action": next_action, "dispute_deadline": dispute_deadline,
    "over_limit": over_limit, "bounced": bounced, "trust": trust, "trend": trend,
}


def points(facts, rules, day):
    """Return {rule id: points} of the rules that fit the account on `day`, in the order of the rules."""
    return {rule.id: rule.points for rule in rules if KINDS[rule.kind](facts, rule, day)}
