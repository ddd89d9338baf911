"""What the books know of a bank file: journals, accounts imported before, bookings that are there already."""

from collections import defaultdict

from odoo.tools import SQL

from ..logic.cash_import import Journal


def journals(env, company):
    """Return the :class:`Journal` s of the company into which bank files go."""
    found = env["account.journal"].search([
        ("company_id", "=", company.id), ("type", "in", ("bank", "credit"))])
    numbers = _imported_numbers(env, found)
    return tuple(
        Journal(
            id=journal.id,
            name=journal.name,
            currency=(journal.currency_id or company.currency_id).name,
            decimals=(journal.currency_id or company.currency_id).decimal_places,
            # Who may import need not be allowed to read the company's own bank accounts.
            accounts=tuple(filter(None, [journal.bank_account_id.sudo().acc_number])),
            remembered=tuple(numbers[journal.id]),
            locked_until=company._get_user_fiscal_lock_date(journal),
            ready=bool(journal.suspense_account_id and journal.default_account_id),
        )
        for journal in found)


def _imported_numbers(env, journals):
    """Return {journal id: account numbers that were imported into it}; the latest import of a number counts."""
    env["account.bank.statement"].flush_model(["journal_id", "ar_account_number"])
    rows = env.execute_query(SQL(
        """SELECT DISTINCT ON (ar_account_number) ar_account_number, journal_id FROM account_bank_statement
            WHERE journal_id = ANY(%s) AND ar_account_number IS NOT NULL ORDER BY ar_account_number, id DESC""",
        journals.ids))
    numbers = defaultdict(list)
    for number, journal in rows:
        numbers[journal].append(number)
    return numbers


def known_keys(env, journal_id, keys, but=0):
    """Return those of the `keys` of bookings that the journal holds already, but for what the import `but` made."""
    env["account.bank.statement.line"].flush_model(["journal_id", "ar_entry_key", "ar_cash_import_id"])
    rows = env.execute_query(SQL(
        """SELECT DISTINCT ar_entry_key FROM account_bank_statement_line
            WHERE journal_id = %s AND ar_entry_key = ANY(%s) AND COALESCE(ar_cash_import_id, 0) <> %s""",
        journal_id, list(keys), but))
    return {key for (key,) in rows}


def booked(env, import_id):
    """Return {(journal id, key of the booking): ids of its lines} of what an import has made so far."""
    env["account.bank.statement.line"].flush_model(["journal_id", "ar_entry_key", "ar_cash_import_id"])
    rows = env.execute_query(SQL(
        """SELECT journal_id, ar_entry_key, array_agg(id ORDER BY id) FROM account_bank_statement_line
            WHERE ar_cash_import_id = %s GROUP BY journal_id, ar_entry_key""",
        import_id))
    return {(journal, key): ids for journal, key, ids in rows}
