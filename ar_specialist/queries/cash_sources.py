"""Where incoming payments come from: lines of bank statements and credits on receivable accounts that settle nothing.

Each statement gives the columns of :data:`COLUMNS`.
"""

from odoo.tools import SQL

from .ledger_facts import receivable_accounts

COLUMNS = (
    "name", "company_id", "journal_id", "statement_line_id", "move_line_id", "currency_id", "amount", "amount_left",
    "amount_company", "charges", "date", "payer_name", "payer_account", "structured_reference", "text",
    "bank_reference", "return_reason", "is_return", "partner_id",
)
#: A return was found that the line may be.
RETURN = SQL(
    "EXISTS (SELECT 1 FROM ar_cash_return asked WHERE asked.statement_line_id = line.id AND asked.state = 'proposed')")
#: Money out is nobody's payment, but for what the bank takes back of one and what goes back to a customer.
OUT = SQL(
    "(line.ar_is_reversal OR COALESCE(line.ar_return_reason, '') <> '' OR %s OR EXISTS (SELECT 1 FROM res_partner one"
    " JOIN res_partner known ON known.id = one.commercial_partner_id WHERE one.id = line.partner_id"
    " AND known.customer_rank > 0 AND known.supplier_rank = 0))", RETURN)


def flush_sources(env):
    env["account.bank.statement.line"].flush_model()
    env["account.move"].flush_model()
    env["account.move.line"].flush_model()
    env["account.payment"].flush_model()
    env["ar.cash.import"].flush_model(["state"])
    env["ar.cash.payment"].flush_model()
    env["ar.cash.return"].flush_model(["state", "statement_line_id"])
    env["ar.cash.release"].flush_model()
    env["res.partner"].flush_model(["commercial_partner_id", "customer_rank", "supplier_rank"])


def statement_lines(company):
    """Return SQL for the lines of posted bank entries of `company` that nobody has matched."""
    return SQL(
        """SELECT move.name, line.company_id, line.journal_id, line.id, NULL::int,
                  COALESCE(line.foreign_currency_id, line.currency_id),
                  CASE WHEN line.foreign_currency_id IS NULL THEN line.amount ELSE line.amount_currency END,
                  -line.amount_residual,
                  (SELECT SUM(item.balance) FROM account_move_line item
                    WHERE item.move_id = line.move_id AND item.account_id = journal.default_account_id),
                  line.ar_charges, move.date, line.partner_name, line.account_number, line.ar_structured_reference,
                  CONCAT_WS(E'\n', COALESCE(NULLIF(line.ar_text, ''), line.payment_ref), NULLIF(move.ref, '')),
                  line.ar_bank_reference, line.ar_return_reason,
                  line.ar_is_reversal IS TRUE OR COALESCE(line.ar_return_reason, '') <> '' OR (line.amount < 0 AND %s),
                  customer.commercial_partner_id
             FROM account_bank_statement_line line
             JOIN account_move move ON move.id = line.move_id
             JOIN account_journal journal ON journal.id = line.journal_id
        LEFT JOIN res_partner customer ON customer.id = line.partner_id
            WHERE line.company_id = %s AND line.is_reconciled IS NOT TRUE AND move.state = 'posted'
              AND journal.type IN ('bank', 'cash', 'credit') AND line.amount_residual <> 0
              AND (line.amount > 0 OR (line.amount < 0 AND %s))
              AND NOT EXISTS (SELECT 1 FROM ar_cash_payment known WHERE known.statement_line_id = line.id)
              -- A file that is just coming in or going out is no payment yet, or none any more.
              AND NOT EXISTS (SELECT 1 FROM ar_cash_import file
                               WHERE file.id = line.ar_cash_import_id AND file.state IN ('booking', 'undoing'))""",
        RETURN, company.id, OUT)


