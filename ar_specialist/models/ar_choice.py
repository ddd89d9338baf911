from lxml.builder import E
from odoo import api, fields, models


class ArChoice(models.AbstractModel):
    """One entry of a list that managers shape: named in every language, in an order of their own, for all companies
    or for one and its branches."""

    _name = "ar.choice"
    _description = "Entry of a configurable list"
    _order = "sequence, id"
    _check_company_domain = models.check_company_domain_parent_of

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", help="Empty: shared by all companies.")

    @api.model
    def _get_default_search_view(self):
        """What was archived is found again, in every such list."""
        search = super()._get_default_search_view()
        search.append(E.filter(name="archived", string=self.env._("Archived"), domain="[('active', '=', False)]"))
        return search
