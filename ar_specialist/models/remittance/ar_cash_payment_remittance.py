from dataclasses import replace

from odoo import fields, models

from ...logic.cash_batch import propose_all
from ...logic.cash_proposal import APPLY
from ..cash.ar_cash_payment import WAITING
from ..cash.ar_cash_payment_propose import FEW


class ArCashPayment(models.Model):
    """What remittance advices say of payments."""

    _inherit = "ar.cash.payment"

    remittance_ids = fields.One2many("ar.remittance", "payment_id", string="Remittance Advices")
    remittance_count = fields.Integer(compute="_compute_remittance_count", string="Advices")

    def _compute_remittance_count(self):
        counts = dict(self.env["ar.remittance"]._read_group(
            [("payment_id", "in", self.ids)], ["payment_id"], ["__count"]))
        for payment in self:
            payment.remittance_count = counts.get(payment, 0)

    def _remittance_documents(self):
        """Return {payment id: tuple of :class:`~..logic.cash_facts.Document`} as the advices linked to them list them.

        Payments without an advice are not among the keys. Amounts are whole smallest coins.
        """
        lines = self.env["ar.remittance.line"].sudo().search([  # whoever proposes may not read advices
            ("remittance_id.payment_id", "in", self.ids), ("remittance_id.state", "in", ("linked", "done")),
            ("kind", "=", "document"),
        ], order="remittance_id, sequence, id")
        found = {}
        for line in lines:
            found.setdefault(line.remittance_id.payment_id.id, []).append(line._document())
        return {payment: tuple(documents) for payment, documents in found.items()}

    def _propose(self):
        """Before anything is proposed, see what advices that waited say of the payments; and once more when it is known
        who paid."""
        result = super(ArCashPayment, self | self._linked_now())._propose()
        again = self._linked_now()
        return super(ArCashPayment, again)._propose() if again else result

    def _linked_now(self):
        """Link what waits in the payments' companies; return the payments linked."""
        advices = self.env["ar.remittance"].with_context(ar_remittance_said=True)
        linked = self.browse()
        for company in self.company_id:
            linked |= advices._link_waiting(company)
        return self.browse(linked.ids)

    def _write_state(self, state, today, values):
        """What is applied has done with its advices; what is no longer has them again."""
        result = super()._write_state(state, today, values)
        wanted = {"applied": ("linked", "done"), "set_aside": ("linked", "open")}.get(
            state, ("done", "linked") if state in WAITING else None)
        if wanted:
            before, after = wanted
            self.env["ar.remittance"].sudo().search(  # follows from the payment
                [("payment_id", "in", self.ids), ("state", "=", before)])._set_state(after)
        return result

    def _propose_again(self):
        """Make the proposals of payments anew that still wait, as an advice says more, or less, about them."""
        waiting = self.filtered(lambda payment: payment.state in WAITING)
        if waiting:
            waiting._propose()

    def action_link_remittance(self):
        """Link the advice in whose form the payment is suggested."""
        self.ensure_one()
        self.env["ar.remittance"].browse(self.env.context.get("ar_remittance_id"))._link_to(self)
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def action_open_remittances(self):
        """Open the advices that explain the payment."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ar_specialist.ar_remittance_action")
        action.update(domain=[("payment_id", "=", self.id)], context={})
        if self.remittance_count == 1:
            action.update(views=[(False, "form")], res_id=self.remittance_ids.id)
        return action


class ArCashPaymentMailed(models.Model):
    """An email's sender can be forged: what only an email says of a payment is suggested, never applied by itself."""

    _inherit = "ar.cash.payment"

    def _write_proposals(self, company, proposals, to_look_at):
        mailed = dict.fromkeys(self._sure_by_email_alone(company, proposals), "mailed")
        return super()._write_proposals(company, proposals, {**mailed, **to_look_at})

    def _sure_by_email_alone(self, company, proposals):
        """Return the payments that would be applied, and would not be, or otherwise, without what emails say."""
        advices = self.env["ar.remittance"].search([
            ("payment_id", "in", self.ids), ("source", "=", "mail"), ("linked_by_id", "=", False),
            ("state", "in", ("linked", "done"))])
        sure = advices.payment_id.filtered(lambda payment: proposals[payment.id].decision == APPLY)
        if not sure:
            return sure
        facts = [replace(fact, documents=()) for fact in sure._cash_facts()]
        index = company._cash_index_for(facts) if len(facts) <= FEW else company._cash_index()
        without = propose_all(facts, index, company._cash_rules())
        return sure.filtered(lambda payment: _settled(proposals[payment.id]) != _settled(without[payment.id]))


def _settled(proposal):
    """Return what is applied of a proposal by itself, whatever the order of its items."""
    return proposal.decision, proposal.customer, {(line.item, line.amount) for line in proposal.lines}
