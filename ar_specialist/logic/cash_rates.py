"""How much of the incoming payments needs nobody."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StraightThrough:
    """Payments, their items and their amounts (company currency): applied by themselves, of all that were applied."""

    payments: int = 0
    payments_all: int = 0
    items: int = 0
    items_all: int = 0
    amount: float = 0.0
    amount_all: float = 0.0

    @property
    def per_payment(self):
        """The share of payments, 0 to 1; 0 without any. So for the others."""
        return _share(self.payments, self.payments_all)

    @property
    def per_item(self):
        return _share(self.items, self.items_all)

    @property
    def per_amount(self):
        return _share(self.amount, self.amount_all)


def _share(part, whole):
    return part / whole if whole else 0.0
