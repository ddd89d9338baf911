from odoo.tests import TransactionCase, new_test_user, tagged

FLAGS = ("sortable", "groupable", "aggregator")


@tagged("-at_install", "post_install")
class TestFieldsDescribed(TransactionCase):
    """Opening a screen asks what its fields can do; the answer looks nothing up, however much there is."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.specialist = new_test_user(cls.env, "describing", groups="ar_specialist.group_specialist")

    def test_no_queries(self):
        for name in ("ar.account", "ar.open.item", "account.move"):
            model = self.env[name].with_user(self.specialist)
            model.fields_get()  # access rights and labels, which Odoo keeps
            model.env.invalidate_all()
            with self.subTest(name), self.assertQueryCount(0):
                model.fields_get()

    def test_what_can_be_done_is_told_all_the_same(self):
        told = self.env["ar.account"].fields_get(
            ["amount_to_collect", "amount_promised", "amount_overdue", "days_late"])
        self.assertEqual(
            {name: tuple(field.get(flag) for flag in FLAGS) for name, field in told.items()}, {
                "amount_to_collect": (True, True, "sum"), "amount_promised": (True, True, "sum"),
                "amount_overdue": (True, True, "sum"), "days_late": (True, True, None),
            })
        told = self.env["account.move"].fields_get(["ar_stage_shown_id"])["ar_stage_shown_id"]
        self.assertEqual((told["sortable"], told["groupable"]), (True, True))
        told = self.env["ar.open.item"].fields_get(["amount_open", "bucket_place"])
        self.assertEqual([told[name]["sortable"] for name in ("amount_open", "bucket_place")], [True, False])

    def test_rights_are_told_all_the_same(self):
        reader = new_test_user(self.env, "reading", groups="account.group_account_invoice")
        told = self.env["ar.open.item"].with_user(reader).fields_get()
        self.assertNotIn("last_level_id", told)
        self.assertIn("amount_open", told)
