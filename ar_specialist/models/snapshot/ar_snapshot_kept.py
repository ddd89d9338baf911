from datetime import timedelta

from odoo import api, models

from ...logic.dispute_amounts import Contested, settle
from ...logic.kept_back import kept_shares, promised_of
from ...logic.promises import OPEN, SUPERSEDED, VERDICTS
from ...queries.aging_items import aging_items
from ...queries.dispute_settlements import settlements_of
from ...queries.ledger_as_of import ledger_as_of
from ...queries.promises_open import OpenPromise, PromisedItem
from ...queries.snapshot_figures import Kept

#: A promise for a day is expected some working days longer: so far back a promise may still stand.
LONGEST_TOLERANCE = timedelta(days=92)


class ArSnapshot(models.Model):
    """What was contested and promised on a day, by the days of the cases and of the payments themselves.

    What leaves no day behind counts as never said: promises withdrawn, disputes cancelled. What was rejected of a
    dispute that is still open was not contested before either.
    """

    _inherit = "ar.snapshot"

    @api.model
    def _kept_on(self, company, day, periods, basis):
        """Return the :class:`Kept` s of `company` on `day`, for few customers beside all that owe."""
        contested = self._contested_on(company, day)
        promises = self._promises_on(company, day)
        accounts = contested.dispute_id.account_id | self.env["ar.account"].browse(
            {promise.account_id for promise in promises})
        if not accounts:
            return []
        items = self._items_on(accounts, company, day, basis)
        kept = {}
        for code, amounts in (
            ("disputed", self._disputed_of(contested, items, day)),
            ("promised", self._promised_of(promises, accounts, items)),
        ):
            for item, amount in amounts.items():
                kept.setdefault(item, {})[code] = amount
        sums = {}
        for item, codes in kept.items():
            row = items[item]
            key = (row.customer_id, row.currency_id, periods.index((day - row.age_from).days))
            own = sums.setdefault(key, {"disputed": 0.0, "promised": 0.0})
            for code, share in kept_shares(row.open_amount, codes).items():
                own[code] += share
        round_ = company.currency_id.round
        return [Kept(*key, round_(own["disputed"]), round_(own["promised"])) for key, own in sums.items()]

    def _contested_on(self, company, day):
        """Return the lines of the disputes that stood at the end of `day`."""
        return self.env["ar.dispute.line"].search([
            ("company_id", "=", company.id), ("move_line_id", "!=", False), ("dispute_id.kind", "=", "dispute"),
            ("dispute_id.state", "!=", "cancelled"), ("dispute_id.date_opened", "<=", day),
            "|", ("dispute_id.state", "=", "open"), ("dispute_id.date_closed", ">", day),
        ])

    def _items_on(self, accounts, company, day, basis):
        """Return {item id: its row} of what was open of the customers on `day`."""
        domain = [("partner_id.commercial_partner_id", "in", accounts.partner_id.ids)]
        with ledger_as_of(self.env, day, company, domain, of_few=True) as (scope, route):
            return {row.line_id: row for row in aging_items(self.env, scope, basis=basis, route=route)}

    def _disputed_of(self, contested, items, day):
        """Return {item id: amount contested on `day`, in company currency}, by the rule that settles disputes."""
        ids = [item for item in contested.move_line_id.ids if item in items]
        # Cases of before have their share in what came in for the item.
        lines = self.env["ar.dispute.line"].search([
            ("move_line_id", "in", ids), ("dispute_id.kind", "=", "dispute"), ("dispute_id.state", "!=", "cancelled"),
            ("dispute_id.date_opened", "<=", day)], order="id")
        settlements = settlements_of(self.env, ids, until=day)
        found = {}
        for item, own in lines.grouped("move_line_id").items():
            row = items[item.id]
            told = settle(
                [Contested(
                    line.id, line.dispute_id.id, line.amount,
                    line.amount_dropped if line not in contested or line.dispute_id.state == "open" else 0.0,
                    line.since_partial) for line in own],
                settlements.get(item.id, []), row.open_amount_document, own[:1].currency_id.round)
            rate = row.open_amount / row.open_amount_document if row.open_amount_document else 0.0
            found[item.id] = sum(figures.open for figures in told.values()) * rate
        return found

    def _promises_on(self, company, day):
        """Return the :class:`OpenPromise` s of `day`: each judged by what had come by then."""
        promises = self.env["ar.promise"]
        about = [("company_id", "=", company.id), ("date_made", "<=", day)]
        standing = [
            *about, "|", ("state", "in", VERDICTS), "&", ("state", "=", SUPERSEDED),
            ("superseded_by_id.date_made", ">", day)]
        near = promises.search([*standing, ("date", ">=", day - LONGEST_TOLERANCE)])
        if not near:
            return []
        # Money counts once: older promises of these customers take their part of it.
        judged = promises.search([*standing, ("account_id", "in", near.account_id.ids)], order="date, id")
        verdicts = judged._verdicts(company, day, until=day)
        return [
            OpenPromise(
                promise.account_id.id, promise.currency_id.id, promise.amount - verdict.paid, promise.move_line_ids.ids,
                promise.currency_id != company.currency_id)
            for promise in judged
            if (verdict := verdicts[promise.id]).state == OPEN and verdict.until >= day
        ]

    def _promised_of(self, promises, accounts, items):
        """Return {item id: amount promised, in company currency}, by the rule that follow-ups keep to."""
        account_of = {account.partner_id.id: account.id for account in accounts}
        rows = [
            PromisedItem(
                row.line_id, account_of[row.customer_id], row.open_amount, row.open_amount_document, row.currency_id)
            for row in sorted(items.values(), key=lambda row: (row.due_date, row.line_id)) if row.open_amount > 0
        ]
        return promised_of(promises, rows, self.env["ar.account"]._ar_promised_in)
