from dataclasses import replace

from odoo import models
from odoo.exceptions import UserError
from odoo.tools.translate import LazyTranslate

from ...formats.table_file import read_table
from ...logic.csv_table import TableError
from ...logic.receivables_check import Facts, check_rows, partner_of
from ...logic.receivables_columns import CUSTOMER_FIELDS, REQUIRED, guess_columns
from ...logic.receivables_rows import Fault, conventions_of, read_rows
from ...queries import receivables_lookup

_lt = LazyTranslate(__name__)

FILE_FAULTS = {
    "empty": _lt("The file holds no rows below its headings. Upload a CSV or XLSX file with one invoice per row."),
    "size": _lt("The file is larger than %(limit)s MB. Split it into several."),
    "unpacked": _lt("The workbook unpacks to more than %(limit)s MB. Save the sheet as CSV and upload that."),
    "binary": _lt("This is neither a CSV nor an XLSX file. Save the sheet as one of them and upload that."),
    "old": _lt("This is an old XLS workbook, or one with a password. Save it as XLSX without password, or as CSV."),
    "broken": _lt("The file is damaged and can't be read (row %(row)s). Save it again as XLSX or CSV."),
    "rows": _lt("The file has more than %(limit)s rows. Split it into several."),
    "columns": _lt("The file has more than %(limit)s columns. Keep those that describe the invoices."),
    "cell": _lt("A cell of the file holds more than %(limit)s characters: this is no list of invoices."),
}
COPIED = (
    "row", "number", "customer_ref", "customer_name", "vat", "email", "reference", "date", "date_due", "amount",
    "settled_date", "settled_amount", "disputed",
)


class ArReceivablesImport(models.Model):
    """Reading and checking the file: nothing here touches the ledger."""

    _inherit = "ar.receivables.import"

    def action_check(self):
        for record in self:
            record._check_file()

    def _check_file(self, anew=False):
        """Read the file again and replace the rows and faults found before.

        :param anew: guess the columns again, for another file
        :raise UserError: when the file can't be read, or one field is given to two columns
        """
        self.ensure_one()
        self.check_access("write")
        if anew:
            self.column_ids.unlink()
        # Rows and faults are closed to users' own writing: an import taken back removes what its rows point to.
        own = self.sudo()
        own.fault_ids.unlink()
        own.line_ids.unlink()
        if not self.file:
            self._set_state("draft")
            return
        table = self._read()
        if not self.column_ids:
            self._guess_columns(table)
        columns = self._columns()
        rows = read_rows(table, columns, conventions_of(table, columns, self.date_order, self.decimal_mark))
        facts = self._facts(rows)
        check_rows(rows, facts)
        self._store(rows, facts, columns)
        self._set_state("checked")

    def _read(self):
        try:
            return read_table(self._content())
        except TableError as error:
            text = self.env._(FILE_FAULTS[error.code])  # pylint: disable=translation-contains-variable
            raise UserError(text % error.details) from error

    def _guess_columns(self, table):
        guessed = {index: name for name, index in guess_columns(table.headings).items()}
        self.env["ar.receivables.import.column"].create([
            {
                "import_id": self.id,
                "position": index,
                "name": heading or self.env._("(column %s)", index + 1),
                "sample": " · ".join(_sample(table.column(index))),
                "field": guessed.get(index),
            }
            for index, heading in enumerate(table.headings)
        ])

    def _columns(self):
        """Return {field: position} as mapped."""
        columns = {}
        for column in self.column_ids.filtered("field"):
            if column.field in columns:
                label = dict(column._fields["field"]._description_selection(self.env))[column.field]
                raise UserError(self.env._(
                    "“%(field)s” is given to two columns. Choose one of them and empty the other.", field=label))
            columns[column.field] = column.position
        return columns

    def _facts(self, rows):
        company = self.company_id
        journal = self._journal()
        lock_sale = max(company.user_fiscalyear_lock_date, company.user_hard_lock_date, company.user_sale_lock_date)
        lock_payment = max(company.user_fiscalyear_lock_date, company.user_hard_lock_date)
        return Facts(
            currencies=receivables_lookup.currencies(self.env, company),
            company_currency=self.currency_id.name,
            today=self.env.company._ar_today(),
            ledger=receivables_lookup.ledger_numbers(self.env, company, {row.number for row in rows if row.number}),
            customers=receivables_lookup.customers(self.env, company, rows),
            create_customers=self.create_customers,
            lock_invoice=(journal and company._get_user_fiscal_lock_date(journal)) or lock_sale,
            lock_payment=lock_payment,
            has_payment_journal=bool(self.settlement_journal_id),
        )

    def _store(self, rows, facts, columns):
        lines = self.env["ar.receivables.import.line"].sudo().create([
            self._prepare_line_vals(row, facts) for row in rows
        ])
        unmapped = set()
        faults = []
        for row, line in zip(rows, lines, strict=True):
            for fault in (_where_mapped(each, columns) for each in row.faults):
                if fault.code == "missing" and fault.field not in columns:
                    unmapped.add(fault.field)
                else:
                    faults.append((fault, line.id))
        # A column that nobody mapped is one fault of the file, not one of each row.
        order = [*REQUIRED, *sorted(unmapped.difference(REQUIRED))]
        of_file = [(Fault(0, name, "column_missing"), False) for name in order if name in unmapped]
        self._add_faults(of_file + faults)

    def _prepare_line_vals(self, row, facts):
        partners = partner_of(row, facts)
        currency = facts.currencies.get((row.currency or facts.company_currency).upper())
        there = any(fault.code == "in_ledger" for fault in row.faults)
        return {
            **{name: getattr(row, name) for name in COPIED},
            "import_id": self.id,
            "state": "bad" if not row.is_good else "there" if there else "good",
            "partner_id": partners[0] if len(partners) == 1 else False,
            "currency_id": currency.id if currency else False,
        }

    def _add_faults(self, faults):
        """Keep the faults, a list of (Fault, line id or False), under the headings of the file's columns."""
        labels = dict(self.env["ar.receivables.import.column"]._fields["field"]._description_selection(self.env))
        headings = {column.field: column.name for column in self.column_ids.filtered("field")}
        self.env["ar.receivables.import.fault"].sudo().create([
            {
                "import_id": self.id, "line_id": line, "row": fault.row, "code": fault.code, "value": fault.value,
                "other": fault.other, "warning": fault.warning,
                "column": headings.get(fault.field) or labels.get(fault.field, ""),
            }
            for fault, line in faults
        ])


def _where_mapped(fault, columns):
    """Return a fault of the customer under the column that names the customer in this file."""
    if fault.field not in CUSTOMER_FIELDS or fault.field in columns:
        return fault
    return replace(fault, field=next((name for name in CUSTOMER_FIELDS if name in columns), fault.field))


def _sample(cells):
    """Return the first few different values of a column."""
    return [text[:24] for text in list(dict.fromkeys(str(cell) for cell in cells[:200] if cell != ""))[:3]]
