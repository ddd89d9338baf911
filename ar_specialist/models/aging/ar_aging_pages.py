from math import ceil

from odoo import models

from ...logic.pages import fill_pages

# In CSS pixels, as the template's styles have them.
LINE, ROW_PADDING, HEADING, PAGE_HEAD, FIRST_HEAD = 13, 7, 40, 24, 165
FACT_LINE = 14
# Characters that surely fit into a percent of the page's width, and into a fact.
NAME_CHARACTERS, FACT_CHARACTERS, FACTS_PER_LINE = 2, 38, 4
MARGIN = 12
# What a page is filled to; the rest is for fonts wider than measured.
FILLED = 0.96


class ArAging(models.AbstractModel):
    _inherit = "ar.aging"

    def _pages(self, rows, facts, name_width, plain_converter):
        """Return the printed rows page by page; all on one "page" where the converter breaks pages itself."""
        if not plain_converter:
            return [rows]
        reports = self.env["ir.actions.report"]
        paper = self.env.ref("ar_specialist.action_report_aging").sudo().get_paperformat()
        page = reports._ar_page_pixels(paper, 2 * MARGIN) * FILLED - HEADING
        head = FIRST_HEAD + self._facts_overflow(facts)
        pages = fill_pages(
            [self._height(row, name_width) for row in rows], page - head, page - PAGE_HEAD,
            keep=[number for number, row in enumerate(rows) if row.items],
        )
        return [[rows[number] for number in numbers] for numbers in pages]

    def _height(self, row, name_width):
        lines = ceil(len(f"{row.name} {row.details}") / (NAME_CHARACTERS * name_width))
        return max(lines, 1) * LINE + ROW_PADDING

    def _facts_overflow(self, facts):
        """Return the height of the lines by which facts are longer than one."""
        lines = [ceil(len(value) / FACT_CHARACTERS) for _label, value in facts]
        rows = range(0, len(lines), FACTS_PER_LINE)
        return sum(max(max(lines[start:start + FACTS_PER_LINE]) - 1, 0) for start in rows) * FACT_LINE
