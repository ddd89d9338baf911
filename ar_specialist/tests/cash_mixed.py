"""Payments with several damages at once, and numbers in the text that are none of ours."""

from . import cash_damage as damage
from .cash_case import Case, customer_of, due, names_another, payer_of, payment_of, unique_sum

NOISE = (
    "Kundennr {five}", "cust no {five}", "Tel 0{five}{five}", "MREF+M{five}{five} CRED+DE98ZZZ09999999999",
    "Vertrag {five}/{four}", "IBAN DE{five}{five}{five}{five} BIC COBADEFFXXX", "TAN {four}", "{four} Musterstadt",
    "Order {five}", "Mandat {five}",
)


def _noise(random):
    five, four = random.randrange(10000, 99999), random.randrange(1000, 1999)
    return random.choice(NOISE).format(five=five, four=four)


def with_noise(random, books):
    customer, items = customer_of(random, books, 2)
    chosen = random.sample(items, random.randint(1, 2))
    numbers = [random.choice(damage.MILD)(random, item.number) for item in chosen]
    lines = [_noise(random), damage.sentence(random, numbers, 0), _noise(random)]
    random.shuffle(lines)
    amount = sum(item.open for item in chosen)
    return Case("with noise", payment_of(random, customer, amount, lines, payer=payer_of(random)), due(chosen))


def amount_with_noise(random, books):
    customer, items = customer_of(random, books)
    item = random.choice(items)
    sure = unique_sum([item], books, customer, item.open)
    payment = payment_of(random, customer, item.open, [_noise(random)], payer=payer_of(random))
    return Case("amount with noise", payment, due([item]), sure)


def cut_and_mild(random, books):
    customer, items = customer_of(random, books, 3)
    chosen = random.sample(items, random.randint(2, 3))
    numbers = [random.choice(damage.MILD)(random, item.number) for item in chosen]
    lines = damage.cut(random, f"{_noise(random)} {damage.sentence(random, numbers, 0)}", random.choice((27, 35)))
    amount = sum(item.open for item in chosen)
    return Case("cut and marks", payment_of(random, customer, amount, lines, payer=payer_of(random)), due(chosen))


def one_of_several_mistyped(random, books):
    customer, items = customer_of(random, books, 3)
    chosen = random.sample(items, random.randint(2, 4) if len(items) > 3 else 2)
    numbers = [item.number for item in chosen]
    numbers[0] = damage.mistyped(random, numbers[0])
    if names_another(numbers[0], chosen[0], books):
        return None
    amount = sum(item.open for item in chosen)
    rest = unique_sum(chosen[:1], books, customer, chosen[0].open)
    payment = payment_of(random, customer, amount, [damage.sentence(random, numbers, amount)], payer=payer_of(random))
    return Case("one mistyped", payment, due(chosen), rest)


def twice_mistyped(random, books):
    """Two characters wrong: the amount must tell."""
    customer, items = customer_of(random, books)
    item = random.choice(items)
    number = damage.mistyped(random, damage.mistyped(random, item.number))
    if names_another(number, item, books):
        return None
    sure = unique_sum([item], books, customer, item.open)
    payment = payment_of(random, customer, item.open, [number], payer=payer_of(random))
    return Case("two typos", payment, due([item]), sure)


def bad_name_and_number(random, books):
    customer, items = customer_of(random, books)
    item = random.choice(items)
    name = damage.mistyped_name(random, damage.damaged_name(random, customer.names[0]))
    number = damage.last_part(random, item.number)
    sure = unique_sum([item], books, customer, item.open)
    payment = payment_of(random, customer, item.open, [f"Rechnung {number}"], payer=name)
    return Case("bad name, end of number", payment, due([item]), sure)


def name_in_text(random, books):
    customer, items = customer_of(random, books)
    item = random.choice(items)
    number = random.choice(damage.MILD)(random, item.number)
    lines = [damage.damaged_name(random, customer.names[0]), number]
    return Case("name in text", payment_of(random, customer, item.open, lines, payer="nobody"), due([item]))


def one_paid_already(random, books):
    """Several are named, one of them was paid before; the amount is that of the others."""
    customer, items = customer_of(random, books, 2)
    chosen = random.sample(items, 2)
    numbers = [*(item.number for item in chosen), random.choice(books.paid)]
    random.shuffle(numbers)
    amount = sum(item.open for item in chosen)
    payment = payment_of(random, customer, amount, [damage.sentence(random, numbers, 0)], payer=payer_of(random))
    return Case("one paid already", payment, due(chosen))


def one_not_paid(random, books):
    """Several are named, the amount is that of some of them."""
    customer, items = customer_of(random, books, 3)
    chosen = random.sample(items, 3)
    amount = sum(item.open for item in chosen[:2])
    sure = unique_sum(chosen[:2], books, customer, amount)
    numbers = [item.number for item in chosen]
    random.shuffle(numbers)
    payment = payment_of(random, customer, amount, [damage.sentence(random, numbers, 0)], payer=payer_of(random))
    return Case("one not paid", payment, due(chosen[:2]), sure)


def one_unnamed(random, books):
    """Two are paid, one is named."""
    customer, items = customer_of(random, books, 3)
    chosen = random.sample(items, 2)
    amount = sum(item.open for item in chosen)
    sure = unique_sum(chosen[1:], books, customer, chosen[1].open)
    payment = payment_of(random, customer, amount, [chosen[0].number], payer=payer_of(random))
    return Case("one not named", payment, due(chosen), sure)


MIXED = (
    with_noise, amount_with_noise, cut_and_mild, one_of_several_mistyped, twice_mistyped, bad_name_and_number,
    name_in_text, one_paid_already, one_not_paid, one_unnamed,
)
