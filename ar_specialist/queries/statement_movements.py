"""What moved the balances of customers in a period: their entries, and what settled items across their balances."""

from collections import defaultdict
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from odoo.tools import SQL

from ..logic.statement_movements import EXCHANGE, OTHER_ACCOUNT, OTHER_CURRENCY
from .open_items import DATES

EXCHANGE_ACCOUNTS = ("expense_currency_exchange_account_id", "income_currency_exchange_account_id")
DISCOUNT_ACCOUNTS = (
    "account_journal_early_pay_discount_loss_account_id", "account_journal_early_pay_discount_gain_account_id")
#: Whether an entry moved money; `move`, `journal` and `facts` as below.
IS_MONEY = SQL(
    "(journal.type IN ('bank', 'cash', 'credit') OR move.origin_payment_id IS NOT NULL"
    " OR move.statement_line_id IS NOT NULL OR COALESCE(facts.money, FALSE))")
#: Of the entries in `moved`, those that are no documents.
ENTRIES = SQL(
    "SELECT moved.move_id FROM moved JOIN account_move move ON move.id = moved.move_id WHERE move.move_type = 'entry'")


class MovementFact(NamedTuple):
    """An entry's part in a customer's balance in one currency, or a settlement that leaves that balance.

    What the parts mean: :func:`..logic.statement_movements.movements`.
    """

    customer_id: int
    company_id: int
    currency_id: int
    move_id: int
    date: date
    due: Any
    number: str
    reference: str
    amount: float
    settles: str
    move_type: str
    is_money: bool
    is_exchange: bool
    is_reversal: bool
    receivable: float
    discounted: float
    written_off: float
    exchanged: float
    is_recovery: bool = False


def period_movements(env, scope, date_from):
    """Return {(commercial partner id, company id): list of :class:`MovementFact`} in one statement.

    :param scope: the items of the customers up to the last day of the period
    :param date_from: first day of the period
    """
    flush_entries(env)
    env["account.move.line"].flush_model(["move_name", "ref"])
    lines = env["account.move.line"].with_context(active_test=False)
    query = lines._search(scope.line_domain(), bypass_access=False)
    found = defaultdict(list)
    for fact in map(MovementFact._make, env.execute_query(_statement(query, scope, date_from))):
        found[fact.customer_id, fact.company_id].append(fact)
    return found


def flush_entries(env):
    """Write to the database what tells the class of an entry."""
    env["res.partner"].flush_model(["commercial_partner_id"])
    env["account.move.line"].flush_model(["journal_id", "tax_line_id"])
    env["ar.write.off"].flush_model(["move_id"])
    env["ar.write.off.recovery"].flush_model(["move_id"])
    env["account.move"].flush_model(
        ["journal_id", "move_type", "origin_payment_id", "reversed_entry_id", "statement_line_id"])
    env["account.account"].flush_model(["account_type"])
    env["account.journal"].flush_model(["type"])
    env["res.company"].flush_model([*EXCHANGE_ACCOUNTS, *DISCOUNT_ACCOUNTS])


def _statement(query, scope, date_from):
    return SQL(
        """
        WITH moved AS MATERIALIZED (%(entries)s),
             facts AS MATERIALIZED (%(facts)s)
        SELECT moved.customer, moved.company_id, moved.currency_id, moved.move_id, moved.date, moved.due,
               COALESCE(moved.number, ''), COALESCE(moved.reference, ''), moved.amount::float8, '', move.move_type,
               %(is_money)s, COALESCE(facts.linked_exchange, FALSE), move.reversed_entry_id IS NOT NULL,
               COALESCE(facts.receivable, 0)::float8, COALESCE(facts.discounted, 0)::float8,
               COALESCE(facts.written_off, 0)::float8, COALESCE(facts.exchanged, 0)::float8,
               COALESCE(facts.is_recovery, FALSE)
          FROM moved
          JOIN account_move move ON move.id = moved.move_id
          JOIN account_journal journal ON journal.id = move.journal_id
          LEFT JOIN facts ON facts.move_id = moved.move_id
        UNION ALL %(from_debit)s UNION ALL %(from_credit)s
        """,
        entries=_entries(query, date_from), facts=entry_facts(scope), is_money=IS_MONEY,
        from_debit=_settlements(query, scope, date_from, "debit", "credit"),
        from_credit=_settlements(query, scope, date_from, "credit", "debit"),
    )


