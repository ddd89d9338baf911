from odoo.exceptions import ValidationError
from odoo.tests import TransactionCase, new_test_user, tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError


@tagged("-at_install", "post_install")
class TestBucketRecords(TransactionCase):
    """The bucket records follow their set's limits."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set = cls.env["ar.bucket.set"].create({"name": "test", "limits": "10, 20"})

    def test_one_per_period(self):
        self.assertEqual(self.set.bucket_ids.mapped("display_name"), ["Not due", "1-10", "11-20", "> 20"])
        self.assertEqual(self.set.bucket_ids.mapped("is_late"), [False, True, True, True])
        self.assertEqual(self.set.bucket_ids[1].place, {"index": 1, "count": 4, "ahead": 1})

    def test_more_and_fewer(self):
        first = self.set.bucket_ids[0]
        self.set.limits = "10, 20, 30"
        self.assertEqual(len(self.set.bucket_ids), 5)
        self.set.limits = "15"
        self.assertEqual(self.set.bucket_ids.mapped("display_name"), ["Not due", "1-15", "> 15"])
        self.set.limits_before = "7"
        self.assertEqual(
            self.set.bucket_ids.mapped("display_name"), ["Due in > 7 days", "Due in 0-7 days", "1-15", "> 15"])
        self.assertEqual(self.set.bucket_ids[0], first)

    def test_a_copy_has_its_own(self):
        copy = self.set.copy()
        self.assertEqual(copy.bucket_ids.mapped("display_name"), self.set.bucket_ids.mapped("display_name"))
        self.assertFalse(copy.bucket_ids & self.set.bucket_ids)

    def test_found_by_label(self):
        buckets = self.env["ar.bucket"].search([("display_name", "ilike", "1-10"), ("bucket_set_id", "=", self.set.id)])
        self.assertEqual(buckets, self.set.bucket_ids[1])
        self.assertFalse(self.env["ar.bucket"].search([("display_name", "=", "no such bucket")]))

    def test_a_manager_without_rights_on_buckets_edits_the_set(self):
        manager = new_test_user(self.env, "manager_of_buckets", groups="ar_specialist.group_manager")
        own = self.env["ar.bucket.set"].with_user(manager).create({"name": "mine", "limits": "5"})
        own.limits = "5, 6"
        self.assertEqual(len(own.bucket_ids), 4)

    def test_missing_ones_are_made_up(self):
        self.set.bucket_ids[2].unlink()
        self.env["ar.bucket.set"]._sync_all_buckets()
        self.env.invalidate_all()
        self.assertEqual(len(self.set.bucket_ids), 4)

    def test_a_period_once(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.cr.savepoint():
            self.env["ar.bucket"].create({"bucket_set_id": self.set.id, "sequence": 0})

    def test_no_company_ages_by_the_set_of_another(self):
        """Invariant 4, whatever companies the user may read sets of."""
        mine, other = self.env["res.company"].create([{"name": "mine"}, {"name": "other"}])
        branch = self.env["res.company"].create({"name": "branch", "parent_id": other.id})
        own = self.set.copy({"company_id": other.id, "sequence": -10})
        sets = self.env["ar.bucket.set"]
        self.assertEqual((sets._default_for(other), sets._default_for(branch)), (own, own))
        self.assertNotEqual(sets._default_for(mine), own)
        with self.assertRaisesRegex(ValidationError, "belongs to other"):
            mine.ar_bucket_set_id = own
        branch.ar_bucket_set_id = own
        mine.ar_bucket_set_id = self.set
        with self.assertRaisesRegex(ValidationError, "belongs to other"):
            self.set.company_id = other
