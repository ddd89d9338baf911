"""What the books must never say, whatever was applied, undone and returned: asked in SQL of its own, not of models."""

#: {what is wrong: SQL that finds it, parameter company}
NEVER = {
    "an entry that does not balance": """
        SELECT move.name, SUM(line.balance) FROM account_move move JOIN account_move_line line ON line.move_id = move.id
         WHERE move.company_id = %(company)s AND move.state = 'posted' GROUP BY move.id, move.name
        HAVING SUM(line.balance) <> 0""",
    "an item open by something else than its reconciliations leave": """
        SELECT line.id, line.move_name, line.amount_residual, line.amount_residual_currency
          FROM account_move_line line JOIN account_account account ON account.id = line.account_id
     LEFT JOIN LATERAL (SELECT SUM(amount) AS own, SUM(debit_amount_currency) AS foreign_ FROM account_partial_reconcile
                         WHERE debit_move_id = line.id) taken ON TRUE
     LEFT JOIN LATERAL (SELECT SUM(amount) AS own, SUM(credit_amount_currency) AS foreign_
                          FROM account_partial_reconcile WHERE credit_move_id = line.id) given ON TRUE
         WHERE line.company_id = %(company)s AND line.parent_state = 'posted'
           AND account.account_type = 'asset_receivable'
           AND (line.amount_residual <> line.balance - COALESCE(taken.own, 0) + COALESCE(given.own, 0)
             OR line.amount_residual_currency
                <> line.amount_currency - COALESCE(taken.foreign_, 0) + COALESCE(given.foreign_, 0))""",
    "an item settled by more than it is": """
        SELECT line.id, line.move_name, line.balance, line.amount_residual, line.amount_residual_currency
          FROM account_move_line line JOIN account_account account ON account.id = line.account_id
         WHERE line.company_id = %(company)s AND line.parent_state = 'posted'
           AND account.account_type = 'asset_receivable'
           AND (line.amount_residual_currency * line.amount_currency < 0
             OR ABS(line.amount_residual_currency) > ABS(line.amount_currency))""",
    "a cent in company currency on an item that is settled in its own": """
        SELECT line.id, line.move_name, line.amount_residual FROM account_move_line line
          JOIN account_account account ON account.id = line.account_id
         WHERE line.company_id = %(company)s AND line.parent_state = 'posted'
           AND account.account_type = 'asset_receivable' AND line.amount_residual_currency = 0
           AND line.amount_currency <> 0 AND line.amount_residual <> 0""",
    "money in suspense of a payment that is booked": """
        SELECT payment.id, payment.state, SUM(line.balance) FROM ar_cash_payment payment
          JOIN account_bank_statement_line source ON source.id = payment.statement_line_id
          JOIN account_journal journal ON journal.id = source.journal_id
          JOIN account_move_line line
            ON line.move_id = source.move_id AND line.account_id = journal.suspense_account_id
         WHERE payment.company_id = %(company)s AND payment.state IN ('applied', 'on_account', 'returned')
         GROUP BY payment.id, payment.state HAVING SUM(line.balance) <> 0""",
    "a payment of which something else is left than stands on the account": """
        SELECT payment.id, payment.state, payment.amount_left, credit.amount_residual_currency
          FROM ar_cash_payment payment LEFT JOIN account_move_line credit ON credit.id = payment.move_line_id
         WHERE payment.company_id = %(company)s AND payment.state IN ('applied', 'on_account', 'returned')
           AND payment.amount_left <> -COALESCE(credit.amount_residual_currency, 0)
               - COALESCE((SELECT SUM(freed.amount_residual_currency) FROM account_move_line freed
                            WHERE freed.id <> credit.id AND freed.amount_residual_currency < 0 AND freed.id IN (
                                  SELECT credit_id FROM ar_cash_release WHERE payment_id = payment.id)), 0)""",
    "a payment that is more or less than what was applied of it and what is left": """
        SELECT payment.id, payment.amount, payment.amount_left,
               SUM(application.amount + COALESCE(application.written_off, 0))
          FROM ar_cash_payment payment
     LEFT JOIN LATERAL (SELECT SUM(money) AS money FROM ar_cash_release release
                          JOIN ar_cash_application freed ON freed.id = release.application_id
                         WHERE freed.payment_id = payment.id AND freed.state = 'applied') back ON TRUE
          JOIN ar_cash_application application
            ON application.payment_id = payment.id AND application.state = 'applied'
         WHERE payment.company_id = %(company)s AND payment.statement_line_id IS NOT NULL
           AND payment.state IN ('applied', 'on_account')
         GROUP BY payment.id, payment.amount, payment.amount_left, back.money
        HAVING payment.amount - payment.amount_left
               <> SUM(application.amount + COALESCE(application.written_off, 0)) - COALESCE(back.money, 0)""",
    "an application whose reconciliations are not what its lines say": """
        SELECT line.id, line.item_name, line.amount + line.discount + line.write_off + line.charges, found.amount,
               line.open_amount, line.item_open
          FROM ar_cash_application_line line JOIN ar_cash_application application
            ON application.id = line.application_id AND application.state = 'applied'
            AND application.rest NOT IN ('write_off', 'deduct')
     LEFT JOIN res_currency currency ON currency.id = line.item_currency_id
     LEFT JOIN LATERAL (
             SELECT SUM(CASE WHEN debit_move_id = line.move_line_id THEN debit_amount_currency
                             ELSE -credit_amount_currency END) AS amount
               FROM account_partial_reconcile WHERE ar_application_id = application.id
                AND line.move_line_id IN (debit_move_id, credit_move_id)) found ON TRUE
         WHERE application.company_id = %(company)s AND ABS(COALESCE(found.amount, 0)
               - CASE WHEN COALESCE(line.item_open, 0) = 0
                      THEN line.amount + line.discount + line.write_off + line.charges
                       - COALESCE((SELECT SUM(part.opened) FROM ar_cash_return_part part
                                     JOIN ar_cash_return back ON back.id = part.return_id AND back.state = 'done'
                                     JOIN account_move_line item ON item.id = line.move_line_id
                                     JOIN account_account account ON account.id = item.account_id
                                      AND account.account_type = 'asset_receivable'
                                    WHERE part.application_line_id = line.id), 0)
                       - COALESCE((SELECT SUM(amount) FROM ar_cash_release WHERE line_id = line.id), 0)
                      WHEN EXISTS (SELECT 1 FROM ar_cash_release WHERE line_id = line.id) THEN COALESCE(found.amount, 0)
                      WHEN line.left = 0 THEN line.item_open
                      ELSE line.item_open * (line.open_amount - line.left) / line.open_amount END)
               > CASE WHEN line.item_open <> 0 AND line.left <> 0 THEN currency.rounding ELSE 0 END""",
}


