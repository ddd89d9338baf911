"""Who may have paid, as :class:`..logic.cash_facts.Customer` s: names, accounts, numbers, and what was learned."""

from odoo.tools import SQL

from ..logic.cash_facts import Alias, Customer, Habits

HABITS = ("discount", "late_discount", "statement", "oldest")


def customers(env, company, ids=None, also=()):
    """Return the :class:`Customer` s of `company` and those above them, in a fixed number of queries.

    :param ids: commercial partners; None: all of the company's customers
    :param also: ids of more of them, such as those of the items
    """
    env["res.partner"].flush_model([
        "active", "commercial_partner_id", "company_id", "customer_rank", "name", "parent_id", "vat"])
    env["ar.account"].flush_model(["company_id", "partner_id"])
    # Whoever has bought something, or has an account or an item.
    asked = SQL("SELECT unnest(%s::int[])", list({*(ids or ()), *also}))
    if ids is None:
        asked = SQL(
            """%s UNION SELECT partner_id FROM ar_account WHERE company_id = %s
               UNION SELECT id FROM res_partner WHERE commercial_partner_id = id AND customer_rank > 0 AND active
                 AND (company_id IS NULL OR company_id = ANY(%s))""",
            asked, company.id, company.parent_ids.ids)
    rows = env.execute_query(_with_those_above(asked))
    found = [row[0] for row in rows]
    accounts, aliases, habits = _accounts(env, company, found), _aliases(env, company, found), _habits(
        env, company, found)
    return [
        Customer(
            id_, (name,) if name else (), tuple(accounts.get(id_, ())), (vat,) if vat else (),
            tuple(Alias(*alias) for alias in aliases.get(id_, ())), parent, Habits(**habits.get(id_, {})))
        for id_, name, vat, parent in rows
    ]


def _with_those_above(asked):
    """Return SQL for id, name, VAT number and parent of commercial partners, `asked` SQL for their ids, and of those
    that they belong to."""
    return SQL(
        """WITH RECURSIVE asked(id) AS (%s), chain(id) AS (
               SELECT id FROM asked
            UNION
               SELECT above.commercial_partner_id FROM chain
                 JOIN res_partner one ON one.id = chain.id
                 JOIN res_partner above ON above.id = one.parent_id)
           SELECT one.id, one.name, one.vat, above.commercial_partner_id
             FROM chain JOIN res_partner one ON one.id = chain.id
        LEFT JOIN res_partner above ON above.id = one.parent_id AND above.commercial_partner_id <> one.id
            ORDER BY one.id""", asked)


def family(env, partners):
    """Return the ids of the customers (commercial partners, ids) with all above and below them."""
    env["res.partner"].flush_model(["commercial_partner_id", "parent_id"])
    rows = env.execute_query(SQL(
        """WITH RECURSIVE up(id) AS (
               SELECT unnest(%s::int[])
            UNION
               SELECT above.commercial_partner_id FROM up JOIN res_partner one ON one.id = up.id
                 JOIN res_partner above ON above.id = one.parent_id),
           down(id) AS (
               SELECT id FROM up
            UNION
               SELECT below.commercial_partner_id FROM down
                 JOIN res_partner member ON member.commercial_partner_id = down.id
                 JOIN res_partner below ON below.parent_id = member.id)
           SELECT id FROM down""", list(partners)))
    return [row[0] for row in rows]


def _accounts(env, company, ids):
    env["res.partner.bank"].flush_model(["active", "company_id", "partner_id", "sanitized_acc_number"])
    return _grouped(env.execute_query(SQL(
        """SELECT owner.commercial_partner_id, bank.sanitized_acc_number FROM res_partner_bank bank
             JOIN res_partner owner ON owner.id = bank.partner_id
            WHERE bank.active AND bank.sanitized_acc_number IS NOT NULL AND owner.commercial_partner_id = ANY(%s)
              AND (bank.company_id IS NULL OR bank.company_id = ANY(%s))
         ORDER BY bank.id""", ids, company.parent_ids.ids)))


def _aliases(env, company, ids):
    env["ar.cash.alias"].flush_model()
    return _grouped(env.execute_query(SQL(
        "SELECT partner_id, kind, value, weight FROM ar_cash_alias WHERE company_id = %s AND partner_id = ANY(%s)"
        " AND weight > 0 ORDER BY id", company.id, ids)))


def _habits(env, company, ids):
    env["ar.cash.habit"].flush_model()
    rows = env.execute_query(SQL(
        "SELECT partner_id, kind, count FROM ar_cash_habit WHERE company_id = %s AND partner_id = ANY(%s)"
        " AND count > 0", company.id, ids))
    found = {}
    for partner, kind, count in rows:
        found.setdefault(partner, {})[kind] = count
    return found


def _grouped(rows):
    """Return {first column: list of the others}, one other column as its value."""
    found = {}
    for first, *rest in rows:
        found.setdefault(first, []).append(rest[0] if len(rest) == 1 else tuple(rest))
    return found
