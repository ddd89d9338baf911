"""Open receivable items as of any day, as SQL over journal items and partial reconciliations.

The open amount of a day is the balance less the reconciliations dated on or before it. Two routes lead there:

* backward: today's residual plus the reconciliations dated after the day,
* forward: the balance less the reconciliations dated on or before the day.

Both are unions of *movements*, rows that add up to the open amount of their item; whoever sums needs no join of the
parts. A reconciliation with an entry that is not posted counts on neither route: the ledger does not know it yet.
"""

from dataclasses import dataclass, field
from datetime import date

from odoo.tools import SQL

BACKWARD, FORWARD = "backward", "forward"


@dataclass(frozen=True)
class Scope:
    """Which items: posted receivable items up to `as_of` of `companies` (ids), further narrowed by `domain`."""

    as_of: date
    companies: tuple[int, ...]
    accounts: tuple[int, ...]
    domain: list = field(default_factory=list)

    def line_domain(self):
        return [
            ("account_id", "in", self.accounts),
            ("parent_state", "=", "posted"),
            ("date", "<=", self.as_of),
            ("company_id", "in", self.companies),
            *self.domain,
        ]


# Journal item columns that may be asked for, by the name they get in the result.
DATES = {
    "due": SQL("COALESCE(account_move_line.date_maturity, account_move_line.date)"),
    "invoice": SQL("COALESCE(account_move_line.invoice_date, account_move_line.date)"),
    "accounting": SQL("account_move_line.date"),
}


def receivable_accounts(env):
    """Return the ids of every receivable account, archived ones and those of other companies included."""
    query = env["account.account"].sudo().with_context(active_test=False)._search(
        [("account_type", "=", "asset_receivable")]
    )
    return tuple(row[0] for row in env.execute_query(query.select()))


def movements(env, scope, columns, route=BACKWARD):
    """Return SQL whose rows sum to the open amount of each item on `scope.as_of`.

    :param columns: {name: SQL over `account_move_line`} carried along with each movement
    :return: SELECT of these columns, then `amount` (company currency) and `amount_currency` (item's currency)
    """
    _flush(env)
    build = _Branches(env, scope, columns)
    first = build.residuals() if route == BACKWARD else build.balances()
    return SQL(" UNION ALL ").join([first, *build.corrections(route)])


def residual_corrections(env, scope, columns):
    """Return SQL as :func:`movements` does, with only what today's residuals lack to be the open amounts of the day.

    On the day itself these are the few reconciliations dated later, or with an entry that is not posted.
    """
    _flush(env)
    return SQL(" UNION ALL ").join(_Branches(env, scope, columns).corrections(BACKWARD))


def _flush(env):
    env["account.move.line"].flush_model([
        "account_id", "amount_currency", "amount_residual", "amount_residual_currency", "balance", "company_id",
        "currency_id", "date", "date_maturity", "invoice_date", "matching_number", "move_id", "parent_state",
        "partner_id",
    ])
    env["account.partial.reconcile"].flush_model()


class _Branches:
    """The parts of the union; each begins with the ORM's own search, so that record rules hold."""

    def __init__(self, env, scope, columns):
        self.lines = env["account.move.line"].with_context(active_test=False)
        self.scope = scope
        self.columns = columns

    def _select(self, amount, amount_currency, condition=None, join=None):
        query = self.lines._search(self.scope.line_domain(), bypass_access=False)
        if join:
            query.add_join("JOIN", "p", "account_partial_reconcile", join)
        if condition:
            query.add_where(condition)
        named = [SQL("%s AS %s", expression, SQL.identifier(name)) for name, expression in self.columns.items()]
        named += [SQL("%s AS amount", amount), SQL("%s AS amount_currency", amount_currency)]
        return SQL("SELECT %s FROM %s WHERE %s", SQL(", ").join(named), query.from_clause, query.where_clause)

    def residuals(self):
        return self._select(
            SQL("account_move_line.amount_residual"),
            SQL("account_move_line.amount_residual_currency"),
            SQL("(account_move_line.amount_residual <> 0 OR account_move_line.amount_residual_currency <> 0)"),
        )

    def balances(self):
        return self._select(SQL("account_move_line.balance"), SQL("account_move_line.amount_currency"))

    def corrections(self, route):
        """The partial reconciliations between the first branch of `route` and the open amounts of the day."""
        later = route == BACKWARD
        day = SQL("p.max_date > %s" if later else "p.max_date <= %s", self.scope.as_of)
        undo = 1 if later else -1
        return [
            self.partials("debit", undo, day), self.partials("credit", -undo, day),
            self.drafts("debit"), self.drafts("credit"),
        ]

    def partials(self, side, sign, condition):
        mine = SQL.identifier("p", f"{side}_move_id")
        signed = SQL("%s" if sign > 0 else "-%s", SQL("p.amount"))
        signed_currency = SQL("%s" if sign > 0 else "-%s", SQL.identifier("p", f"{side}_amount_currency"))
        return self._select(signed, signed_currency, condition, SQL("%s = account_move_line.id", mine))

    def drafts(self, side):
        """Give back what a reconciliation with an unposted entry took from the posted item on `side`."""
        other = "credit" if side == "debit" else "debit"
        matched_drafts = SQL(
            "p.max_date <= %s AND %s IN (SELECT draft.id FROM account_move_line draft"
            " WHERE draft.parent_state <> 'posted' AND draft.matching_number IS NOT NULL)",
            self.scope.as_of, SQL.identifier("p", f"{other}_move_id"),
        )
        return self.partials(side, 1 if side == "debit" else -1, matched_drafts)
