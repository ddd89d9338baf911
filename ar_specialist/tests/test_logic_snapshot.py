from datetime import date, timedelta
from random import Random

from odoo.tests import BaseCase, tagged

from ..logic.snapshot_changes import (
    DISPUTE,
    DISPUTED,
    FOLLOWS,
    MOVED,
    PROMISE,
    PROMISED,
    REDATED,
    REGROUPED,
    UNEXPLAINED,
    explain,
    part_changes,
)
from ..logic.snapshot_schedule import DAILY, MONTHLY, due, is_month_end, last_days, outdated

A, B = "a", "b"
EUR = "eur"


def is_zero(amount, currency):
    del currency
    return abs(amount) < 0.005


def both(amount):
    return (amount, amount)


@tagged("-at_install", "post_install")
class TestLogicSnapshotChanges(BaseCase):
    """Each difference is split among its causes to the cent."""

    def explained(self, then, now, movements=()):
        return [
            (change.partner, change.period, change.cause, change.then, change.now, change.amount_company)
            for change in explain(
                {key: both(amount) for key, amount in then.items()}, {key: both(amount) for key, amount in now.items()},
                [(cause, *key, amount, amount, [1], None) for cause, key, amount in movements], is_zero)]

    def test_nothing_changed(self):
        self.assertEqual(self.explained({(A, EUR, 0): 100.0}, {(A, EUR, 0): 100.0}), [])

    def test_causes_add_up(self):
        """100 then; an entry of 50 backdated and 30 reconciled later: 120 now."""
        key = (A, EUR, 0)
        self.assertEqual(
            self.explained({key: 100.0}, {key: 120.0}, [("entered", key, 50.0), ("reconciled", key, -30.0)]),
            [(A, 0, "entered", 100.0, 120.0, 50.0), (A, 0, "reconciled", 100.0, 120.0, -30.0)])

    def test_another_due_date(self):
        """100 went from a customer's second bucket to its first one, and no entry says so."""
        self.assertEqual(
            self.explained({(A, EUR, 1): 100.0}, {(A, EUR, 0): 100.0}),
            [(A, 0, REDATED, 0.0, 100.0, 100.0), (A, 1, REDATED, 100.0, 0.0, -100.0)])

    def test_another_customer(self):
        self.assertEqual(
            self.explained({(A, EUR, 1): 100.0}, {(B, EUR, 1): 100.0}),
            [(A, 1, REGROUPED, 100.0, 0.0, -100.0), (B, 1, REGROUPED, 0.0, 100.0, 100.0)])

    def test_the_rest_is_said(self):
        """What moved besides a known movement is told apart from what nobody can explain."""
        self.assertEqual(
            self.explained(
                {(A, EUR, 0): 10.0, (A, EUR, 1): 100.0}, {(A, EUR, 0): 110.0, (A, EUR, 1): 5.0},
                [("entered", (A, EUR, 1), 5.0)]),
            [(A, 0, REDATED, 10.0, 110.0, 100.0), (A, 1, REDATED, 100.0, 5.0, -100.0),
             (A, 1, "entered", 100.0, 5.0, 5.0)])
        self.assertEqual(
            self.explained({(A, EUR, 0): 10.0}, {(A, EUR, 0): 11.0}), [(A, 0, UNEXPLAINED, 10.0, 11.0, 1.0)])

    def test_currencies_are_not_mixed(self):
        """100 less in one currency and 100 more in another are no change of the due date."""
        changes = explain({(A, EUR, 0): both(100.0)}, {(A, "usd", 0): both(100.0)}, [], is_zero)
        self.assertEqual({change.cause for change in changes}, {UNEXPLAINED})

    def test_moved_both_ways(self):
        """One item went to another bucket of another customer; in another currency the same is two others' affair."""
        changes = explain({(A, EUR, 0): both(10.0)}, {(B, EUR, 1): both(10.0)}, [], is_zero)
        self.assertEqual({change.cause for change in changes}, {MOVED})

    def test_one_inference_does_not_hide_another(self):
        """10 of A went to B; 5 of A and 7 of B are due on another day: each by itself cancels out only then."""
        then = {(A, EUR, 0): both(15.0), (B, EUR, 2): both(7.0)}
        now = {(B, EUR, 0): both(10.0), (A, EUR, 1): both(5.0), (B, EUR, 1): both(7.0)}
        changes = explain(then, now, [], is_zero)
        self.assertNotIn(UNEXPLAINED, {change.cause for change in changes})

    def test_contested_and_promised_parts(self):
        """What was touched tells why, the dispute for a promise as well; else what is open; else nobody knows."""
        touched = {DISPUTE: {A: ("D1", 7)}, PROMISE: {B: ("P1", 8)}}

        def told(part, partner, moved=()):
            [change] = part_changes(
                part, {(partner, EUR, 0): 10.0, (partner, EUR, 1): 5.0}, {(partner, EUR, 1): 5.0}, touched, moved,
                is_zero)
            self.assertEqual((change.part, change.then, change.now, change.amount_company), (part, 10.0, 0.0, -10.0))
            return change.cause, change.detail, change.user

        self.assertEqual(told(DISPUTED, A), (DISPUTE, "D1", 7))
        self.assertEqual(told(PROMISED, A), (DISPUTE, "D1", 7))
        self.assertEqual(told(PROMISED, B), (PROMISE, "P1", 8))
        self.assertEqual(told(DISPUTED, B), (UNEXPLAINED, "", None))
        self.assertEqual(told(DISPUTED, B, {B}), (FOLLOWS, "", None))

    def test_any_causes_add_up_to_the_difference(self):
        for seed in range(50):
            random = Random(seed)
            keys = [(partner, currency, period) for partner in "abc" for currency in "xy" for period in range(3)]
            then, now = ({key: both(float(random.choice([0, 0, 10, 20, 30]))) for key in keys} for _side in range(2))
            movements = [
                (random.choice(["entered", "reconciled"]), *random.choice(keys), amount, amount, [], None)
                for amount in (float(random.choice([-10, 10, 20])) for _number in range(random.randrange(6)))]
            sums = {}
            for change in explain(then, now, movements, is_zero):
                key = (change.partner, change.currency, change.period)
                sums[key] = sums.get(key, 0.0) + change.amount_company
            for key in keys:
                difference = now[key][1] - then[key][1]
                self.assertAlmostEqual(sums.get(key, 0.0), difference, msg=f"{seed} {key}")


