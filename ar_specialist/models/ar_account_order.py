from odoo import models
from odoo.tools import SQL

from .ar_account_figures import OVERDUE

# figure: (name of the joined sums, which items, what of them)
FIGURES = {
    "amount_open": ("open_items", [], "amount_open"),
    "amount_overdue": ("overdue_items", OVERDUE, "amount_open"),
    "days_late": ("overdue_items", OVERDUE, "days_late"),
}


class ArAccount(models.Model):
    """Lists of accounts are sorted and summed by today's figures, which no column holds: the open items are summed
    once for the whole statement and joined, so that it stays one statement of O(open items).
    """

    _inherit = "ar.account"

    def _field_to_sql(self, alias, field_expr, query=None):
        if field_expr not in FIGURES or query is None:
            return super()._field_to_sql(alias, field_expr, query)
        self._check_field_access(self._fields[field_expr], "read")
        name, items, figure = FIGURES[field_expr]
        sums = query.make_alias(alias, name)
        query.add_join("LEFT JOIN", sums, self._summed_items(items), SQL(
            "%s = %s AND %s = %s",
            SQL.identifier(sums, "commercial_partner_id"), self._field_to_sql(alias, "partner_id", query),
            SQL.identifier(sums, "company_id"), self._field_to_sql(alias, "company_id", query),
        ))
        return SQL("COALESCE(%s, 0)", SQL.identifier(sums, figure))

    def _summed_items(self, domain):
        """Return SQL for a table of the sums per customer and company of the items that the user may see."""
        items = self.env["ar.open.item"]._search(domain)
        customer, company = (SQL.identifier("ar_open_item", name) for name in ("commercial_partner_id", "company_id"))
        items.groupby = SQL("%s, %s", customer, company)
        return SQL("(%s)", items.select(
            customer, company,
            SQL("SUM(%s) AS amount_open", SQL.identifier("ar_open_item", "amount_open")),
            SQL("MAX(%s) AS days_late", SQL.identifier("ar_open_item", "days_late")),
        ))
