"""How complete the bank's side is: entries that wait to be reconciled, and the day of the newest one."""

from dataclasses import dataclass
from datetime import date

from odoo.tools import SQL


@dataclass(frozen=True)
class BankState:
    """:param newest: day of the newest bank entry, None without any
    :param waiting_of: customers (ids) whose incoming entries wait
    :param waiting_of_anyone: whether an incoming entry waits whose payer is not known
    """

    newest: date | None
    waiting_of: frozenset
    waiting_of_anyone: bool

    def waits_for(self, partner):
        return self.waiting_of_anyone or partner in self.waiting_of


def bank_state(env, company, day):
    """Return the :class:`BankState` of `company` on `day`, as it is reconciled now."""
    env["account.bank.statement.line"].flush_model(["amount", "company_id", "is_reconciled", "move_id", "partner_id"])
    env["account.move"].flush_model(["date", "state"])
    entries = SQL(
        "account_bank_statement_line entry JOIN account_move move ON move.id = entry.move_id"
        " WHERE entry.company_id = %s AND move.state = 'posted' AND move.date <= %s", company.id, day)
    [[newest, waiting]] = env.execute_query(SQL(
        "SELECT (SELECT MAX(move.date) FROM %(entries)s), (SELECT array_agg(DISTINCT COALESCE("
        "(SELECT commercial_partner_id FROM res_partner WHERE id = entry.partner_id), 0))"
        " FROM %(entries)s AND entry.is_reconciled IS NOT TRUE AND entry.amount > 0)", entries=entries,
    ))
    waiting = frozenset(waiting or ())
    return BankState(newest, waiting - {0}, 0 in waiting)
