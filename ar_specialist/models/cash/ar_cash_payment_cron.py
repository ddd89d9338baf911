import logging
from datetime import timedelta

import psycopg2
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, split_every

from .ar_cash_payment import WAITING

_logger = logging.getLogger(__name__)

#: Payments booked on accounts between two commits.
LOT = 100
#: A run so soon after another one goes on with that.
GOES_ON = timedelta(minutes=15)


class ArCashPayment(models.Model):
    """The scheduled action: what is sure is applied, what is only identified goes on the payer's account."""

    _inherit = "ar.cash.payment"

    @api.model
    def _cron_cash(self):
        """Collect, propose and apply for every company that has it on; after any commit it can be taken up again."""
        work, companies = self.env["ar.cash.batch"], self.env["res.company"].search(
            [("ar_cash_auto", "=", True)], order="id")
        if work._is_share_over(len(companies)):
            return
        work = work._with_share()
        for done, company in enumerate(companies, 1):
            own, mine = self.with_company(company), work.with_company(company)
            if not mine._guarded(lambda own=own, mine=mine, company=company: own._work_on(company, mine)):
                return
            # A company at fault is tried again the next time, not at once for ever.
            if not work._commit(0, len(companies) - done):
                return

    def _work_on(self, company, work):
        """Do all of it for one company; return False when the time of the scheduled action is over."""
        work._again_when_disturbed(lambda: self._refresh(company))
        if not work._commit(1, 1):
            return False
        for ids in split_every(LOT, self._only_identified(company).ids):
            work._again_when_disturbed(lambda ids=ids: self.browse(ids)._book_identified(company))
            if not work._commit(len(ids), 1):
                return False
        return work._run_scheduled(company)

    @api.model
    def _refresh(self, company):
        """Bring payments of `company` up to date with the books and propose anew for all that wait."""
        self._collect(company)
        waiting = self.search(self._domain_to_propose(company))
        waiting |= self._stale(SQL("payment.company_id = %s", company.id)) | self._outdated(company, most=None)
        waiting._propose()
        return waiting

    def _domain_to_propose(self, company):
        """Return the domain of what waits, but for what a run has just proposed for that this one goes on with."""
        waiting = Domain("company_id", "=", company.id) & Domain("state", "in", WAITING)
        before = fields.Datetime.now() - GOES_ON
        if not self.env["ar.cash.batch"].search_count([
                ("company_id", "=", company.id), ("is_automatic", "=", True), ("date", ">", before)], limit=1):
            return waiting
        return waiting & (Domain("proposed_on", "=", False) | Domain("proposed_on", "<", before))

    def _only_identified(self, company):
        """Return the lines of statements whose customer is sure and that no item fits."""
        found = self.search([
            ("company_id", "=", company.id), ("state", "=", "check"), ("partner_id", "!=", False),
            ("allocation_ids", "=", False), ("is_return", "=", False), ("is_chosen", "=", False), ("amount", ">", 0),
            ("ambiguous", "=", False), ("score", ">=", company.ar_cash_apply_points), ("move_line_id", "=", False)])
        left = found._left_to_a_person()
        return found.filtered(lambda payment: payment not in left)

    def _book_identified(self, company):
        """Book what is still only identified on the accounts of the payers, where it waits for its items.

        Payments of a customer that somebody else works on wait for the next time.
        """
        still = self._lock_accounts() & self._only_identified(company)
        if still._try_to_keep() is not None:
            for payment in still:
                if error := payment._try_to_keep():
                    _logger.warning("%s could not be booked on account", payment, exc_info=error)

    def _try_to_keep(self):
        """Book these on the accounts of their payers; return None, or why it failed, with nothing done."""
        try:
            with self.env.cr.savepoint():
                self._keep_on_account(on_purpose=False)
        except psycopg2.OperationalError:
            raise
        except Exception as error:  # whatever one payment's books may fail of, the others are booked
            return error
        return None
