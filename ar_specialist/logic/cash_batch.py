"""Proposals for many payments at once: no item is given away twice, and what belongs together is seen."""

from collections import defaultdict
from dataclasses import replace

from .cash_proposal import APPLY, ON_ACCOUNT, SHORT, SUGGEST, UNIDENTIFIED, Line, Reason
from .cash_propose import NAMED_AND_EXACT, propose


def propose_all(payments, index, rules):
    """Return {payment id: :class:`.cash_proposal.Proposal`}; the order of the payments makes no difference."""
    ordered = sorted(payments, key=lambda payment: (payment.day, str(payment.id)))
    found = {payment.id: propose(payment, index, rules) for payment in ordered}
    _parts_of_one(ordered, found, rules)
    _pairs_of_same(ordered, found, index, rules)
    _claimed(ordered, found, index)
    return found


def _parts_of_one(payments, found, rules):
    """Several payments that name one item and make up all of it leave nothing to choose."""
    short = defaultdict(list)
    for payment in payments:
        proposal = found[payment.id]
        if proposal.choice == SHORT and len(proposal.lines) == 1 and not proposal.ambiguous:
            short[proposal.lines[0].item].append(payment.id)
    for ids in short.values():
        lines = [found[one].lines[0] for one in ids]
        if len(ids) < 2 or sum(line.amount + line.discount for line in lines) != lines[0].open:
            continue
        for one in ids:
            found[one] = _whole(found[one], rules)


def _whole(proposal, rules):
    """Return the proposal of a part of an item that is paid in full: as sure as if it were the whole."""
    codes = {reason.code for reason in proposal.reasons}
    sure = "number_named" in codes and "other_payer" not in codes
    score = max(proposal.score, NAMED_AND_EXACT) if sure else proposal.score
    return replace(
        proposal, score=score, choice=None, decision=APPLY if score >= rules.apply else SUGGEST,
        reasons=(*proposal.reasons, Reason("together")))


def _pairs_of_same(payments, found, index, rules):
    """As many payments of one amount as there are items of it: which is which makes no difference."""
    same = defaultdict(list)
    for payment in payments:
        proposal = found[payment.id]
        line = proposal.lines[0] if len(proposal.lines) == 1 else None
        codes = {reason.code for reason in proposal.reasons}
        if proposal.ambiguous and line and not line.left and "one_exact" in codes and "other_customer" not in codes:
            same[index.items[line.item].customer, line.open, line.amount, payment.currency].append(payment.id)
    for (customer, opened, amount, currency), ids in same.items():
        items = [item for item in index.own_items(customer, currency) if item.open == opened]
        if len(items) != len(ids):
            continue
        for one, item in zip(ids, sorted(items, key=lambda item: (item.due, item.date, str(item.id))), strict=True):
            decision = APPLY if found[one].score >= rules.apply else SUGGEST
            found[one] = replace(
                found[one], lines=(Line(item.id, opened, amount, opened - amount),), ambiguous=False,
                decision=decision, reasons=(*found[one].reasons, Reason("together")))


def _claimed(payments, found, index):
    """The first payment has its items; a later one for the same is shown to a person, as it may be paid twice."""
    left = {}
    for payment in payments:
        proposal = found[payment.id]
        if proposal.decision != APPLY:
            continue
        lines = {line.item: abs(line.open - line.left) for line in proposal.lines}
        if any(left.get(item, abs(index.items[item].open)) < amount for item, amount in lines.items()):
            found[payment.id] = _doubted(proposal)
            continue
        for item, amount in lines.items():
            left[item] = left.get(item, abs(index.items[item].open)) - amount
    for payment in payments:
        proposal = found[payment.id]
        if proposal.decision == SUGGEST and any(left.get(line.item) == 0 for line in proposal.lines):
            found[payment.id] = _doubted(proposal)


def _doubted(proposal):
    if any(reason.code == "claimed" for reason in proposal.reasons):
        return proposal
    return replace(
        proposal, decision=SUGGEST, ambiguous=True, reasons=(*proposal.reasons, Reason("claimed")))


def straight_through(proposals):
    """Return the share of payments that are applied without a person, 0 to 1; 0 without payments."""
    decided = [proposal.decision for proposal in proposals]
    return decided.count(APPLY) / len(decided) if decided else 0.0


def by_queue(proposals):
    """Return {decision: ids of payments}, every decision among the keys."""
    queues = {APPLY: [], SUGGEST: [], ON_ACCOUNT: [], UNIDENTIFIED: []}
    for proposal in proposals:
        queues[proposal.decision].append(proposal.payment)
    return queues
