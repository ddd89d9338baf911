"""By what the documents of both sides of a reconciliation are known: numbers as cash application reads them."""

from functools import lru_cache
from typing import NamedTuple

from .cash_reading import keys_in
from .cash_tokens import compact, number_keys, plain, segments, sequence, without_zeros


def numbers(entry):
    return _keys(entry.number)


def all_numbers(entry):
    return _keys(entry.number).union(*map(_keys, entry.references))


def counted(entry):
    """Return what is left of a number cut at its beginning, letters or years."""
    last = sequence(segments(plain(entry.number)))
    return number_keys(entry.number)[1] | ({without_zeros(last)} if last else set())


@lru_cache(50_000)
def _keys(number):
    """Return by what a number is known; within one customer a short one says enough."""
    return frozenset(key for key in (*number_keys(number)[0], compact(number)) if key)


class _Document(NamedTuple):
    """A document as the reading of texts wants it."""

    id: str
    number: str
    payment_reference: str = ""
    reference: str = ""


class Documents:
    """The documents that a text may name, each once."""

    paid = frozenset()

    def __init__(self, entries):
        self.keys = {key: [_Document(key, entry.number)] for entry in entries for key in numbers(entry)}

    def by_key(self, key):
        return self.keys.get(key, ())

    def named_by(self, entry):
        """Return the keys of documents that number and references of an entry name among other words."""
        texts = [text for text in (entry.number, *entry.references) if any(map(str.isdigit, text))]
        return set().union(*(keys_in(text, self) for text in texts))
