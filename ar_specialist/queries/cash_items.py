"""The open items that payments may settle, as :class:`..logic.cash_facts.Item` s."""

from odoo.tools import SQL

from ..logic.cash_facts import CREDIT, INVOICE, Item
from .cash_coins import coins
from .cash_named import shape_of
from .ledger_facts import receivable_accounts

#: A credit that still waits to be applied is a payment, not something that a payment may be lessened by.
STANDING_FOR_ITSELF = SQL(
    "NOT EXISTS (SELECT 1 FROM ar_cash_payment payment WHERE payment.move_line_id = item.id"
    " AND payment.state IN ('new', 'unidentified', 'check', 'ready', 'unapplied'))"
    " AND NOT EXISTS (SELECT 1 FROM ar_cash_release release JOIN ar_cash_payment payment"
    " ON payment.id = release.payment_id WHERE release.credit_id = item.id"
    " AND payment.state IN ('new', 'unidentified', 'check', 'ready', 'unapplied'))"
)
OPEN = SQL("item.reconciled IS NOT TRUE AND item.amount_residual_currency <> 0 AND %s", STANDING_FOR_ITSELF)
DECIMALS = SQL("currency.decimal_places")
DISCOUNT = SQL(
    "CASE WHEN item.discount_date IS NOT NULL AND item.amount_currency > 0 AND term.early_discount"
    " THEN item.amount_currency - item.discount_amount_currency ELSE 0 END"
)


def flush_items(env):
    env["account.move.line"].flush_model([
        "account_id", "amount_currency", "amount_residual", "amount_residual_currency", "company_id", "currency_id",
        "date", "date_maturity", "discount_amount_currency", "discount_date", "move_id", "move_name", "parent_state",
        "partner_id", "reconciled"])
    env["account.move"].flush_model([
        "invoice_date", "invoice_origin", "invoice_payment_term_id", "name", "payment_reference", "ref", "state"])
    env["account.payment.term"].flush_model(["early_discount"])
    env["res.partner"].flush_model(["commercial_partner_id"])
    env["ar.cash.payment"].flush_model(["move_line_id", "state"])
    env["ar.cash.release"].flush_model(["credit_id", "payment_id"])


def open_items(env, company, customers=None, opened=None, documents=None):
    """Return the :class:`Item` s of `company` that are open, by the commercial partner they are of.

    :param customers: ids of commercial partners; None: everybody's
    :param opened: {item id: coins}, what was open of items that count as they were, though settled by now
    :param documents: ids of their entries; None: of all
    """
    opened = opened or {}
    flush_items(env)
    among = [OPEN]
    if customers is not None:
        among.append(SQL(
            "item.partner_id IN (SELECT id FROM res_partner WHERE commercial_partner_id = ANY(%s))", list(customers)))
    if documents is not None:
        among.append(SQL("item.move_id = ANY(%s)", list(documents)))
    condition = SQL(" AND ").join(among)
    rows = env.execute_query(_select(SQL(
        "%s AND item.account_id = ANY(%s)", condition, list(receivable_accounts(env))), company))
    items = [_item(row) for row in rows if row[0] not in opened]
    if opened:
        rows = env.execute_query(_select(SQL("item.id = ANY(%s)", list(opened)), company))
        items += [_item((*row[:3], opened[row[0]], *row[4:])) for row in rows]
    return items


def shapes(env, company):
    """Return numbers that have every shape of open items' numbers, and hardly one more."""
    return _distinct(env, company, shape_of(SQL("item.move_name")))


def owing(env, company):
    """Return the ids of the commercial partners that have open items."""
    contacts = _distinct(env, company, SQL("item.partner_id"))
    rows = env.execute_query(SQL(
        "SELECT DISTINCT commercial_partner_id FROM res_partner WHERE id = ANY(%s)", contacts))
    return [row[0] for row in rows]


def _distinct(env, company, column):
    flush_items(env)
    rows = env.execute_query(SQL(
        """SELECT DISTINCT %s FROM account_move_line item
            WHERE item.company_id = %s AND item.parent_state = 'posted' AND item.account_id = ANY(%s) AND %s""",
        column, company.id, list(receivable_accounts(env)), OPEN))
    return [row[0] for row in rows if row[0]]


def _select(condition, company):
    return SQL(
        """SELECT item.id, partner.commercial_partner_id, COALESCE(move.name, ''), %(open)s, item.currency_id,
                  COALESCE(move.invoice_date, item.date), COALESCE(item.date_maturity, item.date),
                  COALESCE(NULLIF(move.ref, ''), move.invoice_origin, ''), COALESCE(move.payment_reference, ''),
                  %(discount)s, item.discount_date, %(whole)s
             FROM account_move_line item
             JOIN account_move move ON move.id = item.move_id
             JOIN res_currency currency ON currency.id = item.currency_id
             JOIN res_partner partner ON partner.id = item.partner_id
        LEFT JOIN account_payment_term term ON term.id = move.invoice_payment_term_id
            WHERE item.company_id = %(company)s AND item.parent_state = 'posted' AND %(condition)s""",
        open=coins(SQL("item.amount_residual_currency"), DECIMALS), discount=coins(DISCOUNT, DECIMALS),
        whole=coins(SQL("item.amount_currency"), DECIMALS),
        company=company.id, condition=condition)


def _item(row):
    *facts, discount, until, whole = row
    # Core grants a cash discount on whole items only; of one paid in part nothing is left of it.
    granted = discount if facts[3] == whole else 0
    return Item(*facts, granted, until if granted else None, CREDIT if facts[3] < 0 else INVOICE)
