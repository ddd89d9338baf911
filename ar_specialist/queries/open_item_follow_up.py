"""How far follow-up has come with an open item: columns of the table of open items, computed only when asked for."""

from odoo.tools import SQL

LAST_LEVEL = SQL(
    "(SELECT step.level_id FROM ar_notice_line step JOIN ar_notice notice ON notice.id = step.notice_id"
    " WHERE step.move_line_id = account_move_line.id AND step.counted AND notice.state = 'sent'"
    " ORDER BY step.date DESC, step.id DESC LIMIT 1)"
)
#: What open disputes contest of the item, in company currency.
DISPUTED = SQL(
    "(SELECT SUM(contested.amount_open_company) FROM ar_dispute_line contested"
    " JOIN ar_dispute dispute ON dispute.id = contested.dispute_id"
    " WHERE contested.move_line_id = account_move_line.id AND dispute.state = 'open' AND dispute.kind = 'dispute')"
)


def follow_up_columns(env, scope):
    return {
        "stage_id": _stage(env["res.company"].browse(scope.companies)),
        "is_on_hold": _on_hold(scope.as_of),
        "last_level_id": LAST_LEVEL,
        "promised_until": _promised_until(scope.as_of),
        "amount_disputed": DISPUTED,
    }


def _stage(companies):
    """Return SQL for the collection stage of the item's invoice; where it has none, the company's first one."""
    firsts = SQL(" ").join(
        SQL(
            "WHEN %s THEN (SELECT id FROM ar_stage WHERE active AND (company_id IS NULL OR company_id IN %s)"
            " ORDER BY sequence, id LIMIT 1)", company.id, tuple(company.parent_ids.ids),
        )
        for company in companies
    )
    first = SQL("CASE account_move_line.company_id %s END", firsts) if companies else SQL("NULL::int")
    return SQL(
        "CASE WHEN move.move_type IN ('out_invoice', 'out_receipt') THEN COALESCE(move.ar_stage_id, %s) END", first)


def _on_hold(day):
    """Return SQL for whether a hold on the item or on its customer is in force on `day`."""
    return SQL(
        "EXISTS (SELECT 1 FROM ar_hold hold JOIN ar_account held ON held.id = hold.account_id"
        " WHERE held.partner_id = partner.commercial_partner_id AND held.company_id = account_move_line.company_id"
        " AND (hold.move_line_id IS NULL OR hold.move_line_id = account_move_line.id)"
        " AND hold.date_from <= %(day)s AND (hold.date_to IS NULL OR hold.date_to >= %(day)s)"
        " AND (hold.released_on IS NULL OR hold.released_on > %(day)s))",
        day=day,
    )


def _promised_until(day):
    """Return SQL for the last day on which an open promise keeps the item, or its whole account, out of follow-ups."""
    return SQL(
        "(SELECT MAX(promise.keep_until) FROM ar_promise promise JOIN ar_account promising"
        " ON promising.id = promise.account_id WHERE promise.state = 'open' AND promise.keep_until >= %(day)s"
        " AND promising.partner_id = partner.commercial_partner_id"
        " AND promising.company_id = account_move_line.company_id AND account_move_line.balance > 0"
        " AND (NOT EXISTS (SELECT 1 FROM ar_promise_move_line_rel rel WHERE rel.promise_id = promise.id)"
        " OR EXISTS (SELECT 1 FROM ar_promise_move_line_rel rel WHERE rel.promise_id = promise.id"
        " AND rel.move_line_id = account_move_line.id)))",
        day=day,
    )
