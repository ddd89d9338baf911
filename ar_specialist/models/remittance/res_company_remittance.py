from odoo import api, fields, models


class ResCompany(models.Model):
    """The address to which customers send what their payments are for."""

    _inherit = "res.company"

    ar_remittance_alias_id = fields.Many2one("mail.alias", copy=False, ondelete="set null")
    ar_remittance_alias_name = fields.Char(
        string="Address of Remittance Advices", compute="_compute_ar_remittance_alias_name",
        inverse="_inverse_ar_remittance_alias_name",
        help="What customers send here, as a table attached or in the text, becomes a remittance advice.")
    ar_remittance_address = fields.Char(compute="_compute_ar_remittance_alias_name")

    @api.depends("ar_remittance_alias_id.alias_name", "ar_remittance_alias_id.alias_full_name")
    def _compute_ar_remittance_alias_name(self):
        for company in self:
            alias = company.sudo().ar_remittance_alias_id  # an address is no secret
            company.ar_remittance_alias_name = alias.alias_name
            company.ar_remittance_address = alias.alias_domain and alias.alias_full_name

    def _inverse_ar_remittance_alias_name(self):
        aliases = self.env["mail.alias"].sudo()  # aliases are the administrator's; so are companies
        for company in self:
            name = aliases._sanitize_alias_name(company.ar_remittance_alias_name or "")
            alias = company.ar_remittance_alias_id.sudo()
            if not name:
                company.ar_remittance_alias_id = False
                alias.unlink()
            elif alias:
                alias.alias_name = name
            else:
                company.ar_remittance_alias_id = aliases.create({
                    "alias_name": name, "alias_model_id": self.env["ir.model"]._get_id("ar.remittance"),
                    "alias_domain_id": company.alias_domain_id.id, "alias_defaults": {"company_id": company.id},
                })
