"""What the demo's customers have promised; days are counted from today, those that are over are negative."""

from dataclasses import dataclass

#: Which item of a customer is meant, where the story does not name its invoice.
OLDEST, PAID, WHOLE = "the oldest that is overdue", "the one paid last", "the whole account"


@dataclass(frozen=True)
class Told:
    """:param item: key of an invoice of the story, or one of the above
    :param made: day on which it was promised
    :param by: day promised; for a payment plan the days of its parts
    :param share: part of what was open, of each part of a plan in its turn; all of it when not given
    :param then: what became of it by a person's word
    """

    customer: str
    item: str
    made: int
    by: tuple
    note: str
    share: tuple = ()
    channel: str = "call"
    then: str = ""


#: In the order in which they were made, customer by customer.
PROMISES = (
    Told("sunbelt", PAID, 0, (), "Paid on the day, as always once one has called"),
    Told("thornbury", "part_3", -30, (-20,), "The whole amount, the door will be settled apart", channel="email"),
    Told("penhallow", "oldest", -45, (-31,), "Waits for money of his own customers"),
    Told("penhallow", "oldest", -8, (3,), "Has been paid at last, transfers on the day"),
    Told("bluewater", "part_1", -20, (-13, 9, 23), "Season begins in a month; three instalments agreed",
         (0.5, 0.25, 0.25), "meeting"),
    Told("redrock", OLDEST, -2, (5,), "Half now, the rest when the season opens", (0.5,)),
    Told("caves", OLDEST, -12, (-4,), "Signature of the director was missing", (), "email"),
    Told("maplewood", WHOLE, -1, (10,), "Monthly payment run", channel="portal"),
    Told("rheingold", OLDEST, -9, (12,), "Wanted to pay, then asked for a copy first", then="withdrawn"),
    Told("spree", OLDEST, -6, (2,), "Next payment run"),
    Told("spree", OLDEST, -1, (8,), "Payment run postponed by a week"),
)
