from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.misc import formatLang

from ...logic.period_close import SETTLED


class ArPeriodClose(models.Model):
    """Submitted by who closes the month, signed by a manager; reopening is on the record."""

    _inherit = "ar.period.close"

    def action_submit(self):
        """Hand the month to a manager to sign."""
        self.check_access("write")
        for period in self:
            period._refuse_hindered()
        self._refresh()
        self._set_state("review", submitted_by_id=self.env.uid, submitted_on=fields.Datetime.now())

    def action_back(self):
        """Give the month back: something is still to be done."""
        self._check_manager()
        self._set_state("open", submitted_by_id=False, submitted_on=False)

    def action_sign(self):
        """Sign the month: looked at once more, its aging stored, the close pack attached.

        :raise UserError: while a check is neither ok nor waived, before the month is over or an earlier one closed,
            and when somebody else signs it at this moment
        """
        self._check_manager()
        for period in self.sorted("date_from"):
            period.lock_for_update(allow_referencing=True)
            period._check_transition("closed")
            period._refuse_hindered()
            period._refresh()
            period._refuse_unsettled()
            period.with_context(ar_signing=True)._freeze()
            period._set_state("closed", signed_by_id=self.env.uid, signed_on=fields.Datetime.now())
            period._log_signature()

    def _log_signature(self):
        """Note each signature with its figures and its pack: what was signed earlier is found there."""
        self._message_log(
            body=self.env._("Signed: %s open.", formatLang(
                self.env, self.snapshot_id.total, currency_obj=self.snapshot_id.currency_id)),
            attachment_ids=(self.pack_pdf_id + self.pack_xlsx_id).ids)

    def _refuse_unsettled(self):
        left = self.check_ids.filtered(lambda check: check.state not in SETTLED)
        if left:
            raise UserError(self.env._(
                "%(month)s can't be signed yet: %(checks)s.", month=self.name, checks=", ".join(left.mapped("name"))))

    def action_reopen(self):
        """Ask why the month is opened again."""
        self.ensure_one()
        self._check_manager()
        return self.env["ar.period.close.reason"]._ask(self.env._("Reopen %s", self.name), period=self)

    def _reopen(self, reason):
        """Open a closed month again; who, when and why is in its log."""
        self.ensure_one()
        self._check_manager()
        self._set_state(
            "reopened", reopened_reason=reason, reopened_count=self.reopened_count + 1, signed_by_id=False,
            signed_on=False, submitted_by_id=False, submitted_on=False)
        self._message_log(body=self.env._("Reopened: %s", reason))

    def _check_manager(self):
        self.check_access("write")
        if not self.env.user.has_group("ar_specialist.group_manager"):
            raise AccessError(self.env._("Only a receivables manager signs and reopens months."))
