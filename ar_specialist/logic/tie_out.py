"""Tie-out: the receivables sub-ledger against the general ledger by account, and what explains a difference."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, NamedTuple

#: A cause that stands for an amount of the difference; one that changes no sum and still wants a look.
DIFFERENCE, ODD = "difference", "odd"

#: What is looked for, in the order in which a person mends it: {code: severity}.
CAUSES = {
    "without_partner": DIFFERENCE,
    "not_customer": DIFFERENCE,
    "across_companies": DIFFERENCE,
    "across_accounts": DIFFERENCE,
    "across_currencies": DIFFERENCE,
    "across_days": DIFFERENCE,
    "residual": DIFFERENCE,
    "other_accounts": ODD,
    "manual_entries": ODD,
    "exchange": ODD,
    "negative_residue": ODD,
    "zero_residue": ODD,
    "credit_balances": ODD,
    "archived_partners": ODD,
    "archived_accounts": ODD,
    "drafts": ODD,
    "future": ODD,
    "locked": ODD,
}

#: Whoever got one of these is a customer.
CUSTOMER_DOCUMENTS = ("out_invoice", "out_refund", "out_receipt")


class Place(NamedTuple):
    """Where an amount stands: ids of company, account and document currency."""

    company: int
    account: int
    currency: int


class Sums(NamedTuple):
    """Items of a place: how many, and what they come to in the company's and in the document's currency."""

    count: int = 0
    amount: Any = 0
    amount_currency: Any = 0

    def plus(self, other):
        return Sums(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


@dataclass(frozen=True)
class Figures:
    """One row of the comparison in one currency, which has a `round`."""

    currency: Any
    subledger: float
    ledger: float
    explained: float

    @property
    def difference(self):
        """Sub-ledger less general ledger."""
        return self.currency.round(self.subledger - self.ledger)

    @property
    def unexplained(self):
        return self.currency.round(self.difference - self.explained)


@dataclass(frozen=True)
class TieOutRow:
    """A receivable account of a company in one document currency.

    :param figures: :class:`Figures` in the company's currency
    :param document: the same in the document currency
    """

    company: Any
    account: Any
    currency: Any
    figures: Figures
    document: Figures

    @property
    def company_currency(self):
        return self.figures.currency

    @property
    def subledger(self):
        return self.figures.subledger

    @property
    def ledger(self):
        return self.figures.ledger

    @property
    def difference(self):
        return self.figures.difference

    @property
    def explained(self):
        return self.figures.explained

    @property
    def unexplained(self):
        return self.figures.unexplained

    @property
    def is_tied(self):
        """Whether nothing is unexplained, in either currency."""
        return not self.unexplained and not self.document.unexplained


@dataclass(frozen=True)
class TieOutCause:
    """What looks odd in one company: `count` journal items that come to `amount` in the company's currency.

    :param parts: {(account, document currency): :class:`Sums`}
    :param domain: the journal items, as a domain
    """

    code: str
    label: str
    severity: str
    company: Any
    count: int
    amount: float
    parts: dict
    domain: list


@dataclass(frozen=True)
class TieOut:
    """The tie-out of a day.

    :param rows: list of :class:`TieOutRow`, by company, account and currency
    :param causes: list of :class:`TieOutCause` with items, in the order of `CAUSES`, company by company
    """

    as_of: Any
    companies: Any
    rows: list = field(default_factory=list)
    causes: list = field(default_factory=list)

    @property
    def unexplained(self):
        """{company: what of the differences no cause explains}, in the currency of each; see `is_tied`."""
        sums = self._by(lambda row: row.company, "unexplained")
        return {company: company.currency_id.round(sums.get(company, 0.0)) for company in self.companies}

    @property
    def differences(self):
        """{(company, account): difference in company currency} of the accounts that do not agree."""
        sums = self._by(lambda row: (row.company, row.account), "difference")
        return {key: amount for key, amount in sums.items() if amount}

    @property
    def accounts(self):
        """The (company, account) pairs compared, each once."""
        return list(dict.fromkeys((row.company, row.account) for row in self.rows))

    @property
    def is_tied(self):
        """Whether nothing is unexplained in any row, even where rests cancel out between rows."""
        return all(row.is_tied for row in self.rows)

    @property
    def agrees(self):
        """Whether every account agrees with the general ledger, so that nothing needs an explanation."""
        return self.is_tied and not self.differences

    def _by(self, key, name):
        sums = defaultdict(float)
        for row in self.rows:
            sums[key(row)] = row.company_currency.round(sums[key(row)] + getattr(row, name))
        return sums


def places(subledger, ledger, causes):
    """Return every :class:`Place` that has an amount or a cause that explains one, in no order."""
    found = set(subledger) | set(ledger)
    for code, parts in causes.items():
        if CAUSES[code] == DIFFERENCE:
            found |= set(parts)
    return found


def explained(causes):
    """Return {place: :class:`Sums`} of what the causes of severity DIFFERENCE add to sub-ledger less general ledger.

    :param causes: {code: {place: sums}}
    """
    sums = defaultdict(Sums)
    for code, parts in causes.items():
        if CAUSES[code] == DIFFERENCE:
            for place, part in parts.items():
                sums[place] = sums[place].plus(part)
    return sums


def unexplained_places(subledger, ledger, causes):
    """Return the places where sub-ledger, general ledger and causes leave a rest; amounts must be exact decimals."""
    known = explained(causes)
    nothing = Sums()
    rests = {}
    for place in places(subledger, ledger, causes):
        left, right, part = (sums.get(place, nothing) for sums in (subledger, ledger, known))
        rests[place] = (
            left.amount - right.amount - part.amount,
            left.amount_currency - right.amount_currency - part.amount_currency,
        )
    return {place for place, rest in rests.items() if any(rest)}
