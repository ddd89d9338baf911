"""What the ledger knows of the rows of a file: customers, numbers, currencies; a fixed number of queries."""

from collections import defaultdict
from decimal import Decimal

from odoo.tools import SQL
from stdnum.exceptions import ValidationError as NotANumber
from stdnum.util import clean

from ..logic.receivables_check import Currency, Known, customer_key, number_key


def compact_vat(value):
    """Return a tax number without its separators, in capitals; as it is when it holds what no tax number does."""
    try:
        return clean(value, " -./:,").upper().strip()
    except NotANumber:
        return value


def currencies(env, company):
    """Return {code or unmistakable sign: Currency}."""
    found = env["res.currency"].with_context(active_test=False).search([])
    root = company.root_id
    rated = set(env["res.currency.rate"].sudo().search(
        [("company_id", "in", [False, root.id])]).currency_id.ids)
    known = {
        currency.name.upper(): Currency(
            currency.id, currency.decimal_places, currency.active,
            currency == company.currency_id or currency.id in rated)
        for currency in found
    }
    signs = defaultdict(list)
    for currency in found.filtered("active"):
        signs[currency.symbol.upper()].append(currency)
    for sign, sharing in signs.items():
        # "$" is that of the company's own currency where several use it.
        only = sharing[0] if len(sharing) == 1 else None
        owner = next((each for each in sharing if each == company.currency_id), only)
        if owner:
            known.setdefault(sign, known[owner.name.upper()])
    return known


def ledger_numbers(env, company, numbers):
    """Return {number key: Known} of the company's receivable documents that bear one of `numbers`.

    All of the company's documents count, whoever may see them: a number hidden from the user is taken all the same.
    """
    env["account.move"].flush_model([
        "name", "company_id", "journal_id", "state", "amount_total", "currency_id", "invoice_date", "date"])
    rows = env.execute_query(SQL(
        """SELECT move.name, move.amount_total, move.currency_id, COALESCE(move.invoice_date, move.date)
             FROM account_move move JOIN account_journal journal ON journal.id = move.journal_id
            WHERE move.company_id = %s AND journal.type = 'sale' AND move.state <> 'cancel' AND move.name IN %s""",
        company.id, _writings(numbers),
    ))
    return {number_key(name): Known(Decimal(str(amount)), currency, day) for name, amount, currency, day in rows}


def customers(env, company, rows):
    """Return {(field, key): ids} of the customers that the rows name; contacts count as their company."""
    wanted = {name: {getattr(row, name) for row in rows if getattr(row, name)}
              for name in ("customer_ref", "customer_name", "vat", "email")}
    either = _writings(wanted["customer_ref"] | wanted["customer_name"])
    search = _Search(env, company)
    found = {
        **search.by("customer_ref", SQL.identifier("ref"), either),
        **search.by("customer_name", SQL.identifier("name"), either),
        **search.by("email", SQL.identifier("email_normalized"), _writings(wanted["email"])),
    }
    compact = search.by(
        "vat", SQL(r"UPPER(REGEXP_REPLACE(%s, '[ \-./:,]', '', 'g'))", SQL.identifier("vat")),
        tuple({compact_vat(value) for value in wanted["vat"]}),
    )
    for written in wanted["vat"]:
        if ids := compact.get(("vat", compact_vat(written))):
            found["vat", written] = ids
    return found


class _Search:
    """Customers that the user may see and the company may use."""

    def __init__(self, env, company):
        self.env = env
        partners = env["res.partner"]
        self.partners = partners._search(partners._check_company_domain(company))
        env["res.partner"].flush_model(["ref", "name", "email_normalized", "vat", "commercial_partner_id"])

    def by(self, name, expression, values):
        if not values:
            return {}
        rows = self.env.execute_query(SQL(
            """SELECT DISTINCT %(key)s, commercial_partner_id FROM res_partner
                WHERE %(key)s IN %(values)s AND id IN %(partners)s ORDER BY 1, 2""",
            key=expression, values=values, partners=self.partners.subselect(),
        ))
        found = defaultdict(tuple)
        for key, partner in rows:
            found[name, customer_key(name, key)] += (partner,)
        return found


def _writings(values):
    """Return the values as they are, in small letters and in capitals: what an index on the column can serve."""
    return tuple({form for value in values for form in (value, value.lower(), value.upper())}) or ("",)
