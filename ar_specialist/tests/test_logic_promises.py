from datetime import date

from odoo.tests import BaseCase, tagged

from ..logic.kept_back import asked_for, kept_shares, spread
from ..logic.promise_history import kept_rates, level, levels
from ..logic.promises import Known, Part, Payment, Promise, Tolerance, judge

EUR, USD = "EUR", "USD"
FRIDAY, MONDAY = date(2024, 3, 1), date(2024, 3, 4)


def march(day):
    return date(2024, 3, day)


def promise(id, amount, day, items=("invoice",), known=None, days=0, less=0.0, currency=EUR):
    parts = amount if isinstance(amount, tuple) else (Part(1, march(day), amount),)
    return Promise(id, currency, parts, Tolerance(days, less), frozenset(items), known or {})


def payment(id, amount, day, item="invoice", settled=None, on_account=False, **others):
    return Payment(id, f"payment {id}", item, march(day), march(settled or day), {EUR: amount, **others}, on_account)


def states(promises, payments, day):
    return {id: (one.state, round(one.paid, 2)) for id, one in judge(promises, payments, march(day)).items()}


@tagged("-at_install", "post_install")
class TestLogicPromises(BaseCase):
    """Verdicts, each boundary from both sides."""

    def test_tolerance_in_days(self):
        """Weekends don't count: neither as the day promised nor among the days of grace."""
        for promised, days, expected in [
            (FRIDAY, 0, FRIDAY), (FRIDAY, 1, MONDAY), (FRIDAY, 2, march(5)), (FRIDAY, 5, march(8)),
            (march(2), 0, MONDAY), (march(3), 0, MONDAY), (march(2), 1, march(5)), (MONDAY, 0, MONDAY),
            (march(7), 1, march(8)), (march(7), 2, march(11)),
        ]:
            self.assertEqual(Tolerance(days).last_day(promised), expected, (promised, days))

    def test_day(self):
        """In time on the last day, late on the next; open until the last day is over."""
        one = promise(1, 100.0, 8)
        self.assertEqual(states([one], [payment(1, 100.0, 8)], 20), {1: ("kept", 100.0)})
        self.assertEqual(states([one], [payment(1, 100.0, 9)], 20), {1: ("broken", 0.0)})
        self.assertEqual(states([one], [], 8), {1: ("open", 0.0)})
        self.assertEqual(states([one], [], 9), {1: ("broken", 0.0)})

    def test_day_of_the_payment_not_of_the_look(self):
        """The settlement's own day counts, the later one of payment and invoice."""
        self.assertEqual(states([promise(1, 100.0, 8)], [payment(1, 100.0, 5, settled=9)], 20), {1: ("broken", 0.0)})

    def test_kept_before_the_day(self):
        self.assertEqual(states([promise(1, 100.0, 8)], [payment(1, 100.0, 4)], 4), {1: ("kept", 100.0)})

    def test_part_of_it(self):
        one = promise(1, 100.0, 8)
        self.assertEqual(states([one], [payment(1, 60.0, 4)], 8), {1: ("open", 60.0)})
        self.assertEqual(states([one], [payment(1, 60.0, 4)], 9), {1: ("partly", 60.0)})
        self.assertEqual(states([one], [payment(1, 60.0, 4), payment(2, 40.0, 11)], 11), {1: ("partly", 60.0)})

    def test_tolerance_in_amount(self):
        """Short by the tolerance is kept, by a cent more is not."""
        one = promise(1, 100.0, 8, less=2.0)
        self.assertEqual(states([one], [payment(1, 98.0, 8)], 9), {1: ("kept", 98.0)})
        self.assertEqual(states([one], [payment(1, 97.99, 8)], 9), {1: ("partly", 97.99)})
        self.assertEqual(states([promise(1, 100.0, 8)], [payment(1, 99.99, 8)], 9), {1: ("partly", 99.99)})

    def test_tolerance_forgives_no_whole_payment(self):
        """Less than the tolerance was promised: without any payment it is not kept."""
        one = promise(1, 1.5, 8, less=2.0)
        self.assertEqual(states([one], [], 4), {1: ("open", 0.0)})
        self.assertEqual(states([one], [], 9), {1: ("broken", 0.0)})
        self.assertEqual(states([one], [payment(1, 1.0, 8)], 9), {1: ("kept", 1.0)})

    def test_sums_of_cents(self):
        """Ten times ten cents are one, whatever binary fractions make of it."""
        payments = [payment(number, 0.1, 5) for number in range(10)]
        self.assertEqual(states([promise(1, 1.0, 8)], payments, 9), {1: ("kept", 1.0)})

    def test_overpayment(self):
        """What comes above the promise is not this promise's."""
        self.assertEqual(states([promise(1, 60.0, 8)], [payment(1, 100.0, 8)], 9), {1: ("kept", 60.0)})

    def test_two_share_a_payment(self):
        """40 by the 8th, 60 by the 15th: 60 in time keep the first, and are 20 of the second, never 60 of both."""
        two = [promise(1, 40.0, 8), promise(2, 60.0, 15)]
        self.assertEqual(states(two, [payment(1, 60.0, 7)], 14), {1: ("kept", 40.0), 2: ("open", 20.0)})
        self.assertEqual(
            states(two, [payment(1, 60.0, 7), payment(2, 40.0, 15)], 16), {1: ("kept", 40.0), 2: ("kept", 60.0)})

    def test_what_came_late_is_left_to_the_next(self):
        two = [promise(1, 40.0, 8), promise(2, 60.0, 15)]
        self.assertEqual(states(two, [payment(1, 60.0, 11)], 16), {1: ("broken", 0.0), 2: ("kept", 60.0)})

    def test_items_before_the_whole_account(self):
        """A payment of the promised invoice is not counted for the account's promise, too."""
        two = [promise(1, 100.0, 8, items=()), promise(2, 100.0, 8)]
        one = payment(1, 100.0, 7, on_account=True)
        self.assertEqual(states(two, [one], 9), {1: ("broken", 0.0), 2: ("kept", 100.0)})
        self.assertEqual(
            states(two, [one, payment(2, 30.0, 7, item=None, on_account=True)], 9),
            {1: ("partly", 30.0), 2: ("kept", 100.0)})

    def test_whole_account_counts_by_the_day_it_came(self):
        """What came in time is in time, though the invoice it is matched with is of later."""
        one = payment(1, 100.0, 7, item="newer", settled=12, on_account=True)
        self.assertEqual(states([promise(1, 100.0, 8, items=())], [one], 20), {1: ("kept", 100.0)})

    def test_other_items(self):
        self.assertEqual(states([promise(1, 100.0, 8)], [payment(1, 100.0, 7, item="other")], 9), {1: ("broken", 0.0)})

    def test_known_before(self):
        """What was there when the promise was made is no part of it; what is entered late for an earlier day is."""
        one = promise(1, 60.0, 8, known={"invoice": Known(40.0, march(1))})
        self.assertEqual(states([one], [payment(1, 40.0, 1)], 9), {1: ("broken", 0.0)})
        late = [payment(1, 40.0, 1), payment(2, 60.0, 1)]
        self.assertEqual(states([one], late, 9), {1: ("kept", 60.0)})

    def test_known_undone(self):
        """An old payment that bounced does not swallow the new one."""
        one = promise(1, 60.0, 8, known={"invoice": Known(40.0, march(1))})
        self.assertEqual(states([one], [payment(2, 60.0, 7)], 9), {1: ("kept", 60.0)})

    def test_currencies_are_never_added(self):
        one = promise(1, 100.0, 8, currency=USD)
        self.assertEqual(states([one], [payment(1, 100.0, 7)], 9), {1: ("broken", 0.0)})
        self.assertEqual(states([one], [payment(1, 90.0, 7, USD=100.0)], 9), {1: ("kept", 100.0)})

    def test_plan(self):
        """Each part has its verdict; one that is missed ends the plan."""
        plan = promise(1, (Part("a", march(8), 50.0), Part("b", march(15), 50.0)), None)

        def told(day, *payments):
            verdict = judge([plan], payments, march(day))[1]
            return verdict.state, verdict.paid, [state for state, _paid in verdict.parts.values()], verdict.until

        self.assertEqual(told(8), ("open", 0.0, ["open", "open"], march(8)))
        self.assertEqual(told(8, payment(1, 50.0, 8)), ("open", 50.0, ["kept", "open"], march(15)))
        self.assertEqual(told(9), ("broken", 0.0, ["broken", "open"], None))
        self.assertEqual(told(9, payment(1, 20.0, 8)), ("partly", 20.0, ["partly", "open"], None))
        self.assertEqual(told(16, payment(1, 50.0, 8)), ("partly", 50.0, ["kept", "broken"], None))
        self.assertEqual(told(12, payment(1, 100.0, 8)), ("kept", 100.0, ["kept", "kept"], None))

    def test_plan_caught_up(self):
        """All by the end, but the first part late: that part stays missed."""
        plan = promise(1, (Part("a", march(8), 50.0), Part("b", march(15), 50.0)), None)
        verdict = judge([plan], [payment(1, 100.0, 12)], march(16))[1]
        self.assertEqual((verdict.state, verdict.parts), ("partly", {"a": ("broken", 0.0), "b": ("kept", 50.0)}))

    def test_p1_level(self):
        """P1: missed, then a new one: level 2; kept for its part, then one for the rest: level 1."""
        self.assertEqual(level([]), 1)
        for missed in ("broken", "partly", "withdrawn", "superseded"):
            self.assertEqual(level([missed]), 2, missed)
        self.assertEqual(level(["kept"]), 1)
        self.assertEqual(level(["broken", "broken"]), 3)
        self.assertEqual(level(["broken", "kept", "broken"]), 2)
        self.assertEqual(level(["broken", "open"]), 2)

    def test_levels_by_items(self):
        a, b, whole = frozenset("a"), frozenset("b"), frozenset()
        self.assertEqual(
            levels([(1, a, "broken"), (2, b, "open"), (3, a, "open"), (4, whole, "open")]), {1: 1, 2: 1, 3: 2, 4: 2})

    def test_m7_kept_rate(self):
        """M7: kept 1,000; kept 500; 300 of 600 paid; 400 broken: 50 % by count, 72 % by value."""
        rates = kept_rates([
            ("kept", 1, 1000.0, 1000.0), ("kept", 1, 500.0, 500.0), ("partly", 1, 600.0, 300.0),
            ("broken", 1, 400.0, 0.0), ("open", 3, 9000.0, 100.0), ("withdrawn", 1, 50.0, 0.0)])
        self.assertEqual(rates, (0.5, 0.72))
        self.assertEqual(kept_rates([("open", 1, 10.0, 0.0)]), (0.0, 0.0))

    def test_spread(self):
        self.assertEqual(spread(120.0, [("a", 100.0), ("b", 50.0), ("c", 50.0)]), {"a": 100.0, "b": 20.0})
        self.assertEqual(spread(0.0, [("a", 100.0)]), {})

    def test_kept_back(self):
        """Disputed counts first, and nothing is kept twice."""
        self.assertEqual(kept_shares(100.0, {"promised": 80.0, "disputed": 30.0}), {"disputed": 30.0, "promised": 70.0})
        self.assertEqual(asked_for(100.0, {"promised": 60.0}), (40.0, ()))
        self.assertEqual(asked_for(100.0, {"promised": 100.0}), (0.0, ("promised",)))
        self.assertEqual(asked_for(100.0, {"promised": 100.0, "disputed": 100.0}), (0.0, ("disputed",)))
        self.assertEqual(asked_for(100.0, {"promised": 99.999}), (0.0, ("promised",)))
        self.assertEqual(asked_for(100.0, {}), (100.0, ()))
