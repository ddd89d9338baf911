"""Applying payments in batches, beside core's own reconciliation of the same pairs, batched and one by one.

Money comes as credits on customers' accounts, each for one invoice: that is what core can do too. Lines of bank
statements are timed apart; core has to be told what their entries are to hold, by one write for each.
"""

import statistics
import time
from contextlib import contextmanager

from odoo.fields import Command, Date
from odoo.tools import split_every

from .clock import peaks, ratio

#: Payments applied by each way, and how many of them core reconciles one by one.
PAIRS = 1000
ONE_BY_ONE = 100
#: Core's way for lines of statements takes minutes for all of them.
CORE_LINES = 100
RUNS = 3


def run(env):
    """Return a row per way: time and queries per pair, of them beyond reconciliation's own, memory."""
    env = env(context={**env.context, "tracking_disable": True})
    items = _items(env, 2 * PAIRS)
    credits = _credits(env, items[:PAIRS])
    lines = _statement_lines(env, items[PAIRS:])
    env.flush_all()
    env.cr.execute("ANALYZE account_move_line, account_move, ar_cash_payment, ar_cash_allocation")
    return _rows(env, {
        "core, one by one": (ONE_BY_ONE, lambda: _one_by_one(env, credits)),
        "core, batched": (PAIRS, lambda: _core(env, credits)),
        "core, batches of 100": (PAIRS, lambda: _core(env, credits, 100)),
        "applied, credits": (PAIRS, lambda: _apply(env, [payment for payment, _item in credits])),
        "core, statement lines": (CORE_LINES, lambda: _core_lines(env, lines)),
        "applied, statement lines": (PAIRS, lambda: _apply(env, [payment for payment, _item in lines])),
    })


def _rows(env, ways):
    spent = {name: [] for name in ways}
    queries, memory = {}, {}
    for number in range(RUNS + 1):
        for name, (pairs, way) in ways.items():
            env.flush_all()
            env.invalidate_all()
            with _taken_back(env), _counted(env) as counts:
                start = time.perf_counter()
                if number:
                    way()
                    env.flush_all()
                    spent[name].append((time.perf_counter() - start) / pairs)
                else:
                    memory[name] = peaks(way)
                    env.flush_all()
            queries[name] = counts["all"] / pairs, (counts["all"] - counts["own"]) / pairs
    return [{
        "way": name, "ms per pair": 1000 * statistics.median(spent[name]),
        "times core, batched": ratio(spent[name], spent["core, batched"]), "queries per pair": queries[name][0],
        "beyond": queries[name][1], "memory MB": memory[name][0], "process MB": memory[name][1],
    } for name in ways]


@contextmanager
def _taken_back(env):
    """Undo in the database what the block does."""
    env.cr.execute("SAVEPOINT bench")
    try:
        yield
    finally:
        env.cr.execute("ROLLBACK TO SAVEPOINT bench")
        env.invalidate_all(flush=False)
        env.transaction.clear()


@contextmanager
def _counted(env):
    """Count the queries of the block, and of them those within core's reconciling."""
    counts, lines = {"own": 0}, type(env["account.move.line"])
    plan = lines._reconcile_plan

    def counted(self, *args):
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        plan(self, *args)
        self.env.flush_all()
        counts["own"] += self.env.cr.sql_log_count - before

    before = env.cr.sql_log_count
    lines._reconcile_plan = counted
    try:
        yield counts
        counts["all"] = env.cr.sql_log_count - before
    finally:
        lines._reconcile_plan = plan


def _items(env, number):
    """Return items of as many customers' invoices that are open."""
    return env["account.move.line"].search([
        ("account_id.account_type", "=", "asset_receivable"), ("amount_residual", ">", 0),
        ("parent_state", "=", "posted")], limit=number, order="id")


def _credits(env, items):
    """Return [(incoming payment, item)]: an entry that credits the customer for each item."""
    bank = env["account.journal"].search([("type", "=", "bank"), ("company_id", "=", env.company.id)], limit=1)
    moves = env["account.move"].create([{
        "move_type": "entry", "journal_id": bank.id, "date": Date.context_today(env.user), "line_ids": [
            Command.create({"account_id": account.id, "partner_id": item.partner_id.id, "balance": sign * amount})
            for account, sign in ((item.account_id, -1), (bank.default_account_id, 1))
            for amount in (item.amount_residual,)],
    } for item in items])
    moves.action_post()
    credits = moves.line_ids.filtered(lambda line: line.account_id.account_type == "asset_receivable").sorted("id")
    return _payments(env, items, [{"move_line_id": credit.id} for credit in credits])


def _statement_lines(env, items):
    bank = env["account.journal"].search([("type", "=", "bank"), ("company_id", "=", env.company.id)], limit=1)
    lines = env["account.bank.statement.line"].create([{
        "journal_id": bank.id, "date": Date.context_today(env.user), "payment_ref": item.move_name,
        "amount": item.amount_residual} for item in items])
    return _payments(env, items, [{"statement_line_id": line.id} for line in lines])


def _payments(env, items, sources):
    accounts = {
        account.partner_id: account for account in env["ar.account"]._for_many(
            items.partner_id.commercial_partner_id, env.company)}
    payments = env["ar.cash.payment"].sudo().create([{
        **source, "company_id": env.company.id, "currency_id": item.currency_id.id, "date": item.date,
        "amount": item.amount_residual, "amount_left": item.amount_residual, "state": "ready", "score": 95,
        "partner_id": item.partner_id.id, "account_id": accounts[item.partner_id.commercial_partner_id].id,
        "allocation_ids": [Command.create({
            "move_line_id": item.id, "open_amount": item.amount_residual, "amount": item.amount_residual})],
    } for source, item in zip(sources, items, strict=True)])
    return list(zip(payments, items, strict=True))


def _pairs(found):
    return [payment.move_line_id + item for payment, item in found]


def _one_by_one(env, found):
    for pair in _pairs(found[:ONE_BY_ONE]):
        pair.reconcile()
        env.flush_all()


def _core(env, found, batch=PAIRS):
    for some in split_every(batch, _pairs(found)):
        env["account.move.line"]._reconcile_plan(list(some))
        env.flush_all()


def _core_lines(env, found):
    """Write the counterpart on each entry as an invoice's, then reconcile all of them."""
    plan = []
    for payment, item in found[:CORE_LINES]:
        line = payment.statement_line_id
        _liquidity, suspense, _others = line._seek_for_lines()
        line.with_context(force_delete=True, skip_readonly_check=True).move_id.write({"line_ids": [
            Command.delete(suspense.id), Command.create({
                "name": item.move_name, "account_id": item.account_id.id, "partner_id": item.partner_id.id,
                "balance": -item.amount_residual})]})
        plan.append(item + line.line_ids.filtered(lambda own, to=item.account_id: own.account_id == to))
    env["account.move.line"]._reconcile_plan(plan)


def _apply(env, payments):
    from odoo.addons.ar_specialist.models.cash.ar_cash_batch_run import PAYMENTS

    batch = env["ar.cash.batch"].create({"company_id": env.company.id, "is_automatic": True})
    done = 0
    for some in split_every(PAYMENTS, payments):
        done += len(env["ar.cash.payment"].union(*some)._apply_ready(batch))
        env.flush_all()
        env.invalidate_all()
    if done != len(payments):
        raise AssertionError(f"{done} of {len(payments)} were applied: {batch.refusal_ids.mapped('cause')[:1]}")
