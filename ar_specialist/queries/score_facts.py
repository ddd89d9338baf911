"""What the score of customer accounts rests on, in a constant number of statements for a batch."""

from datetime import timedelta

from odoo.tools import SQL

from ..logic.scores import TREND_DAYS
from .ledger_as_of import ledger_as_of
from .open_items import movements


def overdue_before(env, company, partners, day):
    """Return {partner id: amount} of what customers (commercial partners) had overdue TREND_DAYS before `day`."""
    then = day - timedelta(days=TREND_DAYS)
    domain = [("partner_id.commercial_partner_id", "in", list(partners)), ("date_maturity", "<", then)]
    env["res.partner"].flush_model(["commercial_partner_id"])
    with ledger_as_of(env, then, company, domain) as (scope, route):
        columns = {"id": SQL("account_move_line.id"), "partner_id": SQL("account_move_line.partner_id")}
        rows = env.execute_query(SQL(
            "SELECT partner.commercial_partner_id, SUM(amount)::float8"
            " FROM (SELECT id, partner_id, SUM(amount) AS amount FROM (%s) movement"
            "  GROUP BY 1, 2 HAVING SUM(amount) > 0) item"
            " JOIN res_partner partner ON partner.id = item.partner_id GROUP BY 1",
            movements(env, scope, columns, route, ["amount"])))
    return dict(rows)


def promises_of(env, accounts):
    """Return {account id: (day of the last missed promise, [days that open ones name])} of the accounts (ids)."""
    env["ar.promise"].flush_model(["account_id", "date", "state"])
    env["ar.promise.part"].flush_model()
    rows = env.execute_query(SQL(
        "SELECT promise.account_id, MAX(promise.date) FILTER (WHERE promise.state IN ('partly', 'broken')),"
        " ARRAY_REMOVE(ARRAY_AGG(COALESCE(part.date, promise.date)) FILTER (WHERE promise.state = 'open'), NULL)"
        " FROM ar_promise promise LEFT JOIN ar_promise_part part"
        " ON part.promise_id = promise.id AND part.state = 'open'"
        " WHERE promise.account_id = ANY(%s) AND promise.state IN ('open', 'partly', 'broken') GROUP BY 1",
        list(accounts)))
    return {account: (missed, days or []) for account, missed, days in rows}


def dispute_deadlines(env, accounts):
    """Return {account id: first deadline of its open disputes and inquiries}; None where none has a deadline."""
    env["ar.dispute"].flush_model(["account_id", "deadline", "state"])
    return dict(env.execute_query(SQL(
        "SELECT account_id, MIN(deadline) FROM ar_dispute WHERE state = 'open' AND account_id = ANY(%s) GROUP BY 1",
        list(accounts))))


def customers_with_bounces(env, partners):
    """Return the ids among the customers (ids) of whom, or of whose contacts, an address has bounced."""
    env["res.partner"].flush_model(["commercial_partner_id", "message_bounce"])
    return [partner for [partner] in env.execute_query(SQL(
        "SELECT DISTINCT commercial_partner_id FROM res_partner WHERE message_bounce > 0"
        " AND commercial_partner_id = ANY(%s)", list(partners)))]
