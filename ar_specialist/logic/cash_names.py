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
    limitada anonyme haftungsbeschrankt aktiengesellschaft gesmbh mbb partg lda unipessoal hb kb handelsbolag
    kommanditbolag aktiebolag ans ky wll
"""
LEGAL_FORMS = frozenset(_LEGAL_FORMS.split())
_FILLERS = """
    und and et y e en og och the der die das le la les el los van von de du di da des
    dr prof mr mrs ms herr frau inh inhaber firma
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
#: A word that no name has may be the beginning of one that has so many letters: "Notar" for "Notariat".
SHORT, BEGUN = 4, 0.8
#: What a name of several words shares with a longer one that has them all.
WITHIN = 0.7
EXACT, JOINED, MOST_ALIKE = 85, 82, 78
#: The name of one customer to the legal form, where another differs in that alone; and of the other.
TO_THE_FORM, BUT_FOR_THE_FORM = 80, 60
#: A name without its legal form that others' names begin with as well: it may be one of theirs, cut.
BEGINNING = 75


def words(name):
    """Return the words of a name, folded (Müller, Mueller, MULLER → "muller"), legal forms left out."""
    return _telling(_folded(name))


def _telling(folded):
    telling = [word for word in folded if len(word) > 1 and word not in LEGAL_FORMS and word not in FILLERS]
    return tuple(telling or folded)


def _folded(name):
    if not name.isascii():
        name = unicodedata.normalize("NFKD", _well_read(name).casefold().translate(_LETTERS))
        name = "".join(letter for letter in name if not unicodedata.combining(letter))
    name = _INITIALS.sub(lambda found: found[0].replace(".", "") + " ", name.lower())
    return [_TWO_FOR_ONE.sub(r"\1", word) for word in _WORD.findall(name)]


def _well_read(name):
    """Return the name as it was before its UTF-8 was read as another encoding: "SÃ¶hne" → "Söhne"."""
    try:
        return name.encode("cp1252").decode()
    except ValueError:
        return name


class NameIndex:
    """Customers by their names; built once."""

    def __init__(self):
        self._by_key = defaultdict(set)
        self._by_whole = defaultdict(set)
        self._by_joined = defaultdict(set)
        self._by_word = defaultdict(set)
        self._names = defaultdict(list)
        self._halves = defaultdict(list)

    def add(self, customer, name):
        folded = _folded(name)
        found = _telling(folded)
        if not found:
            return
        self._by_key[frozenset(found)].add(customer)
        self._by_whole[frozenset(folded)].add(customer)
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
        folded = _folded(name)
        wanted = _telling(folded)
        if not wanted:
            return {}
        exact = self._by_key.get(frozenset(wanted), ())
        if exact:
            return self._exact(exact, wanted, folded)
        joined = self._by_joined.get("".join(wanted), ())
        if joined:
            return dict.fromkeys(joined, (JOINED, True))
        return self._alike(wanted)

    def within(self, line):
        """Return the customers whose whole name, of two words at least, stands in a line among others."""
        found, wanted = {}, words(line)
        for place, word in enumerate(wanted):
            customers = self._by_word.get(word, ())
            for customer in customers if len(customers) <= COMMON else ():
                for name in self._names[customer]:
                    if len(name) > 1 and wanted[place:place + len(name)] == name:
                        found[customer] = max(found.get(customer, 0), len(name))
        longest = max(found.values(), default=0)
        return [customer for customer, length in found.items() if length == longest]

    def _exact(self, customers, wanted, folded):
        """Return {customer: (points, exact)} of customers whose name has the words wanted."""
        whole = self._by_whole.get(frozenset(folded), set()) & customers
        if whole and len(customers) > len(whole):
            return {
                one: (TO_THE_FORM, True) if one in whole else (BUT_FOR_THE_FORM, False) for one in customers}
        cut = len(folded) == len(wanted) and not whole and self._begins_another(wanted)
        return dict.fromkeys(customers, (BEGINNING if cut else EXACT, True))

    def _begins_another(self, wanted):
        rarest = min((self._by_word[word] for word in wanted), key=len)
        return len(rarest) > COMMON or any(
            len(name) > len(wanted) and name[:len(wanted)] == wanted
            for customer in rarest for name in self._names[customer])

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
        short = [word for word, one in zip(wanted, known, strict=True) if one is None and len(word) >= SHORT]
        begun = {word for word in name if word not in common and any(map(word.startswith, short))}
        both = sum(map(self._weight, common)) + BEGUN * sum(map(self._weight, begun))
        own = sum(self._weight(word) for word in name)
        # A word that nobody has may be a town or a department: it tells less against than a known one.
        others = sum(self._weight(word) if word else 1.0 for word in known)
        share = min(2 * both / (own + max(others, both)), 1.0) if own else 0.0
        # The owner pays for the firm that is called by more than its owner.
        return max(share, WITHIN) if len(wanted) > 1 and set(wanted) <= set(name) else share

    def _weight(self, word):
        return log(1 + len(self._names) / max(len(self._by_word.get(word, ())), 1))
