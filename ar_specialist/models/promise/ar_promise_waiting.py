from odoo import api, models
from odoo.exceptions import UserError


class ArPromise(models.Model):
    """A promise that the customer entered itself: until somebody accepts it, it keeps nothing out of follow-ups."""

    _inherit = "ar.promise"

    @api.model
    def _prepare_promise_vals(self, vals):
        prepared = super()._prepare_promise_vals(vals)
        if self.env.context.get("ar_promise_offered"):
            prepared["state"] = "offered"
        return prepared

    def _supersede_older(self):
        """What is only offered takes the place of nothing yet."""
        if self.state != "offered":
            return super()._supersede_older()
        return None

    def action_accept(self):
        """Take the customer at its word: from now on the items stay out of follow-ups until the day promised."""
        for promise in self._lock_offered():
            if promise.date < self.env["ar.run"]._today(promise.company_id):
                raise UserError(self.env._(
                    "The day of %s is over: decline it, or log what the customer promises now.", promise.name))
            promise._set_state("open")
            promise.account_id._ar_evaluate_promises()
            promise._supersede_older()
            promise.account_id._ar_portal_settled(promise.mapped("name"))

    def action_decline(self):
        """Write the message that says so; sending it refuses the promise."""
        self._lock_offered()
        self.ensure_one()
        template = self.env.ref("ar_specialist.mail_template_promise_declined", raise_if_not_found=False)
        return {
            "type": "ir.actions.act_window", "res_model": "mail.compose.message", "view_mode": "form", "target": "new",
            "name": self.env._("Decline %s", self.name), "views": [(False, "form")],
            "context": {
                "default_model": self._name, "default_res_ids": self.ids, "default_composition_mode": "comment",
                "default_template_id": template.id if template else False, "force_email": True,
                "default_email_layout_xmlid": "mail.mail_notification_light", "ar_promise_decline": True,
            },
        }

    def message_post(self, **kwargs):
        if self.env.context.get("ar_promise_decline"):
            self = self.with_context(ar_promise_decline=False)
            for promise in self._lock_offered():
                promise._set_state("refused")
                promise.account_id._ar_portal_settled(promise.mapped("name"))
        return super().message_post(**kwargs)

    def _lock_offered(self):
        """Return the promises locked, fresh and offered: what two decide at once is decided once."""
        self.check_access("write")
        if self.try_lock_for_update(allow_referencing=True) != self:
            raise UserError(self.env._("Somebody else is working on this promise at this very moment."))
        self.invalidate_recordset(["state"])
        for promise in self:
            if promise.state != "offered":
                raise UserError(self.env._(
                    "%(promise)s is %(state)s and does not wait to be accepted.", promise=promise.name,
                    state=promise._state_name(promise.state).lower()))
        return self
