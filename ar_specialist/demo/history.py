"""Tell what happened up to a day: regular trade and the cases on top of it."""

import random

from .behaviour import regular_trade
from .customers import CUSTOMERS, EUROPEAN
from .story import european_story, main_story

SEED = 19


def tell(day, european=False):
    """Return (regular trade, cases) of the main or of the second company; the same for the same day, always."""
    rng = random.Random(SEED + european)
    customers = [customer for customer in CUSTOMERS if not european or customer.key in EUROPEAN]
    trade = regular_trade(customers, day, rng, foreign=not european)
    return trade, european_story(day) if european else main_story(day)
