from collections import defaultdict

from odoo import api, models

from ...logic.kept_back import spread
from ...queries.promises_open import open_items_of_accounts, open_promises


class ArAccount(models.Model):
    """What is kept out of follow-ups amount by amount: extend here."""

    _inherit = "ar.account"

    @api.model
    def _ar_kept_back(self, lines, day):
        """Return {move line id: {code: amount}} of what `lines` may not be reminded of on `day`.

        Amounts are positive, in company currency; together they may exceed what is open: `logic/kept_back.py` caps
        them. Codes have a name in `ar.reason`. In a constant number of queries, whatever the number of items.
        """
        promises = open_promises(self.env, lines.ids, day) if lines else []
        if not promises:
            return {}
        rows = open_items_of_accounts(self.env, {promise.account_id for promise in promises})
        left, wanted, kept = {row.line_id: 1.0 for row in rows}, set(lines.ids), {}
        of_account = defaultdict(list)
        for row in rows:
            of_account[row.account_id].append(row)
        # A promise for items knows where it belongs; one for the whole account takes what those leave.
        for promise in sorted(promises, key=lambda promise: not promise.items):
            own = {
                row.line_id: row for row in of_account[promise.account_id] if self._ar_promised_in(promise, row)}
            opens = {
                line: row.amount_currency if promise.is_foreign else row.amount for line, row in own.items()}
            shares = spread(promise.outstanding, [(line, left[line] * amount) for line, amount in opens.items()])
            for line, share in shares.items():
                part = share / opens[line]
                left[line] -= part
                if line in wanted:
                    amounts = kept.setdefault(line, {"promised": 0.0})
                    amounts["promised"] += own[line].amount * part
        return kept

    @api.model
    def _ar_promised_in(self, promise, row):
        """Return whether the open item of its account is one that `promise` is for."""
        if promise.items:
            return row.line_id in promise.items
        return not promise.is_foreign or row.currency_id == promise.currency_id
