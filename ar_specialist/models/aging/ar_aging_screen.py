from datetime import date

from odoo import api, models

from ..ar_report_screen import PAGE

# How each grouping is read by name; the ORM's own order of these models is by other fields.
NAME_ORDERS = {
    "partner": "complete_name, id",
    "salesperson": "name, id",
    "collector": "name, id",
    "stage": "sequence, id",
    "company": "name, id",
    "item": "move_name, id",
}


class ArAging(models.AbstractModel):
    """What the aging screen asks for: one page of rows with the totals of all of them."""

    _inherit = "ar.aging"

    @api.model
    @api.readonly
    def get_choices(self):
        """Return what can be chosen on the screen, as lists of {id, name}."""
        self._check_reader()
        sets = self.env["ar.bucket.set"].search([])
        bases = self.env["res.company"]._fields["ar_aging_basis"]._description_selection(self.env)
        return {
            "bucket_sets": [{"id": one.id, "name": one.name, "summary": one.bucket_summary} for one in sets],
            "bases": _choices(bases),
            "currencies": self._currency_choices(),
            "groupings": _choices([
                ("partner", self.env._("Customer")), ("salesperson", self.env._("Salesperson")),
                ("collector", self.env._("Collector")), ("stage", self.env._("Stage")),
                ("company", self.env._("Company")), ("item", self.env._("Item")),
            ]),
        }

    @api.model
    @api.readonly
    def get_page(self, options, sort="name", offset=0, limit=PAGE, column=None):
        """Return one page of the aging.

        :param options: see :meth:`_options`
        :param sort: "name", "total", "oldest" or the number of a column; with "-" in front the other way round
        :param column: number of a column: only rows with an amount in it
        :return: dict of `options` (resolved), `columns`, `rows` of the page, `count` of all rows, `totals` of all
            rows and `bar`, the totals whatever the column; both one per currency
        :raise UserError: for options, a sort or a column that can't be read
        :raise AccessError: when the user may not read journal items
        """
        self._check_reader()
        options = self._options(options)
        report = self._compute_for(options)
        columns = self._columns(options, report.labels)
        bar = self._screen_totals(report.rows, columns)
        rows = report.rows
        if column is not None:
            column = self._column_number(column, len(columns))
            rows = [row for row in rows if row.amounts[column]]
        rows = self._sorted_rows(rows, options, str(sort), columns)
        page, offset = self._paged(rows, offset, limit)
        return {
            "options": self._resolved(options),
            "columns": columns,
            "rows": self._screen_rows(page, options, columns),
            "offset": offset,
            "count": len(rows),
            "totals": bar if column is None else self._screen_totals(rows, columns),
            "bar": bar,
        }

    def _resolved(self, options):
        return {
            "as_of": options.as_of.isoformat(),
            "age_on": options.age_on.isoformat(),
            "basis": options.basis,
            "bucket_set_id": options.bucket_set.id,
            "currency": options.currency,
            "group_by": options.group_by,
            "credits_apart": options.credits_apart,
            "is_whole": options.is_whole,
            "partners": [partner.display_name for partner in options.partners.exists()],
        }

    def _columns(self, options, labels):
        """Return one dict per column of amounts: its label, and which kind it is for colour and "overdue"."""
        periods = list(options.bucket_set._periods())
        kinds = ["late" if period.is_late else "ahead" for period in periods] + ["credits"] * options.credits_apart
        return [{"label": label, "kind": kind} for label, kind in zip(labels, kinds, strict=True)]

    def _screen_totals(self, rows, columns):
        by_currency = {}
        for row in rows:
            by_currency.setdefault(row.currency, []).append(row.amounts)
        return [
            {
                "currency_id": currency.id,
                "currency": currency.name,
                "count": len(amounts),
                **self._screen_amounts(currency, [sum(column) for column in zip(*amounts, strict=True)], columns),
            }
            for currency, amounts in sorted(by_currency.items(), key=lambda pair: pair[0].name)
        ]

    def _screen_amounts(self, currency, amounts, columns):
        late = sum(amount for amount, column in zip(amounts, columns, strict=True) if column["kind"] == "late")
        return {
            "amounts": [currency.round(amount) for amount in amounts],
            "total": currency.round(sum(amounts)),
            "overdue": currency.round(late),
        }

    def _sorted_rows(self, rows, options, sort, columns):
        """Sort; amounts of different currencies are not compared, they stand one currency after the other."""
        by, descending = sort.removeprefix("-"), sort.startswith("-")
        if by == "name":
            return self._sorted_by_name(self._sorted_by_currency(rows), options.group_by, descending)
        if by == "oldest":
            oldest = self._oldest(options)
            never = date.max if descending else date.min
            return sorted(rows, key=lambda row: oldest.get(self._identity(row), never), reverse=not descending)
        if by == "total":
            rows = sorted(rows, key=lambda row: sum(row.amounts), reverse=descending)
        else:
            number = self._column_number(by, len(columns))
            rows = sorted(rows, key=lambda row: row.amounts[number], reverse=descending)
        return self._sorted_by_currency(rows)

    def _sorted_by_currency(self, rows):
        names = {currency: currency.name for currency in {row.currency for row in rows}}
        return sorted(rows, key=lambda row: names[row.currency]) if len(names) > 1 else rows

    def _sorted_by_name(self, rows, group_by, descending):
        """Sort by the records' names, nameless keys last: but no stage is where all stages begin.

        One query, whatever the number of rows.
        """
        records = self._records(rows)
        # The amounts are the user's to see by the rules on journal items; the rules on contacts may hide the name's
        # record, of another company for instance, and the row must stay where its name belongs.
        found = records.sudo().with_context(active_test=False).search(
            [("id", "in", records.ids)], order=NAME_ORDERS[group_by])
        places = {record_id: place for place, record_id in enumerate(found._ids)}
        nameless = -1 if group_by == "stage" else len(places)
        return sorted(rows, key=lambda row: places.get(self._row_record(row).id, nameless), reverse=descending)

    def _records(self, rows):
        """Return the records that rows are keyed by, as one recordset that reads them together."""
        if not rows:
            return self.env["res.partner"]
        ids = dict.fromkeys(self._row_record(row).id for row in rows)
        ids.pop(False, None)
        return self._row_record(rows[0]).browse(ids)

    def _screen_rows(self, page, options, columns):
        records = self._records(page)
        names = {record.id: record.display_name for record in records.sudo()}
        customers = {
            line.id: line.partner_id.commercial_partner_id.display_name for line in records.sudo()
        } if options.group_by == "item" else {}
        oldest = self._oldest(options, page)
        return [
            {
                "id": self._row_record(row).id,
                "name": names.get(self._row_record(row).id) or self._row_name(row),
                "customer": customers.get(self._row_record(row).id) or "",
                "currency_id": row.currency.id,
                "currency": row.currency.name,
                "oldest": _days_between(oldest.get(self._identity(row)), options.age_on),
                **self._screen_amounts(row.currency, row.amounts, columns),
            }
            for row in page
        ]

    def _identity(self, row):
        return self._row_record(row).id, row.currency.id


def _days_between(earlier, later):
    return (later - earlier).days if earlier else None


def _choices(pairs):
    return [{"id": value, "name": label} for value, label in pairs]
