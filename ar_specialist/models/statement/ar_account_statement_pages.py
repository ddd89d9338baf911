from dataclasses import dataclass
from math import ceil

from odoo import models

from ...logic.pages import fill_pages
from .ar_account_statement_contents import PrintedBlock

# In CSS pixels, as the template's styles have them for a plain converter.
ROW, REFERENCE_LINE = 32, 18
BLOCK_HEAD, PAGE_HEAD, FIRST_HEAD = 70, 36, 425
STRIP, PAY, CODE, MEMBER = 96, 165, 60, 6
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
    """Statements cut into pages, for converters that don't repeat headings themselves."""

    _inherit = "ar.account"

    def _ar_statement_pages(self, content, page):
        """Return the parts of a statement page by page.

        :param page: height of a page in CSS pixels; None where the converter breaks pages itself: all is on one "page"
        """
        blocks = content["blocks"]
        rows = [(block, number) for block in blocks for number in range(len(block.rows))]
        if not rows:
            return []
        if page is None:
            return [self._ar_statement_parts(rows)]
        page *= FILLED
        heights = [self._ar_row_height(block, number) for block, number in rows]
        heights[-1] += PAY + (CODE if content["qr"] else 0)
        keep = [number for number, row in enumerate(rows) if self._ar_row_leads(*row)]
        pages = fill_pages(heights, page - FIRST_HEAD, page - PAGE_HEAD - BLOCK_HEAD, keep)
        return [self._ar_statement_parts([rows[number] for number in numbers]) for numbers in pages]

    def _ar_statement_page(self):
        """Return the height of a page of statements that break their pages themselves, in CSS pixels."""
        paper = self.env.ref("ar_specialist.action_report_ar_statement").sudo().get_paperformat()
        return self.env["ir.actions.report"]._ar_page_pixels(paper, 2 * MARGIN, landscape=False)

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

    def _ar_row_leads(self, block, number):
        """Return whether a row must not stand last on a page: a name above its rows, a row above its sum."""
        row, following = block.rows[number], block.rows[number + 1:number + 2]
        return row.style in ("member", "opening") or any(
            next_one.style in ("sum", "balance") for next_one in following)

    def _ar_row_height(self, block, number):
        """Return the height of a row, with the head above the first one and the strips beneath the last one."""
        row = block.rows[number]
        height = ROW + ceil(len(row.small) / REFERENCE_CHARACTERS) * REFERENCE_LINE
        if row.style == "member":
            height += MEMBER
        if number == 0:
            height += BLOCK_HEAD
        if number == len(block.rows) - 1:
            height += STRIP * (bool(block.aging) + bool(block.summary))
        return height
