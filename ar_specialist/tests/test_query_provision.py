from collections import defaultdict

from odoo.fields import Command, Date
from odoo.tests import freeze_time, tagged

from ..queries.provision_history import outcomes
from ..queries.provision_losses import written_off_between
from .common_provision import ProvisionCommon
from .random_ledger import YEAR_START, RandomLedger

SEEDS = range(4)
STEPS = 40


class LossyLedger(RandomLedger):
    """A random ledger some of whose items are written off, with tax or without."""

    def __init__(self, case, seed):
        super().__init__(case, seed)
        self.steps += [self.lose, self.lose]

    def lose(self):
        waiting = self.items.filtered(lambda item: item.parent_state == "posted" and item.amount_residual > 0.05)
        if not waiting:
            return
        item = self.random.choice(list(waiting))
        amount = item.company_currency_id.round(item.amount_residual * self.random.choice([0.5, 1.0]))
        tax = item.company_currency_id.round(amount * self.random.choice([0.0, 0.2]))
        move = self.case.env["account.move"].create({
            "move_type": "entry", "date": self.any_day(), "line_ids": [
                Command.create({
                    "account_id": item.account_id.id, "partner_id": item.partner_id.id, "balance": -amount}),
                Command.create({"account_id": self.case.bad_debt.id, "balance": amount - tax}),
                Command.create({"account_id": self.case.revenue.id, "balance": tax})]})
        move.action_post()
        self.add(move)
        self.case.match(item, move)


@freeze_time("2022-12-31")
@tagged("-at_install", "post_install")
class TestQueryProvision(ProvisionCommon):
    """What SQL says of losses and history, against a naive loop; and exposures against the general ledger."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.instalments = cls.env["account.payment.term"].create({"name": "30 / 60", "line_ids": [
            Command.create({"value": "percent", "value_amount": 50, "nb_days": days}) for days in (30, 60)]})

    def test_random_ledgers(self):
        self.company.ar_provision_matrix_id = self.matrix_with_segment(f"[('id', '=', {self.customer.id})]")
        for seed in SEEDS:
            with self.subTest(seed=seed), self.cr.savepoint() as savepoint:
                ledger = LossyLedger(self, seed).grow(STEPS)
                self.check_exposures(ledger)
                self.check_losses(ledger)
                self.check_outcomes(ledger)
                self.env.flush_all()
                savepoint.rollback()
                self.env.invalidate_all()

    def check_exposures(self, ledger):
        day = ledger.any_day()
        self.company.ar_provision_matrix_id.credits = ledger.random.choice(["net", "gross"])
        provision = self.provisions._propose(self.company, day)
        rows = [row for row in provision._aging(group_by="item").rows if row.total > 0]
        named = ledger.random.sample(rows, min(len(rows), 2))
        provision.specific_ids = [
            Command.create({"move_line_id": row.key.id, "rate": 0.3, "reason": "By chance"}) for row in named]
        parts = provision.exposure_matrix + provision.exposure_specific + provision.credits_left
        self.assertAlmostEqual(parts, self.ledger_balance(day), 2)
        self.assertTrue(all(line.exposure >= 0 for line in provision.line_ids))
        self.assertAlmostEqual(sum(provision.movement_ids.mapped("closing")), provision.amount, 2)

    def loss_share(self, move):
        lost = sum(move.line_ids.filtered(lambda line: line.account_id == self.bad_debt).mapped("balance"))
        settled = -sum(self.items(move).mapped("balance"))
        return min(1, max(0, lost / settled)) if lost and settled else 0

    def check_losses(self, ledger):
        after, until = sorted([ledger.any_day(), ledger.any_day()])
        expected = defaultdict(float)
        for item in ledger.items:
            for part in item.matched_credit_ids:
                move = part.credit_move_id.move_id
                if after < part.max_date <= until and item.date <= after and move.state == "posted":
                    expected[item.id] += part.amount * self.loss_share(move)
        found = {row[0]: row[2] for row in written_off_between(
            self.env, self.company, self.bad_debt.ids, after, until, after)}
        for item in expected.keys() | found.keys():
            self.assertAlmostEqual(found.get(item, 0), expected[item], 2)

    def check_outcomes(self, ledger):
        day, last = ledger.any_day(), ledger.any_day()
        periods = self.buckets._periods()
        paid, lost, left = defaultdict(float), defaultdict(float), defaultdict(float)
        sold = ledger.items.filtered(
            lambda item: item.parent_state == "posted" and item.balance > 0
            and item.journal_id.type not in ("bank", "cash", "credit")
            and YEAR_START <= (item.invoice_date or item.date) <= last)
        for item in sold:
            customer, rest = item.partner_id.commercial_partner_id.id, item.balance
            due = item.date_maturity or item.date
            for part in item.matched_credit_ids.filtered(lambda part: part.max_date <= day):
                move = part.credit_move_id.move_id
                if move.state != "posted":
                    continue
                key, share = (customer, periods.index((part.max_date - due).days)), self.loss_share(move)
                rest -= part.amount
                lost[key] += part.amount * share
                paid[key] += 0 if move.move_type == "out_refund" else part.amount * (1 - share)
            left[customer, periods.index((day - due).days)] += rest
        rows = {(row.customer_id, row.period): row for row in outcomes(
            self.env, self.company, periods, self.bad_debt.ids, YEAR_START, Date.to_date(last), day)}
        for key in paid.keys() | lost.keys() | left.keys() | rows.keys():
            row = rows.get(key)
            for name, expected in (("paid", paid), ("lost", lost), ("open", left)):
                self.assertAlmostEqual(getattr(row, name) if row else 0, expected[key], 2, msg=name)
