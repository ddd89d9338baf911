from odoo import models
from odoo.tools import SQL

from ...queries.account_figures import FIGURES

#: What is kept of overdue items, by its code in `logic/kept_back.py`.
KEPT = {"amount_promised": "promised", "amount_disputed": "disputed"}


class ArAccount(models.Model):
    """Lists of accounts are sorted and summed by today's figures, which no column holds: the open items are summed
    once for the whole statement and joined, so that it stays one statement of O(open items). What promises and disputes
    keep follows a rule that is no SQL; the few accounts that have any are joined with their amounts.
    """

    _name = "ar.account"
    _inherit = ["ar.account", "ar.described"]

    def _field_to_sql(self, alias, field_expr, query=None):
        if query is None or field_expr not in {*FIGURES, *KEPT, "amount_to_collect"}:
            return super()._field_to_sql(alias, field_expr, query)
        self._check_field_access(self._fields[field_expr], "read")
        if self._ar_is_described():
            return SQL("0")
        if field_expr in FIGURES:
            return self._figure_to_sql(alias, field_expr, query)
        if field_expr in KEPT:
            return self._kept_to_sql(alias, field_expr, query)
        overdue, unapplied = (
            self._figure_to_sql(alias, name, query) for name in ("amount_overdue", "amount_unapplied"))
        promised, disputed = (self._kept_to_sql(alias, name, query) for name in KEPT)
        # The twin of `logic/to_collect.py`.
        return SQL("GREATEST(%s - %s - %s + %s, 0)", overdue, promised, disputed, unapplied)

    def _figure_to_sql(self, alias, name, query):
        sums = query.make_alias(alias, "items")
        if sums not in query._joins:
            query.add_join("LEFT JOIN", sums, self._summed_items([]), SQL(
                "%s = %s AND %s = %s",
                SQL.identifier(sums, "commercial_partner_id"), self._field_to_sql(alias, "partner_id", query),
                SQL.identifier(sums, "company_id"), self._field_to_sql(alias, "company_id", query),
            ))
        return SQL("COALESCE(%s, 0)", SQL.identifier(sums, name))

    def _kept_to_sql(self, alias, name, query):
        kept = query.make_alias(alias, "kept")
        if kept not in query._joins:
            amounts = self._kept_of_overdue()
            columns = [[each.get(code, 0.0) for each in amounts.values()] for code in KEPT.values()]
            query.add_join("LEFT JOIN", kept, SQL(
                "(SELECT * FROM unnest(%s::int[], %s::numeric[], %s::numeric[])"
                " AS kept (account_id, amount_promised, amount_disputed))", list(amounts), *columns,
            ), SQL("%s = %s", SQL.identifier(kept, "account_id"), SQL.identifier(alias, "id")))
        return SQL("COALESCE(%s, 0)", SQL.identifier(kept, name))
