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
TRUE = SQL("TRUE")


@dataclass(frozen=True)
class Scope:
    """Which items: posted receivable items up to `as_of` of `companies` (ids), further narrowed by `domain`.

    `settled_later` and `drafts_matched` say whether the ledger has any reconciliation dated after `as_of`, any with
    an entry that is not posted; where it is known to have none, a part of the statement is left out.
    """

    as_of: date
    companies: tuple[int, ...]
    accounts: tuple[int, ...]
    domain: list = field(default_factory=list)
    settled_later: bool = True
    drafts_matched: bool = True

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


def movements(env, scope, columns, route=BACKWARD, measures=("amount", "amount_currency")):
    """Return SQL whose rows sum to the open amount of each item on `scope.as_of`.

    :param columns: {name: SQL over `account_move_line`} carried along with each movement
    :param measures: `amount` (company currency), `amount_currency` (item's currency) or both; one that is not asked
        for spares a visit to the tables, the indexes hold the other
    :return: SELECT of these columns, then of the measures
    """
    flush_ledger(env)
    build = _Branches(env, scope, columns, measures)
    first, corrections = build.backward() if route == BACKWARD else build.forward()
    return SQL(" UNION ALL ").join([first, *corrections, *build.drafts()])


def residual_corrections(env, scope, columns):
    """Return SQL as :func:`movements` does, with only what today's residuals lack to be the open amounts of the day.

    On the day itself these are the few reconciliations dated later, or with an entry that is not posted.
    """
    flush_ledger(env)
    build = _Branches(env, scope, columns, ("amount", "amount_currency"))
    _residuals, later = build.backward()
    return SQL(" UNION ALL ").join([*later, *build.drafts()])


def flush_ledger(env):
    """Write to the database what statements over open items read."""
    env["account.move.line"].flush_model([
        "account_id", "amount_currency", "amount_residual", "amount_residual_currency", "balance", "company_id",
        "currency_id", "date", "date_maturity", "invoice_date", "matching_number", "move_id", "parent_state",
        "partner_id",
    ])
    env["account.partial.reconcile"].flush_model()


class _Branches:
    """The parts of the union; each begins with what the ORM's own search gave, so that record rules hold."""

    def __init__(self, env, scope, columns, measures):
        lines = env["account.move.line"].with_context(active_test=False)
        self.query = lines._search(scope.line_domain(), bypass_access=False)
        self.scope = scope
        self.columns = columns
        self.measures = measures

    def _select(self, amount, amount_currency, condition=TRUE, join=SQL()):
        named = [SQL("%s AS %s", expression, SQL.identifier(name)) for name, expression in self.columns.items()]
        values = {"amount": amount, "amount_currency": amount_currency}
        named += [SQL("%s AS %s", values[measure], SQL.identifier(measure)) for measure in self.measures]
        return SQL(
            "SELECT %s FROM %s %s WHERE %s AND %s",
            SQL(", ").join(named), self.query.from_clause, join, self.query.where_clause, condition,
        )

    def backward(self):
        """Return today's residuals, and the branches that give back what was reconciled after the day."""
        residuals = self._select(
            SQL("account_move_line.amount_residual"),
            SQL("account_move_line.amount_residual_currency"),
            SQL("(account_move_line.amount_residual <> 0 OR account_move_line.amount_residual_currency <> 0)"),
        )
        if not self.scope.settled_later:
            return residuals, []
        return residuals, self._both_sides(1, SQL("p.max_date > %s", self.scope.as_of))

    def forward(self):
        """Return balances, and the branches that take off what was reconciled up to the day."""
        balances = self._select(SQL("account_move_line.balance"), SQL("account_move_line.amount_currency"))
        return balances, self._both_sides(-1, SQL("p.max_date <= %s", self.scope.as_of))

    def drafts(self):
        """Give back what a reconciliation with an unposted entry took from the posted item."""
        if not self.scope.drafts_matched:
            return []
        return [
            self._side(side, 1 if side == "debit" else -1, SQL(
                "p.max_date <= %s AND %s IN (SELECT draft.id FROM account_move_line draft"
                " WHERE draft.parent_state <> 'posted' AND draft.matching_number IS NOT NULL)",
                self.scope.as_of, SQL.identifier("p", f"{other}_move_id"),
            ))
            for side, other in [("debit", "credit"), ("credit", "debit")]
        ]

    def _both_sides(self, sign, condition):
        return [self._side("debit", sign, condition), self._side("credit", -sign, condition)]

    def _side(self, side, sign, condition):
        mine = SQL.identifier("p", f"{side}_move_id")
        signed = SQL("%s" if sign > 0 else "-%s", SQL("p.amount"))
        signed_currency = SQL("%s" if sign > 0 else "-%s", SQL.identifier("p", f"{side}_amount_currency"))
        return self._select(signed, signed_currency, condition, SQL(
            "JOIN account_partial_reconcile p ON %s = account_move_line.id", mine))
