"""Labelled payments: what a careful person would apply them to, known because the damage was done on purpose."""

from dataclasses import replace
from random import Random

from .cash_kinds import KINDS
from .cash_ledger import ledger
from .cash_mixed import MIXED
from .cash_traps import TRAPS


def corpus(seed, rounds, *, round_amounts=False):
    """Return (ledger, cases): each kind of damage so many times."""
    random = Random(seed)
    books = ledger(seed, round_amounts=round_amounts)
    cases = [
        case for _round in range(rounds) for make in (*KINDS, *MIXED, *TRAPS) if (case := make(random, books))]
    return books, [
        replace(case, payment=replace(case.payment, id=place)) for place, case in enumerate(cases, 1)]
