"""What is open on a day by customer, currency and period: the rows that a snapshot keeps."""

from typing import NamedTuple

from odoo.tools import SQL

from .open_items import DATES, movements


class SnapshotFigures(NamedTuple):
    """One row; `amount` in `currency_id`, the rest in the company's currency. `credit` is zero or negative."""

    partner_id: int | None
    currency_id: int
    bucket_id: int
    amount: float
    amount_company: float
    credit: float
    disputed: float
    promised: float


class Kept(NamedTuple):
    """What of a customer's items of a currency and period is contested or promised, in company currency."""

    partner_id: int
    currency_id: int
    period: int
    disputed: float
    promised: float


def snapshot_figures(env, scope, periods, buckets, kept, *, basis, route):
    """Return the SELECT of :class:`SnapshotFigures`.

    :param buckets: ids of the bucket records, one per period
    :param kept: :class:`Kept` s; few beside the items, so they are sent along
    """
    env["res.partner"].flush_model(["commercial_partner_id"])
    columns = {
        "partner": SQL("account_move_line.partner_id"),
        "currency": SQL("account_move_line.currency_id"),
        "credit": SQL("(account_move_line.balance < 0)"),
        "period": SQL("width_bucket(%s - %s, %s)", scope.as_of, DATES[basis], list(periods.starts)),
    }
    kept_columns = list(zip(*kept, strict=True)) or [()] * 5
    return SQL(
        """
        SELECT aged.partner, aged.currency, (%(buckets)s::int[])[aged.period + 1], aged.amount, aged.amount_company,
               aged.credit, COALESCE(kept.disputed, 0), COALESCE(kept.promised, 0)
          FROM (SELECT partner.commercial_partner_id AS partner, summed.currency, summed.period,
                       SUM(summed.amount_currency) AS amount, SUM(summed.amount) AS amount_company,
                       COALESCE(SUM(summed.amount) FILTER (WHERE summed.credit), 0) AS credit
                  FROM (%(movements)s OFFSET 0) summed
                  LEFT JOIN res_partner partner ON partner.id = summed.partner
                 GROUP BY 1, 2, 3
                HAVING SUM(summed.amount) <> 0 OR SUM(summed.amount_currency) <> 0
                    OR SUM(summed.amount) FILTER (WHERE summed.credit) <> 0) aged
          LEFT JOIN unnest(%(partners)s::int[], %(currencies)s::int[], %(periods)s::int[], %(disputed)s::numeric[],
                           %(promised)s::numeric[]) AS kept (partner, currency, period, disputed, promised)
            ON kept.partner = aged.partner AND kept.currency = aged.currency AND kept.period = aged.period
        """,
        buckets=list(buckets), movements=movements(env, scope, columns, route),
        **{name: list(column) for name, column in zip(
            ("partners", "currencies", "periods", "disputed", "promised"), kept_columns, strict=True)},
    )
