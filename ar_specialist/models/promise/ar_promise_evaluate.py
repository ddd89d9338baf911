from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import split_every

from ...logic.promise_history import levels
from ...logic.promises import VERDICTS, Known, Part, Promise, Tolerance, judge
from ...queries.promise_payments import payments_of
from .ar_promise_open import LATE_ENTRIES, WHOLE

#: Customer accounts whose promises are judged together.
ACCOUNTS = 200
#: Days for which a verdict is looked at again: a payment of then may be entered, or undone, later.
LOOK_BACK = 92
MISSED = ("partly", "broken")
#: Nobody has taken the customer at its word.
NO_WORD_YET = ("offered", "refused")


class ArPromise(models.Model):
    """Judging promises by what has been paid, as often as one likes: the same facts give the same verdict."""

    _inherit = "ar.promise"

    @api.model
    def _cron_evaluate(self):
        """Judge the promises of every account that has any; as a scheduled action, a commit after each batch."""
        since = self.env.company._ar_today() - timedelta(days=LOOK_BACK)
        groups = self._read_group([
            ("state", "in", VERDICTS), "|", ("state", "=", "open"), ("date", ">=", since)], ["account_id"])
        left = len(groups)
        for batch in split_every(ACCOUNTS, [account.id for [account] in groups]):
            self.env["ar.account"].browse(batch)._ar_evaluate_promises()
            left -= len(batch)
            # Called by hand, it is part of the caller's transaction; with one left over, the server calls again.
            if self.env.context.get("cron_id") and not self.env["ir.cron"]._commit_progress(
                len(batch), remaining=left,
            ):
                return

    @api.model
    def _evaluate_items(self, lines):
        """Judge again the promises for the items `lines`: something was settled, or no longer is."""
        # sudo: the verdict follows from the payment, whoever entered it
        promises = self.sudo().search([("move_line_ids", "in", lines.ids), ("state", "in", VERDICTS)])
        promises.account_id._ar_evaluate_promises()

    def _evaluate(self, company, day):
        """Judge the promises, all that stand of their accounts, on `day`, and write what is news."""
        verdicts = self._verdicts(company, day)
        for promise in self:
            promise._apply(verdicts[promise.id])

    def _verdicts(self, company, day, until=None):
        """Return {promise id: verdict} of the promises, all that stand of their accounts, on `day`.

        :param until: only by the payments that had come, and settled, by this day
        """
        tolerances = Tolerance(company.ar_promise_tolerance_days, company.ar_promise_tolerance_amount)
        facts = {promise: promise._fact(tolerances) for promise in self}
        items = {line: promise.account_id.id for promise, fact in facts.items() for line in fact.items}
        whole = {}
        for promise, fact in facts.items():
            if not fact.items:
                since = promise.date_made - timedelta(days=LATE_ENTRIES)
                whole[promise.account_id.id] = min(since, whole.get(promise.account_id.id, since))
        payments = payments_of(self.env, items, whole)
        verdicts = {}
        for account, promises in self.grouped("account_id").items():
            came = [one for one in payments.get(account.id, []) if until is None or one.settled <= until]
            verdicts |= judge([facts[promise] for promise in promises], came, day)
        return verdicts

    def _fact(self, tolerance):
        """Return the promise as `logic/promises.py` judges it."""
        # The tolerance is in the company's currency; its share of the amount is the same in each.
        share = self.amount / self.amount_company if self.amount_company else 1.0
        return Promise(
            self.id, self.currency_id.id,
            tuple(Part(part.id, part.date, part.amount) for part in self.part_ids) or (
                Part(None, self.date, self.amount),),
            Tolerance(tolerance.days, tolerance.amount * share), frozenset(self.move_line_ids.ids),
            {
                None if key == WHOLE else int(key): Known(amount, fields.Date.to_date(until))
                for key, (amount, until) in (self.known or {}).items()
            },
            self.currency_id.rounding,
        )

    def _apply(self, verdict):
        """Write what became of the promise, if that is news."""
        paid = self.currency_id.round(verdict.paid)
        values = {
            "amount_paid": paid, "keep_until": verdict.until or False,
            "amount_paid_company": self.company_currency_id.round(self.amount_company * paid / self.amount),
        }
        values = {name: value for name, value in values.items() if self[name] != value}
        if verdict.state != self.state:
            self._set_state(verdict.state, **values)
        elif values:
            self.write(values)
        for part in self.part_ids:
            state, amount = verdict.parts[part.id]
            amount = self.currency_id.round(amount)
            if (part.state, part.amount_paid) != (state, amount):
                part.write({"state": state, "amount_paid": amount})


class ArAccount(models.Model):
    _inherit = "ar.account"

    def _ar_evaluate_promises(self):
        """Judge the promises of these accounts today; those that another process is at are left to it."""
        # sudo: verdicts follow from the payments, nobody writes them
        mine = self.sudo().try_lock_for_update(allow_referencing=True)
        for company, accounts in mine.grouped("company_id").items():
            standing = self.env["ar.promise"].sudo().with_company(company).search(
                [("account_id", "in", accounts.ids), ("state", "in", VERDICTS)], order="id")
            standing.invalidate_recordset()
            before = {promise: promise.state for promise in standing}
            standing._evaluate(company, self.env["ar.run"]._today(company))
            accounts._ar_promise_levels()
            missed = standing.filtered(lambda one, before=before: one.state in MISSED and before[one] not in MISSED)
            accounts._ar_promise_activities(missed)
            made_good = standing.filtered(
                lambda one, before=before: before[one] in MISSED and one.state not in MISSED)
            accounts._ar_drop_promise_activities(made_good)

    def _ar_promise_levels(self):
        """Number each promise by those missed in a row before it."""
        promises = self.env["ar.promise"].sudo().search(
            [("account_id", "in", self.ids), ("state", "not in", NO_WORD_YET)], order="date_made, id")
        for own in promises.grouped("account_id").values():
            found = levels([(one, frozenset(one.move_line_ids.ids), one.state) for one in own])
            for promise, level in found.items():
                if promise.level != level:
                    promise.write({"level": level})

    def _ar_promise_activities(self, missed):
        """Ask the collector to see to each promise that was just missed."""
        kind = self.env.ref("ar_specialist.activity_type_promise")
        self._ar_schedule([
            (promise.account_id, promise.account_id._ar_person("collector"), kind, self.env._(
                "Promise %(promise)s was not kept: %(paid)s of %(amount)s", promise=promise.name,
                paid=promise.currency_id.format(promise.amount_paid),
                amount=promise.currency_id.format(promise.amount)), False)
            for promise in missed
        ])

    def _ar_drop_promise_activities(self, made_good):
        """Ask nobody any more about promises that count as missed no longer: a payment was entered late, or again."""
        if not made_good:
            return
        kind = self.env.ref("ar_specialist.activity_type_promise")
        asked = self.env["mail.activity"].sudo().search([
            ("res_model", "=", self._name), ("res_id", "in", made_good.account_id.ids),
            ("activity_type_id", "=", kind.id), ("automated", "=", True)])
        numbers = set(made_good.mapped("name"))
        asked.filtered(lambda one: numbers & set((one.summary or "").split())).unlink()
