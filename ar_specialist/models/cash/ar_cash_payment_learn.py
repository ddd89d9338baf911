from collections import Counter

from odoo import fields, models
from odoo.tools import SQL

from ...logic.cash_learn import HABIT, Lesson, lessons, undone
from ...logic.cash_proposal import Line
from ...queries import cash_payments
from ...queries.cash_coins import to_coins


class ArCashPayment(models.Model):
    """What decided payments teach of their payers, and how it is taken back."""

    _inherit = "ar.cash.payment"

    def _learn(self, applications):
        """Learn from what was applied: whose names and accounts these are, and how the customer pays.

        What nobody looked at proves no name and no account; it only counts as a habit.
        """
        for company, made in applications.sudo().grouped("company_id").items():
            taught = made._lessons(company)
            self._note_lessons([lesson for found in taught.values() for lesson in found], company)
            payments = {application: application.payment_id for application, found in taught.items() if found}
            self._update_rows(["lessons"], [
                (payment.id, {**(payment.lessons or {}), str(application.id): [
                    [one.customer, one.kind, one.value, one.change] for one in taught[application]]})
                for application, payment in payments.items()])

    def _unlearn(self, applications, of_habits=False):
        """Take back what these applications taught; `of_habits`: how the customer pays, not whose the payment was."""
        for company, made in applications.sudo().grouped("company_id").items():
            found = []
            for application in made:
                known = dict(application.payment_id.lessons or {})
                taught = [Lesson(*one) for one in known.pop(str(application.id), ())]
                kept = [one for one in taught if of_habits and one.kind != HABIT]
                found += [one for one in taught if one not in kept]
                if kept:
                    known[str(application.id)] = [[one.customer, one.kind, one.value, one.change] for one in kept]
                application.payment_id.lessons = known
            self._note_lessons(undone(found), company)

    def _note_lessons(self, found, company):
        """Add lessons to what is known in `company`."""
        totals = Counter()
        for one in found:
            totals[one.customer, one.kind, one.value] += one.change
        habits = [(customer, value, change) for (customer, kind, value), change in totals.items() if kind == HABIT]
        aliases = [key + (change,) for key, change in totals.items() if key[1] != HABIT]
        self.env["ar.cash.habit"]._insert_rows(
            ("company_id", "partner_id", "kind", "count"), [(company.id, *row) for row in habits if row[2]],
            SQL("ON CONFLICT (company_id, partner_id, kind) DO UPDATE"
                " SET count = GREATEST(ar_cash_habit.count + EXCLUDED.count, 0)"))
        now = fields.Datetime.now()
        self.env["ar.cash.alias"]._insert_rows(
            ("company_id", "partner_id", "kind", "value", "weight", "write_date"),
            [(company.id, *row, now) for row in aliases if row[3]],
            SQL("ON CONFLICT (company_id, partner_id, kind, value) DO UPDATE"
                " SET weight = ar_cash_alias.weight + EXCLUDED.weight, write_date = EXCLUDED.write_date"))


class ArCashApplication(models.Model):
    """The decision that a payment's application is, as the rules of learning see it."""

    _inherit = "ar.cash.application"

    def _lessons(self, company):
        """Return {application: list of :class:`..logic.cash_learn.Lesson`}, in a fixed number of queries."""
        known = self.filtered("payment_id.partner_id")
        payments = known.payment_id
        facts = {fact.id: fact for fact in cash_payments.payments(self.env, payments.ids, {})}
        opened = {line.move_line_id.id: line._item_coins() for line in known.line_ids if line.move_line_id}
        accounts = company._cash_accounts(payments.partner_id + payments.proposed_partner_id, opened)
        taught = {}
        for application in known:
            payment = application.payment_id
            lines = [line._as_line() for line in application.line_ids if line.move_line_id]
            found = lessons(
                facts[payment.id], payment.proposed_partner_id.id or None, payment.partner_id.id, lines, accounts)
            taught[application] = [one for one in found if one.kind == HABIT or not application.is_automatic]
        return taught


class ArCashApplicationLine(models.Model):
    _inherit = "ar.cash.application.line"

    def _item_coins(self):
        """Return what the item had open, in the smallest coins of its own currency."""
        if self._is_exchanged():
            return to_coins(self.item_open, self.item_currency_id.decimal_places)
        return self._as_line().open

    def _as_line(self):
        """Return the line as :class:`..logic.cash_proposal.Line`, in the smallest coins."""
        amounts = (self.open_amount, self.amount, self.discount, self.write_off, self.charges)
        return Line(
            self.move_line_id.id, *(to_coins(amount, self.currency_id.decimal_places) for amount in amounts))
