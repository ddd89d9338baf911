from freezegun import freeze_time
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .common import ReceivablesCommon

TODAY = "2021-07-15"


@tagged("-at_install", "post_install")
class TestInvoiceDaysLate(ReceivablesCommon):
    freeze_time = freeze_time(TODAY)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        term = cls.env["account.payment.term"].create({
            "name": "halves",
            "line_ids": [
                Command.create({"value": "percent", "value_amount": 50, "nb_days": days}) for days in (30, 60)
            ],
        })
        cls.late_40 = cls.invoice(10, "2021-06-05")
        cls.late_5 = cls.invoice(10, "2021-07-10")
        cls.due_later = cls.invoice(10, "2021-07-10", due="2021-07-20")
        cls.by_instalments = cls.invoice(100, "2021-06-01", due=term)
        cls.paid = cls.invoice(30, "2021-06-01")
        cls.match(cls.paid, cls.entry(-30, "2021-06-20"))
        cls.credit_note = cls.invoice(10, "2021-06-01", move_type="out_refund")
        cls.draft = cls.invoice(10, "2021-06-01", post=False)
        cls.all = (
            cls.late_40 | cls.late_5 | cls.due_later | cls.by_instalments | cls.paid | cls.credit_note | cls.draft)

    def test_days_and_bucket(self):
        self.assertEqual(
            [(move.ar_days_late, move.ar_bucket_id.display_name) for move in self.all],
            [(40, "31-60"), (5, "1-30"), (0, "Not due"), (14, "1-30"), (0, False), (0, False), (0, False)],
        )

    def test_the_next_instalment_counts_once_the_first_is_paid(self):
        payment = self.entry(-50, "2021-07-01")
        (payment | self.items(self.by_instalments).sorted("date_maturity")[0]).reconcile()
        self.assertEqual(self.by_instalments.ar_days_late, 0)
        self.assertEqual(self.by_instalments.ar_bucket_id.display_name, "Not due")

    def test_a_later_payment_changes_it(self):
        self.assertEqual(self.late_5.ar_days_late, 5)
        self.match(self.late_5, self.entry(-10, "2021-07-12"))
        self.assertEqual(self.late_5.ar_days_late, 0)
        self.assertFalse(self.late_5.ar_bucket_id)

    def test_every_operator_finds_what_the_field_shows(self):
        for operator, value in [
            (">", 0), (">", 5), (">", 39), (">", 40), (">=", 5), (">=", 40), (">=", 0), (">", -1), ("<", 5), ("<", 0),
            ("<=", 5), ("<=", -1), ("<", 41), ("=", 5), ("=", 0), ("=", 7), ("!=", 5), ("!=", 0), ("=", False),
            ("in", [5, 40]), ("in", [0, 40]), ("in", []), ("not in", [5, 40]), ("not in", [0, 5]), ("not in", []),
        ]:
            domain = [("ar_days_late", operator, value)]
            found = self.env["account.move"].search([*domain, ("id", "in", self.all.ids)])
            with self.subTest(domain=domain):
                self.assertEqual(set(found), set(self.all.filtered_domain(domain)))

    def test_what_is_no_number_is_refused(self):
        with self.assertRaises(UserError):
            self.env["account.move"].search([("ar_days_late", ">", "1 OR 1=1")])

    def test_queries_do_not_grow(self):
        user = new_test_user(
            self.env, "reader", groups="ar_specialist.group_specialist", company_id=self.company.id)
        moves = self.env["account.move"].create([
            {"move_type": "out_invoice", "partner_id": self.customer.id, "invoice_date": "2021-06-01",
             "invoice_line_ids": [Command.create({"name": "goods", "price_unit": 5, "tax_ids": [Command.clear()]})]}
            for _number in range(200)
        ])
        moves.action_post()
        counts = [self.queries(moves[:size].with_user(user), "ar_days_late", "ar_bucket_place") for size in (10, 200)]
        self.assertEqual(counts[0], counts[1])
        items = self.env["ar.open.item"].with_user(user)
        spec = {"days_late": {}, "bucket_id": {"fields": {"display_name": {}}}, "bucket_place": {}, "amount_open": {},
                "commercial_partner_id": {"fields": {"display_name": {}}}}
        counts = [self.count(lambda size=size: items.web_search_read([], spec, limit=size)) for size in (10, 200)]
        self.assertEqual(counts[0], counts[1])

    def queries(self, records, *names):
        return self.count(lambda: [records.mapped(name) for name in names])

    def count(self, action):
        """Return the queries of `action` with nothing in the cache of records."""
        action()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        action()
        return self.cr.sql_log_count - before

    def test_whole_records_stay_readable(self):
        """Programs that ask for no field in particular get them all, without those the user may not read."""
        user = new_test_user(self.env, "invoicing", groups="account.group_account_invoice")
        [read] = self.late_40.with_user(user).read()
        self.assertEqual(read["ar_days_late"], 40)
        self.assertNotIn("ar_import_line_ids", read)
        self.assertTrue(self.late_40.line_ids.with_user(user).read())
