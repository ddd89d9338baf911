from datetime import datetime

from odoo.addons.ar_specialist.logic.answer_time import working_hours
from odoo.tests import BaseCase, tagged


@tagged("-at_install", "post_install")
class TestAnswerTime(BaseCase):
    def hours(self, asked, answered):
        return working_hours(datetime.fromisoformat(asked), datetime.fromisoformat(answered))

    def test_within_a_day(self):
        self.assertEqual(self.hours("2026-03-16 09:00", "2026-03-16 09:00"), 0)
        self.assertEqual(self.hours("2026-03-16 09:00", "2026-03-16 10:30"), 1.5)

    def test_over_night_and_over_a_weekend(self):
        self.assertEqual(self.hours("2026-03-16 17:00", "2026-03-17 09:00"), 16)
        self.assertEqual(self.hours("2026-03-20 17:00", "2026-03-23 09:00"), 16, "Friday to Monday")
        self.assertEqual(self.hours("2026-03-21 12:00", "2026-03-22 12:00"), 0, "within a weekend")
        self.assertEqual(self.hours("2026-03-22 23:00", "2026-03-23 00:30"), 0.5)

    def test_long_and_the_wrong_way_round(self):
        self.assertEqual(self.hours("2026-03-02 00:00", "2026-03-16 00:00"), 10 * 24)
        self.assertEqual(self.hours("2026-03-17 09:00", "2026-03-16 09:00"), 0)
