"""What a period did to receivables, summed by balance: what was open before it, and its movements by class.

A balance is what is open of a key (customer, account, company or item) in a currency: the ledger's own balance, less
what reconciliations settled with another balance. So the figures add up to the aging of any day, by customer and by
currency too.
"""

from dataclasses import dataclass
from typing import NamedTuple

from odoo.tools import SQL

from ..logic.statement_movements import EXCHANGE, OTHER_ACCOUNT, OTHER_CURRENCY
from .open_items import flush_ledger, movements
from .statement_movements import IS_MONEY, entry_facts, flush_entries


@dataclass(frozen=True)
class Balance:
    """How a grouping finds its key: `model` it is a record of, SQL over a journal item and its `customer`."""

    model: str
    key: SQL


BALANCES = {
    "partner": Balance("res.partner", SQL("customer.commercial_partner_id")),
    "account": Balance("account.account", SQL("account_move_line.account_id")),
    "company": Balance("res.company", SQL("account_move_line.company_id")),
    "item": Balance("account.move.line", SQL("account_move_line.id")),
}
ENTRIES = SQL("SELECT move_id FROM moved WHERE move_type = 'entry'")
CUSTOMER = SQL("LEFT JOIN res_partner customer ON customer.id = account_move_line.partner_id")


class RollFact(NamedTuple):
    """Entries of one kind in a balance, or what settlements took from it.

    What the parts mean: :func:`..logic.statement_movements.movements`. Entries with a part that is no money and no
    document stand alone, because such a part is rounded.
    """

    key: int
    company_id: int
    currency_id: int
    settles: str
    move_type: str
    is_money: bool
    is_exchange: bool
    is_reversal: bool
    amount: float
    receivable: float
    discounted: float
    written_off: float
    exchanged: float
    is_recovery: bool = False


def opening_balances(env, scope, route, balance, *, in_document):
    """Return rows (key, company id, currency id, amount) of what was open at the end of `scope.as_of`.

    :param balance: a :class:`Balance`
    :param in_document: amounts in the item's currency instead of the company's; else the currency id is None
    """
    env["res.partner"].flush_model(["commercial_partner_id"])
    measure = "amount_currency" if in_document else "amount"
    columns = {
        "item": SQL("account_move_line.id"), "partner": SQL("account_move_line.partner_id"),
        "account": SQL("account_move_line.account_id"), "company": SQL("account_move_line.company_id"),
        "currency": _currency(in_document),
    }
    keys = {
        "res.partner": SQL("customer.commercial_partner_id"), "account.account": SQL("open.account"),
        "res.company": SQL("open.company"), "account.move.line": SQL("open.item"),
    }
    return env.execute_query(SQL(
        "SELECT %(key)s, open.company, open.currency, SUM(%(measure)s)::float8 FROM (%(movements)s) open"
        " LEFT JOIN res_partner customer ON customer.id = open.partner GROUP BY 1, 2, 3 HAVING SUM(%(measure)s) <> 0",
        key=keys[balance.model], measure=SQL.identifier("open", measure),
        movements=movements(env, scope, columns, route, [measure])))


def roll_forward_facts(env, scope, date_from, balance, *, in_document):
    """Return a list of :class:`RollFact` from `date_from` to `scope.as_of`, in one statement."""
    flush_ledger(env)
    flush_entries(env)
    lines = env["account.move.line"].with_context(active_test=False)
    query = lines._search(scope.line_domain(), bypass_access=False)
    return [RollFact._make(row) for row in env.execute_query(
        _statement(query, scope, date_from, balance, in_document))]


def _currency(in_document):
    return SQL("account_move_line.currency_id") if in_document else SQL("NULL::integer")


def _statement(query, scope, date_from, balance, in_document):
    return SQL(
        """
        WITH moved AS MATERIALIZED (%(items)s),
             crossing AS MATERIALIZED (%(crossing)s),
             facts AS MATERIALIZED (
                SELECT *, discounted <> 0 OR written_off <> 0 OR exchanged <> 0 AS has_parts FROM (%(facts)s) entry)
        SELECT move.key, move.company_id, move.currency_id, '', move.move_type, %(is_money)s,
               COALESCE(facts.linked_exchange, FALSE), move.reversed_entry_id IS NOT NULL,
               SUM(move.amount)::float8,
               CASE WHEN facts.has_parts THEN facts.receivable ELSE 0 END::float8,
               COALESCE(facts.discounted, 0)::float8, COALESCE(facts.written_off, 0)::float8,
               COALESCE(facts.exchanged, 0)::float8,
               COALESCE(facts.is_recovery, FALSE)
          FROM moved move
          JOIN account_journal journal ON journal.id = move.journal_id
          LEFT JOIN facts ON facts.move_id = move.move_id
         GROUP BY 1, 2, 3, 5, 6, 7, 8, 10, 11, 12, 13, 14, CASE WHEN facts.has_parts THEN move.item END
        UNION ALL %(from_debit)s UNION ALL %(from_credit)s
        """,
        items=_items(query, date_from, balance, in_document),
        facts=entry_facts(scope, in_company_currency=not in_document, entries=ENTRIES), is_money=IS_MONEY,
        crossing=_crossing(scope, date_from, in_document),
        from_debit=_settlements(query, balance, in_document, "debit"),
        from_credit=_settlements(query, balance, in_document, "credit"),
    )


