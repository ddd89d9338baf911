"""Customers with open items, as commercial entities."""

from odoo.tools import SQL

from .open_items import flush_ledger


def customers_without_account(env, company, accounts):
    """Return the ids of the commercial entities with open items in `company` and no customer account there.

    :param accounts: ids of the receivable accounts
    """
    flush_ledger(env)
    env["res.partner"].flush_model(["commercial_partner_id"])
    env["ar.account"].flush_model(["partner_id", "company_id"])
    return [row[0] for row in env.execute_query(SQL(
        """
        SELECT DISTINCT partner.commercial_partner_id
          FROM (SELECT DISTINCT partner_id
                  FROM account_move_line
                 WHERE account_id IN %(accounts)s AND parent_state = 'posted' AND company_id = %(company)s
                   AND (amount_residual <> 0 OR amount_residual_currency <> 0)) owing
          JOIN res_partner partner ON partner.id = owing.partner_id
         WHERE NOT EXISTS (SELECT 1 FROM ar_account account
                            WHERE account.partner_id = partner.commercial_partner_id
                              AND account.company_id = %(company)s)
        """,
        accounts=tuple(accounts) or (None,), company=company.id,
    ))]
