from datetime import date, timedelta

from odoo.tests import BaseCase, tagged

from ..logic.follow_up import OVERDUE, UPCOMING, Account, decide
from ..logic.follow_up_rules import LevelRule, PolicyRule
from ..logic.follow_up_steps import Item, Sent

EVERY_DAY = frozenset(range(7))
DUE = date(2024, 1, 15)


def policy(*levels, **values):
    return PolicyRule(1, tuple(levels), **{"weekdays": EVERY_DAY, **values})


def tell(items, rule, first, days, **account):
    """Run every day from `first` on and return {day: [(kind, level id, attempt)…]} of what went out."""
    story, last = {}, account.pop("last_notice", None)
    for shift in range(days):
        day = first + timedelta(days=shift)
        for decision in decide(Account(1, items, last_notice=last, **account), rule, day):
            if decision.reasons:
                continue
            last = day
            for step in decision.steps:
                step.item.sent[step.level.id] = Sent(step.attempt, day)
                story.setdefault(day, []).append((decision.kind, step.level.id, step.attempt))
    return story


@tagged("-at_install", "post_install")
class TestFollowUpSteps(BaseCase):
    def test_r1_step_timing(self):
        """R1: due 15 Jan, letters at +1, +7, +14, a run every day: 16, 22, 29 Jan."""
        rule = policy(LevelRule(1, 1), LevelRule(2, 7), LevelRule(3, 14))
        story = tell([Item(1, DUE, 100.0)], rule, date(2024, 1, 1), 60)
        self.assertEqual(story, {
            date(2024, 1, 16): [(OVERDUE, 1, 1)],
            date(2024, 1, 22): [(OVERDUE, 2, 1)],
            date(2024, 1, 29): [(OVERDUE, 3, 1)],
        })

    def test_r2_release_after_a_dispute(self):
        """R2: disputed from the start and released on 2 Feb, the item starts with the first letter, not the call."""
        rule = policy(*(LevelRule(number, days) for number, days in enumerate([-5, 1, 7, 14, 15])))
        disputed = Item(1, DUE, 100.0, against=("disputed",))
        self.assertEqual(tell([disputed], rule, date(2024, 1, 1), 32), {})
        story = tell([Item(1, DUE, 100.0)], rule, date(2024, 2, 2), 30)
        # 2 Feb first letter; the others at their distance of 6, 7 and 1 days.
        self.assertEqual(
            [(day, level) for day, [(_kind, level, _attempt)] in story.items()],
            [(date(2024, 2, 2), 1), (date(2024, 2, 8), 2), (date(2024, 2, 15), 3), (date(2024, 2, 16), 4)],
        )

    def test_r3_levels_one_after_the_other(self):
        """R3: levels 5/20/40, runs on days 4, 5, 30: none; level 1; level 2."""
        rule = policy(LevelRule(1, 5), LevelRule(2, 20), LevelRule(3, 40))
        item = Item(1, DUE, 100.0)
        for late, expected in [(4, None), (5, 1), (30, 2), (39, None), (49, None), (50, 3)]:
            day = DUE + timedelta(days=late)
            story = tell([item], rule, day, 1)
            self.assertEqual(story.get(day, [(None, None, None)])[0][1], expected, f"{late} days late")

    def test_r3_without_level_one_no_level_two(self):
        rule = policy(LevelRule(1, 5), LevelRule(2, 20))
        day = DUE + timedelta(days=30)
        self.assertEqual(tell([Item(1, DUE, 100.0)], rule, day, 1), {day: [(OVERDUE, 1, 1)]})

    def test_r4_and_or(self):
        """R4: ten items of 10, 5 days late; level 2 asks for 30: with AND it is not reached, with OR it is."""
        for needs_all, reached in [(True, [True, False]), (False, [True, True])]:
            levels = LevelRule(1, 1, needs_all, 10, 100), LevelRule(2, 3, needs_all, 30, 100)
            self.assertEqual([level.is_reached(5, 10.0, 100.0) for level in levels], reached)
            items = [
                Item(number, DUE, 10.0, sent={1: Sent(1, DUE + timedelta(days=1))}) for number in range(10)]
            [decision] = decide(Account(1, items), policy(*levels), DUE + timedelta(days=5)) or [None]
            self.assertEqual(decision and decision.level.id, None if needs_all else 2)

    def test_friendly_notice_apart_and_never_late(self):
        rule = policy(LevelRule(1, -5), LevelRule(2, 1))
        items = [Item(1, DUE, 100.0), Item(2, DUE + timedelta(days=6), 50.0)]
        decisions = decide(Account(1, items), rule, DUE + timedelta(days=1))
        self.assertEqual([(one.kind, one.level.id, [step.item.id for step in one.steps]) for one in decisions],
                         [(UPCOMING, 1, [2]), (OVERDUE, 2, [1])])
        self.assertEqual(tell([Item(1, DUE, 100.0)], policy(LevelRule(1, -5)), DUE + timedelta(days=1), 9), {})

    def test_repeat_with_a_maximum(self):
        rule = policy(LevelRule(1, 1, repeat_days=10, repeat_at_most=2))
        story = tell([Item(1, DUE, 100.0)], rule, DUE, 90)
        self.assertEqual(
            [(day, attempt) for day, [(_kind, _level, attempt)] in story.items()],
            [(date(2024, 1, 16), 1), (date(2024, 1, 26), 2), (date(2024, 2, 5), 3)],
        )

    def test_grace(self):
        rule = policy(LevelRule(1, 1), grace_days=3)
        self.assertEqual(list(tell([Item(1, DUE, 9.0)], rule, DUE, 20)), [DUE + timedelta(days=4)])


