import logging
from collections import Counter

from odoo.tests import BaseCase, tagged

from ..logic.cash_index import CashIndex
from ..logic.cash_proposal import APPLY
from ..logic.cash_propose import propose
from ..logic.cash_reasons import ALL
from . import cash_published
from .cash_case import RULES
from .cash_corpus import corpus

_logger = logging.getLogger(__name__)
#: The rules were written with the first of these before the eyes; nobody looked at the cases of the others.
SEEN, HELD_OUT = 1, (20240614, 77)
ROUNDS = 8


@tagged("-at_install", "post_install")
class TestLogicCashCorpus(BaseCase):
    """Nothing is applied by itself that a careful person would not apply, and most of it is recognised."""

    def judge(self, name, judged):
        """Log and check the figures of [(case, proposal)]."""
        self.assertLessEqual({reason.code for _case, one in judged for reason in one.reasons}, set(ALL))
        count, wrong = Counter(), []
        for case, proposal in judged:
            right = bool(proposal.lines) and {line.item: line.amount for line in proposal.lines} == case.expected
            alone = proposal.decision == APPLY
            count["cases"] += 1
            count["proposed"] += bool(proposal.lines)
            count["proposed right"] += right
            count["decidable"] += case.decidable
            count["recognised"] += case.decidable and right
            count["could be applied"] += case.decidable and not case.choice
            count["applied"] += alone and right and case.decidable
            if alone and (not right or case.choice):
                wrong.append((case, proposal))
        recall = count["recognised"] / count["decidable"]
        applied = count["applied"] / max(count["could be applied"], 1)
        precision = count["proposed right"] / max(count["proposed"], 1)
        _logger.info(
            "%s: %d cases, %d decidable; recall %.1f %%, applied without a person %.1f %%, precision of proposals "
            "%.1f %%, wrong applications %d", name, count["cases"], count["decidable"], 100 * recall, 100 * applied,
            100 * precision, len(wrong))
        self.assertFalse(wrong, "applied by itself, and wrong")
        self.assertGreaterEqual(recall, 0.9)
        self.assertGreaterEqual(applied, 0.9)
        return count

    def made(self, seed, **more):
        books, cases = corpus(seed, ROUNDS, **more)
        index = CashIndex(books.items, books.customers, books.paid)
        return [(case, propose(case.payment, index, RULES)) for case in cases]

    def test_published(self):
        judged = []
        for row in cash_published.ROWS:
            case = cash_published.case(row)
            customers, items = cash_published.books(row)
            judged.append((case, propose(case.payment, CashIndex(items, customers), RULES)))
        self.judge("published examples", judged)

    def test_damaged(self):
        count = self.judge("damaged on purpose", self.made(SEEN))
        self.assertGreaterEqual(count["cases"], 300)

    def test_held_out(self):
        for seed in HELD_OUT:
            self.judge(f"held out {seed}", self.made(seed))

    def test_round_amounts(self):
        """Where every amount is a multiple of 50, sums agree by chance all the time."""
        self.judge("round amounts", self.made(HELD_OUT[0], round_amounts=True))
