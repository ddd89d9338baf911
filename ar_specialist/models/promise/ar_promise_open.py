from datetime import timedelta

from odoo import api, fields, models

from ...queries.promise_payments import payments_of

#: Days before a promise for a whole account from which on a payment may still be entered late.
LATE_ENTRIES = 14
#: Key of the whole account among the keys of `known`, which JSON wants as text.
WHOLE = "account"


class ArPromise(models.Model):
    """How much is there to promise: what was open on the day the promise was made."""

    _inherit = "ar.promise"

    @api.model
    def _open_before(self, lines, account, currency, made):
        """Return (what was open when the promise was made, what of it was settled before, as `known` keeps it).

        A promise that is entered later than it was made knows nothing of what was paid since.
        """
        late = made < self.env["ar.run"]._today(account.company_id)
        since = made - timedelta(days=LATE_ENTRIES)
        items = dict.fromkeys(lines.ids, account.id)
        # sudo: what is settled counts, whatever the present user may see of the other side
        found = payments_of(self.sudo().env, items, {} if lines else {account.id: since})
        known = {}
        for payment in found.get(account.id, []):
            key, day = (str(payment.item), payment.settled) if lines else (WHOLE, payment.came)
            if late and day > made:
                continue
            one = known.setdefault(key, [0.0, made])
            known[key] = [one[0] + payment.amounts.get(currency.id, 0.0), max(one[1], day)]
        if lines:
            foreign = currency != account.company_id.currency_id
            whole = sum(lines.mapped("amount_currency" if foreign else "balance"))
            open_amount = currency.round(whole - sum(amount for amount, _day in known.values()))
        else:
            open_amount = self._open_of_account(account, currency)
        return open_amount, {key: [amount, fields.Date.to_string(day)] for key, (amount, day) in known.items()}

    @api.model
    def _open_of_account(self, account, currency):
        domain = [
            ("partner_id.commercial_partner_id", "=", account.partner_id.id), ("parent_state", "=", "posted"),
            ("company_id", "=", account.company_id.id), ("account_type", "=", "asset_receivable"),
            ("reconciled", "=", False),
        ]
        measure = "amount_residual:sum"
        if currency != account.company_id.currency_id:
            domain.append(("currency_id", "=", currency.id))
            measure = "amount_residual_currency:sum"
        [[total]] = self.env["account.move.line"]._read_group(domain, aggregates=[measure])
        return total or 0.0
