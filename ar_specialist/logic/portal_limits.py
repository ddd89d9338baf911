"""How much one customer, or one address, may send within an hour: enough for a person, too little for a script."""

from dataclasses import dataclass

MINUTES = 60
#: Forms that may be sent within MINUTES for one customer account, and from one address for all accounts.
PER_ACCOUNT, PER_ADDRESS = 20, 40


@dataclass(frozen=True)
class Sent:
    """How many forms came within the last MINUTES."""

    for_account: int
    from_address: int


def too_many(sent):
    """Return whether one more form has to wait."""
    return sent.for_account >= PER_ACCOUNT or sent.from_address >= PER_ADDRESS
