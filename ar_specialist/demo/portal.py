"""What the demo's customers entered on their own pages; days are counted from the given day."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Entered:
    """A form of a customer's page.

    :param item: place of the item among the customer's open ones, the oldest first
    :param share: part of the item, of a dispute; how far the customer's books are from ours, of a balance
    :param ago: days ago
    """

    customer: str
    action: str
    ago: int
    text: str
    item: int = 0
    share: float = 0.0
    days: int = 0
    reason: str = ""


#: A balance is that of the end of last month: agreed where `share` is nothing.
ENTERED = (
    Entered("redrock", "promise", 0, "With the payment run after the season's opening", item=-2, days=9),
    Entered("redrock", "dispute", 0, "Two of the lamps came with a broken shade, see our delivery note.", item=2,
            share=0.1, reason="quality"),
    Entered("lakeshore", "balance", 1, ""),
    Entered("sunbelt", "balance", 1, "The invoice for the second pallet is not in our books.", share=0.2),
)
