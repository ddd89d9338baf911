from io import BytesIO

from odoo import api, models
from odoo.addons.base.models.ir_actions_report import _wkhtml
from odoo.tools import split_every
from odoo.tools.pdf import PdfReadError

from ..report.pdf_join import joined

MILLIMETRES_PER_INCH = 25.4
# Measured: whatever the paper and its dpi, a plain converter sets 125 pixels of the style sheet on an inch.
PIXELS_PER_INCH = 125
#: Documents to customers of which a plain converter takes no more than one at a time.
ONE_AT_A_TIME = ("ar_specialist.report_notice_letter",)
#: Statements are one document, however many: so many go through the converter at once. Its time and its memory grow
#: with the length of a document, more than in proportion.
STATEMENTS = ("ar_specialist.report_ar_statement", "ar_specialist.report_ar_statement_forward")
STATEMENTS_AT_ONCE = 100


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    @api.model
    def _ar_plain_converter(self, report_type):
        """Return whether a document is made by a converter that prints no page headers and repeats no table headings.

        That is a wkhtmltopdf without the patched Qt, as Debian has it. Then the document must name its sender in its
        body, or nobody could tell whose it is, and must break its pages itself. With any other converter, or as HTML,
        the company's layout names the sender, so that it never stands there twice.

        :param report_type: "pdf" or "html", as the report's rendering context has it
        """
        return report_type == "pdf" and not _wkhtml().is_patched_qt

    @api.model
    def _ar_page_pixels(self, paperformat, margins, landscape=True):
        """Return the height between the margins of a page of a plain converter, in CSS pixels.

        :param margins: top and bottom margin together, in mm
        """
        sides = sorted((paperformat.print_page_width, paperformat.print_page_height))
        height = sides[0] if landscape else sides[1]
        return (height - margins) / MILLIMETRES_PER_INCH * PIXELS_PER_INCH

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        name = self._get_report(report_ref).report_name
        if name in ONE_AT_A_TIME and self._ar_plain_converter("pdf"):
            at_once = 1
        elif name in STATEMENTS:
            at_once = STATEMENTS_AT_ONCE
        else:
            at_once = len(res_ids or [])
        if len(res_ids or []) <= at_once:
            return super()._render_qweb_pdf_prepare_streams(report_ref, data, res_ids)
        streams = {}
        for chunk in split_every(at_once, dict.fromkeys(res_ids), list):
            made = super()._render_qweb_pdf_prepare_streams(report_ref, dict(data or {}), chunk)
            # What could not be taken apart stands for the first of its records.
            made = {number or chunk[0]: stream for number, stream in made.items() if stream["stream"]}
            streams |= self._ar_as_one(made) if name in STATEMENTS else made
        return streams

    @api.model
    def _ar_as_one(self, made):
        """Return {first record: stream} of all the streams; fonts, which each has of its own, are there once then."""
        contents = joined(each["stream"].getvalue() for each in made.values())
        return {next(iter(made)): {"stream": BytesIO(contents), "attachment": None}} if made else {}

    def _render_qweb_pdf(self, report_ref, res_ids=None, data=None):
        if self._get_report(report_ref).report_name in STATEMENTS:
            self = self.with_context(ar_join_pdfs=True)
        return super()._render_qweb_pdf(report_ref, res_ids=res_ids, data=data)

    @api.model
    def _merge_pdfs(self, streams, *args, **options):
        """Join the lots of statements in flat memory; every other document is merged as ever."""
        if not self.env.context.get("ar_join_pdfs"):
            return super()._merge_pdfs(streams, *args, **options)
        try:
            return BytesIO(joined(stream.getvalue() for stream in streams))
        except PdfReadError:
            # says that they can't be merged
            self._handle_merge_pdfs_error()
            raise
