from odoo import api, models
from odoo.addons.base.models.ir_actions_report import _wkhtml


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    @api.model
    def _ar_sender_in_body(self, report_type):
        """Return whether a document must name its sender in its body, because no page header will.

        A wkhtmltopdf without the patched Qt leaves headers and footers out; without this nobody could tell whose
        document it is. With a header, or as HTML, the sender is never named twice.

        :param report_type: "pdf" or "html", as the report's rendering context has it
        """
        return report_type == "pdf" and not _wkhtml().is_patched_qt
