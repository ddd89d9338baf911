from odoo import fields, models
from odoo.tools import SQL

from ...logic.cash_batch import propose_all
from ...logic.cash_proposal import APPLY, ON_ACCOUNT, UNIDENTIFIED
from ...logic.cash_registered import with_registered
from ...queries import cash_claims, cash_payments, cash_registered
from ...queries.cash_coins import from_coins
from .ar_cash_payment import WAITING

#: For so few payments it is quicker to look up what they can mean than to lay everybody's items out.
FEW = 100
WRITTEN = (
    "state", "partner_id", "proposed_partner_id", "customer_by", "score", "reasons", "choice", "ambiguous",
    "proposed_on", "identified_on")


class ArCashPayment(models.Model):
    """What is proposed for incoming payments, and where they wait."""

    _inherit = "ar.cash.payment"

    def _propose(self):
        """Propose customer and items for those that wait and that nobody has chosen items for.

        Each becomes unidentified, to check, ready or unapplied; what was proposed before is forgotten. The number of
        queries is the same for one and for thousands of a company.
        """
        self.check_access("write")
        waiting = self.sudo().filtered(lambda payment: payment.state in WAITING and not payment.is_chosen)
        for company, payments in waiting.grouped("company_id").items():
            payments.with_company(company)._propose_for(company)

    def _propose_for(self, company):
        returns = self.filtered("is_return")
        returns._write_state("check", company._ar_today(), {})
        asked = self - returns
        if not asked:
            return
        facts = asked._cash_facts()
        index = company._cash_index_for(facts) if len(facts) <= FEW else company._cash_index()
        rules = company._cash_rules()
        proposals = asked._registered_first(facts, propose_all(facts, index, rules), index, rules)
        proposals = asked._exchanged(proposals, rules)
        asked._write_proposals(company, proposals, asked._left_to_a_person())
        asked._write_allocations(proposals)
        asked.browse(cash_claims.claimed(self.env, asked.ids))._doubt()

    def _registered_first(self, facts, proposals, index, rules):
        """Return the proposals, but for money that somebody has registered as a payment before the bank had it."""
        items, candidates = cash_registered.registered(self.env, self.ids)
        if not items:
            return proposals
        missing = {item.customer for item in items} - index.customers.keys()
        items = [item for item in items if item.customer not in missing]
        found = propose_all([fact for fact in facts if fact.id in candidates], index.among(items), rules)
        return with_registered(proposals, found, candidates)

    def _cash_facts(self):
        """Return the payments as :class:`..logic.cash_facts.Payment` s, in the order of their ids."""
        return cash_payments.payments(self.env, self.ids, self._remittance_documents())

    def _remittance_documents(self):
        """Return {payment id: tuple of :class:`..logic.cash_facts.Document`}: what remittance advices list."""
        return {}

    def _left_to_a_person(self):
        """Return {payment: code of the reason why it is never again applied without a person}."""
        refused = self.env["ar.cash.refusal"].search([("payment_id", "in", self.ids)]).payment_id
        return {**dict.fromkeys(refused, "refused"), **dict.fromkeys(self._once_undone(), "undone")}

    def _queue_of(self, proposal, alone=True):
        """Return the state in which the payment of a proposal waits.

        :param alone: whether it may be applied without a person
        """
        if proposal.decision == APPLY and proposal.lines:
            # What goes back to a customer is looked at by a person.
            return "ready" if alone and self.amount > 0 else "check"
        if proposal.decision == UNIDENTIFIED:
            return "unidentified"
        # Booked on the customer's account it may stand there; a line of the bank's has still to be booked.
        return "unapplied" if proposal.decision == ON_ACCOUNT and self._is_booked() else "check"

    def _is_booked(self):
        """Return whether the money stands on the customer's account."""
        return bool(self.move_line_id) and not (self.statement_line_id and not self.statement_line_id.is_reconciled)

    def _write_proposals(self, company, proposals, to_look_at):
        now, today = fields.Datetime.now(), company._ar_today()
        rows = []
        for payment in self:
            proposal = proposals[payment.id]
            fixed = payment.customer_by in ("source", "person")
            partner = payment.partner_id.id if fixed else proposal.customer
            reasons = [[reason.code, reason.points, reason.value] for reason in proposal.reasons]
            if why := to_look_at.get(payment):
                reasons.append([why, 0, ""])
            rows.append((
                payment.id, payment._queue_of(proposal, alone=not why), partner, proposal.customer,
                payment.customer_by if fixed else "proposal" if partner else None, proposal.score,
                reasons, proposal.choice, proposal.ambiguous, now, partner and (payment.identified_on or today)))
        self._update_rows(WRITTEN, rows)
        partners = self.env["res.partner"].browse({row[2] for row in rows if row[2]})
        self._write_accounts(self.env["ar.account"].sudo()._for_many(partners, company))
        self._forget_accounts()

    def _forget_accounts(self):
        """Whose customer was only proposed and is no longer has no account either."""
        self.env.execute_query(SQL(
            "UPDATE ar_cash_payment SET account_id = NULL WHERE id = ANY(%s) AND partner_id IS NULL"
            " AND account_id IS NOT NULL RETURNING id", self.ids))
        self.invalidate_model(["account_id"])

    def _write_allocations(self, proposals):
        self.env.execute_query(SQL("DELETE FROM ar_cash_allocation WHERE payment_id = ANY(%s) RETURNING id", self.ids))
        self.env["ar.cash.allocation"].invalidate_model()
        rows = [row for payment in self for row in payment._allocation_rows(proposals[payment.id])]
        self.env["ar.cash.allocation"]._insert_rows((
            "payment_id", "company_id", "currency_id", "sequence", "move_line_id", "item_open", "open_amount", "amount",
            "discount", "write_off", "charges", "left"), rows)

    def _allocation_rows(self, proposal):
        decimals = self.currency_id.decimal_places
        for sequence, line in enumerate(proposal.lines, 1):
            amounts = (line.open, line.amount, line.discount, line.write_off, line.charges, line.left)
            own = 0.0
            if proposal.elsewhere:
                own = self.env["account.move.line"].browse(line.item).amount_residual_currency
            yield (self.id, self.company_id.id, self.currency_id.id, sequence, line.item, own,
                   *(from_coins(amount, decimals) for amount in amounts))

    def _doubt(self):
        """Others want the same items: a person decides who gets them."""
        for payment in self:
            payment.write({
                "state": "check", "ambiguous": True, "reasons": [*(payment.reasons or []), ["claimed", 0, ""]]})
