"""What a follow-up policy says, as plain values."""

from dataclasses import dataclass

MONDAY_TO_FRIDAY = frozenset(range(5))


@dataclass(frozen=True)
class LevelRule:
    """One step of a policy.

    :param days: days from the due date at which the step is due; negative is before it
    :param needs_all: days, item amount and balance must all be reached; else any one of them is enough
    :param item_amount: smallest open amount of the item, in company currency; 0 asks for nothing
    :param balance: smallest overdue balance of the customer, in company currency; 0 asks for nothing
    :param repeat_days: send the step again every so many days; 0 sends it once
    :param repeat_at_most: how many times the step may be repeated
    :param needs_email: it reaches the customer by email or not at all
    """

    id: int
    days: int
    needs_all: bool = True
    item_amount: float = 0.0
    balance: float = 0.0
    repeat_days: int = 0
    repeat_at_most: int = 0
    needs_email: bool = False

    @property
    def is_before_due(self):
        """Whether it is a friendly notice: sent until the due date, never after."""
        return self.days <= 0

    def is_reached(self, days_late, item_amount, balance):
        """Whether the conditions hold for an item `days_late` days late."""
        conditions = [days_late >= self.days]
        if self.item_amount:
            conditions.append(item_amount >= self.item_amount)
        if self.balance:
            conditions.append(balance >= self.balance)
        return all(conditions) if self.needs_all else any(conditions)


@dataclass(frozen=True)
class PolicyRule:
    """How customers of one segment are followed up.

    :param levels: :class:`LevelRule`, in the order of their days
    :param quiet_days: full days between two notices to one customer
    :param weekdays: days of the week on which notices go out, 0 is Monday
    :param minimum_balance: overdue balance below which nobody is reminded, company currency
    :param grace_days: days an item may be late before it counts as overdue here
    :param held_by_credits: no notice while unapplied credits cover what is overdue
    :param held_by_bank: no notice while bank entries wait that may be the payment
    :param bank_days: no notice when the newest bank entry is older than so many days; 0 does not look
    """

    id: int
    levels: tuple[LevelRule, ...]
    quiet_days: int = 0
    weekdays: frozenset = MONDAY_TO_FRIDAY
    minimum_balance: float = 0.0
    grace_days: int = 0
    held_by_credits: bool = True
    held_by_bank: bool = False
    bank_days: int = 0
