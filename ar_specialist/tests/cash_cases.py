"""Labelled payments written as data, by somebody who had not read the rules: `files/cash_cases/*.json`.

A file has a seller's ledger and the payments that come in. `expect` of a payment is a list of items, `{"account":
customer}` when only the payer can be told, "ambiguous" when a person has to choose, "unknown" when nobody could tell
the payer. `person`: the items are plain, but a difference is for a person to decide.
"""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from ..formats.payment_references import references
from ..logic.cash_facts import Alias, Customer, Document, Item, Payment, Rules
from ..logic.cash_index import CashIndex

FOLDER = Path(__file__).parent / "files" / "cash_cases"
#: Digits after the point, where they are not two.
DIGITS = {"JPY": 0, "KWD": 3}
AMBIGUOUS, UNKNOWN, ACCOUNT, ITEMS = "ambiguous", "unknown", "account", "items"


@dataclass(frozen=True)
class Labelled:
    """A payment with the ledger it meets.

    :param kind: ITEMS, ACCOUNT, AMBIGUOUS or UNKNOWN
    :param expected: the items' ids for ITEMS, the customer for ACCOUNT, else None
    """

    name: str
    payment: Payment
    index: CashIndex
    rules: Rules
    kind: str
    expected: object = None
    person: bool = False


def labelled():
    """Return {file's name: [:class:`Labelled`]}."""
    return {path.stem: _cases(path.stem, json.loads(path.read_text("utf-8"))) for path in sorted(FOLDER.glob("*.json"))}


def _cases(file, book):
    customers = [_customer(name, values) for name, values in book["customers"].items()]
    items = [_item(row, book) for row in book["items"]]
    index = CashIndex(items, customers)
    found = []
    for case in book["cases"]:
        more = [_item(row, book) for row in case.get("items", ())]
        payment = _payment(f"{file}: {case['name']}", case["pay"], book)
        found.append(Labelled(
            case["name"], payment, CashIndex([*items, *more], customers) if more else index,
            _rules(case.get("rules", {}), payment.currency), *_expected(case["expect"]), case.get("person", False)))
    return found


def _expected(expect):
    if isinstance(expect, list):
        return ITEMS, frozenset(expect)
    return (ACCOUNT, expect["account"]) if isinstance(expect, dict) else (expect, None)


def _coins(amount, currency):
    return int(Decimal(amount).scaleb(DIGITS.get(currency, 2)))


def _customer(name, values):
    aliases = tuple(Alias(*alias) for alias in values.get("aliases", ()))
    return Customer(
        name, tuple(values["names"]), tuple(values.get("accounts", ())), tuple(values.get("vats", ())), aliases,
        values.get("parent"))


def _item(row, book):
    customer, number, amount, more = (*row, {})[:4]
    more = dict(more)
    currency = more.pop("currency", book["currency"])
    days = {
        name: date.fromisoformat(more.pop(name, default))
        for name, default in (("date", "2026-03-15"), ("due", "2026-04-15"))}
    until = more.pop("discount_until", None)
    return Item(
        more.pop("id", number), customer, number, _coins(amount, currency), currency, **days,
        payment_reference=more.pop("payment_reference", number), discount=_coins(more.pop("discount", "0"), currency),
        discount_until=until and date.fromisoformat(until), **more)


def _payment(name, pay, book):
    currency = pay.get("currency", book["currency"])
    documents = tuple(
        Document(number, _coins(amount, currency), _coins(*discount, currency) if discount else 0)
        for number, amount, *discount in pay.get("documents", ()))
    texts, structured = tuple(pay.get("texts", ())), pay.get("ref", "")
    return Payment(
        name, _coins(pay["amount"], currency), currency, date.fromisoformat(pay.get("day", book["day"])),
        pay.get("name", ""), pay.get("account", ""), structured, texts=texts, documents=documents,
        references=references(structured, texts), charges=_coins(pay.get("charges", "0"), currency),
        customer=pay.get("customer"))


def _rules(rules, currency):
    tolerance = {currency: _coins(rules["tolerance"], currency)} if "tolerance" in rules else None
    return Rules(**{**rules, "tolerance": tolerance})
