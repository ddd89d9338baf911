"""How much a customer, or an address, may send or fetch in an hour: enough for a person, too little for a script."""

from dataclasses import dataclass

MINUTES = 60
#: What may come within MINUTES {kind: (for one customer account, from one address for all accounts)}: forms that are
#: sent, documents that are made to be downloaded.
MOST = {"form": (20, 40), "document": (200, 400)}


@dataclass(frozen=True)
class Sent:
    """How much of one kind came within the last MINUTES."""

    for_account: int
    from_address: int


def too_many(sent, kind="form"):
    """Return whether one more has to wait.

    :param kind: "form" or "document"
    """
    per_account, per_address = MOST[kind]
    return sent.for_account >= per_account or sent.from_address >= per_address