def _items(query, date_from, balance, in_document):
    """Return SQL for the items of the period, each with what tells the class of its entry."""
    amount = SQL("account_move_line.amount_currency") if in_document else SQL("account_move_line.balance")
    return SQL(
        """
        SELECT %(key)s AS key, account_move_line.company_id, %(currency)s AS currency_id,
               account_move_line.id AS item, account_move_line.move_id, %(amount)s AS amount, entry.move_type,
               entry.journal_id, entry.origin_payment_id, entry.statement_line_id, entry.reversed_entry_id
          FROM %(lines)s %(customer)s
          JOIN account_move entry ON entry.id = account_move_line.move_id
         WHERE %(where)s AND account_move_line.date >= %(date_from)s
        """,
        key=balance.key, currency=_currency(in_document), amount=amount, customer=CUSTOMER,
        lines=query.from_clause, where=query.where_clause, date_from=date_from)


def _crossing(scope, date_from, in_document):
    """Return SQL for the period's reconciliations whose sides are not in one balance, each found once.

    Between items of one customer, account, company and currency a reconciliation changes no balance; all the others
    are read from both sides, and cancel out where both are in one balance.
    """
    owner = SQL("debtor.commercial_partner_id IS NOT DISTINCT FROM creditor.commercial_partner_id"
                " AND debit.account_id = credit.account_id AND debit.company_id = credit.company_id")
    currency = SQL("debit.currency_id = credit.currency_id") if in_document else SQL("TRUE")
    equal = SQL("p.debit_amount_currency = p.credit_amount_currency") if in_document else SQL("TRUE")
    return SQL(
        """
        SELECT p.debit_move_id, p.credit_move_id, p.amount, p.debit_amount_currency, p.credit_amount_currency,
               debit.parent_state AS debit_state, credit.parent_state AS credit_state,
               CASE WHEN NOT (%(owner)s) THEN %(account)s WHEN NOT (%(currency)s) THEN %(other_currency)s
                    ELSE %(exchange)s END AS settles
          FROM account_partial_reconcile p
          JOIN account_move_line debit ON debit.id = p.debit_move_id
          JOIN account_move_line credit ON credit.id = p.credit_move_id
          LEFT JOIN res_partner debtor ON debtor.id = debit.partner_id
          LEFT JOIN res_partner creditor ON creditor.id = credit.partner_id
         WHERE p.max_date BETWEEN %(date_from)s AND %(as_of)s AND NOT (%(owner)s AND %(currency)s AND %(equal)s)
        """,
        owner=owner, currency=currency, equal=equal, account=OTHER_ACCOUNT, other_currency=OTHER_CURRENCY,
        exchange=EXCHANGE, date_from=date_from, as_of=scope.as_of)


def _settlements(query, balance, in_document, mine):
    """Return SQL for what these reconciliations took from items on the side `mine`."""
    other = {"debit": "credit", "credit": "debit"}[mine]
    return SQL(
        """
        SELECT %(key)s, account_move_line.company_id, %(unit)s, crossing.settles, '', FALSE, FALSE, FALSE,
               SUM(%(sign)s * %(taken)s)::float8, 0, 0, 0, 0, FALSE
          FROM %(lines)s %(customer)s
          JOIN crossing ON %(mine)s = account_move_line.id
         WHERE %(where)s AND %(their_state)s = 'posted'
         GROUP BY 1, 2, 3, 4
        """,
        key=balance.key, unit=_currency(in_document), sign=SQL("-1") if mine == "debit" else SQL("1"),
        taken=SQL.identifier("crossing", f"{mine}_amount_currency" if in_document else "amount"),
        customer=CUSTOMER, lines=query.from_clause, where=query.where_clause,
        mine=SQL.identifier("crossing", f"{mine}_move_id"), their_state=SQL.identifier("crossing", f"{other}_state"))
