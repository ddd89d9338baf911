import logging
from collections import Counter

from odoo.tests import BaseCase, tagged

from ..logic.cash_proposal import APPLY, ON_ACCOUNT, UNIDENTIFIED
from ..logic.cash_propose import propose
from .cash_cases import ACCOUNT, AMBIGUOUS, ITEMS, UNKNOWN, labelled

_logger = logging.getLogger(__name__)


@tagged("-at_install", "post_install")
class TestLogicCashCases(BaseCase):
    """What was labelled without knowing the rules: nothing wrong is applied, most of it is recognised."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.judged = {
            file: [(case, propose(case.payment, case.index, case.rules)) for case in cases]
            for file, cases in labelled().items()}
        cls.all = [pair for pairs in cls.judged.values() for pair in pairs]

    def test_figures(self):
        """Recall and precision, per file and of all; every miss is named."""
        for file, pairs in self.judged.items():
            self._log(file, pairs)
        recall, precision = self._log("all", self.all)
        self.assertGreaterEqual(recall, 0.9)
        self.assertGreaterEqual(precision, 0.95)

    def test_nothing_wrong_is_applied(self):
        wrong = [
            (case.payment.id, proposal.items, proposal.score) for case, proposal in self.all
            if proposal.decision == APPLY and (not _right(case, proposal) or case.person)]
        self.assertEqual([], wrong)

    def test_enough_of_each_kind(self):
        kinds = Counter(case.kind for case, _proposal in self.all)
        self.assertGreaterEqual(sum(kinds.values()), 150)
        for kind in (ACCOUNT, AMBIGUOUS, UNKNOWN):
            self.assertGreaterEqual(kinds[kind], 5, kind)

    def _log(self, name, pairs):
        meant = [pair for pair in pairs if pair[0].kind == ITEMS]
        right = [pair for pair in meant if _right(*pair)]
        alone = [pair for pair in meant if not pair[0].person]
        applied = [pair for pair in alone if pair[1].decision == APPLY and _right(*pair)]
        # What a person has to choose between may be shown; that is neither right nor wrong.
        shown = [pair for pair in pairs if pair[1].lines and pair[0].kind != AMBIGUOUS]
        good = [pair for pair in shown if _right(*pair)]
        kept = [pair for pair in pairs if pair[0].kind in (ACCOUNT, UNKNOWN)]
        recall, precision = len(right) / max(len(meant), 1), len(good) / max(len(shown), 1)
        _logger.info(
            "%s: %d cases, %d say which items; recall %.1f %%, applied without a person %.1f %%, precision of "
            "proposals %.1f %%; %d of %d without items kept so", name, len(pairs), len(meant), 100 * recall,
            100 * len(applied) / max(len(alone), 1), 100 * precision, sum(_right(*pair) for pair in kept), len(kept))
        if name == "all":
            for case, proposal in pairs:
                if case.kind != AMBIGUOUS and not _right(case, proposal):
                    _logger.info(
                        "missed %s: %s instead of %s, %d points, %s", case.payment.id, sorted(proposal.items),
                        case.expected and sorted(case.expected) if case.kind == ITEMS else case.expected or case.kind,
                        proposal.score, [reason.code for reason in proposal.reasons])
        return recall, precision


def _right(case, proposal):
    if case.kind == ITEMS:
        return proposal.items == case.expected
    if case.kind == ACCOUNT:
        return proposal.decision == ON_ACCOUNT and proposal.customer == case.expected
    if case.kind == UNKNOWN:
        return proposal.decision == UNIDENTIFIED and not proposal.lines
    return proposal.decision != APPLY