def open_credits(env, company):
    """Return SQL for the open credits of payments and entries of `company`; credit notes are items."""
    return SQL(
        """SELECT move.name, item.company_id, item.journal_id, NULL::int, item.id, item.currency_id,
                  -item.amount_currency, -item.amount_residual_currency, -item.balance, 0, item.date,
                  NULL, bank.sanitized_acc_number, NULL,
                  CONCAT_WS(E'\n', payment.memo, payment.payment_reference, NULLIF(move.ref, payment.memo),
                            CASE WHEN payment.id IS NULL THEN NULLIF(item.name, move.ref) END),
                  NULL, NULL, FALSE, customer.commercial_partner_id
             FROM account_move_line item
             JOIN account_move move ON move.id = item.move_id
        LEFT JOIN account_payment payment ON payment.id = move.origin_payment_id
        LEFT JOIN res_partner_bank bank ON bank.id = payment.partner_bank_id
        LEFT JOIN res_partner customer ON customer.id = item.partner_id
            WHERE %s
              AND NOT EXISTS (SELECT 1 FROM ar_cash_payment known WHERE known.move_line_id = item.id)
              AND NOT EXISTS (SELECT 1 FROM ar_cash_release release WHERE release.credit_id = item.id)""",
        credit_items(env, company))


def credit_items(env, company):
    """Return the condition, SQL over `item` and `move`, of open credits of payments and entries."""
    return SQL(
        "item.company_id = %s AND item.account_id = ANY(%s) AND item.parent_state = 'posted'"
        " AND item.reconciled IS NOT TRUE AND item.amount_residual_currency < 0 AND move.move_type = 'entry'",
        company.id, list(receivable_accounts(env)))


def booked_credits(env, company):
    """Return SQL for the open credit that a matched line of a bank statement has left on a customer's account.

    Columns: statement_line_id, move_line_id, partner_id.
    """
    return SQL(
        """SELECT DISTINCT ON (line.id) line.id AS statement_line_id, item.id AS move_line_id,
                  customer.commercial_partner_id AS partner_id
             FROM account_move_line item
        LEFT JOIN res_partner customer ON customer.id = item.partner_id
             JOIN account_move move ON move.id = item.move_id
             JOIN account_bank_statement_line line ON line.move_id = move.id
            WHERE %s
              AND NOT EXISTS (SELECT 1 FROM ar_cash_payment known WHERE known.move_line_id = item.id)
         ORDER BY line.id, item.amount_residual_currency, item.id""", credit_items(env, company))


def standing(env, condition):
    """Return [(id, amount_left, the same in the books now)] of payments that are no longer as they were.

    What the books have is None where no posted entry has it any more, 0 where all of it is matched.

    :param condition: SQL over `known`, which payments
    """
    freed = SQL(
        """(SELECT COALESCE(SUM(-item.amount_residual_currency), 0) FROM account_move_line item
             WHERE item.id IN (SELECT credit_id FROM ar_cash_release release WHERE release.payment_id = known.id)
               AND item.id IS DISTINCT FROM known.move_line_id AND item.currency_id = known.currency_id
               AND item.parent_state = 'posted' AND item.amount_residual_currency < 0)""")
    now = SQL(
        """CASE WHEN line.id IS NULL
                THEN CASE WHEN credit.parent_state = 'posted' THEN -credit.amount_residual_currency + %(freed)s END
                WHEN move.state <> 'posted' THEN NULL
                WHEN line.is_reconciled IS NOT TRUE THEN -line.amount_residual
                ELSE COALESCE(-credit.amount_residual_currency, 0) + %(freed)s END""", freed=freed)
    return env.execute_query(SQL(
        """SELECT known.id, known.amount_left, %(now)s::numeric
             FROM ar_cash_payment known
        LEFT JOIN account_move_line credit ON credit.id = known.move_line_id
        LEFT JOIN account_bank_statement_line line ON line.id = known.statement_line_id
        LEFT JOIN account_move move ON move.id = line.move_id
            WHERE %(condition)s AND %(now)s IS DISTINCT FROM known.amount_left ORDER BY known.id""",
        now=now, condition=condition))


def reopened(env, company):
    """Return SQL for the ids of payments of `company` that count as done while the books have them open again."""
    done = SQL("(known.state = 'applied' OR (known.state = 'set_aside' AND known.is_elsewhere))")
    return SQL(
        """SELECT known.id FROM account_bank_statement_line line
             JOIN account_move move ON move.id = line.move_id
             JOIN ar_cash_payment known ON known.statement_line_id = line.id
            WHERE line.company_id = %s AND line.is_reconciled IS NOT TRUE AND line.amount_residual <> 0
              AND move.state = 'posted' AND %s
        UNION
           SELECT known.id FROM account_move_line item
             JOIN account_move move ON move.id = item.move_id
             JOIN ar_cash_payment known ON known.move_line_id = item.id
            WHERE %s AND %s""", company.id, done, credit_items(env, company), done)
