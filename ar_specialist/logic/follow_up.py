"""What a follow-up run does with one customer on one day, and every reason for not doing it."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from .follow_up_steps import next_step

UPCOMING, OVERDUE = "upcoming", "overdue"

#: Reasons against reminding, most telling first; stable codes, models translate them.
REASONS = (
    "paid", "disputed", "promised", "held_item", "no_followup", "not_due", "held", "no_policy", "covered_by_credits",
    "below_minimum", "quiet_days", "weekday", "bank_waiting", "bank_old", "no_address", "bounced",
)
#: Of these, the ones that keep amounts back.
KEPT_BACK = frozenset({"disputed", "promised"})


@dataclass(frozen=True)
class Account:
    """A customer account as follow-up sees it; amounts in company currency, credits not positive.

    :param items: :class:`~.follow_up_steps.Item` with a debit open
    :param against: codes of what speaks against the customer as a whole: held, no_address, bounced, bank_waiting…
    :param last_notice: day of the last notice that was sent
    """

    id: Any
    items: list = field(default_factory=list)
    credits: float = 0.0
    last_notice: date | None = None
    against: tuple[str, ...] = ()
    bank_waiting: bool = False
    bank_newest: date | None = None


@dataclass(frozen=True)
class Decision:
    """One notice: to be sent when `reasons` is empty, else held for them.

    :param kind: UPCOMING for what is not due yet, OVERDUE for the rest: two notices, never mixed
    :param level: the highest level due, the tone of the whole notice; None where no policy says any
    :param steps: the items that move on by this notice
    :param listed: overdue items that are shown beside them, their own step not being due
    :param held_back: items whose step is due but which stay out, for reasons of their own
    """

    kind: str
    level: Any
    steps: list
    listed: list
    held_back: list
    reasons: tuple[str, ...]


def decide(account, policy, day):
    """Return the :class:`Decision` s for `account` on `day`: none, or one each for what is upcoming and overdue.

    :param policy: :class:`~.follow_up_rules.PolicyRule`; None where none fits: what is overdue is held for that
    """
    if policy is None:
        overdue = [item for item in account.items if item.days_late(day) > 0]
        return [Decision(OVERDUE, None, [], overdue, [], ("no_policy",))] if overdue else []
    overdue = [item for item in account.items if item.days_late(day) > 0]
    balance = _balance(overdue)
    upcoming = [item for item in account.items if item.days_late(day) <= 0]
    decisions = (
        _decide_kind(UPCOMING, upcoming, account, policy, day, balance),
        _decide_kind(OVERDUE, overdue, account, policy, day, balance),
    )
    return [decision for decision in decisions if decision]


def _decide_kind(kind, items, account, policy, day, balance):
    due = [step for item in items if (step := next_step(item, policy, day, balance))]
    if not due:
        return None
    steps = [step for step in due if not step.item.against]
    held_back = [step for step in due if step.item.against]
    reasons = list(reasons_against(account, policy, day, kind, balance))
    if not steps:
        reasons += [code for step in held_back for code in step.item.against]
    moving = {step.item.id for step in due}
    listed = [item for item in items if item.id not in moving and not item.against] if kind == OVERDUE else []
    level = max((step.level for step in steps or held_back), key=lambda level: level.days)
    return Decision(kind, level, steps, listed, held_back, ordered(reasons))


def reasons_against(account, policy, day, kind=OVERDUE, balance=None):
    """Yield the code of each reason against sending `account` a notice on `day`: the one place that knows them."""
    yield from account.against
    if policy.quiet_days and account.last_notice and (day - account.last_notice).days <= policy.quiet_days:
        yield "quiet_days"
    if day.weekday() not in policy.weekdays:
        yield "weekday"
    if policy.held_by_bank and account.bank_waiting:
        yield "bank_waiting"
    if policy.bank_days and not (account.bank_newest and (day - account.bank_newest).days <= policy.bank_days):
        yield "bank_old"
    if kind == UPCOMING:
        return
    if balance is None:
        balance = _balance([item for item in account.items if item.days_late(day) > 0])
    if policy.held_by_credits and account.credits < 0 and -account.credits >= balance:
        yield "covered_by_credits"
    elif balance + account.credits < policy.minimum_balance:
        yield "below_minimum"


def _balance(items):
    """Return what may be asked for of overdue `items`; what is promised or disputed whole counts where all of it is.

    Then its own reason says why nothing goes out, not that the balance is small.
    """
    return sum(item.amount for item in [item for item in items if KEPT_BACK.isdisjoint(item.against)] or items)


def addressed(decision, has_email, bounced):
    """Return `decision`, held when its level goes by email only and there is no address that works."""
    if not (decision.level and decision.level.needs_email) or (has_email and not bounced):
        return decision
    return replace(decision, reasons=ordered([*decision.reasons, "bounced" if bounced else "no_address"]))


def ordered(codes):
    """Return `codes` once each, most telling first."""
    known = {code: number for number, code in enumerate(REASONS)}
    return tuple(sorted(set(codes), key=lambda code: (known.get(code, len(REASONS)), code)))
