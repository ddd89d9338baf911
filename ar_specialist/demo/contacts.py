"""What the demo's collectors said with whom, and who collects where."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Contact:
    """A contact `ago` days before today; `next_in` counts from today, None: by the outcome."""

    customer: str
    ago: int
    outcome: str
    note: str = ""
    channel: str = "call"
    direction: str = "out"
    next_in: int | None = None


#: The second collector, and what she collects: customers of these countries.
SECOND = ("priya", "Priya Raman", "priya.collector")
COUNTRIES = ("de", "at", "ch")
#: Days from today of her absence, in which the first collector stands in.
AWAY = (-1, 6)
CONTACTS = (
    Contact("redrock", 41, "no_answer"),
    Contact("redrock", 34, "reached", "New controller, wants a list of everything that is open", next_in=None),
    Contact("redrock", 20, "message", "Second message on the machine"),
    Contact("sunbelt", 16, "reached", "Waits for a subsidy, money in two weeks", next_in=0),
    Contact("bluewater", 12, "reached", "Paid with the run of the 15th, as always", channel="email", direction="in"),
    Contact("lakeshore", 9, "disputed", "Counts fewer boxes than we do; sends the delivery note"),
    Contact("pinecrest", 8, "reached", "The board meets on Tuesday", channel="meeting", next_in=1),
    Contact("thornbury", 6, "copy", "Never saw the last invoice", next_in=0),
    Contact("ravenscar", 5, "wrong_number", "Number belongs to a bakery now"),
    Contact("mercier", 4, "reached", "Mme Petit vérifie avec la comptabilité", next_in=0),
    Contact("caves", 3, "refuses", "Says they owe nothing until the pallets are taken back"),
    Contact("hansen", 2, "message", "Rückruf erbeten"),
    Contact("spree", 2, "reached", "Freigabe liegt beim Chef", next_in=3),
    Contact("castlegate", 1, "no_answer"),
)
#: Mails that customers wrote: (customer, days ago, subject, text).
MAILS = (
    ("bluewater", 11, "Re: Overdue invoices", "Please confirm the amount, we pay on the 15th."),
    ("lakeshore", 8, "Delivery note attached", "As discussed on the phone: 12 boxes were short."),
)
