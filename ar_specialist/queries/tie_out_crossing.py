"""Reconciliations whose two sides do not stand in one place: what they settle leaves one account and enters another."""

from collections import defaultdict

from odoo.tools import SQL

from ..logic.tie_out import Place, Sums


def crossing_sums(env, scope):
    """Return {cause: {place: :class:`Sums`}}; amounts as they change sub-ledger less general ledger."""
    found = defaultdict(dict)
    for reason, company, account, currency, *sums in env.execute_query(SQL(
        """
        WITH %(crossing)s
        SELECT reason, company_id, account_id, currency_id, COUNT(DISTINCT id), SUM(amount), SUM(amount_currency)
          FROM (%(sides)s) side GROUP BY 1, 2, 3, 4
        """,
        crossing=_crossing(env, scope), sides=_sides(env, scope),
    )):
        found[reason][Place(company, account, currency)] = Sums(*sums)
    return found


def crossing_ids(env, scope, reason):
    """Return SQL for the ids of the items that are reconciled across for that reason."""
    return SQL(
        "WITH %s SELECT id FROM (%s) side WHERE reason = %s", _crossing(env, scope), _sides(env, scope), reason)


def _crossing(env, scope):
    env["account.partial.reconcile"].flush_model()
    env["account.move.line"].flush_model(
        ["account_id", "company_id", "currency_id", "date", "matching_number", "parent_state"])
    reasons = _reasons(scope.as_of)
    cases = SQL(" ").join(SQL("WHEN %s THEN %s", condition, code) for code, condition in reasons.items())
    return SQL(
        """
        crossing AS MATERIALIZED (
            SELECT partial.*, CASE %(cases)s END AS reason
              FROM account_partial_reconcile partial
              JOIN account_move_line debit ON debit.id = partial.debit_move_id
              JOIN account_move_line credit ON credit.id = partial.credit_move_id
             WHERE partial.max_date <= %(day)s AND (%(any)s)
               AND (debit.account_id IN %(accounts)s OR credit.account_id IN %(accounts)s)
        )
        """,
        cases=cases, any=SQL(" OR ").join(reasons.values()), day=scope.as_of, accounts=scope.accounts or (0,),
    )


def _reasons(day):
    """Return {cause: SQL}; the first that is true of a reconciliation is why its sides do not cancel out."""
    return {
        "across_companies": SQL("debit.company_id <> credit.company_id"),
        "across_accounts": SQL("debit.account_id <> credit.account_id"),
        "across_days": SQL(
            "(GREATEST(debit.date, credit.date) > %s"
            " OR debit.parent_state <> 'posted' OR credit.parent_state <> 'posted')", day),
        "across_currencies": SQL(
            "(debit.currency_id <> credit.currency_id"
            " OR partial.debit_amount_currency <> partial.credit_amount_currency)"),
    }


def _sides(env, scope):
    """Return SQL for the sides of these that the sub-ledger reads; one with an unposted entry settles nothing."""
    lines = env["account.move.line"].with_context(active_test=False)
    query = lines._search(scope.line_domain())

    def side(mine, other, sign):
        return SQL(
            """
            SELECT crossing.reason, account_move_line.id, account_move_line.company_id, account_move_line.account_id,
                   account_move_line.currency_id, %(sign)s * crossing.amount AS amount,
                   %(sign)s * %(amount_currency)s AS amount_currency
              FROM %(lines)s
              JOIN crossing ON %(mine)s = account_move_line.id
              JOIN account_move_line other ON other.id = %(other)s
             WHERE %(where)s AND (other.parent_state = 'posted' OR other.matching_number IS NULL)
            """,
            sign=sign, mine=SQL.identifier("crossing", f"{mine}_move_id"),
            other=SQL.identifier("crossing", f"{other}_move_id"),
            amount_currency=SQL.identifier("crossing", f"{mine}_amount_currency"),
            lines=query.from_clause, where=query.where_clause,
        )

    return SQL("%s UNION ALL %s", side("debit", "credit", -1), side("credit", "debit", 1))
