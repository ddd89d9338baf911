from odoo import fields, models
from odoo.exceptions import UserError


class ArWriteOff(models.Model):
    """Asking: within the limit of the person it is booked at once, otherwise a manager is asked."""

    _inherit = "ar.write.off"

    def action_request(self):
        """Ask for these write-offs; those that need nobody's approval are booked in the same step."""
        self._check_may_work()
        for write_off in self._lock():
            write_off._check_complete()
            asked = {"requested_by_id": self.env.uid, "requested_on": fields.Datetime.now()}
            if write_off._needs_approval():
                write_off._set_state("requested", **asked)
                write_off._tell_manager()
            else:
                write_off._set_state(
                    "approved", decided_by_id=self.env.uid, decided_on=fields.Datetime.now(), **asked)
                write_off._post()
        return True

    def action_draft(self):
        """Take back what was asked for and not decided, or take up again what was refused."""
        self._check_may_work()
        self._lock()._set_state(
            "draft", requested_by_id=False, requested_on=False, decided_by_id=False, decided_on=False, refusal=False)
        return True

    def _needs_approval(self):
        """Return whether somebody else has to approve it: by its reason, or over the limit of the present user."""
        self.ensure_one()
        if self.reason_id.needs_approval:
            return True
        return not self.company_id._ar_may_write_off(abs(self.amount_company), self.line_ids.move_id)

    def _check_complete(self):
        """Refuse to ask for what could not be booked.

        :raise UserError: says what is missing
        """
        self._check_way("requested")
        if not self.line_ids:
            raise UserError(self.env._("There is nothing on %s: add the items that are given up.", self.name))
        if not self.reason_id:
            raise UserError(self.env._("Say why: choose a reason."))
        if self.date > self.company_id._ar_today():
            raise UserError(self.env._("A write-off can't be of a day to come."))
        self._loss_account()
        self.line_ids._check_open()
        self.line_ids._check_not_waiting()

    def _tell_manager(self):
        self.activity_schedule(
            "ar_specialist.activity_type_write_off_request", user_id=self._approver().id,
            summary=self.env._(
                "Approve writing off %(amount)s of %(customer)s", amount=self.currency_id.format(self.amount),
                customer=self.partner_id.display_name))

    def _approver(self):
        """Return who is asked: the receivables manager, or another one when it is the manager who asks."""
        chosen = self.company_id.ar_manager_id
        if chosen and chosen != self.env.user:
            return chosen
        # sudo: whoever asks need not read users and groups
        managers = self.env.ref("ar_specialist.group_manager").sudo().all_user_ids.filtered(
            lambda user: self.company_id in user.company_ids and user.active and user != self.env.user)
        return managers.sorted("id")[:1] or self.env.user
