"""A customer on an occasion: what was asked, what was found and what follows from it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from .follow_up import Account


@dataclass(frozen=True)
class Occasion:
    """A day on which to decide, and what is known of it.

    :param ledger_day: day whose open items count
    :param known_until: day after which no notice is known yet; None: all are
    :param run_id: run whose own notices don't count
    """

    day: date
    ledger_day: date
    known_until: date | None = None
    run_id: int | None = None


@dataclass(frozen=True)
class Case:
    """A customer on an occasion: what was found and what follows from it; without a policy it is held for that.

    :param account_id: id of its customer account, None while it has none
    :param rows: {item id: open item with its currency}
    """

    partner_id: int
    account_id: int | None
    account: Account
    policy: Any
    rows: dict
    decisions: list