@tagged("-at_install", "post_install")
class TestReasonsAgainst(BaseCase):
    """Each reason on both sides of its edge."""

    DAY = DUE + timedelta(days=10)

    def reasons(self, rule=None, items=None, **account):
        rule = rule or policy(LevelRule(1, 1))
        items = [Item(1, DUE, 100.0)] if items is None else items
        decisions = decide(Account(1, items, **account), rule, self.DAY)
        return [decision.reasons for decision in decisions]

    def test_nothing_against(self):
        self.assertEqual(self.reasons(), [()])

    def test_items_of_their_own(self):
        for code in ("disputed", "promised", "held_item", "no_followup"):
            self.assertEqual(self.reasons(items=[Item(1, DUE, 100.0, against=(code,))]), [(code,)])

    def test_one_item_held_back_another_goes_out(self):
        items = [Item(1, DUE, 100.0, against=("disputed",)), Item(2, DUE, 50.0)]
        [decision] = decide(Account(1, items), policy(LevelRule(1, 1)), self.DAY)
        self.assertEqual((decision.reasons, [step.item.id for step in decision.steps]), ((), [2]))
        self.assertEqual([step.item.id for step in decision.held_back], [1])

    def test_customer_as_a_whole(self):
        for code in ("held", "no_address", "bounced", "bank_waiting", "bank_old"):
            self.assertEqual(self.reasons(against=(code,)), [(code,)])

    def test_quiet_days(self):
        rule = policy(LevelRule(1, 1), quiet_days=7)
        for ago, expected in [(7, ("quiet_days",)), (8, ())]:
            self.assertEqual(self.reasons(rule, last_notice=self.DAY - timedelta(days=ago)), [expected], ago)

    def test_weekday(self):
        # 25 January 2024 is a Thursday.
        self.assertEqual(self.reasons(policy(LevelRule(1, 1), weekdays=frozenset({3}))), [()])
        self.assertEqual(self.reasons(policy(LevelRule(1, 1), weekdays=frozenset({0, 1, 2, 4}))), [("weekday",)])

    def test_credits(self):
        for credit, expected in [(-100.0, ("covered_by_credits",)), (-99.99, ())]:
            self.assertEqual(self.reasons(credits=credit), [expected])
        rule = policy(LevelRule(1, 1), held_by_credits=False)
        self.assertEqual(self.reasons(rule, credits=-99.0), [()])

    def test_minimum_balance(self):
        for minimum, expected in [(100.0, ()), (100.01, ("below_minimum",))]:
            self.assertEqual(self.reasons(policy(LevelRule(1, 1), minimum_balance=minimum)), [expected])
        rule = policy(LevelRule(1, 1), minimum_balance=50.0)
        self.assertEqual(self.reasons(rule, credits=-50.01), [("below_minimum",)])

    def test_listed_beside(self):
        """Overdue items whose own step is not due are shown in the notice all the same."""
        items = [Item(1, DUE, 100.0), Item(2, DUE, 50.0, sent={1: Sent(1, DUE + timedelta(days=2))})]
        [decision] = decide(Account(1, items), policy(LevelRule(1, 1)), self.DAY)
        self.assertEqual(([step.item.id for step in decision.steps], [item.id for item in decision.listed]), ([1], [2]))

    def test_reasons_in_order_once(self):
        items = [Item(n, DUE, 1.0, against=("no_followup", "disputed")) for n in (1, 2)]
        self.assertEqual(self.reasons(items=items, against=("held",)), [("disputed", "no_followup", "held")])
