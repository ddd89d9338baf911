"""Customers of a company's receivables, for balance confirmations."""

from datetime import timedelta

from odoo.tools import SQL

from .ledger_facts import receivable_accounts

#: Whoever moved within so many days before, and owes nothing, may be asked as well.
YEAR = timedelta(days=365)


def moved_customers(env, company, day):
    """Return the ids of the commercial partners with receivable items of `company` in the year up to `day`."""
    env["account.move.line"].flush_model(["account_id", "company_id", "date", "parent_state", "partner_id"])
    env["res.partner"].flush_model(["commercial_partner_id"])
    return {row[0] for row in env.execute_query(SQL(
        """
        SELECT DISTINCT partner.commercial_partner_id
          FROM account_move_line item
          JOIN res_partner partner ON partner.id = item.partner_id
         WHERE item.account_id IN %(accounts)s AND item.company_id = %(company)s AND item.parent_state = 'posted'
           AND item.date BETWEEN %(since)s AND %(day)s
        """,
        accounts=receivable_accounts(env) or (None,), company=company.id, since=day - YEAR, day=day,
    ))}
