"""Names of payers, alike whatever their case, accents, legal form and order of words."""

import re
import unicodedata
from collections import defaultdict
from math import log

from .cash_tokens import one_edit

_LEGAL_FORMS = """
    gmbh mbh ag kg kgaa ohg gbr ug se ev eg co cie company ltd limited llc llp lp inc incorporated corp corporation
    plc sa sas sasu sarl rl eurl sci snc scs srl spa sapa sl slu slne sll bv nv vof cv bvba sprl cvba asbl vzw oy oyj
    ab as asa aps is ks kft zrt bt nyrt sro doo dd ad ood eood sp zoo oo pty pte pvt gesellschaft societe sociedad
    limitada anonyme haftungsbeschrankt
"""
LEGAL_FORMS = frozenset(_LEGAL_FORMS.split())
_FILLERS = """
    und and et y e en og och the der die das le la les el los van von de du di da des
"""
FILLERS = frozenset(_FILLERS.split())
_INITIALS = re.compile(r"\b(?:\w\.){2,}")
_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"})
_TWO_FOR_ONE = re.compile("([aou])e")
#: A word that so many customers share finds nobody.
COMMON = 60
#: Shares of a name's weight: below, names are of different people; a bank cuts names that are as long as this.
ALIKE, CUT = 0.6, 20
EXACT, JOINED, MOST_ALIKE = 85, 82, 78


def words(name):
    """Return the words of a name, folded (Müller, Mueller, MULLER → "muller"), legal forms left out."""
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
        name = "".join(letter for letter in name if not unicodedata.combining(letter))
    name = _INITIALS.sub(lambda found: found[0].replace(".", "") + " ", name.lower())
    found = [_TWO_FOR_ONE.sub(r"\1", word) for word in _WORD.findall(name)]
    telling = [word for word in found if len(word) > 1 and word not in LEGAL_FORMS and word not in FILLERS]
    return tuple(telling or found)


class NameIndex:
    """Customers by their names; built once."""

    def __init__(self):
        self._by_key = defaultdict(set)
        self._by_joined = defaultdict(set)
        self._by_word = defaultdict(set)
        self._names = defaultdict(list)
        self._halves = defaultdict(list)

    def add(self, customer, name):
        found = words(name)
        if not found:
            return
        self._by_key[frozenset(found)].add(customer)
        self._by_joined["".join(found)].add(customer)
        self._names[customer].append(found)
        for word in found:
            if word not in self._by_word and len(word) > 4:
                half = len(word) // 2
                self._halves[len(word), 0, word[:half]].append(word)
                self._halves[len(word), 1, word[half:]].append(word)
            self._by_word[word].add(customer)

    def find(self, name):
        """Return {customer: (points, exact)} of the customers whose name is this, or much like it."""
        wanted = words(name)
        if not wanted:
            return {}
        exact = self._by_key.get(frozenset(wanted), ())
        if exact:
            return dict.fromkeys(exact, (EXACT, True))
        joined = self._by_joined.get("".join(wanted), ())
        if joined:
            return dict.fromkeys(joined, (JOINED, True))
        return self._alike(wanted)

    def _alike(self, wanted):
        known = [self._known(word) for word in wanted]
        rare = sorted((word for word in known if word), key=lambda word: (len(self._by_word[word]), word))
        found = {}
        for word in rare[:3]:
            customers = self._by_word[word]
            if len(customers) > COMMON:
                break
            for customer in customers:
                if customer not in found:
                    alike = max(self._share(wanted, known, name) for name in self._names[customer])
                    found[customer] = alike
        return {customer: (int(MOST_ALIKE * alike), False) for customer, alike in found.items() if alike >= ALIKE}

    def _known(self, word):
        """Return the word, or the only one that differs from it by a letter; None: no name has it."""
        if word in self._by_word:
            return word
        if len(word) < 5:
            return None
        near = set()
        for length in (len(word) - 1, len(word), len(word) + 1):
            half = length // 2
            for other in (*self._halves.get((length, 0, word[:half]), ()),
                          *self._halves.get((length, 1, word[half - length:]), ())):
                if one_edit(word, other):
                    near.add(other)
        return near.pop() if len(near) == 1 else None

    def _share(self, wanted, known, name):
        """Return the share of both names' weight that they have in common, 0 to 1."""
        common = set(known) & set(name)
        cut = wanted[-1]
        if known[-1] not in common and len(cut) > 2 and len(" ".join(wanted)) >= CUT:
            common |= {word for word in name if word.startswith(cut)}
        both = sum(map(self._weight, common))
        own = sum(self._weight(word) for word in name)
        # A word that nobody has may be a town or a department: it tells less against than a known one.
        others = sum(self._weight(word) if word else 1.0 for word in known)
        return min(2 * both / (own + max(others, both)), 1.0) if own else 0.0

    def _weight(self, word):
        return log(1 + len(self._names) / max(len(self._by_word.get(word, ())), 1))
