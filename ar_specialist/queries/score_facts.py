"""What the score of customer accounts rests on, in a constant number of statements for a batch."""

from datetime import timedelta
from typing import NamedTuple

from odoo.tools import SQL

from ..logic.scores import TREND_DAYS
from .ledger_as_of import ledger_as_of
from .open_items import DATES, movements


class Sums(NamedTuple):
    """What a customer (commercial partner) owes on a day, in company currency; `credits` is positive."""

    open: float
    overdue: float
    credits: float
    oldest_due: object


def item_sums(env, company, partners, day):
    """Return {partner id: :class:`Sums`} of the customers (ids) who have something open in `company` on `day`."""
    domain = [("partner_id.commercial_partner_id", "in", list(partners))]
    env["res.partner"].flush_model(["commercial_partner_id"])
    with ledger_as_of(env, day, company, domain) as (scope, route):
        columns = {
            "id": SQL("account_move_line.id"), "partner_id": SQL("account_move_line.partner_id"), "due": DATES["due"],
        }
        rows = env.execute_query(SQL(
            "SELECT partner.commercial_partner_id, SUM(amount)::float8,"
            " COALESCE(SUM(amount) FILTER (WHERE amount > 0 AND due < %(day)s), 0)::float8,"
            " COALESCE(SUM(-amount) FILTER (WHERE amount < 0), 0)::float8,"
            " MIN(due) FILTER (WHERE amount > 0 AND due < %(day)s)"
            " FROM (SELECT id, partner_id, due, SUM(amount) AS amount FROM (%(movements)s) movement"
            "  GROUP BY 1, 2, 3 HAVING SUM(amount) <> 0) item"
            " JOIN res_partner partner ON partner.id = item.partner_id GROUP BY 1",
            day=day, movements=movements(env, scope, columns, route, ["amount"])))
    return {partner: Sums._make(sums) for partner, *sums in rows}


def overdue_before(env, company, partners, day):
    """Return {partner id: what was overdue TREND_DAYS before `day`}."""
    return {
        partner: sums.overdue
        for partner, sums in item_sums(env, company, partners, day - timedelta(days=TREND_DAYS)).items()
    }


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
