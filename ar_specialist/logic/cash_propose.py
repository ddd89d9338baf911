"""From a payment to what is proposed for it: who paid, which items, how sure."""

from dataclasses import replace

from .cash_elsewhere import elsewhere, names_items
from .cash_identify import identify, together
from .cash_match import match
from .cash_proposal import APPLY, ON_ACCOUNT, SUGGEST, UNIDENTIFIED, Line, Proposal, Reason
from .cash_reading import read

#: Points from which two proposals are as good as each other, and what the amount adds to what is known of the payer.
MARGIN = 5
NAMED_AND_EXACT, CUT_AND_EXACT, PART_AND_EXACT, EXACT = 94, 92, 75, 40
#: The customer's own order says as much, with so many characters.
TELLING_ORDER = 7
#: Nobody else's account or name pays by itself for a customer.
OTHER_PAYER = 80


def propose(payment, index, rules):
    """Return the :class:`.cash_proposal.Proposal` for a payment; the index is not changed.

    Money paid back is matched with what is owed to customers, as a mirror image.
    """
    if payment.amount < 0:
        turned = propose(replace(payment, amount=-payment.amount), index.mirrored(), rules)
        return replace(
            turned, lines=tuple(map(_turned, turned.lines)), remainder=-turned.remainder, write_off=-turned.write_off)
    reading = read(payment, index)
    found = _best(payment, reading, index, rules)
    if reading.paid and not any(reason.code == "number_paid" for reason in found.reasons):
        # Whatever else it is for: it may be paid twice.
        found = replace(found, reasons=(*found.reasons, Reason("number_paid", 0, reading.paid[0])))
    return found


def _best(payment, reading, index, rules):
    """Return what is proposed for a payment that was read."""
    candidates = identify(payment, reading, index)
    found = []
    for candidate in candidates:
        best = match(payment, reading, index, candidate.customer, rules)
        if best and best.lines:
            found.append(_weighed(payment, candidate, best, candidates, index))
    found.sort(key=lambda one: (-one.score, one.remainder, str(one.customer)))
    likely = found and found[0].score >= rules.suggest
    if not (likely and names_items(found[0])) and (other := elsewhere(payment, reading, candidates, index, rules)):
        return other
    if not likely:
        return _without_items(payment, candidates, index, rules)
    best = found[0]
    rivals = [one for one in found[1:] if one.score > best.score - MARGIN and one.items != best.items]
    if rivals:
        reason = Reason("other_customer", 0, str(rivals[0].customer))
        best = replace(best, ambiguous=True, reasons=(*best.reasons, reason))
    sure = best.score >= rules.apply and not best.ambiguous and best.choice is None
    return replace(best, decision=APPLY if sure else SUGGEST)


def _turned(line):
    return Line(line.item, -line.open, -line.amount, -line.discount, -line.write_off, -line.charges)


def _weighed(payment, candidate, best, candidates, index):
    """Return the proposal of a candidate's match: as sure as the weaker of payer and items."""
    payer, reasons = candidate.points, [*candidate.reasons]
    if best.agrees:
        payer = _confirmed(candidate, best)
    family = index.root(candidate.customer)
    others = [one for one in candidates if one.known and index.root(one.customer) != family]
    if others and not candidate.known:
        payer = min(payer, OTHER_PAYER)
        reasons.append(Reason("other_payer", 0, str(others[0].customer)))
    if any(index.items[line.item].customer != candidate.customer for line in best.lines):
        reasons.append(Reason("pays_for_family"))
    return Proposal(
        payment.id, candidate.customer, best.lines, best.remainder, min(payer, best.points),
        (*reasons, *best.reasons), best.rival, SUGGEST, best.choice, best.write_off)


def _confirmed(candidate, best):
    """Return how sure the payer is once the amount agrees with the items."""
    payer, codes = candidate.points, {reason.code for reason in best.reasons}
    if codes & {"reference_named", "number_named", "document_listed"}:
        return max(payer, NAMED_AND_EXACT)
    if "cut_named" in codes or ("order_named" in codes and any(
            reason.code == "items_cut" and len(reason.value) >= TELLING_ORDER for reason in candidate.reasons)):
        return max(payer, CUT_AND_EXACT)
    return together((payer, PART_AND_EXACT if best.named else EXACT))


def _without_items(payment, candidates, index, rules):
    """Return the proposal to keep the money on the account of the payer, or to ask who that is."""
    best = candidates[0] if candidates else None
    if best is None or best.points < rules.suggest:
        reasons = best.reasons if best else ()
        return Proposal(payment.id, None, (), payment.amount, best.points if best else 0, reasons, False, UNIDENTIFIED)
    family = index.root(best.customer)
    rivals = [
        one for one in candidates[1:]
        if one.points > best.points - MARGIN and index.root(one.customer) != family]
    if rivals:
        return Proposal(payment.id, None, (), payment.amount, best.points, best.reasons, True, UNIDENTIFIED)
    return Proposal(payment.id, best.customer, (), payment.amount, best.points, best.reasons, False, ON_ACCOUNT)
