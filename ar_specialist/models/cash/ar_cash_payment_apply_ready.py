import logging

import psycopg2
from odoo import models
from odoo.exceptions import UserError

_logger = logging.getLogger(__name__)


class ArCashPayment(models.Model):
    """Applying many that are ready; the one at fault is left to a person, with the cause."""

    _inherit = "ar.cash.payment"

    def _apply_ready(self, batch):
        """Apply those of these payments that are ready and whose customers nobody works on now.

        What somebody has undone is never applied again without a person. Payments of a customer that somebody else
        works on stay ready, for the next time.

        :param batch: the `ar.cash.batch` that it is done in
        :return: the applications
        """
        self.check_access("write")
        self._check_companies(self.allocation_ids.move_line_id)
        payments = self.sudo()._lock_accounts().filtered(lambda payment: payment.state == "ready")  # as `_apply`
        payments = payments.sorted(lambda payment: (payment.date, payment.id))
        undone = payments._once_undone()
        causes = {payment: self.env._("It was applied before and undone: somebody has to look.") for payment in undone}
        applications = self.env["ar.cash.application"].sudo()
        for some in (payments - undone)._without_rivals():
            applications += some._apply_or_say_why(batch, causes)
        payments._leave_to_a_person(batch, causes)
        payments._learn(applications)
        return applications.sudo(self.env.su)

    def _without_rivals(self):
        """Return the payments in as few groups as there are payments for one item: each group settles an item once."""
        groups, number_of = [], {}
        for payment in self:
            items = payment.allocation_ids.move_line_id
            number = max((number_of.get(item, 0) for item in items), default=0)
            number_of.update(dict.fromkeys(items, number + 1))
            if number == len(groups):
                groups.append(self.browse())
            groups[number] += payment
        return groups

    def _once_undone(self):
        applications = self.env["ar.cash.application"].search(
            [("payment_id", "in", self.ids), "|", ("state", "!=", "applied"), ("release_ids", "!=", False)])
        return applications.payment_id

    def _against_alone(self):
        """Return why nobody should apply the payment without a look, or ""."""
        if self.ambiguous or self.choice:
            return self.env._("It wants a person's choice.")
        return self._against_applying(exactly=True)

    def _apply_or_say_why(self, batch, causes):
        """Apply these payments; when that fails, one by one, and note the causes of those at fault."""
        for payment in self:
            if against := payment._against_alone():
                causes[payment] = against
        good = self - self.browse().union(*causes)
        applications, error = good._try_to_apply(batch)
        if error is None:
            return applications
        for payment in good:
            made, error = payment._try_to_apply(batch)
            applications += made
            if error is not None:
                causes[payment] = str(error)
                if not isinstance(error, UserError):
                    _logger.warning("%s could not be applied", payment, exc_info=error)
        return applications

    def _try_to_apply(self, batch):
        """Return the applications of these payments and None, or none and why it failed, with nothing done."""
        try:
            with self.env.cr.savepoint():
                applications = self._apply_all(batch)
        except psycopg2.OperationalError:
            raise
        except Exception as error:  # whatever one payment's books may fail of, the others are applied
            return self.env["ar.cash.application"].sudo(), error
        return applications, None

    def _leave_to_a_person(self, batch, causes):
        if not causes:
            return
        self.env["ar.cash.refusal"].create([
            {"batch_id": batch.id, "company_id": payment.company_id.id, "payment_id": payment.id, "cause": cause}
            for payment, cause in causes.items()])
        self.browse().union(*causes)._set_state("check")
