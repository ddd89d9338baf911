from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import remove_accents

from ...logic.roll_forward_sums import CLOSING, COLUMNS
from ..ar_report_screen import PAGE


class ArRollForward(models.AbstractModel):
    """What the roll-forward's screen asks for: one page of rows with the totals of all of them."""

    _inherit = "ar.roll.forward"

    @api.model
    @api.readonly
    def get_choices(self):
        """Return what can be chosen on the screen, as lists of {id, name}; periods with their days."""
        self._check_reader()
        periods = []
        for name, label in self._period_names().items():
            first, last = self._period_named(name)
            periods.append({"id": name, "name": label, "first": first.isoformat(), "last": last.isoformat()})
        return {
            "periods": periods,
            "currencies": self._currency_choices(),
            "groupings": [{"id": name, "name": label} for name, label in self._group_labels().items()],
        }

    def _group_labels(self):
        return {
            "partner": self.env._("Customer"), "account": self.env._("Account"), "company": self.env._("Company")}

    def _column_labels(self):
        """Return {column: its heading}, in order."""
        labels = {
            "opening": self.env._("Opening"), "invoices": self.env._("Invoices"),
            "credit_notes": self.env._("Credit notes"), "payments": self.env._("Payments"),
            "discounts": self.env._("Discounts"), "write_offs": self.env._("Write-offs"),
            "recoveries": self.env._("Recoveries"),
            "exchange": self.env._("Exchange"), "other": self.env._("Other"), "closing": self.env._("Closing"),
        }
        return {column: labels[column] for column in COLUMNS}

    @api.model
    @api.readonly
    def get_page(self, options, sort="name", offset=0, limit=PAGE):
        """Return one page of the roll-forward.

        :param options: see :meth:`_options`
        :param sort: "name" or a column; with "-" in front the other way round
        :return: dict of `options` (resolved), `columns`, `rows` of the page, `count` of all rows, `totals` of all
            rows, one per currency
        :raise UserError: for options or a sort that can't be read
        :raise AccessError: when the user may not read journal items
        """
        self._check_reader()
        options = self._options(options)
        report = self._compute_for(options)
        named = self._sorted(report, str(sort))
        page, offset = self._paged(named, offset, limit)
        return {
            "options": self._resolved(options),
            "columns": [{"name": name, "label": label} for name, label in self._column_labels().items()],
            "rows": [self._screen_row(name, row) for name, row in page],
            "offset": offset,
            "count": len(named),
            "totals": self._screen_totals(report),
        }

    def _resolved(self, options):
        return {
            "date_from": options.first.isoformat(), "date_to": options.last.isoformat(),
            "group_by": options.group_by, "currency": options.currency, "search": options.search,
        }

    def _sorted(self, report, sort):
        """Return [(name, row)]; amounts of different currencies are not compared, they stand one after the other."""
        by, descending = sort.removeprefix("-"), sort.startswith("-")
        named = sorted(self._named_rows(report), key=lambda pair: (
            remove_accents(pair[0]).casefold(), pair[1].currency.name))
        if by == "name":
            return named[::-1] if descending else named
        if by not in COLUMNS:
            raise UserError(self.env._("Roll-forward: there is no column %s.", by))
        named.sort(key=lambda pair: pair[1].amount(by), reverse=descending)
        return sorted(named, key=lambda pair: pair[1].currency.name)

    def _named_rows(self, report):
        """Return [(name, row)]; names as any list shows a linked record, whether or not the user may open it."""
        if not report.rows:
            return []
        nobody = self._row_record(report.rows[0]).browse()
        records = nobody.browse([record.id for row in report.rows if (record := self._row_record(row))]).sudo()
        names = {record.id: record.display_name for record in records}
        return [(names.get(self._row_record(row).id) or self.env._("No customer"), row) for row in report.rows]

    def _screen_row(self, name, row):
        return {
            "id": self._row_record(row).id, "name": name, "amounts": row.amounts,
            "currency_id": row.currency.id, "currency": row.currency.name,
        }

    def _screen_totals(self, report):
        counts = {}
        for row in report.rows:
            counts[row.currency] = counts.get(row.currency, 0) + 1
        return [
            {"currency_id": currency.id, "currency": currency.name, "count": counts[currency], "amounts": amounts}
            for currency, amounts in self._printed_totals(report).items()]

    @api.model
    @api.readonly
    def ledger_check(self, options):
        """Compare the closing balance with that of the receivable accounts, in company currency.

        :return: as :meth:`ArAging.ledger_check`
        """
        self._check_reader()
        options = self._options(options)
        if not options.is_whole:
            return {"state": "narrowed", "lines": []}
        report = self.compute(options.first, options.last, options.companies, "company")
        closing = {}
        for row in report.rows:
            closing[row.currency] = closing.get(row.currency, 0.0) + row.amount(CLOSING)
        return self.env["ar.aging"]._against_ledger(closing, options.last, options.companies)
