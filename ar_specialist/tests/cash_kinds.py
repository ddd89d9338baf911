"""Payments that a careful person can apply: each function makes one with a damage of its own."""

from ..logic.cash_facts import CREDIT, Document, Reference
from . import cash_damage as damage
from .cash_case import Case, customer_of, due, names_another, payer_of, payment_of, unique_sum
from .cash_ledger import DAY


def named_once(random, books):
    customer, items = customer_of(random, books)
    item = random.choice(items)
    number = random.choice((*damage.MILD, lambda random, number: number))(random, item.number)
    text = damage.sentence(random, [number], item.open)
    return Case("named once", payment_of(random, customer, item.open, [text], payer=payer_of(random)), due([item]))


def named_by_nobody(random, books):
    customer, items = customer_of(random, books)
    item = random.choice(items)
    text = damage.sentence(random, [item.number], item.open)
    return Case("payer unknown", payment_of(random, customer, item.open, [text], payer="nobody"), due([item]))


def named_by_agent(random, books):
    customer, items = customer_of(random, books)
    item = random.choice(items)
    text = damage.sentence(random, [item.number], item.open)
    return Case("agent pays", payment_of(random, customer, item.open, [text], payer="Fidelio Treuhand"), due([item]))


def several(random, books):
    customer, items = customer_of(random, books, 3)
    chosen = random.sample(items, random.randint(2, min(5, len(items))))
    mild = random.choice((*damage.MILD, lambda random, number: number))
    text = damage.sentence(random, [mild(random, item.number) for item in chosen], 0)
    amount = sum(item.open for item in chosen)
    return Case("several", payment_of(random, customer, amount, [text], payer=payer_of(random)), due(chosen))


def several_cut(random, books):
    customer, items = customer_of(random, books, 3)
    chosen = random.sample(items, random.randint(2, min(4, len(items))))
    lines = damage.cut(random, damage.sentence(random, [item.number for item in chosen], 0))
    amount = sum(item.open for item in chosen)
    return Case("cut lines", payment_of(random, customer, amount, lines, payer=payer_of(random)), due(chosen))


def several_merged(random, books):
    customer, items = customer_of(random, books, 2)
    chosen = random.sample(items, 2)
    text = "".join(damage.without_letters(random, item.number).replace("/", "").replace("-", "") for item in chosen)
    amount = sum(item.open for item in chosen)
    return Case("merged", payment_of(random, customer, amount, [text], payer=payer_of(random)), due(chosen))


def short_list(random, books):
    customer, items = customer_of(random, books, 3)
    chosen = random.sample(items, 3)
    ends = [damage.last_part(random, item.number) for item in chosen[1:]]
    text = damage.sentence(random, [chosen[0].number, *ends], 0)
    amount = sum(item.open for item in chosen)
    return Case("list of ends", payment_of(random, customer, amount, [text], payer=payer_of(random)), due(chosen))


def ends_only(random, books):
    customer, items = customer_of(random, books, 2)
    chosen = random.sample(items, 2)
    text = "Rechnungen " + ", ".join(damage.last_part(random, item.number).lstrip("0") for item in chosen)
    amount = sum(item.open for item in chosen)
    return Case("ends only", payment_of(random, customer, amount, [text], payer=payer_of(random)), due(chosen))


def typo(random, books):
    customer, items = customer_of(random, books)
    item = random.choice(items)
    number = damage.mistyped(random, item.number)
    if names_another(number, item, books):
        return None
    sure = unique_sum([item], books, customer, item.open)
    text = damage.sentence(random, [number], item.open)
    return Case("typo", payment_of(random, customer, item.open, [text], payer=payer_of(random)), due([item]), sure)


def amount_only(random, books):
    customer, items = customer_of(random, books)
    item = random.choice(items)
    sure = unique_sum([item], books, customer, item.open)
    text = random.choice(("", "Danke", "Payment", "Zahlung Mai", "Überweisung 12.06.2024"))
    payment = payment_of(random, customer, item.open, [text], payer=payer_of(random))
    return Case("amount only", payment, due([item]), sure)


def all_open(random, books):
    customer, items = customer_of(random, books, 3)
    amount = sum(item.open for item in items)
    payment = payment_of(random, customer, amount, ["Konto ausgeglichen"], payer=payer_of(random))
    return Case("all open", payment, due(items))


def two_of_many(random, books):
    customer, items = customer_of(random, books, 3)
    chosen = random.sample(items, 2)
    amount = sum(item.open for item in chosen)
    sure = unique_sum(chosen, books, customer, amount)
    payment = payment_of(random, customer, amount, ["Rechnungen"], payer=payer_of(random))
    return Case("sum of two", payment, due(chosen), sure)


