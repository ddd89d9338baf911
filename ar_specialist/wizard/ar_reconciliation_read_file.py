import base64
import re

from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ..formats.table_file import Table, read_tables
from ..logic.csv_table import TableError
from ..logic.receivables_columns import plain_heading
from ..logic.reconciliation_columns import guess_ledger_columns, ledger_heading_row
from .reconciliation_faults import TableFault

_GAP = re.compile(r"\t| {2,}")
#: Files of an account that may be tables.
ENDINGS = (".xlsx", ".csv", ".txt", ".tsv")


class ArReconciliationRead(models.TransientModel):
    """Where the customer's table comes from: a file, one that lies with the account already, or what was pasted."""

    _inherit = "ar.reconciliation.read"

    attachment_id = fields.Many2one(
        "ir.attachment", string="Or a File of the Account", domain="[('id', 'in', attachment_choice_ids)]",
        help="What the customer has sent to the account lies with it.")
    attachment_choice_ids = fields.Many2many("ir.attachment", compute="_compute_attachment_choice_ids")
    sheet_ids = fields.One2many("ar.reconciliation.read.sheet", "read_id", string="Sheets")
    has_sheets = fields.Boolean(compute="_compute_has_sheets")

    @api.depends("account_id")
    def _compute_attachment_choice_ids(self):
        for reading in self:
            reading.attachment_choice_ids = self.env["ir.attachment"].search([
                ("res_model", "=", "ar.account"), ("res_id", "=", reading.account_id.id),
                "|", "|", "|", *(("name", "=ilike", f"%{ending}") for ending in ENDINGS)])

    @api.depends("sheet_ids")
    def _compute_has_sheets(self):
        for reading in self:
            reading.has_sheets = len(reading.sheet_ids) > 1

    def _given_content(self):
        """Return (bytes, file name) of what was given."""
        if content := base64.b64decode(self.with_context(bin_size=False).file or b""):
            return content, self.file_name
        if self.attachment_id in self.attachment_choice_ids and self.attachment_id.raw:
            return self.attachment_id.raw, self.attachment_id.name
        return (self.text or "").strip().replace("\0", "").encode(), self.env._("Pasted table") + ".txt"

    def _given_file(self):
        content, name = self._given_content()
        return {"file_name": name or False, "file_content": base64.b64encode(content)}

    def _given_table(self):
        """Return the :class:`Table` of what was given; of a workbook, that of the sheets that are to be read."""
        content, _name = self._given_content()
        if not content:
            raise UserError(self.env._("Upload the customer's file, or paste its table."))
        if not self.file and not self.attachment_id:
            content = _with_columns(content.decode()).encode()
        try:
            tables = read_tables(content, ledger_heading_row)
        except TableError as error:
            raise UserError(self.env["ar.file.fault"]._told(TableFault(error))) from error
        if not self.sheet_ids:
            self._list_sheets(tables)
        named = [sheet.name or "" for sheet in self.sheet_ids if sheet.is_read]
        chosen = [tables[name] for name in named if name in tables]
        if not chosen:
            raise UserError(self.env._("Say which sheet is to be read."))
        first = chosen[0]
        if any(_plain(table) != _plain(first) for table in chosen):
            raise UserError(self.env._("These sheets have different columns: read them one after the other."))
        return Table(first.headings, [row for table in chosen for row in table.rows])

    def _list_sheets(self, tables):
        """Choose the sheet whose headings say most, the longest of several, and those that have the same ones."""
        best = max(tables.values(), key=lambda table: (len(guess_ledger_columns(table.headings)), len(table.rows)))
        self.sheet_ids = [Command.create({
            "name": name, "count": len(table.rows), "is_read": _plain(table) == _plain(best),
        }) for name, table in tables.items()]


class ArReconciliationReadSheet(models.TransientModel):
    """A sheet of the customer's workbook, and whether it is read."""

    _name = "ar.reconciliation.read.sheet"
    _description = "Sheet of a customer's workbook"
    _order = "read_id, id"

    read_id = fields.Many2one("ar.reconciliation.read", required=True, ondelete="cascade", index=True)
    name = fields.Char()
    count = fields.Integer(string="Rows")
    is_read = fields.Boolean()


def _plain(table):
    return [plain_heading(heading) for heading in table.headings]


def _with_columns(text):
    """Return a pasted table with its columns apart: copied from a mail, several spaces are between them."""
    lines = text.splitlines()
    if "\t" in text or not all(_GAP.search(line.strip()) for line in lines if line.strip()):
        return text
    return "\n".join("\t".join(_GAP.split(line.strip())) for line in lines)
