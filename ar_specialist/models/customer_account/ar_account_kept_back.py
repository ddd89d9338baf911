from odoo import api, models

from ...logic.kept_back import is_promised, promised_of
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
        wanted = set(lines.ids)
        return {
            line: {"promised": amount} for line, amount in promised_of(promises, rows, self._ar_promised_in).items()
            if line in wanted
        }

    @api.model
    def _ar_promised_in(self, promise, row):
        """Return whether the open item of its account is one that `promise` is for."""
        return is_promised(promise, row)
