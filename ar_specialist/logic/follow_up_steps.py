"""Which step of its policy an item is due for on a day: step tracking.

An item goes through the levels one after the other. One that was held back, by a dispute for instance, begins with
its first level that was not sent, however late it is by then; the next one keeps its distance, so that nobody gets
three letters in three days.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Sent:
    """How often a level went out for an item, and when last."""

    times: int
    last: date


@dataclass(frozen=True)
class Item:
    """An open receivable item as follow-up sees it.

    :param amount: open amount in company currency
    :param against: codes of what speaks against reminding this very item: disputed, promised, held, no_followup…
    :param sent: {level id: :class:`Sent`}
    """

    id: Any
    due: date
    amount: float
    against: tuple[str, ...] = ()
    sent: dict = field(default_factory=dict)

    def days_late(self, day):
        return (day - self.due).days


@dataclass(frozen=True)
class Step:
    """A level to send for an item, for the `attempt`-th time."""

    item: Item
    level: Any
    attempt: int


def next_step(item, policy, day, balance):
    """Return the :class:`Step` that `item` is due for on `day`, or None.

    :param policy: :class:`~.follow_up_rules.PolicyRule`
    :param balance: overdue balance of the customer in company currency
    """
    late = item.days_late(day)
    if late <= 0:
        return _friendly_step(item, policy, late, day, balance)
    if late <= policy.grace_days:
        return None
    return _overdue_step(item, [level for level in policy.levels if not level.is_before_due], day, balance)


def _friendly_step(item, policy, late, day, balance):
    """Before the due date the last level reached counts; one that was missed is not made up for."""
    reached = [
        level for level in policy.levels if level.is_before_due and level.is_reached(late, item.amount, balance)
    ]
    return _sent_or_again(item, reached[-1], day) if reached else None


def _overdue_step(item, levels, day, balance):
    sent = [level for level in levels if level.id in item.sent]
    following = next((level for level in levels if level.id not in item.sent), None)
    previous = sent[-1] if sent else None
    if following and following.is_reached(item.days_late(day), item.amount, balance):
        if previous is None or _kept_distance(item, previous, following, day):
            return Step(item, following, 1)
        return None
    return _sent_or_again(item, previous, day) if previous else None


def _kept_distance(item, previous, following, day):
    return (day - item.sent[previous.id].last).days >= following.days - previous.days


def _sent_or_again(item, level, day):
    """Return the step of `level`: the first time, or again when the level repeats and its time has come."""
    sent = item.sent.get(level.id)
    if sent is None:
        return Step(item, level, 1)
    again = level.repeat_days and sent.times <= level.repeat_at_most
    if again and (day - sent.last).days >= level.repeat_days:
        return Step(item, level, sent.times + 1)
    return None
