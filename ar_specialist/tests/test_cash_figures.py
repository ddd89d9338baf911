from collections import Counter
from random import Random

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from ..models.cash.ar_cash_payment import WAITING
from .cash_invariants import NEVER, by_account, open_items, wrong
from .common_cash_apply import CashApplyCommon

DAYS = ("2024-01-05", "2024-02-10", "2024-03-01", "2024-03-20")


@tagged("-at_install", "post_install")
class TestCashFigures(CashApplyCommon):
    """Anything in any order: documents, payments, applying, undoing, returning, what core does; the books stay true."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.foreign.rate_ids = [Command.clear(), *(
            Command.create({"name": day, "rate": rate, "company_id": cls.company.id})
            for day, rate in zip(DAYS, (1.13, 0.87, 1.2345678, 1.0101), strict=True))]
        cls.yen = cls.env["res.currency"].create({
            "name": "YNN", "symbol": "¥", "rounding": 1.0, "rate_ids": [
                Command.create({"name": day, "rate": rate, "company_id": cls.company.id})
                for day, rate in zip(DAYS, (150.7, 148.3, 161.11, 139.9), strict=True)]})
        cls.dinar = cls.env["res.currency"].create({
            "name": "DIN", "symbol": "D", "rounding": 0.001, "rate_ids": [
                Command.create({"name": day, "rate": rate, "company_id": cls.company.id})
                for day, rate in zip(DAYS, (0.307, 0.311, 0.299, 0.3333), strict=True)]})
        cls.currencies = [cls.company.currency_id, cls.company.currency_id, cls.foreign, cls.yen, cls.dinar]
        cls.journals = {
            currency: cls.env["account.journal"].create({
                "name": currency.name, "code": currency.name, "type": "bank", "currency_id": currency.id,
                "company_id": cls.company.id}) for currency in cls.currencies[2:]}
        cls.subsidiary = cls.env["res.partner"].create(
            {"name": "Subsidiary", "parent_id": cls.customer.id, "is_company": True})
        cls.partners = [cls.customer, cls.contact, cls.subsidiary, cls.other_customer]
        cls.written_off = cls.company_data["default_account_expense"].copy({"name": "Written off"})
        cls.company.write({
            "ar_writeoff_account_id": cls.written_off.id, "ar_writeoff_limit": 1000.0, "ar_cash_tolerance": 2.0})
        cls.deduction = cls.env["ar.deduction.reason"].create(
            {"name": "Freight", "is_reviewed": False, "account_id": cls.written_off.id})
        tax = cls.company_data["default_tax_sale"]
        cls.taxes = [tax.browse(), tax, tax + tax.copy({"name": "small", "amount": 4.0})]
        cls.terms = [cls.pay_terms_b, *(
            cls.env["account.payment.term"].create({
                "name": mode, "early_discount": True, "discount_percentage": 3, "discount_days": 100,
                "early_pay_discount_computation": mode,
                "line_ids": [Command.create({"value": "percent", "value_amount": 100, "nb_days": 30})]})
            for mode in ("included", "excluded", "mixed"))]

    # What is done at random

    def _amount(self, currency, most=900):
        return currency.round(self.random.uniform(most / 50, most) * (100 if currency == self.yen else 1))

    def do_invoice(self):
        currency = self.random.choice(self.currencies)
        term = self.random.choice([*self.terms, None])
        move = self.invoice(
            0, self.random.choice(DAYS[:3]), partner=self.random.choice(self.partners), due=term, post=False,
            move_type=self.random.choice(["out_invoice"] * 3 + ["out_refund"]), currency_id=currency.id)
        move.invoice_line_ids = [Command.clear(), *(
            Command.create({
                "name": "goods", "price_unit": self._amount(currency), "account_id": self.revenue.id,
                "tax_ids": self.random.choice(self.taxes).ids}) for _number in range(self.random.randint(1, 3)))]
        move.action_post()

    def do_money(self):
        currency, day = self.random.choice(self.currencies), self.random.choice(DAYS)
        partner = self.random.choice((self.customer, self.other_customer))
        amount, own = self._amount(currency, 2000), self.company.currency_id
        near = own.round(currency._convert(amount, own, self.company, day) * self.random.choice((1, 0.97, 1.02)))
        kind = self.random.choice(("journal", "line", "credit"))
        if kind == "credit":
            foreign = {} if currency == own else {"currency": currency, "amount_currency": -amount}
            return self.credit_payment(near if foreign else amount, day, partner, **foreign)
        if currency == own:
            return self.statement_payment(amount, day, partner)
        if kind == "journal":
            return self.statement_payment(amount, day, partner, self.journals[currency])
        return self.statement_payment(
            near, day, partner, foreign_currency_id=currency.id, amount_currency=amount)

    def do_apply(self):
        payments = self._payments((*WAITING, "on_account"))
        payment = self.random.choice([one for one in payments if self._open_items(one)])
        items = self._open_items(payment)
        if self.random.random() < 0.4:
            items += self._open_items(payment, exchanged=True)
        chosen = self.random.sample(items, min(len(items), self.random.randint(1, 4)))
        parts, left, currency = [], payment.amount_left, payment.currency_id
        for item in sorted(chosen, key=lambda item: item.amount_residual_currency):
            part = self._part(payment, item, left)
            left = currency.round(left - part[1])
            parts.append(part)
        rest = self.random.choice(["keep_open"] * 4 + ["dispute", "write_off", "deduct", "on_account", "refund"])
        self.allocate(payment, *parts)
        payment._apply(rest=rest, reason=self.deduction if rest == "deduct" else None)

    def _part(self, payment, item, left):
        """Return what an item gets: of the money all, a part, or all but what is settled without money."""
        currency = payment.currency_id
        opened = payment._worth(item.amount_residual_currency, item.currency_id)
        if opened < 0:
            return item, self.random.choice((opened, currency.round(opened * 0.37)))
        amount = min(opened, left) if self.random.random() < 0.7 else currency.round(min(opened, left) * 0.61)
        more = {}
        kind, rest = self.random.choice(("", "write_off", "charges", "discount")), currency.round(opened - amount)
        discount = payment._worth(
            item.currency_id.round(item.amount_currency - item.discount_amount_currency), item.currency_id)
        if kind == "discount" and item.discount_date and 0 < discount < opened:
            amount, more = min(left, currency.round(opened - discount)), {"discount": discount}
        elif kind and rest:
            more = {kind: rest if self.random.random() < 0.5 else currency.round(rest / 3)}
        return item, amount, more

    def _open_items(self, payment, exchanged=False):
        return list(self.env["account.move.line"].search([
            ("account_type", "=", "asset_receivable"), ("parent_state", "=", "posted"), ("reconciled", "=", False),
            ("company_id", "=", self.company.id),
            ("currency_id", "!=" if exchanged else "=", payment.currency_id.id),
            ("move_id.move_type", "in", ("out_invoice", "out_refund")),
            ("amount_residual_currency", "!=", 0)]))

    def _payments(self, states):
        return list(self.env["ar.cash.payment"].sudo().search(
            [("company_id", "=", self.company.id), ("state", "in", states), ("amount", ">", 0)]))

    def _applications(self):
        return list(self.env["ar.cash.application"].search(
            [("company_id", "=", self.company.id), ("state", "=", "applied")]))

    def do_keep(self):
        self.random.choice(self._payments(WAITING))._keep_on_account()

    def do_undo(self):
        self.random.choice(self._applications()).action_undo("at random")

    def do_collect(self):
        payments = self.env["ar.cash.payment"]._collect(self.company)
        payments._propose()

    def do_return(self):
        payment = self.random.choice(self._payments(("applied", "on_account", "unapplied")))
        fee, line = self.random.choice((0.0, 4.0)), self.env["account.bank.statement.line"]
        source = payment.statement_line_id
        if source and self.random.random() < 0.6 and not source.foreign_currency_id:
            line = line.create({
                "journal_id": source.journal_id.id, "date": DAYS[3], "payment_ref": "back",
                "amount": -payment.currency_id.round(payment.amount + fee)})
        self.env["ar.cash.return"].create({
            "payment_id": payment.id, "statement_line_id": line.id, "date": DAYS[3], "stage_id": False, "fee": fee,
            "is_charged": bool(fee), "fee_charged": fee}).action_confirm()

    def do_undo_return(self):
        self.random.choice(list(self.env["ar.cash.return"].search([("state", "=", "done")]))).action_undo("at random")

    def do_match_by_core(self):
        payment = self.random.choice(self._payments(("applied", "on_account", "unapplied")))
        items = self._open_items(payment)
        (payment.move_line_id + self.random.choice(items)).reconcile()

    def do_unmatch_by_core(self):
        self.random.choice(self._applications()).line_ids[:1].move_line_id.remove_move_reconcile()

    def do_undo_by_core(self):
        self.random.choice(self._applications()).payment_id.statement_line_id.action_undo_reconciliation()

    # What has to hold

    def at_random(self, seed, number, weights, never=NEVER):
        """Do so many things; what is refused in words is done by no part. Return how often each was done."""
        self.random, done = Random(seed), Counter()
        start = [*["invoice"] * 8, *["money"] * 5] if "invoice" in weights else []
        names = [*start, *self.random.choices(list(weights), weights.values(), k=number)]
        for step, name in enumerate(names):
            try:
                with self.env.cr.savepoint():
                    getattr(self, f"do_{name}")()
                    self.env.flush_all()
                done[name] += 1
            except IndexError:
                done[f"{name}: nothing there"] += 1
            except (UserError, ValidationError) as error:
                done[f"{name}: {error}"] += 1
            self.assertEqual(wrong(self.env, self.company, never), {}, f"after step {step} of {seed}: {name}; {done}")
        days = ("2024-02-20", "2024-03-31")
        for day in days:
            self.assertAlmostEqual(self.aging(day).total, self.ledger_balance(day), 2)
        return done

    def test_books_stay_true(self):
        weights = {"invoice": 5, "money": 4, "apply": 9, "keep": 1, "undo": 3, "collect": 1, "return": 2,
                   "undo_return": 1}
        for seed in range(3):
            with self.subTest(seed=seed), self.env.cr.savepoint() as savepoint:
                self.at_random(seed, 100, weights)
                savepoint.rollback()

    def test_with_core(self):
        weights = {"invoice": 5, "money": 4, "apply": 9, "keep": 1, "undo": 3, "collect": 3, "return": 1,
                   "undo_return": 1, "match_by_core": 2, "unmatch_by_core": 2, "undo_by_core": 2}
        # What core takes apart is no longer as the log says, and known when payments are collected.
        never = {name: NEVER[name] for name in NEVER if "payment" not in name and "application" not in name}
        collected = {name: NEVER[name] for name in NEVER if "suspense" in name or "stands on the account" in name}
        for seed in range(10, 12):
            with self.subTest(seed=seed), self.env.cr.savepoint() as savepoint:
                self.at_random(seed, 100, weights, never)
                self.env["ar.cash.payment"]._collect(self.company)
                self.assertEqual(wrong(self.env, self.company, collected), {})
                savepoint.rollback()

    def test_undone_in_the_books(self):
        """What core takes apart is known at once: payments, log and books agree after every step."""
        weights = {"invoice": 5, "money": 4, "apply": 9, "keep": 1, "undo": 3, "collect": 1, "unmatch_by_core": 5}
        seed = 30
        done = self.at_random(seed, 70, weights)
        self.assertGreater(done["unmatch_by_core"], 3, done)

    def test_all_undone(self):
        """Whatever was applied and returned: all of it taken back, newest first, leaves the books as they were."""
        for seed in range(20, 22):
            with self.subTest(seed=seed), self.env.cr.savepoint() as savepoint:
                self.at_random(seed, 40, {"invoice": 5, "money": 4})
                before = by_account(self.env, self.company), open_items(self.env, self.company)
                self.at_random(seed, 60, {"apply": 5, "keep": 1, "undo": 1})
                for application in sorted(self._applications(), key=lambda one: -one.id):
                    application.action_undo()
                    self.assertEqual(wrong(self.env, self.company), {})
                self.assertEqual((by_account(self.env, self.company), open_items(self.env, self.company)), before)
                savepoint.rollback()
