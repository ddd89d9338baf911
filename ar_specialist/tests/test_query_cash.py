from datetime import date

from odoo.tests import tagged
from odoo.tools import SQL

from ..logic.cash_facts import CREDIT, INVOICE, Alias, Document, Habits
from ..queries.cash_coins import coins, from_coins, to_coins, units
from ..queries.cash_customers import customers, family
from ..queries.cash_items import open_items
from ..queries.cash_paid import paid_numbers
from ..queries.cash_payments import payments
from .common_cash import CashCommon


@tagged("-at_install", "post_install")
class TestQueryCash(CashCommon):
    """The facts of cash application against a naive loop over the records."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.yen = cls.setup_other_currency("JPY", rounding=1.0)
        term = cls.env["account.payment.term"].create({
            "name": "2 % in 10 days", "early_discount": True, "discount_percentage": 2.0, "discount_days": 10,
            "line_ids": [(0, 0, {"value": "percent", "value_amount": 100.0, "nb_days": 30})]})
        halves = cls.env["account.payment.term"].create({"name": "two halves", "line_ids": [
            (0, 0, {"value": "percent", "value_amount": 50.0, "nb_days": 10}),
            (0, 0, {"value": "percent", "value_amount": 50.0, "nb_days": 40})]})
        cls.discounted = cls.invoice(100.0, "2024-06-01", term, ref="PO 12")
        part = cls.invoice(200.0, "2024-06-02", term)
        credit = cls.credit_of(cls.paid_in(50.0).move_id)
        (credit + cls.credit_of(part)).reconcile()
        cls.halves = cls.invoice(300.0, "2024-06-03", halves, cls.contact, invoice_origin="SO 7")
        cls.invoice(40.0, "2024-06-04", move_type="out_refund")
        cls.invoice(1000.0, "2024-06-05", currency_id=cls.yen.id)
        cls.invoice(33.33, "2024-06-05", currency_id=cls.foreign.id, partner=cls.other_customer)
        cls.invoice(10.0, "2024-06-05", post=False)
        cls.settled = cls.invoice(77.0, "2024-06-06")
        (cls.credit_of(cls.settled) + cls.credit_of(cls.paid_in(77.0).move_id)).reconcile()
        cls.waiting = cls.credit_of(cls.paid_in(15.0).move_id)
        cls.kept = cls.credit_of(cls.paid_in(16.0).move_id)
        cls.payments._collect(cls.company)
        cls.of_item(cls.kept)._set_state("on_account")

    def naive_items(self):
        for item in self.env["account.move.line"].search([
                ("company_id", "=", self.company.id), ("account_type", "=", "asset_receivable"),
                ("parent_state", "=", "posted")]):
            move, places = item.move_id, item.currency_id.decimal_places
            waits = self.of_item(item).state in ("new", "unidentified", "check", "ready", "unapplied")
            if not item.partner_id or item.currency_id.is_zero(item.amount_residual_currency) or waits:
                continue
            whole = item.amount_residual_currency == item.amount_currency > 0
            discount = item.amount_currency - item.discount_amount_currency if (
                whole and item.discount_date and move.invoice_payment_term_id.early_discount) else 0.0
            yield (
                item.id, item.partner_id.commercial_partner_id.id, move.name,
                round(item.amount_residual_currency * 10 ** places), item.currency_id.id,
                move.invoice_date or item.date, item.date_maturity or item.date, move.ref or move.invoice_origin or "",
                move.payment_reference or "", round(discount * 10 ** places),
                item.discount_date if discount else None, CREDIT if item.amount_residual_currency < 0 else INVOICE)

    def test_items(self):
        found = [
            (item.id, item.customer, item.number, item.open, item.currency, item.date, item.due, item.reference,
             item.payment_reference, item.discount, item.discount_until, item.kind)
            for item in open_items(self.env, self.company)]
        self.assertCountEqual(found, list(self.naive_items()))
        by_id = {item[0]: item for item in found}
        self.assertNotIn(self.waiting.id, by_id, "a payment that waits lessens no other")
        self.assertEqual(by_id[self.kept.id][3], -1600)
        self.assertEqual(by_id[self.credit_of(self.discounted).id][9:11], (200, date(2024, 6, 11)))
        self.assertEqual([by_id[item.id][3] for item in self.credit_of(self.halves)], [15000, 15000])
        self.assertIn(1000, [item[3] for item in found if item[4] == self.yen.id], "yen have no smaller coin")

    def test_items_of_some_and_settled_ones_too(self):
        mine = open_items(self.env, self.company, [self.customer.id])
        self.assertEqual({item.customer for item in mine}, {self.customer.id})
        settled = self.credit_of(self.settled)
        then = open_items(self.env, self.company, [self.customer.id], {settled.id: 7700, mine[0].id: 4200})
        self.assertCountEqual([item.id for item in then], [*(item.id for item in mine), settled.id])
        self.assertCountEqual([item.open for item in then if item.id in (settled.id, mine[0].id)], [4200, 7700])

    def test_customers(self):
        group = self.env["res.partner"].create({"name": "Group", "is_company": True})
        self.customer.write({"is_company": True, "vat": "BE0477472701", "parent_id": group.id})
        self.env["res.partner.bank"].create([
            {"acc_number": "BE71 0961 2345 6769", "partner_id": self.customer.id},
            {"acc_number": "77", "partner_id": self.contact.id},
            {"acc_number": "88", "partner_id": self.customer.id, "active": False}])
        self.env["ar.cash.alias"].create([
            {"partner_id": self.customer.id, "value": "AZ", "weight": 2, "company_id": self.company.id},
            {"partner_id": self.customer.id, "value": "XY", "weight": 0, "company_id": self.company.id}])
        self.env["ar.cash.habit"].sudo().create({
            "partner_id": self.customer.id, "kind": "statement", "count": 3, "company_id": self.company.id})
        found = {one.id: one for one in customers(self.env, self.company)}
        self.assertIn(group.id, found, "whom customers belong to may pay for them")
        self.assertNotIn(self.contact.id, found)
        one = found[self.customer.id]
        self.assertEqual(one.names, ("Azure Interior",))
        self.assertEqual(one.accounts, ("BE71096123456769", "77"))
        self.assertEqual((one.vats, one.parent), (("BE0477472701",), group.id))
        self.assertEqual((one.aliases, one.habits), ((Alias("name", "AZ", 2),), Habits(statement=3)))
        self.assertEqual(found[group.id].parent, None)
        self.assertEqual(
            {one.id for one in customers(self.env, self.company, [self.customer.id])}, {self.customer.id, group.id})

    def test_family(self):
        group, sister, cousin = self.env["res.partner"].create([
            {"name": name, "is_company": True} for name in ("Group", "Sister", "Cousin")])
        (self.customer + sister).write({"is_company": True, "parent_id": group.id})
        cousin.parent_id = sister
        self.assertEqual(
            set(family(self.env, cousin.ids)), set((group + sister + cousin + self.customer).ids))
        self.assertEqual(family(self.env, self.other_customer.ids), self.other_customer.ids)

    def test_paid_numbers(self):
        self.assertIn(self.settled.name, paid_numbers(self.env, self.company, date(2024, 7, 1)))
        self.assertNotIn(self.discounted.name, paid_numbers(self.env, self.company, date(2024, 7, 1)))
        self.assertNotIn(self.settled.name, paid_numbers(self.env, self.company, date(2026, 7, 1)))
        self.assertFalse(paid_numbers(self.env, self.company, date(2024, 7, 1), [self.other_customer.id]))

    def test_payments(self):
        line = self.bank_line(
            12.34, "a\n\n b", "Payer", account_number="BE1", ar_structured_reference="RF18539007547034",
            ar_charges=0.05)
        self.payments._collect(self.company)
        payment = self.of_line(line)
        document = Document("INV/1", 500)
        [fact] = payments(self.env, payment.ids, {payment.id: (document,)})
        self.assertEqual(
            (fact.id, fact.amount, fact.charges, fact.currency, fact.day, fact.payer_name, fact.payer_account),
            (payment.id, 1234, 5, self.company.currency_id.id, date(2024, 6, 14), "Payer", "BE1"))
        self.assertEqual((fact.texts, fact.documents, fact.customer), (("a", " b"), (document,), None))
        self.assertEqual([(one.kind, one.valid) for one in fact.references], [("rf", True)])
        payment._set_customer(self.customer, "proposal")
        self.assertIsNone(payment._cash_facts()[0].customer, "what was only proposed proves nothing")
        payment._set_customer(self.customer)
        self.assertEqual(payment._cash_facts()[0].customer, self.customer.id)

    def test_coins(self):
        for amount, decimals in ((12.34, 2), (0.1 + 0.2, 2), (-5.555, 3), (1000.0, 0), (1234567890.12, 2), (0.0, 2)):
            whole = to_coins(amount, decimals)
            self.assertEqual(whole, round(amount * 10 ** decimals))
            self.assertEqual(to_coins(from_coins(whole, decimals), decimals), whole)
            [[there, back]] = self.env.execute_query(SQL(
                "SELECT %s, %s::float8", coins(SQL("%s::numeric", repr(amount)), decimals), units(whole, decimals)))
            self.assertEqual((there, back), (whole, from_coins(whole, decimals)))
