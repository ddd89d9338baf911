import psycopg2
from odoo import api, models
from odoo.exceptions import UserError


class ArProvision(models.Model):
    """Proposals: made for a company and day, with the items named last time that are still open."""

    _inherit = "ar.provision"

    @api.model
    def _propose(self, company, day):
        """Return the provision of `company` as of `day`, proposed when there is none yet.

        Empty when another process has made it just now: it is there for the next transaction.

        :raise UserError: when the company has no matrix
        """
        found = self._of_day(company, day)
        if found:
            return found
        if not company._ar_provision_matrix():
            raise UserError(self.env._(
                "%s has no provision matrix yet: make one, with its loss rates, first.", company.name))
        try:
            with self.env.cr.savepoint():
                return self.with_company(company).create({"company_id": company.id, "date": day})
        except psycopg2.errors.UniqueViolation:
            return self.browse()

    @api.model
    def _of_day(self, company, day):
        return self.search(
            [("company_id", "=", company.id), ("date", "=", day), ("state", "!=", "cancelled")], limit=1)

    @api.model_create_multi
    def create(self, vals_list):
        provisions = super().create(vals_list)
        for provision in provisions:
            provision._carry_named()
        provisions._calculate()
        return provisions

    def _carry_named(self):
        """Name the items again that the provision before named and that are still open."""
        named = self.sudo()._find_previous().specific_ids - self.specific_ids
        open_items = {row.key.id for row in self.sudo()._aging(
            group_by="item", domain=[("id", "in", named.move_line_id.ids)]).rows if row.total > 0} if named else ()
        self.env["ar.provision.specific"].sudo().create([
            {"provision_id": self.id, "move_line_id": specific.move_line_id.id, "rate": specific._rate_used(),
             "reason": specific.reason}
            for specific in named
            if specific.move_line_id.id in open_items
            and specific.move_line_id not in self.specific_ids.move_line_id
        ])

    def action_renew(self):
        """Reckon the proposal anew from the ledger as it is now."""
        self.check_access("write")
        self._check_proposal()
        self._calculate()
