"""What the demo's customers contest or ask, and what came of it; days are counted back from the given day."""

from typing import NamedTuple


class Case(NamedTuple):
    """A case of a customer's oldest open item.

    :param share: part of the item that is contested
    :param opened: days ago
    :param outcome: credit, reject, write_off, or none while it is open
    """

    customer: str
    reason: str
    subject: str
    share: float
    opened: int
    stage: str = "new"
    kind: str = "dispute"
    priority: str = "0"
    outcome: str = ""
    cause: str = ""
    told: str = ""
    owner: str = "marc"


#: Days that the closed ones took.
CLOSED_AFTER = 8
CASES = (
    Case("sunbelt", "not_delivered", "Second pallet never arrived", 0.4, 16, "internal", priority="1",
         told="The carrier looks for the second pallet; answer promised for this week."),
    Case("redrock", "price", "Price of the framework contract not applied", 0.15, 9, "investigating",
         told="Sales has the contract; the discount was agreed for the whole year."),
    Case("caves", "quality", "Scratched table tops", 0.25, 6, "customer", told="Asked for photos of the damage."),
    Case("lakeshore", "quantity", "Fewer boxes than on the delivery note", 0.3, 3),
    Case("rheingold", "reference", "Order number missing on the invoice", 1.0, 2, kind="inquiry"),
    Case("brandt", "discount", "Cash discount of 2 % not granted", 0.02, 1, priority="2"),
    Case("caves", "price", "Old price list", 0.1, 30, outcome="credit", cause="price_list"),
    Case("sunbelt", "duplicate", "Invoiced twice", 0.2, 34, outcome="reject", cause="unjustified"),
    Case("redrock", "quantity", "One lamp missing", 0.01, 25, outcome="write_off", cause="carrier"),
)
