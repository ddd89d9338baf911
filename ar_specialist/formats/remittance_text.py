"""A remittance advice pasted from an email: a table of numbers and amounts, with or without headings."""

import re
from dataclasses import replace
from decimal import Decimal

from ..logic.conventions import agreed, chosen
from ..logic.receivables_columns import heading_row
from ..logic.written_amounts import MARKS, amount_readings, currency_in
from ..logic.written_dates import date_readings
from .bank_columns import guess_remittance
from .reading import FaultError, Faults, TooManyFaultsError, one_line
from .records import Document, Remittance
from .remittance_table import TOTAL, check_total, read_remittances
from .table_file import Table

MAX_LINES = 5_000
MAX_CHARACTERS = 500_000
# A longer line is prose.
MAX_LINE = 500
_SPLIT = re.compile(r"\t|;|\||\s{2,}")
_CURRENCY = re.compile(r"[A-Z]{3}|[€£$]")
_GLUE = re.compile(r"(?<=[€£$])\s+(?=[\d(-])|(?<=\d)\s+(?=[€£$])|(?<=\d)\s+(?=-$)")


def read_pasted(text, *, mark=None):
    """Return the :class:`Remittance` in a text, or the list of its faults; never raises.

    A line counts when it names a document and an amount; the others are kept as texts. The last amount of a line is
    what is paid; three of them may be gross, discount and net. A line that begins with a word such as "Total" must be
    the sum of the others.

    :param mark: the decimal mark, "." or ",", where the amounts leave it open
    """
    faults = Faults()
    try:
        if len(text) > MAX_CHARACTERS:
            raise FaultError(0, "", "long", MAX_CHARACTERS)
        lines = text.replace("\xa0", " ").splitlines()
        if len(lines) > MAX_LINES:
            raise FaultError(0, "", "rows", MAX_LINES)
        remittance = _with_headings(lines, faults, mark) or _without(lines, faults, mark)
    except FaultError as error:
        return [*faults.found, error.fault]
    except TooManyFaultsError:
        return faults.found
    return faults.found or remittance


def _with_headings(lines, faults, mark):
    """Read a table below headings; None when there are no headings or its rows have other columns."""
    rows = [(number, [one_line(cell) for cell in _SPLIT.split(line.strip())]) for number, line in enumerate(lines, 1)]
    rows = [(number, cells) for number, cells in rows if any(cells)]
    start = next((at for at, (_number, cells) in enumerate(rows) if guess_remittance(cells)), None)
    if start is None or heading_row([rows[start][1]], guess_remittance) != 0:
        return None
    headings = rows[start][1]
    body = [(number, cells) for number, cells in rows[start + 1:] if len(cells) == len(headings)]
    if not body:
        return None
    below = [(number, _total_of(cells, headings)) for number, cells in rows[start + 1:] if len(cells) < len(headings)]
    body += [(number, cells) for number, cells in below if cells]
    found = read_remittances(Table(headings, body), guess_remittance(headings), faults, mark=mark)
    if len(found) != 1:
        return None if found else Remittance()
    others = [one_line(" ".join(cells)) for _number, cells in rows[:start]]
    return replace(found[0], texts=tuple(others))


def _total_of(cells, headings):
    """Return a short row that holds a total as a row of full width, None for other short rows."""
    if not TOTAL.fullmatch(cells[0].rstrip(":")) or len(cells) < 2:
        return None
    columns = guess_remittance(headings)
    row = [""] * len(headings)
    row[columns["number"]] = cells[0]
    row[columns.get("amount", columns.get("gross"))] = cells[-1]
    return row


def _without(lines, faults, mark):
    read = [(number, *_parts(line)) for number, line in enumerate(lines, 1)]
    readings = [amount_readings(amount) for _number, _name, amounts in read for amount in amounts]
    mark = mark or agreed(readings, MARKS)
    documents, texts, currencies, total = [], [], [], None
    for (number, name, amounts), line in zip(read, lines, strict=True):
        try:
            values = [chosen(amount_readings(amount), mark) for amount in amounts]
        except LookupError:
            faults.add(number, "", "amount_ambiguous", amounts[-1])
            continue
        if values and TOTAL.fullmatch(one_line(line).rstrip(":")):
            total = number, values[-1]
        elif values and name:
            documents.append(_document(name, values))
            currencies += [code for code in map(currency_in, amounts) if code]
            currencies += [word for word in line.split() if re.fullmatch(r"[A-Z]{3}", word)]
        elif one_line(line):
            texts.append(one_line(line))
    if not documents and not faults.found:
        raise FaultError(0, "", "nothing")
    amounts = [document.amount for document in documents]
    remittance = Remittance(
        amount=sum(amounts, Decimal(0)), currency=_currency(currencies), documents=tuple(documents), texts=tuple(texts))
    check_total(total, [remittance], faults)
    return remittance


def _document(name, values):
    if len(values) >= 3 and values[-3] - abs(values[-2]) == values[-1]:
        return Document(name, values[-1], abs(values[-2]))
    return Document(name, values[-1])


def _parts(line):
    """Return (number of the document or "", list of amounts as written) of a line."""
    if len(line) > MAX_LINE:
        return "", []
    words = _GLUE.sub("", one_line(line)).split(" ")
    words = [word.strip(",;:|") for word in words]
    amounts = [word for word in words if _is_amount(word)]
    names = [word for word in words if _is_name(word) and word not in amounts]
    if not names and len(amounts) > 1 and not re.search(r"[.,]\d{1,2}\b", amounts[0]):
        # A bare number in front is the document's.
        names = [amounts.pop(0)]
    return (names[0] if names else ""), amounts


def _is_amount(word):
    if word[:1].isalpha() and not re.search(r"[.,]\d\d\D*$", word):
        # "INV7" is no amount in a currency INV.
        return False
    return bool(amount_readings(word)) and not date_readings(word) and not (word.isdigit() and word.startswith("0"))


def _is_name(word):
    return bool(re.search(r"\d", word)) and not date_readings(word) and not (
        amount_readings(word) and re.search(r"[.,]\d{1,2}\b", word))


def _currency(codes):
    known = {"€": "EUR", "£": "GBP", "$": "USD"}
    found = {known.get(code, code) for code in codes if _CURRENCY.fullmatch(code)}
    return found.pop() if len(found) == 1 else ""
