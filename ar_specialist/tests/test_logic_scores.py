from datetime import date, timedelta

from odoo.tests import BaseCase, tagged

from ..logic.scores import KINDS, Facts, Rule, points

DAY = date(2024, 3, 15)


def before(days):
    return DAY - timedelta(days=days)


@tagged("-at_install", "post_install")
class TestLogicScores(BaseCase):
    """Each kind of rule on both sides of its threshold."""

    def applies(self, kind, facts, threshold=0.0, **values):
        rule = Rule(1, kind, 10, threshold, **values)
        return points(Facts(**facts), [rule], DAY) == {1: 10}

    def both(self, kind, inside, outside, threshold=0.0, **values):
        self.assertTrue(self.applies(kind, inside, threshold, **values), f"{kind} {inside}")
        self.assertFalse(self.applies(kind, outside, threshold, **values), f"{kind} {outside}")

    def test_overdue(self):
        self.both("overdue", {"overdue": 1000.01}, {"overdue": 1000.0}, 1000)

    def test_oldest(self):
        self.both("oldest", {"days_late": 31}, {"days_late": 30}, 30)

    def test_promise_broken(self):
        late = {"overdue": 1.0}
        self.both("promise_broken", {"missed_on": before(30), **late}, {"missed_on": before(31), **late}, 30)
        self.assertFalse(self.applies("promise_broken", {"missed_on": before(1)}, 30), "all is paid by now")

    def test_promise_due(self):
        self.both("promise_due", {"promised_for": (before(3), DAY)}, {"promised_for": (before(1), before(-1))})

    def test_no_contact(self):
        late = {"overdue": 1.0}
        self.both("no_contact", {"last_contact": before(30), **late}, {"last_contact": before(29), **late}, 30)
        self.both("no_contact", late, {}, 30)

    def test_next_action(self):
        self.both("next_action", {"next_action": DAY}, {"next_action": before(-1)})
        self.assertFalse(self.applies("next_action", {}))

    def test_dispute_deadline(self):
        self.both("dispute_deadline", {"dispute_deadline": before(-2)}, {"dispute_deadline": before(-3)}, 2)
        self.assertTrue(self.applies("dispute_deadline", {"dispute_deadline": before(9)}, 2), "late already")

    def test_over_limit(self):
        self.both("over_limit", {"open": 100.01, "credit_limit": 100}, {"open": 100.0, "credit_limit": 100})
        self.both("over_limit", {"open": 111.0, "credit_limit": 100}, {"open": 109.0, "credit_limit": 100}, 10)
        self.assertFalse(self.applies("over_limit", {"open": 5.0}))

    def test_bounced(self):
        self.both("bounced", {"open": 1.0, "bounced": True}, {"open": 1.0})
        self.assertFalse(self.applies("bounced", {"bounced": True}), "nothing to write about")

    def test_trust(self):
        late = {"overdue": 1.0}
        self.both("trust", {"trust": "bad", **late}, {"trust": "normal", **late})
        self.both("trust", {"trust": "good", **late}, {"trust": "bad", **late}, trust="good")
        self.assertFalse(self.applies("trust", {"trust": "bad"}), "who owes nothing late may wait")

    def test_trend(self):
        self.both(
            "trend", {"overdue": 151, "overdue_before": 100}, {"overdue": 150, "overdue_before": 100}, 50)
        self.assertFalse(self.applies("trend", {"overdue": 10}, 50), "from nothing there is no trend")

    def test_every_kind_has_its_test(self):
        for kind in KINDS:
            self.assertTrue(hasattr(self, f"test_{kind}"), kind)

    def test_points_add_up_and_may_be_negative(self):
        rules = [Rule(7, "overdue", 20, 10), Rule(8, "overdue", 40, 100), Rule(9, "trust", -10, trust="good")]
        self.assertEqual(points(Facts(overdue=50, trust="good"), rules, DAY), {7: 20, 9: -10})