def _entries(query, date_from):
    """Return SQL for what each entry of the period changed in the balance of a customer in a currency."""
    return SQL(
        """
        SELECT customer.commercial_partner_id AS customer, account_move_line.company_id,
               account_move_line.currency_id, account_move_line.move_id, account_move_line.date,
               MAX(%(due)s) AS due, MAX(account_move_line.move_name) AS number,
               MAX(account_move_line.ref) AS reference, SUM(account_move_line.amount_currency) AS amount
          FROM %(lines)s
          JOIN res_partner customer ON customer.id = account_move_line.partner_id
         WHERE %(where)s AND account_move_line.date >= %(date_from)s
         GROUP BY customer.commercial_partner_id, account_move_line.company_id, account_move_line.currency_id,
               account_move_line.move_id, account_move_line.date
        HAVING SUM(account_move_line.amount_currency) <> 0
        """,
        due=DATES["due"], lines=query.from_clause, where=query.where_clause, date_from=date_from,
    )


def entry_facts(scope, in_company_currency=False, entries=ENTRIES):
    """Return SQL for what else stands in the entries of `moved` that are no documents, once for each that tells.

    The sums are in the entry's currency, and in that of the company where it has several or that one is asked for.
    Tax beside a cash discount belongs to it. An entry of a write-off is one whole, with its tax that is not due yet.

    :param entries: SQL for the ids of these entries
    """
    exchange, discount = _of_company(EXCHANGE_ACCOUNTS), _of_company(DISCOUNT_ACCOUNTS)
    loss = SQL(
        "(account.account_type LIKE 'income%%' OR account.account_type LIKE 'expense%%')"
        " AND (%s) IS NOT TRUE AND (%s) IS NOT TRUE", exchange, discount)
    tax = SQL("other.tax_line_id IS NOT NULL AND (%s) IS NOT TRUE AND (%s) IS NOT TRUE", exchange, discount)

    total = partial(_entry_total, in_company_currency)
    return SQL(
        """
        SELECT other.move_id,
               BOOL_OR(account.account_type IN ('asset_cash', 'liability_credit_card')) AS money,
               EXISTS (SELECT 1 FROM account_partial_reconcile p WHERE p.exchange_move_id = other.move_id)
                   AS linked_exchange,
               %(receivable)s AS receivable,
               CASE WHEN BOOL_OR(given.recovered IS FALSE) THEN 0
                    ELSE %(discounted)s + CASE WHEN BOOL_OR(%(discount)s) THEN %(tax)s ELSE 0 END END AS discounted,
               CASE WHEN BOOL_OR(given.recovered IS FALSE) THEN -%(receivable)s
                    ELSE %(lost)s + CASE WHEN BOOL_OR(%(discount)s) THEN 0 ELSE %(tax)s END END AS written_off,
               COALESCE(BOOL_OR(given.recovered), FALSE) AS is_recovery,
               CASE WHEN BOOL_OR(given.recovered IS FALSE) THEN 0 ELSE %(exchanged)s END AS exchanged
          FROM account_move_line other
          JOIN account_account account ON account.id = other.account_id
          JOIN res_company company ON company.id = other.company_id
          LEFT JOIN (%(given_up)s) given ON given.move_id = other.move_id
         WHERE other.move_id IN (%(telling)s)
         GROUP BY other.move_id
        """,
        receivable=total(SQL("account.id IN %s", scope.accounts or (0,))), discount=discount,
        discounted=total(discount), tax=total(SQL("%s AND NOT (%s)", tax, loss)), lost=total(loss),
        exchanged=total(exchange), telling=_telling(entries), given_up=_GIVEN_UP,
    )


