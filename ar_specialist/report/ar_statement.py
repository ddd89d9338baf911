from odoo import api, fields, models


class ReportArStatement(models.AbstractModel):
    """Values of the printed open-item statement; `data` may name the day, "as_of", and one language for all, "lang"."""

    _name = "report.ar_specialist.report_ar_statement"
    _description = "Open-item statement"

    @api.model
    def _get_report_values(self, docids, data=None):
        data = data or {}
        accounts = self.env["ar.account"].browse(docids)
        accounts.check_access("read")
        as_of = fields.Date.to_date(data.get("as_of")) or self.env.company._ar_today()
        plain_converter = self.env["ir.actions.report"]._ar_plain_converter(data.get("report_type"))
        contents = accounts._ar_statement_contents(as_of, data.get("lang"))
        return {
            "doc_ids": docids,
            "doc_model": "ar.account",
            "plain_converter": plain_converter,
            "statements": [
                {**content, "pages": content["account"]._ar_statement_pages(content["blocks"], plain_converter)}
                for content in contents
            ],
        }
