from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

#: How many ready payments are applied in one call: what a person sees the progress by.
READY_AT_ONCE = 20
#: Items that a message names; the others are counted.
NAMED_AT_MOST = 3


class ArCashPayment(models.Model):
    """What the buttons of the screen do; each answers with `message`, and with `application_id` if it applied."""

    _inherit = "ar.cash.payment"

    def screen_apply(self, rest="keep_open", reason_id=None, note=None, seen=None):
        """Apply the payment as it was seen.

        :param rest: what becomes of the difference, a key of `rests`
        :param seen: [{item_id, amount, discount, write_off, charges}] as the screen shows it
        :raise UserError: when it was changed meanwhile, or can't be applied
        """
        self._check_waiting()
        if seen is not None and not self._is_as_seen(seen):
            raise UserError(self.env._(
                "This proposal was changed meanwhile, by somebody else or by a new payment: look at it once more."))
        application = self._apply(rest=rest, reason=self._reason_record(rest, reason_id), note=note or None)
        self._renew_for(application.line_ids.move_line_id)
        return {
            "application_id": application.id, "name": self.display_name,
            "message": self._applied_text(application),
        }

    def _applied_text(self, application):
        amount, numbers = self.currency_id.format(application.amount), application.line_ids.mapped("item_name")
        if len(numbers) > NAMED_AT_MOST:
            return self.env._(
                "%(amount)s applied to %(items)s and %(more)s more.", amount=amount,
                items=", ".join(numbers[:NAMED_AT_MOST]), more=len(numbers) - NAMED_AT_MOST)
        return self.env._("%(amount)s applied to %(items)s.", amount=amount, items=", ".join(numbers))

    def _is_as_seen(self, seen):
        now = {line.move_line_id.id: line for line in self.allocation_ids}
        return now.keys() == {line["item_id"] for line in seen} and not any(
            self.currency_id.compare_amounts(line[part], now[line["item_id"]][part])
            for line in seen for part in ("amount", "discount", "write_off", "charges"))

    def _reason_record(self, rest, reason_id):
        model = {"dispute": "ar.dispute.reason", "deduct": "ar.deduction.reason"}.get(rest)
        return self.env[model].browse(reason_id).exists() if model and reason_id else None

    def screen_keep_on_account(self):
        """Keep the payment on its customer's account on purpose."""
        self._check_waiting()
        kept = self.currency_id.format(self.amount_left)
        application = self._keep_on_account()
        return {
            "application_id": application.id, "name": self.display_name,
            "message": self.env._(
                "%(amount)s kept on the account of %(customer)s.", amount=kept,
                customer=self.partner_id.sudo().display_name),
        }

    def screen_set_aside(self):
        """Say that this is not a customer's payment: it is left to whoever keeps the bank journal."""
        self._check_waiting()
        self._set_state("set_aside")
        return {"message": self.env._("Set aside: not a customer's payment.")}

    def screen_renew(self):
        """Bring what is proposed up to date with the books; return the payment as it is then, see `screen_payment`."""
        self._check_waiting()
        self._renew()
        return self.screen_payment()

    def screen_take_back(self):
        """Put into the queue again what was taken out of it without being booked, see `_may_take_back`."""
        self.ensure_one()
        self.check_access("write")
        if not self.try_lock_for_update(allow_referencing=True) or not self._may_take_back():
            raise UserError(self.env._(
                "%s can't be put back into the queue. Undo what was applied of it instead.", self.display_name))
        if self.state == "returned":
            self._returns().filtered(lambda one: one.state == "done")._undo_and_propose()
            return {"message": self.env._("Undone: %s waits again.", self.display_name)}
        self._set_state("new")
        self._propose()
        return {"message": self.env._("Back in the queue.")}

    def _may_take_back(self):
        """Return whether only its state says that this is done: set aside, or a credit left where it stood."""
        if self.state == "set_aside":
            return True
        if self.state == "returned":
            return self.is_return and any(one.state == "done" for one in self._returns())
        stands = self.state == "on_account" and not self.is_elsewhere and not self.move_line_id.reconciled
        return stands and bool(self.amount_left) and not self._kept_by()

    def _kept_by(self):
        """Return the application that booked this on the customer's account; none for a credit that stood there."""
        return self.env["ar.cash.application"].search(
            [("payment_id", "=", self.id), ("state", "=", "applied"), ("source", "=", "statement")], limit=1)

    def screen_undo(self, application_id):
        """Undo an application of this payment."""
        self.ensure_one()
        self.check_access("write")
        application = self.env["ar.cash.application"].browse(application_id).exists()
        if not application or application.payment_id != self or application.state != "applied":
            raise UserError(self.env._("This was undone meanwhile."))
        application.action_undo()
        self._renew_for(application.line_ids.move_line_id)
        return {"message": self.env._("Undone: %s waits again.", self.display_name)}

    @api.model
    def screen_apply_ready(self, batch_id=False, passed=()):
        """Apply some of the payments that are ready, as one batch over several calls.

        :param batch_id: of the call before
        :param passed: ids of payments that were refused before
        :return: dict of `batch_id`, `applied` (how many), `refused` [{id, name, message, is_busy}] and how
            many are `left`
        """
        self.check_access("write")
        domain = self._queue_domain("ready") & Domain("id", "not in", list(passed))
        ready = self.search(domain, order="date, id", limit=READY_AT_ONCE)
        ready = ready.filtered(lambda payment: payment.company_id == ready[:1].company_id)
        ready.filtered(lambda payment: not payment.proposed_on)._propose()
        batch = self._batch_for(ready.company_id, batch_id)
        applications = ready._apply_ready(batch)
        self._renew_for(applications.line_ids.move_line_id)
        refused = ready - applications.payment_id
        causes = self._causes_of(refused, batch)
        busy = self.env._("somebody else works on this customer's payments at this moment")
        return {
            "batch_id": batch.id, "applied": len(applications),
            "left": self.search_count(domain & Domain("id", "not in", refused.ids)),
            "refused": [
                {
                    "id": payment.id, "name": payment.display_name, "message": causes.get(payment, busy),
                    "is_busy": payment not in causes,
                }
                for payment in refused],
        }

    def _batch_for(self, company, batch_id):
        """Return the user's batch of the call before, or a new one where that was of another company."""
        batch = self.env["ar.cash.batch"].search([("id", "=", batch_id or 0), ("user_id", "=", self.env.uid)])
        if batch and (not company or batch.company_id == company):
            return batch
        # sudo: batches are the record of what was done, closed to users' own writing
        return batch.sudo().create({"company_id": (company or self.env.company).id}).sudo(False)

    def _causes_of(self, refused, batch):
        said = self.env["ar.cash.refusal"].search([("batch_id", "=", batch.id), ("payment_id", "in", refused.ids)])
        return {refusal.payment_id: refusal.cause for refusal in said}

    @api.model
    def screen_undo_batch(self, batch_ids):
        """Undo all that these batches have applied, one for each company."""
        batches = self.env["ar.cash.batch"].browse(batch_ids)
        batches.action_undo()
        for company in batches.company_id:
            self._renew_all(company)
        return True
