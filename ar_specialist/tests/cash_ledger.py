"""A made-up ledger for cash application: customers of many countries, items in several series of numbers."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from ..logic.cash_facts import CREDIT, Customer, Item

DAY = date(2024, 6, 14)
NAMES = """
Müller Maschinenbau GmbH & Co. KG|Schmidt Transporte GmbH|Bäckerei Schmidt|Schmidt & Söhne KG
Groß Elektrotechnik AG|Weiß Dachbau e.K.|Österreichische Werkzeugfabrik GmbH|Nordlicht Solar GmbH
Hansa Schiffsausrüstung GmbH|Kölner Druckhaus OHG|Boulangerie Lefèvre SARL|Établissements Dubois et Fils
Société Générale de Menuiserie SAS|Transports Moreau S.A.|Atelier Çelik|Garage du Château EURL
Vins Beaujolais Père & Fils SA|Imprimerie Noël SNC|Pharmacie Centrale|Hôtel de la Gare SARL
Construcciones Núñez S.L.|Aceites del Sur S.A.|Transportes Peña e Hijos SL|Muebles Ibáñez S.L.U.|Talleres Gómez
Officine Rossi S.r.l.|Ceramiche Bianchi S.p.A.|Fratelli Conti SNC|Bakkerij De Vries B.V.|Van Dijk Bouw NV
Brouwerij Peeters BVBA|Garage Janssens|Fjord Seafood AS|Østlandet Møbler ASA|Lindström Snickeri AB
Åkerblom Konsult AB|Suomen Puutalo Oy|Järvinen Rakennus Oyj|København Cykler ApS|Sørensen Maskiner A/S
Łódź Tekstylia Sp. z o.o.|Nowak Budownictwo|Novák Stavby s.r.o.|Dvořák Nástroje a.s.|Kovács Bútor Kft.
Azure Interior|Deco Addict Ltd|Gemini Furniture Inc.|Ready Mat Limited|The Jackson Group|Lumber Inc
Wood Corner LLC|Acme Corporation|Northern Lights Trading Ltd|Green Valley Farms LLC|Harbour View Hotels plc
Blue Ocean Logistics Ltd|Red Brick Builders|Silver Star Catering|Global Tech Services|Global Trading Services
Alpine Sports AG|Helvetia Uhren SA|Zürcher Käse GmbH
"""
SERIES = (
    "INV/2024/{:05}", "FAC/2024/05/{:04}", "RE-2024-{:04}", "VEN/24-25/{:05}", "F{:06}", "{:07}",
    "SO-INV-{:06}", "2024-{:05}",
)


@dataclass(frozen=True)
class Ledger:
    customers: tuple
    items: tuple
    paid: tuple

    def of(self, customer):
        return [item for item in self.items if item.customer == customer]


def ledger(seed, *, round_amounts=False):
    """Return a :class:`Ledger`; the last six customers belong to two groups of companies.

    :param round_amounts: all amounts are multiples of 50, so that chance sums abound
    """
    random = Random(seed)
    amounts = [number * 5000 for number in range(1, 30)] if round_amounts else range(4000, 900000)
    names = NAMES.strip().replace("\n", "|").split("|")
    customers = [
        Customer(number, (name,), (_iban(random),), (_vat(random),)) for number, name in enumerate(names, 1)]
    count = len(customers)
    for child in (count - 5, count - 4):
        customers[child - 1] = replace(customers[child - 1], parent=count - 3)
    for child in (count - 2, count - 1):
        customers[child - 1] = replace(customers[child - 1], parent=count)
    items, paid, counters = [], [], [random.randrange(11, 400) for _series in SERIES]
    for customer in customers:
        series = random.randrange(len(SERIES))
        for _item in range(random.randint(3, 11)):
            counters[series] += random.choice((1, 1, 1, 2, 3))
            number = SERIES[series].format(counters[series])
            if random.random() < 0.12:
                paid.append(number)
                continue
            items.append(_item_of(random, amounts, customer.id, number, items))
        if random.random() < 0.5:
            number = f"RINV/2024/{len(items):05}"
            items.append(replace(
                _item_of(random, amounts, customer.id, number, items),
                open=-random.choice(amounts[:len(amounts) // 30 + 1]), kind=CREDIT, discount=0, discount_until=None))
    return Ledger(tuple(customers), tuple(items), tuple(paid))


def _item_of(random, amounts, customer, number, before):
    day = DAY - timedelta(days=random.randrange(1, 120))
    twin = [item.open for item in before[-3:] if item.customer == customer and item.open > 0]
    amount = random.choice(twin) if twin and random.random() < 0.12 else random.choice(amounts)
    discounted = random.random() < 0.3
    return Item(
        len(before) + 1, customer, number, amount, "EUR", day, day + timedelta(days=30),
        reference=f"PO{random.randrange(10000, 99999)}" if random.random() < 0.5 else "",
        payment_reference=number,
        discount=amount * 2 // 100 if discounted else 0,
        discount_until=DAY + timedelta(days=random.choice((-20, 3, 5))) if discounted else None)


def _iban(random):
    return random.choice(("DE", "FR", "BE", "ES", "NL")) + "".join(random.choice("0123456789") for _figure in range(20))


def _vat(random):
    return random.choice(("DE", "FR", "BE", "ES", "IT")) + "".join(random.choice("0123456789") for _figure in range(9))