def wrong(env, company, never=None):
    """Return {what is wrong: rows} of the books of `company`, among :data:`NEVER`; empty when nothing is."""
    env.flush_all()
    found = {}
    for name, query in (never or NEVER).items():
        env.cr.execute(query, {"company": company.id})
        if rows := env.cr.fetchall():
            found[name] = rows
    return found


def by_account(env, company):
    """Return {account and partner: balance} of the posted entries, in company currency."""
    env.flush_all()
    env.cr.execute(
        "SELECT account_id, partner_id, SUM(balance) FROM account_move_line WHERE company_id = %s"
        " AND parent_state = 'posted' GROUP BY 1, 2 HAVING SUM(balance) <> 0", [company.id])
    return {(account, partner): balance for account, partner, balance in env.cr.fetchall()}


def open_items(env, company):
    """Return the open amounts of the items of customers, {id: (company currency, own currency)}."""
    env.flush_all()
    env.cr.execute(
        "SELECT line.id, line.amount_residual, line.amount_residual_currency FROM account_move_line line"
        " JOIN account_account account ON account.id = line.account_id WHERE account.account_type = 'asset_receivable'"
        " AND line.company_id = %s AND line.parent_state = 'posted' AND line.amount_residual_currency <> 0",
        [company.id])
    return {id_: amounts for id_, *amounts in env.cr.fetchall()}
