from odoo import api, fields, models

from ..logic.cash_returns import WITHIN, Received, TakenBack, reason_of, return_of
from ..queries.cash_coins import from_coins, to_coins
from ..queries.cash_returns import possible_returns


class ArCashReturn(models.Model):
    """Finding returns: lines of the bank by which money went out, and the payments that they take back."""

    _inherit = "ar.cash.return"

    found_line_id = fields.Many2one(
        "account.bank.statement.line", string="Found at the Bank", readonly=True, copy=False, ondelete="set null",
        index="btree_not_null", help="The bank's line of a return that was booked before the bank did.")

    @api.model
    def _find(self, company):
        """Propose a return for each new line of the bank that takes a payment back; return the proposals.

        What was dismissed or undone is not proposed again. Nothing is booked by it.
        """
        pairs = possible_returns(self.env, company, company.ar_cash_fee_most, WITHIN.days)
        candidates = {}
        for line, payment in pairs:
            candidates.setdefault(line, []).append(payment)
        received = self._received({payment for _line, payment in pairs})
        refunds = self._refunds_on_their_way(company)
        values = []
        for line in self.env["account.bank.statement.line"].browse(candidates):
            taken = self._taken_back(line)
            if (taken.currency, taken.amount) in refunds:
                continue  # more likely our own refund of the same amount
            most_fee = to_coins(company.ar_cash_fee_most, company.currency_id.decimal_places)
            found = return_of(taken, [received[payment] for payment in candidates[line.id]], most_fee)
            if found:
                values.append(self._prepare_proposal(line, found))
        met = [vals for vals in values if self._meet_by_hand(vals)]
        return self.sudo().create([vals for vals in values if vals not in met])

    def _meet_by_hand(self, vals):
        """Tell a return that was booked by hand of the bank's line; return whether there is one."""
        byhand = self.sudo().search([
            ("payment_id", "=", vals["payment_id"]), ("state", "=", "done"), ("statement_line_id", "=", False)])
        byhand.found_line_id = vals["statement_line_id"]
        return bool(byhand)

    def _prepare_proposal(self, line, found):
        code = (line.ar_return_reason or "").strip()
        currency = line.foreign_currency_id or line.currency_id
        return {
            "payment_id": found.id, "statement_line_id": line.id, "points": found.points, "bank_code": code,
            "reason": reason_of(code), "fee": from_coins(found.fee, currency.decimal_places), "date": line.date,
            "reasons": [[reason.code, reason.points, reason.value] for reason in found.reasons],
        }

    @api.model
    def _received(self, ids):
        """Return {id: what is known of a payment that came in}."""
        found = {}
        byhand = self.sudo().search([
            ("payment_id", "in", list(ids)), ("state", "=", "done"), ("statement_line_id", "=", False)])
        taken = {record.payment_id: record.amount_bank for record in byhand}
        for payment in self.env["ar.cash.payment"].sudo().browse(ids):
            items = payment.application_ids.line_ids.mapped("item_name")
            found[payment.id] = Received(
                payment.id, to_coins(taken.get(payment, payment.amount), payment.currency_id.decimal_places),
                payment.currency_id.id, payment.date,
                tuple(filter(None, (payment.structured_reference, payment.bank_reference))),
                payment.payer_account or "", payment.payer_name or payment.partner_id.name or "",
                tuple(dict.fromkeys(filter(None, items))))
        return found

    @api.model
    def _taken_back(self, line):
        currency = line.foreign_currency_id or line.currency_id
        text = (line.ar_text or line.payment_ref, line.ref)
        return TakenBack(
            to_coins(self._taken(line), currency.decimal_places), currency.id, line.date,
            tuple(filter(None, (line.ar_structured_reference, line.ar_bank_reference))), line.account_number or "",
            line.partner_name or line.partner_id.name or "", "\n".join(filter(None, text)),
            bool(line.ar_is_reversal or line.ar_return_reason))

    @api.model
    def _refunds_on_their_way(self, company):
        """Return {(currency id, amount in coins)} of payments to customers that the bank has not booked yet."""
        refunds = self.env["account.payment"].sudo().search([
            ("company_id", "=", company.id), ("payment_type", "=", "outbound"), ("partner_type", "=", "customer"),
            ("state", "=", "in_process"), ("is_matched", "=", False)])
        return {
            (refund.currency_id.id, to_coins(refund.amount, refund.currency_id.decimal_places))
            for refund in refunds
        }


class ArCashPayment(models.Model):
    _inherit = "ar.cash.payment"

    @api.model
    def _collect(self, company):
        """Returns are looked for among new lines of the bank, too."""
        payments = super()._collect(company)
        self.env["ar.cash.return"]._find(company)
        return payments
