"""Random ledgers for property tests: what happens to receivables in a year, in any order."""

from random import Random

from odoo.fields import Command, Date

YEAR_START = Date.to_date("2021-01-01")
DAYS = 365


def with_rates_and_instalments(case, rates=True):
    """Give the test class rates of its foreign currency for each month, and payment terms in three instalments."""
    if rates:
        case.foreign.rate_ids = [
            Command.clear(),
            *(Command.create({"name": f"2021-{month:02}-01", "rate": 0.5 + month / 7, "company_id": case.company.id})
              for month in range(1, 13)),
        ]
    case.instalments = case.env["account.payment.term"].create({
        "name": "30 / 60 / 90",
        "line_ids": [
            Command.create({"value": "percent", "value_amount": share, "nb_days": days})
            for share, days in [(33.33, 30), (33.33, 60), (33.34, 90)]
        ],
    })


class RandomLedger:
    """Grow a ledger of `case` (a ReceivablesCommon test) by random steps; the same seed gives the same ledger."""

    def __init__(self, case, seed, other_mix=False):
        """Set up.

        :param other_mix: draw which steps there are, and how often, from the seed as well
        """
        self.case = case
        self.random = Random(seed)
        self.partners = case.customer | case.contact | case.other_customer
        self.items = case.env["account.move.line"]
        self.steps = [
            self.invoice, self.invoice, self.instalments, self.foreign_invoice, self.credit_note, self.payment,
            self.payment, self.foreign_payment, self.refund, self.draft, self.match, self.match, self.match,
            self.match, self.unmatch,
        ]
        if other_mix:
            self.steps = [self.invoice, self.payment, self.match, *self.random.choices(self.steps, k=9)]

    def grow(self, steps):
        for _number in range(steps):
            self.random.choice(self.steps)()
        return self

    def any_day(self):
        return Date.add(YEAR_START, days=self.random.randrange(DAYS))

    def amount(self):
        return self.random.choice([0.01, 0.05, 10.0, 33.33, 100.0, self.random.randint(1, 10**6) / 100])

    def partner(self):
        return self.random.choice(self.partners)

    def add(self, move):
        self.items |= self.case.items(move)

    def invoice(self, **values):
        day = self.any_day()
        due = Date.add(day, days=self.random.choice([0, 14, 30, 60, 90]))
        self.add(self.case.invoice(self.amount(), day, due, self.partner(), **values))

    def instalments(self):
        self.add(self.case.invoice(self.amount() + 3, self.any_day(), self.case.instalments, self.partner()))

    def foreign_invoice(self):
        self.invoice(currency_id=self.case.foreign.id)

    def credit_note(self):
        self.invoice(move_type="out_refund")

    def payment(self):
        self.items |= self.case.entry(-self.amount(), self.any_day(), self.partner())

    def refund(self):
        """Money back to the customer."""
        self.items |= self.case.entry(self.amount(), self.any_day(), self.partner())

    def foreign_payment(self):
        paid, day = self.amount(), self.any_day()
        balance = self.case.foreign._convert(paid, self.case.company.currency_id, self.case.company, day)
        self.items |= self.case.entry(
            -balance, day, self.partner(), currency=self.case.foreign, amount_currency=-paid)

    def draft(self):
        self.add(self.case.invoice(
            self.amount(), self.any_day(), None, self.partner(), move_type="out_refund", post=False))

    def match(self):
        """Reconcile two to four open items of one customer, the same currency or not, drafts too."""
        customer = self.partner().commercial_partner_id
        mine = self.items.filtered(
            lambda item: item.partner_id.commercial_partner_id == customer and not item.reconciled)
        if len(mine) > 1:
            chosen = self.random.sample(list(mine), min(len(mine), self.random.randint(2, 4)))
            self.case.env["account.move.line"].union(*chosen).reconcile()

    def unmatch(self):
        matched = self.items.filtered(lambda item: item.matched_debit_ids or item.matched_credit_ids)
        if matched:
            self.random.choice(list(matched)).remove_move_reconcile()

    def spread_stages(self):
        """Collection has come to any stage with each document; what happened in the ledger stays as it was."""
        chance, stages = Random(len(self.items)), list(self.case.env["ar.stage"]._stages_of(self.case.company))
        for move in self.items.move_id:
            move._ar_move_stage(chance.choice(stages), "by chance", forward_only=False)
        return self
