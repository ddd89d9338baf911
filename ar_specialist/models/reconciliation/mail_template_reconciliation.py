import base64

from odoo import models


class MailTemplate(models.Model):
    """The mail of a reconciliation brings the sheet as a workbook too: the customer works on in it."""

    _inherit = "mail.template"

    def _generate_template_attachments(self, res_ids, render_fields, render_results=None):
        results = super()._generate_template_attachments(res_ids, render_fields, render_results)
        if self.model == "ar.reconciliation" and "report_template_ids" in render_fields and self.report_template_ids:
            for record in self.env["ar.reconciliation"].browse(res_ids):
                results[record.id].setdefault("attachments", []).append(
                    (record._file_name("xlsx"), base64.b64encode(record._xlsx())))
        return results
