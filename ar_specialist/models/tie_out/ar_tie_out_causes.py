from datetime import datetime, time

from odoo import models
from odoo.fields import Domain

from ...logic.tie_out import CAUSES, Sums, TieOutCause
from ...queries.tie_out_crossing import crossing_ids
from ...queries.tie_out_locked import locked_ids
from ...queries.tie_out_open import CONDITIONS, open_ids
from ...queries.tie_out_residual import residual_ids

#: What makes an accountant change what is open in a period that was closed: these lock dates.
LOCKS = ("fiscalyear_lock_date", "sale_lock_date", "hard_lock_date")


class ArTieOut(models.AbstractModel):
    """The causes by name, with what to do about each, and the items behind them."""

    _inherit = "ar.tie.out"

    def _cause(self, facts, company, code, parts):
        total = Sums()
        by_place = {}
        for place, part in parts.items():
            total = total.plus(part)
            _company, account, currency = self._records(place)
            by_place[account, currency] = Sums(part.count, float(part.amount), float(part.amount_currency))
        return TieOutCause(
            code, self._cause_label(code), CAUSES[code], company, total.count,
            company.currency_id.round(float(total.amount)), by_place, self._cause_domain(facts, company, code))

    def _items_domain(self, facts, code):
        """Return the domain of the journal items behind a cause, whatever their company."""
        scope = facts.scope
        if code in facts.beside:
            return facts.beside[code]
        if code in CONDITIONS:
            ids = open_ids(self.env, scope, facts.route, code)
        elif code == "locked":
            ids = locked_ids(self.env, scope, facts.locks)
        elif code == "residual":
            ids = residual_ids(self.env, scope, facts.unexplained)
        else:
            ids = crossing_ids(self.env, scope, code)
        return Domain("id", "in", ids)

    def _locks(self, companies):
        """Return {company id: (lock date, moment since when it is locked)} of the companies that lock their books.

        Where nobody is on record as having locked it, it was locked when that day was over.
        """
        locks = {}
        for company in companies.sudo():
            days = [day for owner in (company | company.parent_ids) for day in map(owner.__getitem__, LOCKS) if day]
            if days:
                locks[company.id] = (max(days), self._locked_since(company | company.parent_ids, max(days)))
        return locks

    def _locked_since(self, owners, day):
        tracked = self.env["mail.tracking.value"].sudo().search([
            ("field_id.model", "=", "res.company"), ("field_id.name", "in", LOCKS),
            ("mail_message_id.model", "=", "res.company"), ("mail_message_id.res_id", "in", owners.ids),
            ("new_value_datetime", ">=", day),
        ], order="id desc")
        on_that_day = tracked.filtered(lambda value: value.new_value_datetime.date() == day)
        return on_that_day[:1].create_date or datetime.combine(day, time.max)

    def _cause_label(self, code):
        return self._cause_texts()[code][0]

    def _cause_advice(self, code):
        """Return what to do about a cause, as a sentence."""
        return self._cause_texts()[code][1]
