from datetime import date

from odoo.tests import BaseCase, tagged

from ..logic.cash_allocate import allocate
from ..logic.cash_facts import (
    CREDIT,
    FEE,
    Alias,
    Customer,
    Document,
    Habits,
    Item,
    Payment,
    Reference,
    Rules,
)
from ..logic.cash_index import CashIndex
from ..logic.cash_proposal import APPLY, LATE_DISCOUNT, ON_ACCOUNT, OVER, SHORT, SUGGEST, UNIDENTIFIED
from ..logic.cash_propose import propose

DAY = date(2024, 10, 25)
IBAN = "DE89370400440532013000"


def item(number, amount, due=date(2024, 9, 1), **more):
    values = {"id": number, "customer": 1, "currency": "EUR", "date": date(2024, 8, 1), "due": due, **more}
    return Item(number=number, open=amount, **values)


def payment(amount, *texts, **more):
    return Payment("p", amount, "EUR", DAY, payer_account=IBAN, texts=texts, **more)


def proposed(items, paid, rules=None, customers=(), paid_numbers=()):
    known = customers or (Customer(1, ("Azure Interior",), (IBAN,)),)
    return propose(paid, CashIndex(items, known, paid_numbers), rules or Rules())


def applied(proposal):
    return {line.item: line.amount for line in proposal.lines}


