import json
from contextlib import contextmanager
from datetime import date

import xlsxwriter
from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date, format_datetime
from odoo.tools.misc import get_lang

from ..report.xlsx_styles import Styles

PAGE, PAGE_AT_MOST = 80, 500
SEARCH_LENGTH = 100
# PostgreSQL's integer.
LARGEST_ID = 2**31 - 1


class ArReportScreen(models.AbstractModel):
    """What the reports on a screen of their own share: their readers, what may be chosen, their PDF and XLSX.

    A report has options, a frozen dataclass with `companies` among them; screen, PDF and XLSX of one address share
    them. It says its `_options_class`, `_printed_by` (external id of the action that prints it), and defines
    `_options(raw)`, `_report_name()`, `_file_words(options)`, `_printed_values(options, report_type)` and
    `_xlsx_of(options, stream)`.
    """

    _name = "ar.report.screen"
    _description = "Report on a screen of its own"

    _options_class = None
    _printed_by = None

    def _check_reader(self):
        """Refuse who may not read the ledger, portal users too: they may read only their own invoices' items."""
        self.env["account.move.line"].check_access("read")
        if not self.env.user._is_internal():
            raise AccessError(self.env._("The reports of receivables are for internal users only."))

    def _any_options(self, given):
        """Return the report's options from themselves, from a browser's dict or from its JSON.

        :raise UserError: when they can't be read
        """
        if isinstance(given, self._options_class):
            return given
        try:
            raw = json.loads(given) if isinstance(given, str) else given
        except ValueError as error:
            raise UserError(self.env._(
                "%(report)s: the options are no JSON: %(error)s", report=self._report_name(), error=error)) from error
        if not isinstance(raw, dict):
            raise UserError(self.env._(
                "%s: the options must be a JSON object, like {\"currency\": \"company\"}.", self._report_name()))
        return self._options(raw)

    def _day(self, text, name):
        try:
            return fields.Date.to_date(text or None)
        except (ValueError, TypeError) as error:
            raise UserError(self.env._(
                "%(report)s: %(name)s is no date: %(text)s", report=self._report_name(), name=name, text=text,
            )) from error

    def _integers(self, values):
        try:
            numbers = [int(value) for value in values]
        except (ValueError, TypeError):
            numbers = [0]
        if not all(0 < number <= LARGEST_ID for number in numbers):
            raise UserError(self.env._(
                "%(report)s: these are no record ids: %(values)s", report=self._report_name(), values=values))
        return numbers

    def _search_text(self, raw):
        """Return what a browser sent as text to search for, as a domain may have it."""
        return str(raw or "").replace("\0", "").strip()[:SEARCH_LENGTH]

    def _paged(self, rows, offset, limit):
        """Return one page of `rows` and where it begins: with the first row when there are fewer now than `offset`."""
        offset = max(int(offset), 0)
        offset = offset if offset < len(rows) else 0
        return rows[offset:offset + min(max(int(limit), 1), PAGE_AT_MOST)], offset

    def _currency_choices(self):
        return [
            {"id": "company", "name": self.env._("Company currency")},
            {"id": "document", "name": self.env._("Document currency")},
        ]

    def _pdf_of(self, options):
        """Return the report of `options` as a PDF, bytes.

        :raise UserError: for more rows than a PDF holds, or when the PDF converter is missing
        :raise AccessError: when the user may not read journal items
        """
        # Without the context's flag a server started with tests enabled would answer HTML.
        reports = self.env["ir.actions.report"].with_context(force_report_rendering=True)
        content, _type = reports._render_qweb_pdf(self._printed_by, data={"options": options})
        return content

    @contextmanager
    def _workbook(self, stream, title, facts):
        """Run the block with a workbook that is written into `stream`, and with its styles."""
        with xlsxwriter.Workbook(stream, {"constant_memory": True}) as workbook:
            workbook.set_properties({"title": title, "company": facts[0].value})
            yield workbook, Styles(workbook, get_lang(self.env).date_format)

    def _currency_names(self, options):
        """Return in which currency the amounts of `options` are, as text."""
        if options.currency == "document":
            return self.env._("Document currency")
        return self.env._(
            "Company currency (%s)", ", ".join(sorted(set(options.companies.mapped("currency_id.name")))))

    def _printed(self):
        """Return when and for whom this is printed, as text."""
        return self.env._(
            "%(when)s by %(who)s", when=format_datetime(self.env, fields.Datetime.now(), dt_format="short"),
            who=self.env.user.name)

    def _heading_text(self, fact):
        """Return the value of a :class:`Fact` as text in the user's locale."""
        return format_date(self.env, fact.value) if isinstance(fact.value, date) else fact.value

    def _letterhead(self, options):
        """Return the company whose letterhead the PDF has."""
        return options.companies & self.env.company or options.companies[:1]

    def _file_name(self, options, extension):
        """Return a name that says what the file holds: report, day or period, company."""
        first, *others = options.companies.mapped("name")
        company = "-".join("".join(char if char.isalnum() else " " for char in first).split())
        more = f"+{len(others)}" if others else ""
        return f"{'-'.join(map(str, self._file_words(options)))}-{company}{more}.{extension}"

    def _row_record(self, row):
        """Return the record that a row of the report is of; where rows differ by currency too, it stands first."""
        return row.key[0] if isinstance(row.key, tuple) else row.key

    def _printed_totals(self, report):
        """Return {currency: [sum of each column]}, by the currency's name."""
        return dict(sorted(report.totals_by_currency.items(), key=lambda pair: pair[0].name))
