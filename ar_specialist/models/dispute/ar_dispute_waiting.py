from odoo import fields, models
from odoo.exceptions import UserError


class ArDispute(models.Model):
    """A dispute that the customer entered itself: an inquiry, which stops nothing, until somebody accepts it."""

    _inherit = "ar.dispute"

    acceptance = fields.Selection(
        [("waiting", "To accept"), ("accepted", "Accepted"), ("refused", "Not accepted")],
        string="Entered by Customer", readonly=True, copy=False, index="btree_not_null", tracking=True,
        help="Entered on the customer's own page. Until somebody accepts it follow-ups go on.")

    def action_accept(self):
        """Contest what the customer contests: from now on follow-ups leave it out."""
        self._lock_waiting().write({"kind": "dispute"})

    def _turn(self):
        """However an inquiry of the customer becomes a dispute, somebody has accepted it."""
        result = super()._turn()
        accepted = self.filtered(lambda case: case.acceptance == "waiting" and case.kind == "dispute")
        accepted.sudo().acceptance = "accepted"  # closed to users' own writing
        accepted.account_id._ar_portal_settled(accepted.mapped("name"))
        return result

    def action_decline(self):
        """Write the answer that says why the amount is owed; sending it closes the case."""
        self.ensure_one()
        self._lock_waiting()
        return self._compose("ar_specialist.mail_template_dispute_rejected", ar_dispute_decline=True)

    def message_post(self, **kwargs):
        if self.env.context.get("ar_dispute_decline"):
            self = self.with_context(ar_dispute_decline=False)
            self._decline()
        return super().message_post(**kwargs)

    def _decline(self):
        """Refuse what the customer entered; it was never out of follow-ups."""
        for dispute in self._lock_waiting():
            dispute.action_answered()
            # closed to users' own writing
            dispute.sudo().write({"acceptance": "refused", "resolution": "rejected"})
            dispute.account_id._ar_portal_settled(dispute.mapped("name"))

    def _lock_waiting(self):
        self._lock_open()
        for dispute in self:
            if dispute.acceptance != "waiting":
                raise UserError(self.env._("%s does not wait to be accepted.", dispute.name))
        return self
