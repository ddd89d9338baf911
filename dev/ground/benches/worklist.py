"""Scoring every customer account and showing the first page, beside one plain statement over the open items."""

import statistics

from odoo import fields

from .clock import in_turn, median

#: Customers who have promised something.
PROMISES = 1_000

# Who owes how much since when, and the points of three rules: less than scoring does, in the way one would by hand.
PLAIN = (
    "SELECT account.id, 20 * (owed.overdue > 1000)::int + 15 * (%(day)s - owed.oldest > 30)::int"
    " + 15 * (account.last_contact_date IS NULL OR account.last_contact_date < %(day)s - 30)::int"
    " FROM ar_account account"
    " JOIN (SELECT partner.commercial_partner_id AS customer, SUM(l.amount_residual) AS overdue,"
    " MIN(l.date_maturity) AS oldest FROM account_move_line l JOIN res_partner partner ON partner.id = l.partner_id"
    " WHERE l.account_id = ANY(%(accounts)s) AND l.parent_state = 'posted' AND l.amount_residual > 0"
    " AND l.date_maturity < %(day)s AND l.company_id = %(company)s GROUP BY 1) owed"
    " ON owed.customer = account.partner_id"
    " WHERE account.company_id = %(company)s"
)


def run(env):
    """Return one row: seconds and queries to score all accounts, of the plain statement, and of the first page."""
    accounts = _prepare(env)
    day = fields.Date.context_today(env.user)
    seconds, results = in_turn(
        {"plain": lambda: _plain(env, day), "score": lambda: _score(env)}, runs=3)
    page, shown = median(lambda: _page(env))
    batches = results["score"]
    row = {
        "accounts": len(accounts), "owing": len(results["plain"]), "plain s": statistics.median(seconds["plain"]),
        "score s": statistics.median(seconds["score"]), "batches": len(batches), "queries per batch": max(batches),
        "first page s": page, "rows": len(shown),
    }
    env.cr.rollback()
    return [row]


def _prepare(env):
    """Give every customer an account, and some of them a promise."""
    partners = env["res.partner"].search([("ref", "=like", "C%")])
    accounts = env["ar.account"]._for_many(partners, env.company)
    owing = env["ar.account"].search([("amount_overdue", ">", 0)], limit=PROMISES)
    env["ar.promise"].with_context(tracking_disable=True).create([
        {"account_id": account.id, "date": fields.Date.add(fields.Date.today(), days=5), "amount": 1.0}
        for account in owing])
    env.flush_all()
    env.cr.commit()
    return accounts


def _plain(env, day):
    accounts = env["account.account"].search([("account_type", "=", "asset_receivable")]).ids
    env.cr.execute(PLAIN, {"day": day, "accounts": accounts, "company": env.company.id})
    return env.cr.fetchall()


def _score(env):
    """Score all accounts anew; return the queries of each batch."""
    model = type(env["ar.account"])
    batch, queries = model._ar_refresh_scores, []
    env["ar.account"]._ar_forget_scores()
    env.invalidate_all()

    def counted(self):
        before = self.env.cr.sql_log_count
        batch(self)
        queries.append(self.env.cr.sql_log_count - before)

    model._ar_refresh_scores = counted
    try:
        env["ar.account"]._ar_refresh_of_company(env.company)
    finally:
        model._ar_refresh_scores = batch
    return queries


def _page(env):
    """Read the first page of the worklist as its list does."""
    env.invalidate_all()
    names = (
        "amount_to_collect", "days_late", "score", "score_text", "last_contact_text", "next_action_date", "is_on_hold",
    )
    return env["ar.account"].web_search_read(
        [("score", ">", 0)], {name: {} for name in names}, limit=80,
        order="score desc, score_amount desc, id")["records"]
