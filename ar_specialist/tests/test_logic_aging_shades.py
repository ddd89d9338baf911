from odoo.tests import BaseCase, tagged

from ..logic.aging_shades import aging_classes


@tagged("-at_install", "post_install")
class TestAgingShades(BaseCase):
    """The values are those that the browser's function gives."""

    def shades(self, ahead, late):
        return [name.removeprefix("o_ar_age_") for name in aging_classes([False] * ahead + [True] * late)]

    def test_the_standard_set(self):
        self.assertEqual(
            self.shades(1, 5), ["ahead_3", "late_1", "late_2", "late_4", "late_5", "late_6"])

    def test_one_alone_is_the_darkest(self):
        self.assertEqual(self.shades(1, 1), ["ahead_3", "late_6"])

    def test_more_buckets_than_shades(self):
        found = self.shades(4, 12)
        self.assertEqual(found[0], "ahead_1")
        self.assertEqual(found[3:5], ["ahead_3", "late_1"])
        self.assertEqual(found[-1], "late_6")
        self.assertEqual(len(found), 16)
