"""Who paid: customers with the evidence for each."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from .cash_names import EXACT, words
from .cash_proposal import Reason
from .cash_tokens import compact, segments

#: Points of what says who paid; (alone, shared by customers of several families).
POINTS = {
    "known": (100, 100), "reference": (95, 40), "account": (95, 50), "vat": (92, 50), "vat_in_text": (85, 40),
    "alias": (85, 45), "name": (85, 55), "name_alike": (78, 50), "items_named": (80, 40), "items_cut": (65, 35),
}
#: A learned alias that has been right more than once is worth this.
PROVEN = 93
#: Who is known by one of these is known whatever the text names.
OWN_EVIDENCE = frozenset(("known", "account", "vat", "alias", "name"))
MOST_CANDIDATES, LEAST_POINTS, SURE = 4, 30, 80
#: Banks write the payer's name into the text: how much less that says.
IN_TEXT = 15
LEAST_IN_TEXT, MOST_LINES = 60, 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A customer that may have paid, `points` of 100; `known`: by evidence other than the items named."""

    customer: Any
    points: int
    reasons: tuple[Reason, ...]
    known: bool


def identify(payment, reading, index):
    """Return the :class:`Candidate` s, the surest first."""
    if payment.customer is not None and payment.customer in index.customers:
        return [Candidate(payment.customer, 100, (Reason("known", 100),), True)]
    evidence = defaultdict(dict)
    _accounts(payment, index, evidence)
    _vats(payment, reading, index, evidence)
    _names(payment, index, evidence)
    _items(reading, index, evidence)
    found = [_candidate(customer, list(reasons.values())) for customer, reasons in evidence.items()]
    found = [one for one in found if one.points >= LEAST_POINTS]
    return sorted(found, key=lambda one: (-one.points, str(one.customer)))[:MOST_CANDIDATES]


def together(points):
    """Return what independent pieces of evidence say together: 80 and 50 → 90."""
    doubt = 1.0
    for one in points:
        doubt *= 1 - one / 100
    return min(round(100 * (1 - doubt)), 99)


def _candidate(customer, reasons):
    reasons.sort(key=lambda reason: (-reason.points, reason.code))
    known = any(reason.code in OWN_EVIDENCE and reason.points >= SURE for reason in reasons)
    return Candidate(customer, together(reason.points for reason in reasons), tuple(reasons), known)


def _add(evidence, index, customers, code, value, points=None):
    """Note what was found for customers; what several families share says less of each."""
    alone, shared = POINTS[code]
    families = {index.root(customer) for customer in customers}
    for customer in customers:
        worth = shared if len(families) > 1 else (points or alone)
        if code not in evidence[customer] or evidence[customer][code].points < worth:
            evidence[customer][code] = Reason(code, worth, value)


def _accounts(payment, index, evidence):
    account = compact(payment.payer_account)
    owners = index.accounts.get(account, {}) if account else {}
    for weight in set(owners.values()):
        # None: the account is the customer's own; else learned, so many times right.
        points = None if weight is None else PROVEN if weight > 1 else POINTS["alias"][0]
        code = "account" if weight is None else "alias"
        _add(evidence, index, [one for one in owners if owners[one] == weight], code, account, points)
    if len({index.root(customer) for customer in owners}) > 1:
        _add(evidence, index, list(owners), "account", account)
        for customer in owners:
            evidence[customer].pop("alias", None)
            evidence[customer]["account"] = Reason("account", POINTS["account"][1], account)


def _vats(payment, reading, index, evidence):
    vat = compact(payment.vat)
    if vat and vat in index.vats:
        _add(evidence, index, index.vats[vat], "vat", vat)
    parts = segments(reading.left)
    for place in range(len(parts)):
        joined = ""
        for part in parts[place:place + 5]:
            joined += part
            if len(joined) > 7 and joined in index.vats:
                _add(evidence, index, index.vats[joined], "vat_in_text", joined)


def _names(payment, index, evidence):
    name = payment.payer_name
    if name:
        learned = index.aliases.get(frozenset(words(name)), {})
        for customer, weight in learned.items():
            _add(evidence, index, learned, "alias", name, PROVEN if weight > 1 else None)
            evidence[customer].setdefault("alias", Reason("alias", POINTS["alias"][0], name))
        _add_names(evidence, index, index.names.find(name), name, 0)
        return
    for line in payment.texts[:MOST_LINES]:
        found = index.names.find(line)
        found = {customer: one for customer, one in found.items() if one[0] >= LEAST_IN_TEXT}
        _add_names(evidence, index, found, line, IN_TEXT)
        whole = index.names.within(line)
        if whole:
            _add(evidence, index, whole, "name", line, EXACT - IN_TEXT)


def _add_names(evidence, index, found, name, less):
    exact = [customer for customer, (_points, same) in found.items() if same]
    if exact:
        _add(evidence, index, exact, "name", name, found[exact[0]][0] - less)
    for customer, (points, same) in found.items():
        if not same:
            _add(evidence, index, [customer], "name_alike", name, points - less)


def _items(reading, index, evidence):
    by_code = defaultdict(list)
    for hit in reading.hits.values():
        sure = hit.code in ("reference", "number")
        code = "reference" if hit.code == "reference" else "items_named" if sure else "items_cut"
        by_code[code, hit.text].append(hit)
    counts = defaultdict(int)
    for (code, text), hits in by_code.items():
        customers = {hit.item.customer for hit in hits}
        _add(evidence, index, customers, code, text)
        for customer in customers:
            counts[customer] += 1
    for customer, count in counts.items():
        for code in ("items_named", "items_cut"):
            reason = evidence[customer].get(code)
            # Two numbers of one customer are no coincidence.
            if reason and count > 1:
                evidence[customer][code] = Reason(code, together((reason.points, 60)), reason.value)