def _telling(entries):
    """Return SQL for the ids of those of `entries` that are more than money on a journal of money.

    Most are no more: of these, the journal says all there is to know, and summing up their items would take the time.
    """
    named = SQL(", ").join(SQL.identifier(name) for name in (*EXCHANGE_ACCOUNTS, *DISCOUNT_ACCOUNTS))
    return SQL(
        """
        SELECT item.move_id FROM account_move_line item
         WHERE item.move_id IN (%(entries)s) AND (
               item.tax_line_id IS NOT NULL
            OR item.account_id IN (SELECT unnest(ARRAY[%(named)s]) FROM res_company)
            OR item.account_id IN (
               SELECT id FROM account_account WHERE account_type LIKE 'income%%' OR account_type LIKE 'expense%%')
            OR item.account_id IN (
               SELECT id FROM account_account WHERE account_type IN ('asset_cash', 'liability_credit_card'))
           AND item.journal_id NOT IN (SELECT id FROM account_journal WHERE type IN ('bank', 'cash', 'credit')))
         UNION SELECT exchange_move_id FROM account_partial_reconcile
         WHERE exchange_move_id IN (%(entries)s)
         UNION SELECT given.move_id FROM (%(given_up)s) given WHERE given.move_id IN (%(entries)s)
        """,
        entries=entries, named=named, given_up=_GIVEN_UP)


def _entry_total(in_company_currency, condition):
    """Return SQL for the sum of an entry's items that meet `condition`; see :func:`entry_facts`."""
    in_company = SQL("SUM(other.balance) FILTER (WHERE %s)", condition)
    if in_company_currency:
        return SQL("COALESCE(%s, 0)", in_company)
    return SQL(
        "COALESCE(CASE WHEN MIN(other.currency_id) = MAX(other.currency_id)"
        " THEN SUM(other.amount_currency) FILTER (WHERE %s) ELSE %s END, 0)", condition, in_company)


#: Entries of write-offs and of their recoveries, and what took them back.
_GIVEN_UP = SQL(
    """
    WITH made AS (
        SELECT move_id, FALSE AS recovered FROM ar_write_off WHERE move_id IS NOT NULL
         UNION SELECT move_id, TRUE FROM ar_write_off_recovery)
    SELECT move_id, recovered FROM made
     UNION SELECT back.id, made.recovered FROM made JOIN account_move back ON back.reversed_entry_id = made.move_id
    """)


def _of_company(names):
    """Return SQL for whether `account` is one of those that the company names in its fields `names`."""
    return SQL("account.id IN (%s)", SQL(", ").join(SQL.identifier("company", name) for name in names))


def _settlements(query, scope, date_from, mine, theirs):
    """Return SQL for what the reconciliations of the period took from items on the side `mine` for another balance.

    Within one balance a reconciliation changes nothing, unless its sides differ: the side of the debit carries that.
    """
    own_balance = SQL(
        "COALESCE(other.commercial_partner_id = customer.commercial_partner_id, FALSE)"
        " AND theirs.company_id = account_move_line.company_id")
    same = SQL("%s AND theirs.currency_id = account_move_line.currency_id", own_balance)
    taken = SQL(
        "CASE WHEN %s THEN p.credit_amount_currency ELSE 0 END - p.debit_amount_currency" if mine == "debit"
        else "CASE WHEN %s THEN 0 ELSE p.credit_amount_currency END", same)
    return SQL(
        """
        SELECT customer.commercial_partner_id, account_move_line.company_id, account_move_line.currency_id,
               account_move_line.move_id, p.max_date, NULL::date, COALESCE(account_move_line.move_name, ''),
               CASE WHEN %(own_balance)s THEN COALESCE(theirs.move_name, '') ELSE '' END,
               SUM(%(taken)s)::float8,
               CASE WHEN %(same)s THEN %(exchange)s WHEN %(own_balance)s THEN %(currency)s ELSE %(account)s END,
               '', FALSE, FALSE, FALSE, 0, 0, 0, 0, FALSE
          FROM %(lines)s
          JOIN account_partial_reconcile p ON %(mine)s = account_move_line.id
          JOIN account_move_line theirs ON theirs.id = %(theirs)s AND theirs.parent_state = 'posted'
          JOIN res_partner customer ON customer.id = account_move_line.partner_id
          LEFT JOIN res_partner other ON other.id = theirs.partner_id
         WHERE %(where)s AND p.max_date BETWEEN %(date_from)s AND %(as_of)s AND %(taken)s <> 0
         GROUP BY 1, 2, 3, 4, 5, 7, 8, 10
        """,
        own_balance=own_balance, same=same, taken=taken, exchange=EXCHANGE, currency=OTHER_CURRENCY,
        account=OTHER_ACCOUNT, lines=query.from_clause, where=query.where_clause,
        mine=SQL.identifier("p", f"{mine}_move_id"), theirs=SQL.identifier("p", f"{theirs}_move_id"),
        date_from=date_from, as_of=scope.as_of)