@tagged("-at_install", "post_install")
class TestLogicCashExamples(BaseCase):
    """Published examples of settlement, and each difference between a payment and its items."""

    def published(self):
        return [
            item("A", 10000, date(2024, 8, 15)), item("B", 25000, date(2024, 9, 1)),
            item("C", 50000, date(2024, 10, 15)), item("N", 700, date(2024, 10, 25), kind=FEE)]

    def test_c1_fees_then_oldest(self):
        lines, remainder = allocate(70000, self.published(), Rules(order="fees_first"), DAY)
        self.assertEqual(
            [(line.item, line.amount) for line in lines], [("N", 700), ("A", 10000), ("B", 25000), ("C", 34300)])
        self.assertEqual((lines[3].left, remainder), (15700, 0))

    def test_c2_by_due_date(self):
        lines, remainder = allocate(70000, self.published(), Rules(order="due"), DAY)
        self.assertEqual([(line.item, line.amount) for line in lines], [("A", 10000), ("B", 25000), ("C", 35000)])
        self.assertEqual((lines[2].left, remainder), (15000, 0), "the note keeps its 7")

    def test_c3_discount_on_a_part_payment(self):
        open_item = item("A", 10000, discount=200, discount_until=DAY)
        (line,), remainder = allocate(4900, [open_item], Rules(), DAY)
        self.assertEqual((line.amount, line.discount, line.left, remainder), (4900, 100, 5000, 0))

    def test_discount_of_a_part_rounds_half_up(self):
        for paid, discount in [(24, 0), (25, 1), (74, 1), (75, 2)]:
            (line,), _remainder = allocate(paid, [item("A", 102, discount=2, discount_until=DAY)], Rules(), DAY)
            self.assertEqual(line.discount, discount, str(paid))

    def test_payment_by_rule_follows_the_order(self):
        """A payment that says nothing settles fees first where the company says so, and not by chance."""
        found = proposed(self.published(), payment(70000), Rules(order="fees_first", oldest_first=True))
        self.assertEqual(applied(found), {"N": 700, "A": 10000, "B": 25000, "C": 34300})
        self.assertEqual(found.decision, APPLY)
        self.assertEqual(proposed(self.published(), payment(70000)).decision, ON_ACCOUNT)

    def test_discount_ends_with_its_day(self):
        for until, days, amount, discount, choice in [
            (DAY, 0, 9800, 200, None), (date(2024, 10, 24), 0, 9800, 0, LATE_DISCOUNT),
            (date(2024, 10, 24), 1, 9800, 200, None), (DAY, 0, 10000, 0, None),
        ]:
            open_item = item("INV/2024/00042", 10000, discount=200, discount_until=until)
            found = proposed([open_item], payment(amount, open_item.number), Rules(discount_days=days))
            (line,) = found.lines
            self.assertEqual((line.amount, line.discount, found.choice), (amount, discount, choice), f"{until} {days}")

    def test_discount_that_was_not_deducted_is_not_granted(self):
        lines, remainder = allocate(9850, [item("A", 10000, discount=200, discount_until=DAY)], Rules(), DAY)
        self.assertEqual((lines[0].amount, lines[0].discount, lines[0].left, remainder), (9850, 150, 0, 0))

    def test_tolerance_on_both_sides(self):
        rules = Rules(tolerance={"EUR": 5})
        for amount, off, kept, choice in [
            (9995, 5, 0, None), (9994, 0, 0, SHORT), (10005, 0, 5, None), (10006, 0, 6, OVER),
        ]:
            found = proposed([item("INV/2024/00042", 10000)], payment(amount, "INV/2024/00042"), rules)
            (line,) = found.lines
            self.assertEqual((line.write_off, found.remainder, found.choice), (off, kept, choice), str(amount))
            self.assertEqual(found.write_off, 5 if amount == 10005 else 0)
            self.assertEqual(found.decision, SUGGEST if choice else APPLY)

    def test_tolerance_is_that_of_the_currency(self):
        found = proposed([item("INV/2024/00042", 10000)], payment(9995, "INV/2024/00042"), Rules(tolerance={"USD": 5}))
        self.assertEqual(found.choice, SHORT)

    def test_charges(self):
        found = proposed([item("INV/2024/00042", 10000)], payment(8500, "INV/2024/00042", charges=1500))
        self.assertEqual((found.lines[0].amount, found.lines[0].charges, found.lines[0].left), (8500, 1500, 0))

    def test_short_payment_kept_open_by_rule(self):
        items = [item("INV/2024/00042", 10000)]
        self.assertEqual(proposed(items, payment(6000, "INV/2024/00042")).decision, SUGGEST)
        kept = proposed(items, payment(6000, "INV/2024/00042"), Rules(keep_short_open=True))
        self.assertEqual((kept.decision, kept.lines[0].left), (APPLY, 4000))

    def test_credit_netted(self):
        items = [item("INV/2024/00042", 10000), item("RINV/2024/00003", -2345, kind=CREDIT), item("INV/2024/00077", 31)]
        found = proposed(items, payment(7655, "INV/2024/00042"))
        self.assertEqual(applied(found), {"INV/2024/00042": 10000, "RINV/2024/00003": -2345})

    def test_credit_that_fits_by_chance(self):
        """Of round amounts a short payment and a credit that was meant look alike."""
        credit = item("RINV/2024/00003", -5000, kind=CREDIT)
        for amount, decision in [(50000, SUGGEST), (51234, APPLY)]:
            found = proposed([item("INV/2024/00042", amount), credit], payment(amount - 5000, "INV/2024/00042"))
            self.assertEqual((len(found.lines), found.decision), (2, decision), str(amount))

    def test_money_paid_back(self):
        items = [item("INV/2024/00042", 10000), item("RINV/2024/00003", -2345, kind=CREDIT)]
        found = proposed(items, payment(-2345, "RINV/2024/00003"))
        self.assertEqual((applied(found), found.remainder, found.lines[0].left), ({"RINV/2024/00003": -2345}, 0, 0))

    def test_currencies_are_never_mixed(self):
        """What is named in another currency is for a person, and by the day's rate; its amount fits nothing here."""
        foreign = item("INV/2024/00042", 10000, currency="USD")
        found = proposed([foreign], payment(10000, "INV/2024/00042"))
        self.assertEqual((found.decision, found.lines, found.elsewhere), (SUGGEST, (), (foreign.id,)))
        found = proposed([foreign], payment(10000, "for our order"))
        self.assertEqual((found.decision, found.lines, found.elsewhere), (ON_ACCOUNT, (), ()))

    def test_family(self):
        """A parent's payment finds the items of what belongs to it, also of a lower level, by amount or by number."""
        customers = (
            Customer(1, ("Azure Interior",), (IBAN,)), Customer(2, ("Azure West",), parent=1), Customer(3, parent=2))
        items = [item("INV/2024/00042", 10000, customer=2), item("INV/2024/00051", 777, customer=3)]
        for paid in (payment(10777), payment(10777, "INV/2024/00051 INV/2024/00042")):
            found = proposed(items, paid, customers=customers)
            self.assertEqual((applied(found), found.customer), ({"INV/2024/00042": 10000, "INV/2024/00051": 777}, 1))

    def test_account_of_a_payment_service(self):
        """An account that paid for several families proves neither."""
        customers = tuple(Customer(one, (name,), aliases=(Alias("account", IBAN, 5),)) for one, name in (
            (1, "Azure Interior"), (2, "Deco Addict")))
        items = [item("INV/2024/00042", 10000)]
        self.assertNotEqual(proposed(items, payment(10000), customers=customers).decision, APPLY)
        self.assertEqual(proposed(items, payment(10000, "INV/2024/00042"), customers=customers).decision, APPLY)

    def test_two_customers_of_one_name(self):
        """The name is either's; an amount that fits one of them is a hint, a number settles it."""
        customers = (Customer(1, ("Müller GmbH",)), Customer(2, ("Muller AG",)))
        items = [item("INV/2024/00042", 10000), item("INV/2024/00051", 777, customer=2)]
        for texts, decision in [((), SUGGEST), (("INV/2024/00042",), APPLY)]:
            paid = Payment("p", 10000, "EUR", DAY, "MUELLER", texts=texts)
            self.assertEqual(proposed(items, paid, customers=customers).decision, decision)

    def test_items_of_two_customers(self):
        """Each of two strangers' invoices would explain the amount."""
        customers = (Customer(1, ("Azure Interior",)), Customer(2, ("Deco Addict",)))
        items = [item("INV/2024/00042", 10000), item("INV/2024/00051", 10000, customer=2)]
        paid = Payment("p", 10000, "EUR", DAY, texts=("INV/2024/00042 INV/2024/00051",))
        found = proposed(items, paid, customers=customers)
        self.assertEqual((found.ambiguous, found.decision), (True, SUGGEST))

    def test_number_without_letters_that_nobody_has(self):
        items = [item("F000288", 10000)]
        self.assertEqual(proposed(items, payment(10000, "000288")).decision, APPLY)
        self.assertEqual(proposed(items, payment(10000, "000999")).decision, SUGGEST)

    def test_letters_belong_to_the_number(self):
        """INV/2024/00042 is somebody else's; 2024-00042 without letters is the payer's, of the same amount."""
        customers = (Customer(1, ("Azure Interior",), (IBAN,)), Customer(2, ("Deco Addict",)))
        items = [item("2024-00042", 10000), item("INV/2024/00042", 777, customer=2)]
        found = proposed(items, payment(10000, "INV/2024/00042"), customers=customers)
        self.assertEqual((applied(found), found.decision), ({"2024-00042": 10000}, SUGGEST))

    def test_nobody(self):
        found = proposed([item("INV/2024/00042", 10000)], Payment("p", 10000, "EUR", DAY, "Somebody", texts=("hello",)))
        self.assertEqual((found.decision, found.customer, found.remainder), (UNIDENTIFIED, None, 10000))

    def test_number_of_a_paid_invoice(self):
        """A number that differs in a figure from an open invoice's is nobody's typing error when it exists."""
        items = [item("INV/2024/00042", 10000)]
        self.assertEqual(proposed(items, payment(10000)).decision, APPLY)
        found = proposed(items, payment(10000, "INV/2024/00041"), paid_numbers=("INV/2024/00041",))
        self.assertEqual(found.decision, SUGGEST)

    def test_perhaps_paid_twice(self):
        """Whatever becomes of the money, the reader is told that a document is named that is paid already."""
        paid = ("INV/2024/00041", "RF18539007547034")
        known = (Customer(1, ("Azure Interior",), (IBAN,)),)
        references = (Reference("rf", "RF18539007547034"),)
        items = [item("INV/2024/00042", 10000)]
        for text, more, decision in (
                ("INV/2024/00041", {}, ON_ACCOUNT),
                ("INV/2024/00042 INV/2024/00041", {}, APPLY),
                ("", {"references": references}, ON_ACCOUNT),
                ("", {"documents": (Document("INV/2024/00041"),)}, ON_ACCOUNT)):
            amount = 10000 if decision == APPLY else 7777
            told = Payment("p", amount, "EUR", DAY, payer_account=IBAN, texts=(text,), **more)
            found = proposed(items, told, customers=known, paid_numbers=paid)
            self.assertEqual(found.decision, decision, text)
            self.assertEqual([one.value for one in found.reasons if one.code == "number_paid"], [
                "RF18539007547034" if "references" in more else "INV/2024/00041"], text)
        stranger = Payment("p", 7777, "EUR", DAY, "Somebody", texts=("INV/2024/00041",))
        found = proposed(items, stranger, customers=known, paid_numbers=paid)
        self.assertEqual((found.decision, [one.code for one in found.reasons]), (UNIDENTIFIED, ["number_paid"]))

    def test_parts_of_another_number(self):
        """What stands within a number of ours that nobody has is not the end of another one."""
        items = [item("VEN/24-25/00025", 10000), item("VEN/24-25/00077", 10000)]
        self.assertEqual(proposed(items, payment(10000, "VEN 25")).decision, APPLY)
        self.assertEqual(proposed(items, payment(10000, "VEN/24-25/00525")).decision, SUGGEST)

    def test_ranges(self):
        items = [item(f"RE-2024-00{count}", 10000 + count) for count in range(40, 49)]
        for text in ("RE-2024-0042 - 45", "RE-2024-0042-45", "Rechnungen 42 bis 45", "invoices 42-45"):
            self.assertEqual(len(proposed(items, payment(40174, text)).lines), 4, text)
            self.assertEqual(proposed(items, payment(40174, text)).decision, APPLY, text)

    def test_twins(self):
        items = [item("INV/2024/00042", 10000), item("INV/2024/00043", 10000)]
        self.assertTrue(proposed(items, payment(10000)).ambiguous)
        self.assertEqual(proposed(items, payment(10000)).decision, SUGGEST)
        self.assertEqual(proposed(items, payment(10000, "INV/2024/00043")).decision, APPLY)

    def test_habits_make_surer_but_never_sure(self):
        items = [item("INV/2024/00042", 10000), item("INV/2024/00043", 5000)]
        usual = (Customer(1, ("Azure Interior",), (IBAN,), habits=Habits(statement=3)),)
        less, more = proposed(items, payment(15000)), proposed(items, payment(15000), customers=usual)
        self.assertGreater(more.score, less.score)
        oldest = (Customer(1, ("Azure Interior",), (IBAN,), habits=Habits(oldest=3)),)
        found = proposed(items, payment(12000), customers=oldest)
        self.assertEqual((applied(found), found.decision), ({"INV/2024/00042": 10000, "INV/2024/00043": 2000}, SUGGEST))

    def test_who_always_deducts_late_is_known_for_it(self):
        until = date(2024, 10, 1)
        items = [item("INV/2024/00042", 10000, discount=200, discount_until=until), item("INV/2024/00051", 31)]
        usual = (Customer(1, ("Azure Interior",), (IBAN,), habits=Habits(late_discount=3)),)
        for texts in ((), ("INV/2024/00042",)):
            less = proposed(items, payment(9800, *texts))
            more = proposed(items, payment(9800, *texts), customers=usual)
            self.assertEqual((applied(less), less.choice, less.decision), (
                {"INV/2024/00042": 9800}, LATE_DISCOUNT, SUGGEST))
            self.assertEqual((more.score > less.score, more.decision), (True, SUGGEST))

    def test_thresholds(self):
        items = [item("INV/2024/00042", 10000)]
        score = proposed(items, payment(10000)).score
        for apply, suggest, decision in [
            (score, 1, APPLY), (score + 1, score, SUGGEST), (score + 2, score + 1, ON_ACCOUNT)]:
            self.assertEqual(proposed(items, payment(10000), Rules(apply=apply, suggest=suggest)).decision, decision)
