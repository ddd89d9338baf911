from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ...logic.cash_returns import WITHIN, Part, Received, TakenBack, reason_of, return_of, returns_of
from ...queries import cash_sources
from ...queries.cash_coins import from_coins, to_coins
from ...queries.cash_returns import named_returns, possible_returns
from .ar_cash_payment import WAITING


class ArCashReturn(models.Model):
    """Finding returns: lines of the bank by which money went out, and the payments that they take back."""

    _inherit = "ar.cash.return"

    found_line_id = fields.Many2one(
        "account.bank.statement.line", string="Found at the Bank", readonly=True, copy=False, ondelete="set null",
        index="btree_not_null", help="The bank's line of a return that was booked before the bank did.")
    way_line_id = fields.Many2one(
        "account.move.line", string="On Its Way", readonly=True, copy=False, ondelete="set null",
        index="btree_not_null", help="What the bank has not booked yet.")

    @api.model
    def _find(self, company):
        """Propose a return for each new line of the bank that takes a payment back; return the proposals.

        What was dismissed or undone is not proposed again. Nothing is booked by it.
        """
        pairs = possible_returns(self.env, company, company.ar_cash_fee_most, WITHIN.days)
        received = self._received({payment for _line, payment in pairs})
        refunds = self._refunds_on_their_way(company)
        values, most_fee = [], to_coins(company.ar_cash_fee_most, company.currency_id.decimal_places)
        for line, taken, payments in self._asked(pairs, received):
            if (taken.currency, taken.amount) in refunds:
                continue  # more likely our own refund of the same amount
            if found := return_of(taken, payments, most_fee):
                values.append(self._prepare_proposal(line, found))
        met = [vals for vals in values if self._meet_by_hand(vals)]
        found = self.sudo().create([vals for vals in values if vals not in met])
        return found + self._find_named(company, most_fee)

    @api.model
    def _find_named(self, company, most_fee):
        """Propose what comes to one amount of the bank's: several payments, or parts of them, that it names."""
        pairs = named_returns(self.env, company, WITHIN.days)
        values = [
            self._prepare_proposal(line, found)
            for line, taken, payments in self._asked(pairs, self._received({payment for _line, payment in pairs}))
            for found in returns_of(taken, payments, most_fee)]
        return self.sudo().create(values)

    @api.model
    def _asked(self, pairs, received):
        """Yield (line of the bank, what it takes back, payments that it may be)."""
        candidates = {}
        for line, payment in pairs:
            candidates.setdefault(line, []).append(received[payment])
        for line in self.env["account.bank.statement.line"].browse(candidates):
            yield line, self._taken_back(line), candidates[line.id]

    def _meet_by_hand(self, vals):
        """Tell a return that was booked by hand of the bank's line; return whether there is one."""
        byhand = self.sudo().search([
            ("payment_id", "=", vals["payment_id"]), ("state", "=", "done"), ("statement_line_id", "=", False)])
        byhand.found_line_id = vals["statement_line_id"]
        return bool(byhand)

    def _prepare_proposal(self, line, found):
        code = (line.ar_return_reason or "").strip()
        currency = line.foreign_currency_id or line.currency_id
        parts = {
            "is_part": True, "part_ids": [Command.create({"application_line_id": part}) for part in found.parts],
        } if found.parts else {}
        return {
            **parts, "payment_id": found.id, "statement_line_id": line.id, "points": found.points, "bank_code": code,
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
            lines = payment.application_ids.line_ids
            decimals, items = payment.currency_id.decimal_places, lines.mapped("item_name")
            applied = lines.filtered(lambda line: line.application_id.state == "applied" and line.amount > 0)
            found[payment.id] = Received(
                payment.id, to_coins(taken.get(payment, payment.amount), decimals),
                payment.currency_id.id, payment.date,
                tuple(filter(None, (payment.structured_reference, payment.bank_reference))),
                payment.payer_account or "", payment.payer_name or payment.partner_id.name or "",
                tuple(dict.fromkeys(filter(None, items))),
                tuple(Part(line.id, line.item_name or "", to_coins(line.amount, decimals)) for line in applied))
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

    def action_meet(self):
        """Book the line of the bank that was found: it settles what was on its way."""
        self.ensure_one()
        record = self._lock_payment()
        line, way = record.found_line_id, record.way_line_id
        if record.state != "done" or not line or not way or way.reconciled:
            raise UserError(self.env._("No line of the bank waits for this return."))
        _liquidity, suspense, _others = line._seek_for_lines()
        made = record._replace_suspense(line, [{
            "name": record.display_name, "account_id": way.account_id.id, "partner_id": way.partner_id.id,
            "currency_id": suspense.currency_id.id, "amount_currency": suspense.amount_currency,
            "balance": suspense.balance, "tax_ids": [Command.clear()]}])
        (way + made).reconcile()
        record.write({"statement_line_id": line.id, "found_line_id": False})
        taken = record._taken_payment()
        taken._set_state("returned", amount_left=0.0)


class ArCashPayment(models.Model):
    _inherit = "ar.cash.payment"

    @api.model
    def _collect(self, company):
        """Returns are looked for among new lines of the bank, too."""
        payments = super()._collect(company)
        found = self.env["ar.cash.return"]._find(company)
        return payments + self._take_up_returns(company, found) if found else payments

    @api.model
    def _take_up_returns(self, company, found):
        """Let lines that are returns by what was found wait as such; return those that were not known before."""
        cash_sources.flush_sources(self.env)
        self = self.sudo().with_company(company)  # as `_collect`
        found.statement_line_id.ar_cash_payment_ids.filtered(lambda one: one.state in WAITING).is_return = True
        made = self._insert_new(cash_sources.statement_lines(company))
        made._complete(company)
        return made.sudo(False)
