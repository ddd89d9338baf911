from odoo import api, models
from odoo.exceptions import AccessError, UserError

from .ar_remittance import KEPT

#: What an advice says; what of ours it means, and which payment, follows from it.
SAID = {
    "partner_id", "company_id", "currency_id", "reference", "payer", "payer_account", "date", "amount", "line_ids",
}


class ArRemittance(models.Model):
    """Changing what an advice says: its documents and its payment are looked for again."""

    _inherit = "ar.remittance"

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            vals_list = [{name: value for name, value in vals.items() if name not in KEPT} for vals in vals_list]
        advices = super(ArRemittance, self.with_context(ar_remittance_said=True)).create(vals_list).with_env(self.env)
        advices._say_anew()
        return advices

    def write(self, vals):
        if not self.env.su and vals.keys() & KEPT:
            raise AccessError(self.env._(
                "Where an advice came from and what became of it follows from its work; it can't be set by hand."))
        said = vals.keys() & SAID
        if said:
            self._check_changeable()
        # Its lines, written along, are not looked at one by one.
        context = {"ar_remittance_said": True} if said else {}
        result = super(ArRemittance, self.with_context(**context)).write(vals)
        if said:
            self._say_anew()
        return result

    def _check_changeable(self):
        """Refuse users' changes of what a closed advice says."""
        if not self.env.su and any(advice.state in ("done", "cancelled") for advice in self):
            raise UserError(self.env._("This advice is closed and stays as it was. Open it again first."))

    def _say_anew(self):
        """Look for the documents and the payment once more, after an advice was entered or changed."""
        if self.env.context.get("ar_remittance_said"):
            return
        advices = self.with_context(ar_remittance_said=True)
        advices._look_up()
        payments = advices.payment_id
        for company in advices.filtered(lambda advice: advice.state == "open").company_id:
            payments |= advices._link_waiting(company)
        payments._propose_again()

    def unlink(self):
        payments = self.payment_id
        result = super().unlink()
        payments._propose_again()
        return result

    def action_cancel(self):
        """Put advices aside: they explain no payment."""
        self.check_access("write")
        payments = self.payment_id
        self.filtered(lambda advice: advice.state != "cancelled")._set_state("cancelled")
        payments._propose_again()

    def action_reopen(self):
        """Let advices wait for their payment again."""
        self.check_access("write")
        closed = self.filtered(lambda advice: advice.state in ("done", "cancelled"))
        closed._set_state("open")
        for company in closed.company_id:
            closed._link_waiting(company)
