from odoo import api, models
from odoo.tools import SQL


class AccountMove(models.Model):
    """Invoices on a board by stage: the stage shown can be grouped and sorted by, though it isn't stored."""

    _name = "account.move"
    _inherit = ["account.move", "ar.described"]

    def _field_to_sql(self, alias, field_expr, query=None):
        if field_expr != "ar_stage_shown_id":
            return super()._field_to_sql(alias, field_expr, query)
        self._check_field_access(self._fields[field_expr], "read")
        if self._ar_is_described():
            return SQL("0")
        firsts = {company: self.env["ar.stage"]._stages_of(company)[:1] for company in self.env.companies}
        cases = SQL(" ").join(SQL("WHEN %s THEN %s", company.id, stage.id or None) for company, stage in firsts.items())
        return SQL(
            "COALESCE(%s, CASE %s %s END)", self._field_to_sql(alias, "ar_stage_id", query),
            self._field_to_sql(alias, "company_id", query), cases,
        )

    @api.model
    def _read_group_stages(self, stages, domain):
        """Show a column for each stage, an empty one is where invoices are dragged to."""
        return stages._stages_of(self.env.companies)