def discounted(random, books):
    customer, items = customer_of(random, books, 1, lambda items: any(_in_time(item) for item in items))
    if not customer:
        return None
    item = random.choice([item for item in items if _in_time(item)])
    text = damage.sentence(random, [item.number], item.open)
    payment = payment_of(random, customer, item.open - item.discount, [text], payer=payer_of(random))
    return Case("discount", payment, {item.id: item.open - item.discount})


def late_discount(random, books):
    customer, items = customer_of(random, books, 1, lambda items: any(_too_late(item) for item in items))
    if not customer:
        return None
    item = random.choice([item for item in items if _too_late(item)])
    payment = payment_of(random, customer, item.open - item.discount, [item.number], payer=payer_of(random))
    return Case("discount too late", payment, {item.id: item.open - item.discount}, choice=True)


def _in_time(item):
    return item.discount_until and item.discount_until >= DAY


def _too_late(item):
    return item.discount_until and item.discount_until < DAY


def credit_netted(random, books):
    credits = [item for item in books.items if item.kind == CREDIT and item.customer <= len(books.customers) - 6]
    credit = random.choice(credits)
    customer = books.customers[credit.customer - 1]
    items = [item for item in books.of(customer.id) if item.open > -credit.open]
    if not items:
        return None
    item = random.choice(items)
    numbers = [item.number, credit.number] if random.random() < 0.6 else [item.number]
    payment = payment_of(
        random, customer, item.open + credit.open, [damage.sentence(random, numbers, 0)], payer=payer_of(random))
    return Case("credit netted", payment, due([item, credit]))


def short(random, books):
    customer, items = customer_of(random, books)
    item = random.choice(items)
    amount = item.open * random.randint(40, 90) // 100
    text = damage.sentence(random, [item.number], amount)
    payment = payment_of(random, customer, amount, [text], payer=payer_of(random))
    return Case("short", payment, {item.id: amount}, choice=True)


def over(random, books):
    customer, items = customer_of(random, books)
    item = random.choice(items)
    payment = payment_of(random, customer, item.open + 3333, [item.number], payer=payer_of(random))
    return Case("over", payment, due([item]), choice=True)


def cents_less(random, books):
    customer, items = customer_of(random, books)
    item = random.choice(items)
    return Case(
        "within tolerance", payment_of(random, customer, item.open - 2, [item.number], payer=payer_of(random)),
        {item.id: item.open - 2})


def charges(random, books):
    customer, items = customer_of(random, books)
    item = random.choice(items)
    payment = payment_of(random, customer, item.open - 1500, [item.number], payer=payer_of(random), charges=1500)
    return Case("bank charges", payment, {item.id: item.open - 1500})


def order_number(random, books):
    customer, items = customer_of(random, books, 1, lambda items: any(item.reference for item in items))
    item = random.choice([item for item in items if item.reference])
    payment = payment_of(random, customer, item.open, [f"Your delivery for {item.reference}"], payer=payer_of(random))
    return Case("order number", payment, due([item]))


def listed(random, books):
    customer, items = customer_of(random, books, 2)
    chosen = random.sample(items, random.randint(2, min(4, len(items))))
    mild = random.choice((*damage.MILD, damage.last_part))
    documents = tuple(Document(mild(random, item.number), item.open) for item in chosen)
    payment = payment_of(
        random, customer, sum(item.open for item in chosen), payer=payer_of(random), documents=documents)
    return Case("listed", payment, due(chosen))


def reference(random, books):
    customer, items = customer_of(random, books)
    item = random.choice(items)
    payment = payment_of(
        random, customer, item.open, payer="nobody", references=(Reference("", item.payment_reference),))
    return Case("reference", payment, due([item]))


def name_typo(random, books):
    customer, items = customer_of(random, books)
    item = random.choice(items)
    name = damage.mistyped_name(random, customer.names[0])
    text = damage.sentence(random, [damage.without_letters(random, item.number)], item.open)
    return Case("name mistyped", payment_of(random, customer, item.open, [text], payer=name), due([item]))


def for_subsidiary(random, books):
    parent = books.customers[random.choice((-4, -1))]
    children = [customer.id for customer in books.customers if customer.parent == parent.id]
    items = [item for item in books.items if item.customer in children and item.open > 0]
    chosen = random.sample(items, random.randint(1, 3))
    text = damage.sentence(random, [item.number for item in chosen], 0)
    payment = payment_of(random, parent, sum(item.open for item in chosen), [text], payer=payer_of(random))
    return Case("parent pays", payment, due(chosen))


KINDS = (
    named_once, named_by_nobody, named_by_agent, several, several_cut, several_merged, short_list, ends_only, typo,
    amount_only, all_open, two_of_many, discounted, late_discount, credit_netted, short, over, cents_less, charges,
    order_number, listed, reference, name_typo, for_subsidiary,
)
