from odoo import api, models
from odoo.tools import format_amount

from ...logic.tie_out import CAUSES, DIFFERENCE


class ArTieOut(models.AbstractModel):
    """What the tie-out screen asks for: everything of a day in one answer; the companies are the active ones."""

    _inherit = "ar.tie.out"

    @api.model
    @api.readonly
    def get_page(self, options=None):
        """Return the tie-out of a day as plain values.

        :param options: see :meth:`_options`
        :return: dict of `options` (resolved), `state` (see :meth:`_state`), `headline`, `groups` (one per company, with
            its accounts), `causes` and `quiet`, the names of what was looked for and not found
        :raise UserError: for options that can't be read
        :raise AccessError: when the user may not read journal items
        """
        self._check_reader()
        tie_out = self._compute_for(self._any_options(options or {}))
        found = {cause.code for cause in tie_out.causes}
        return {
            "options": {"as_of": tie_out.as_of.isoformat()},
            "state": self._state(tie_out),
            "headline": self._headline(tie_out),
            "groups": [self._screen_group(tie_out, company) for company in tie_out.companies],
            "causes": [self._screen_cause(cause, len(tie_out.companies) > 1) for cause in tie_out.causes],
            "quiet": [self._cause_label(code) for code in CAUSES if code not in found and code != "residual"],
        }

    def _state(self, tie_out):
        """Return "empty", "agrees" (no account differs), "explained" (every difference is) or "unexplained"."""
        if not tie_out.rows:
            return "empty"
        if tie_out.agrees:
            return "agrees"
        return "explained" if tie_out.is_tied else "unexplained"

    def _headline(self, tie_out):
        """Return what the tie-out comes to, as one line."""
        count = len(tie_out.accounts)
        amounts = self._amount_texts(tie_out.differences.items())
        return {
            "empty": lambda: self.env._("No journal items on receivable accounts until this day"),
            "agrees": lambda: self.env._("All %s accounts agree with the general ledger", count) if count > 1
            else self.env._("The receivable account agrees with the general ledger"),
            "explained": lambda: self.env._(
                "%(differing)s of %(count)s accounts differ from the general ledger, by %(amounts)s; nothing is "
                "unexplained", differing=len(tie_out.differences), count=count, amounts=amounts) if count > 1
            else self.env._(
                "The receivable account differs from the general ledger by %s; nothing is unexplained", amounts),
            "unexplained": lambda: self.env._(
                "Unexplained: %s", self._amount_texts(
                    ((row.company, row.account), row.unexplained) for row in tie_out.rows if row.unexplained)
                or self.env._("amounts in document currency")),
        }[self._state(tie_out)]()

    def _amount_texts(self, amounts):
        return ", ".join(
            format_amount(self.env, amount, company.currency_id) for (company, _account), amount in amounts)

    def _screen_group(self, tie_out, company):
        rows = [row for row in tie_out.rows if row.company == company]
        accounts = list(dict.fromkeys(row.account for row in rows))
        return {
            "company_id": company.id,
            "company": company.name,
            "currency_id": company.currency_id.id,
            "accounts": [
                self._screen_account(company, account, [row for row in rows if row.account == account])
                for account in accounts
            ],
            "total": self._summed(company.currency_id, rows),
        }

    def _screen_account(self, company, account, rows):
        is_plain = len(rows) == 1 and rows[0].currency == company.currency_id
        return {
            "id": account.id,
            "code": self._code(company, account),
            "name": account.name,
            **self._summed(company.currency_id, rows),
            "currencies": [] if is_plain else [
                {"id": row.currency.id, "name": row.currency.name, **self._screen_figures(row.document)}
                for row in rows
            ],
        }

    def _summed(self, currency, rows):
        """Return the figures of several rows of one company, in its currency."""
        names = ("subledger", "ledger", "difference", "explained", "unexplained")
        return {name: currency.round(sum(getattr(row, name) for row in rows)) for name in names}

    def _screen_figures(self, figures):
        names = ("subledger", "ledger", "difference", "explained", "unexplained")
        return {name: getattr(figures, name) for name in names}

    def _screen_cause(self, cause, several_companies):
        return {
            "code": cause.code,
            "label": cause.label,
            "advice": self._cause_advice(cause.code),
            "explains": cause.severity == DIFFERENCE,
            "company_id": cause.company.id,
            "company": cause.company.name if several_companies else "",
            "currency_id": cause.company.currency_id.id,
            "count": cause.count,
            "amount": cause.amount,
            "parts": [
                {
                    "account_id": account.id, "account": self._account_name(cause.company, account),
                    "currency_id": currency.id, "count": part.count,
                    "amount": cause.company.currency_id.round(part.amount),
                    "amount_currency": currency.round(part.amount_currency),
                    "is_foreign": currency != cause.company.currency_id,
                }
                for (account, currency), part in cause.parts.items()
            ],
        }
