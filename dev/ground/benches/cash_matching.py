"""dev/bench cash: payers and items of payments found, without a database: payments per second of one core, memory."""

import resource
import sys
from collections import Counter
from datetime import date, timedelta
from random import Random
from time import perf_counter

from ..layout import ADDON

DAY = date(2024, 6, 14)
_WORDS = """
    Alpen Nord Sud Berg Tal Stein Holz Metall Glas Papier Druck Solar Wind Wasser Garten Haus Boot Rad Motor Werk
    Handel Logistik Technik Systeme Design Studio Labor Pharma Medien Verlag Textil Mode Schmuck Uhren Moebel
    Kuechen Licht Farben Chemie Kunststoff Gummi Leder Schuhe Sport Reisen Hotel Gastro Wein Bier Kaffee Tee Fisch
    Fleisch Obst
"""
WORDS = _WORDS.split()
FORMS = ("GmbH", "AG", "SARL", "Ltd", "BV", "S.A.")


def main(payments=10_000, items=100_000, customers=10_000):
    """Print one line per figure."""
    # The rules stand alone: the add-on's models, which want a running Odoo, are left aside.
    sys.path.insert(0, str(ADDON))
    from logic.cash_batch import propose_all
    from logic.cash_facts import Customer, Item, Payment, Rules
    from logic.cash_index import CashIndex

    random = Random(1)
    known = [
        Customer(number, (_name(random, number),), (f"DE{number:020}",), (f"DE{number:09}",))
        for number in range(customers)]
    ledger = [_item(Item, random, number, customers) for number in range(items)]
    before = _memory()
    start = perf_counter()
    index = CashIndex(ledger, known)
    loaded = perf_counter() - start
    meant = [_payment(Payment, random, number, known, ledger) for number in range(payments)]
    money = [payment for payment, _item in meant]
    memory = _memory() - before
    start = perf_counter()
    found = propose_all(money, index, Rules())
    spent = perf_counter() - start
    decided = Counter(proposal.decision for proposal in found.values())
    applied = [(payment.id, item) for payment, item in meant if found[payment.id].decision == "apply"]
    wrong = sum(found[payment].items != {item} for payment, item in applied)
    print(f"{payments} payments, {items} open items, {customers} customers")
    print(f"index: {loaded:.1f} s, {memory:.0f} MB; {payments / spent:.0f} payments per second; "
          f"{dict(decided)}, {wrong} applied wrongly")


def _memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _name(random, number):
    return f"{random.choice(WORDS)} {random.choice(WORDS)} {_syllables(number)} {random.choice(FORMS)}"


def _syllables(number):
    """Return a word of its own for a number, as family names are."""
    word = ""
    for _part in range(3):
        number, rest = divmod(number, 40)
        word += "bdfgklmn"[rest % 8] + "aeiou"[rest // 8]
    return word.title()


def _item(make, random, number, customers):
    day = DAY - timedelta(days=random.randrange(120))
    amount = random.randrange(2000, 900000)
    return make(
        number, random.randrange(customers), f"INV/2024/{number:06}", amount, "EUR", day, day + timedelta(days=30),
        f"PO{random.randrange(10**6):06}", discount=amount // 50, discount_until=day + timedelta(days=10))


def _payment(make, random, number, customers, items):
    """Return (payment, id of the item that it means or None)."""
    item = random.choice(items)
    customer = customers[item.customer]
    account = customer.accounts[0] if random.random() < 0.6 else ""
    kind, amount, text = random.random(), item.open, f"Rechnung {item.number} vom 12.05.2024 Danke"
    if kind < 0.15:
        text = "EREF+NOTPROVIDED SVWZ+Zahlung laut Vereinbarung 12345 Kundennummer 4711"
    elif kind < 0.3:
        text = f"RE {item.number[-6:]} Kd 99123"
    elif kind < 0.4:
        text, amount = f"inv {item.number[:-1]}X", item.open
    elif kind < 0.5:
        text, amount = "on account", random.randrange(1000, 900000)
    meant = None if text == "on account" else item.id
    return make(number, amount, "EUR", DAY, customer.names[0].upper(), account, texts=(text,)), meant
