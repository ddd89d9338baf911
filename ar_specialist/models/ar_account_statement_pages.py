from dataclasses import dataclass
from math import ceil

from odoo import models

from ..logic.pages import fill_pages
from .ar_account_statement_printed import PrintedBlock

# In CSS pixels, as the template's styles have them for a plain converter.
ROW, REFERENCE_LINE = 32, 18
BLOCK_HEAD, PAGE_HEAD, FIRST_HEAD = 76, 36, 450
STRIP, PAY = 104, 190
# Characters of small print that surely fit beside the number.
REFERENCE_CHARACTERS = 28
MARGIN = 12
# What a page is filled to; the rest is for fonts wider than measured.
FILLED = 0.96


@dataclass(frozen=True)
class Part:
    """The rows of a block that stand on one page; under the `last` of them stand the sums."""

    block: PrintedBlock
    rows: list
    first: bool
    last: bool


class ArAccount(models.Model):
    _inherit = "ar.account"

    def _ar_statement_pages(self, blocks, plain_converter):
        """Return the parts of `blocks` page by page; all on one "page" where the converter breaks pages itself."""
        rows = [(block, number) for block in blocks for number in range(len(block.rows))]
        if not rows:
            return []
        if not plain_converter:
            return [self._ar_statement_parts(rows)]
        reports = self.env["ir.actions.report"]
        paper = self.env.ref("ar_specialist.action_report_ar_statement").sudo().get_paperformat()
        page = reports._ar_page_pixels(paper, 2 * MARGIN, landscape=False) * FILLED
        heights = [self._ar_row_height(block, number) for block, number in rows]
        heights[-1] += PAY
        pages = fill_pages(heights, page - FIRST_HEAD, page - PAGE_HEAD - BLOCK_HEAD)
        return [self._ar_statement_parts([rows[number] for number in numbers]) for numbers in pages]

    def _ar_statement_parts(self, rows):
        parts = {}
        for block, number in rows:
            parts.setdefault(id(block), (block, []))[1].append(number)
        return [
            Part(
                block, [block.rows[number] for number in numbers], numbers[0] == 0,
                numbers[-1] == len(block.rows) - 1)
            for block, numbers in parts.values()
        ]

    def _ar_row_height(self, block, number):
        """Return the height of a row, with the head above the first one and the sums beneath the last one."""
        height = ROW + ceil(len(block.rows[number].reference) / REFERENCE_CHARACTERS) * REFERENCE_LINE
        if number == 0:
            height += BLOCK_HEAD
        if number == len(block.rows) - 1:
            height += ROW * (1 + 2 * bool(block.credited) + bool(block.overdue)) + (STRIP if block.aging else 0)
        return height