@tagged("-at_install", "post_install")
class TestLogicSnapshotSchedule(BaseCase):

    def test_never(self):
        self.assertEqual(due("never", date(2026, 5, 1), {}), [])

    def test_monthly(self):
        """The month that is over, once; months that were missed after the first one."""
        today = date(2026, 5, 10)
        april, march, february = date(2026, 4, 30), date(2026, 3, 31), date(2026, 2, 28)
        self.assertEqual(due("monthly", today, {}), [(april, MONTHLY)])
        self.assertEqual(due("monthly", today, {MONTHLY: {april}}), [])
        self.assertEqual(due("monthly", today, {MONTHLY: {february}}), [(march, MONTHLY), (april, MONTHLY)])
        self.assertEqual(due("monthly", date(2026, 4, 30), {MONTHLY: {march}}), [], "The day is not over yet")
        self.assertEqual(due("monthly", date(2026, 5, 1), {MONTHLY: {march}}), [(april, MONTHLY)])

    def test_daily(self):
        """Yesterday; the days that were missed after the first one; a month's last day is a monthly one alone."""
        kept = {MONTHLY: {date(2026, 4, 30)}}
        self.assertEqual(due("daily", date(2026, 5, 3), kept), [(date(2026, 5, 2), DAILY)])
        kept[DAILY] = {date(2026, 4, 28)}
        self.assertEqual(due("daily", date(2026, 5, 3), kept), [
            (date(2026, 4, 29), DAILY), (date(2026, 5, 1), DAILY), (date(2026, 5, 2), DAILY)])
        self.assertEqual(due("daily", date(2026, 5, 1), {DAILY: {date(2026, 4, 29)}}), [(date(2026, 4, 30), MONTHLY)])

    def test_every_day_is_taken_once(self):
        """Whatever days the schedule runs on, every day of three months is there once."""
        for seed in range(20):
            random, taken, day = Random(seed), {}, date(2026, 1, 1)
            while day < date(2026, 4, 15):
                for one, kind in due("daily", day, taken):
                    self.assertNotIn(one, {each for days in taken.values() for each in days})
                    self.assertLess(one, day)
                    taken.setdefault(kind, set()).add(one)
                    self.assertEqual(kind == MONTHLY, is_month_end(one))
                day += timedelta(days=random.choice([1, 1, 2, 9]))
            days = {one for days in taken.values() for one in days}
            first = min(taken[DAILY])
            wanted = {first + timedelta(days=number) for number in range((max(days) - first).days)}
            self.assertFalse(wanted - days, seed)

    def test_last_days(self):
        days = [date(2026, 1, 30), date(2026, 2, 28), date(2026, 2, 3), date(2026, 4, 1)]
        self.assertEqual(last_days(days, None), [date(2026, 4, 1)])
        self.assertEqual(last_days(days, "month"), [date(2026, 1, 30), date(2026, 2, 28), date(2026, 4, 1)])
        self.assertEqual(last_days(days, "quarter"), [date(2026, 2, 28), date(2026, 4, 1)])
        self.assertEqual(last_days(days, "week"), sorted(days))
        self.assertEqual(last_days([], "year"), [])

    def test_outdated(self):
        self.assertEqual(outdated(date(2026, 3, 3), 62), date(2025, 12, 31))
