"""Collecting bank lines and proposing what they are for, in the database: facts, index, proposals, writing."""

import statistics
import time

from odoo.fields import Date

from .clock import peaks
from .ledger import _copy

#: Lines of a bank statement that come at once, each for one open item, of it and of customers by the tenth unnamed.
LINES = 10_000
RUNS = 3


def run(env):
    """Return a row per step: seconds, queries, memory."""
    payments = env["ar.cash.payment"]
    _statement_lines(env)
    found = payments.browse()
    rows = []

    def collect():
        nonlocal found
        found = payments._collect(env.company)

    rows.append(_row(env, f"{LINES:,} lines collected", collect, 1))
    rows.append(_row(env, "collected again, nothing new", lambda: payments._collect(env.company), RUNS))
    rows.append(_row(env, "items and customers laid out", lambda: env.company._cash_index(), RUNS))
    rows.append(_row(env, "proposals for all, written", found._propose, RUNS))
    one = found.filtered(lambda payment: payment.state == "ready")[:1]
    rows.append(_row(env, "proposal for one, payer unknown", one._propose, RUNS))
    one._set_customer(one.partner_id)
    rows.append(_row(env, "proposal for one, customer known", one._propose, RUNS))
    ready = payments.search_count([("state", "=", "ready")])
    rows.append(dict.fromkeys(rows[0], None) | {"step": f"{ready:,} are ready"})
    env.cr.rollback()
    return rows


def _row(env, step, work, runs):
    times = []
    for _run in range(runs):
        env.flush_all()
        env.invalidate_all()
        before, start = env.cr.sql_log_count, time.perf_counter()
        work()
        env.flush_all()
        times.append(time.perf_counter() - start)
        queries = env.cr.sql_log_count - before
    memory, process = (None, None) if runs == 1 else peaks(work)
    return {
        "step": step, "s": statistics.median(times), "queries": queries, "memory MB": memory, "process MB": process}


def _statement_lines(env):
    """Copy one line of a bank statement for each of as many open items, naming the item and its customer."""
    bank = env["account.journal"].search([("type", "=", "bank"), ("company_id", "=", env.company.id)], limit=1)
    line = env["account.bank.statement.line"].create({
        "journal_id": bank.id, "date": Date.context_today(env.user), "payment_ref": "/", "amount": 1.0})
    env.flush_all()
    cr = env.cr
    cr.execute(
        "CREATE TEMP TABLE told ON COMMIT DROP AS SELECT row_number() OVER (ORDER BY item.id) AS n, move.name,"
        " item.amount_residual AS amount, partner.name AS payer FROM account_move_line item"
        " JOIN account_move move ON move.id = item.move_id JOIN res_partner partner ON partner.id = item.partner_id"
        " WHERE item.amount_residual > 0 AND item.parent_state = 'posted' ORDER BY item.id LIMIT %s", [LINES])
    first = {}
    for table in ("account_move", "account_move_line", "account_bank_statement_line"):
        cr.execute(f"SELECT max(id) FROM {table}")
        [[first[table]]] = cr.fetchall()
    move = f"{first['account_move']} + s.n"
    own = f"{first['account_bank_statement_line']} + s.n"
    _copy(cr, "account_move", line.move_id.id, "told", id=move, name="'BANK/B/' || s.n", statement_line_id="NULL::int",
          sequence_number="s.n", sequence_prefix="'BANK/B/'", amount_total="s.amount")
    for place, item in enumerate(line.move_id.line_ids):
        sign = "" if item.balance > 0 else "-"
        _copy(cr, "account_move_line", item.id, "told", id=f"{first['account_move_line']} + s.n + {place * LINES}",
              move_id=move, balance=f"{sign}s.amount", amount_currency=f"{sign}s.amount",
              amount_residual=f"{sign}s.amount", amount_residual_currency=f"{sign}s.amount",
              debit="s.amount" if not sign else "0", credit="s.amount" if sign else "0")
    _copy(cr, "account_bank_statement_line", line.id, "told", id=own, move_id=move, amount="s.amount",
          amount_residual="-s.amount", payment_ref="'invoice ' || s.name || ' thank you'",
          partner_name="CASE WHEN s.n %% 10 = 0 THEN NULL ELSE s.payer END", internal_index="s.n::text")
    cr.execute(
        "UPDATE account_move SET statement_line_id = line.id FROM account_bank_statement_line line"
        " WHERE line.move_id = account_move.id AND account_move.statement_line_id IS NULL")
    cr.execute("ANALYZE account_move, account_move_line, account_bank_statement_line")
    env.invalidate_all()
