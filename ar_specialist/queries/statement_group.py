"""Which customers are subsidiaries of which: companies that stand below another one, at any depth."""

from odoo.tools import SQL


def customers_below(env, heads):
    """Return {partner id: set of ids of the commercial partners below it, itself included}, in one query.

    :param heads: ids of commercial partners
    """
    env["res.partner"].flush_model(["commercial_partner_id", "parent_id"])
    rows = env.execute_query(SQL(
        """
        WITH RECURSIVE below AS (
            SELECT id, id AS head FROM res_partner WHERE id = ANY(%s)
             UNION
            SELECT child.id, below.head FROM res_partner child JOIN below ON child.parent_id = below.id)
        SELECT below.head, ARRAY_AGG(partner.id)
          FROM below JOIN res_partner partner ON partner.id = below.id AND partner.commercial_partner_id = partner.id
         GROUP BY below.head
        """, list(heads)))
    return {head: set(members) for head, members in rows}


def heads_above(env, customers):
    """Return {partner id: id of the commercial partner that its group ends in}, in one query.

    :param customers: ids of commercial partners
    """
    env["res.partner"].flush_model(["commercial_partner_id", "parent_id"])
    return dict(env.execute_query(SQL(
        """
        WITH RECURSIVE above AS (
            SELECT id, parent_id, id AS customer FROM res_partner WHERE id = ANY(%s)
             UNION
            SELECT parent.id, parent.parent_id, above.customer
              FROM res_partner parent JOIN above ON parent.id = above.parent_id)
        SELECT above.customer, partner.commercial_partner_id
          FROM above JOIN res_partner partner ON partner.id = above.id
         WHERE above.parent_id IS NULL
        """, list(customers))))
