from contextlib import suppress
from datetime import timedelta

from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..formats.customer_ledger import read_ledger
from ..formats.reading import Faults, TooManyFaultsError
from ..logic.receivables_columns import plain_heading
from ..logic.reconciliation_columns import guess_by_values, guess_ledger_columns, lacking
from ..queries.reconciliation_ledger import balance_before
from .reconciliation_faults import RowFault

SHOWN = 10
#: Of each column so many first values are shown.
SAMPLES = 3


class ArReconciliationRead(models.TransientModel):
    """Takes a customer's ledger, guesses its columns, tells what was read, and makes the reconciliation."""

    _name = "ar.reconciliation.read"
    _description = "Read a customer's ledger"

    account_id = fields.Many2one(
        "ar.account", string="Customer Account", required=True,
        domain=lambda self: [("company_id", "in", self.env.companies.ids)])
    company_id = fields.Many2one(related="account_id.company_id")
    date = fields.Date(
        string="As of", required=True, default=lambda self: self.env.company._ar_today(),
        help="The day of the customer's list: our side is as of the end of it too.")
    file = fields.Binary(string="Customer's File")
    file_name = fields.Char()
    text = fields.Text(string="Or Paste a Table")
    step = fields.Selection([("ask", "File"), ("check", "Columns")], default="ask", required=True)
    column_ids = fields.One2many("ar.reconciliation.read.column", "read_id", string="Columns")
    basis = fields.Selection(
        [("open", "What is open in its books"), ("ledger", "All that it booked in a period")], required=True,
        string="The List Holds", default="open")
    date_from = fields.Date(string="Since", help="First day of the customer's list.")
    currency_id = fields.Many2one(
        "res.currency", default=lambda self: self.env.company.currency_id,
        help="Of amounts beside which the list names none.")
    date_order = fields.Selection([("dmy", "Day first"), ("mdy", "Month first")], string="Days Are Written")
    decimal_mark = fields.Selection(
        [(".", "Point: 1,234.56"), (",", "Comma: 1.234,56")], string="Decimals Are Written")
    transit_days = fields.Integer(
        string="Days in Transit", default=10, required=True,
        help="Payments and invoices of so many last days may be on their way.")
    summary = fields.Text(readonly=True)
    fault_text = fields.Text(string="Can't Be Read", readonly=True)
    skip_faults = fields.Boolean(string="Leave these rows out")

    @api.onchange("account_id")
    def _onchange_account_id(self):
        self.currency_id = self.account_id.company_id.currency_id or self.currency_id

    def action_read(self):
        """Read the table and show which column holds what."""
        self.ensure_one()
        self.sheet_ids = [Command.clear()]
        table = self._given_table()
        mapping = self._mapping()
        self.write({
            "step": "check", "date_order": self.date_order or mapping.date_order,
            "decimal_mark": self.decimal_mark or mapping.decimal_mark})
        self._show_columns(table, mapping.columns or {} if mapping else {})
        read = self._tell(table)
        if read and not lacking(self.column_ids.mapped("field")):
            self.basis = mapping.basis or ("ledger" if read.opening else "open")
            self.date_from = self.date_from or self._since(read)
        return self._again()

    def _since(self, read):
        """Return the first day of the customer's list: that of its opening balance, or the next day.

        "Opening balance 1 June" may hold what was booked on that day: the day on which it is ours too is it.
        """
        days = [line.date for line in read.lines if line.date]
        first = [read.opened, read.opened + timedelta(days=1)] if read.opened else []
        candidates = [*first, *([min(days)] if days else [])]
        said = sorted(round(abs(float(amount)), 2) for amount in read.opening.values() if amount)
        for day in candidates if said else ():
            ours = balance_before(self.env, self.account_id.company_id, self.account_id.partner_id, day)
            if sorted(round(abs(amount), 2) for amount in ours.values() if round(amount, 2)) == said:
                return day
        return next(iter(candidates), False)

    def _show_columns(self, table, known):
        """List the columns with what they hold, as the customer's last file had it, or guessed."""
        headings = [plain_heading(heading) for heading in table.headings]
        if known and set(known) <= set(headings):
            held = {headings.index(heading): field for heading, field in known.items()}
        else:
            guessed = guess_ledger_columns(table.headings) or guess_by_values([cells for _row, cells in table.rows])
            held = {index: name for name, index in guessed.items()}
        self.column_ids = [Command.clear(), *(Command.create({
            "position": index, "name": heading, "field": held.get(index, False),
            "sample": " · ".join(self._shown(cell) for cell in table.column(index)[:SAMPLES] if cell != "")[:120],
        }) for index, heading in enumerate(table.headings))]

    def action_read_again(self):
        """Tell what is read by the sheets and columns as they are set now."""
        self.ensure_one()
        table = self._given_table()
        if [column.name or "" for column in self.column_ids] != table.headings:
            self._show_columns(table, {})
        self._tell(table)
        return self._again()

    def action_back(self):
        self.step = "ask"
        return self._again()

    def action_compare(self):
        """Make the reconciliation of what was read, compare, and show it."""
        self.ensure_one()
        if self.account_id.company_id not in self.env.companies:
            raise UserError(self.env._("Choose one of the companies that you work for now."))
        self.env["ar.reconciliation"].check_access("create")
        read, faults = self._read(self._given_table())
        if faults and not self.skip_faults:
            self.fault_text = self._faults_told(faults)
            return self._again()
        if not read or not (read.lines or read.opening or read.closing):
            raise UserError(self.env._("No row says a document and an amount."))
        if self.basis == "ledger" and (not self.date_from or self.date_from > self.date):
            raise UserError(self.env._("Say from which day on the customer's list is."))
        self._keep_mapping()
        record = self._make(read)
        record._compare()
        return {
            "type": "ir.actions.act_window", "res_model": "ar.reconciliation", "res_id": record.id, "view_mode": "form",
            "views": [(False, "form")], "name": record.display_name}

    def _held_columns(self):
        return {column.field: column.position for column in self.column_ids if column.field}

    def _read(self, table):
        """Return (what was read, faults); nothing when the columns do not say where the amounts are."""
        self._check_columns()
        faults, read = Faults(), None
        # What was found up to there is told.
        with suppress(TooManyFaultsError):
            read = read_ledger(
                table, self._held_columns(), faults, self.date_order or None, self.decimal_mark or None)
        return read, faults.found + self._unknown_currencies(read)

    def _check_columns(self):
        held = [column.field for column in self.column_ids if column.field]
        names = dict(self.column_ids._fields["field"]._description_selection(self.env))
        if missing := lacking(held):
            raise UserError(self.env._(
                "No column holds it yet: %s. Choose it in the list of columns.",
                ", ".join(names[name] for name in missing)))
        if len(set(held)) < len(held):
            twice = sorted({names[name] for name in held if held.count(name) > 1})
            raise UserError(self.env._("Two columns hold the same: %s.", ", ".join(twice)))

    def _unknown_currencies(self, read):
        named = {line.currency for line in read.lines if line.currency} if read else set()
        known = set(self._currencies(named))
        return [
            RowFault(line.row, "", "currency", line.currency) for line in (read.lines if read else ())
            if line.currency and line.currency not in known][:SHOWN]

    def _currencies(self, names):
        """Return {name or sign: currency}; a sign of several is that of the list, else of the company."""
        every = self.env["res.currency"].with_context(active_test=False).search([])
        found = {currency.name: currency for currency in every if currency.name in names}
        likely = self.currency_id | self.company_id.currency_id | every.filtered("active")
        for name in set(names) - set(found) - {""}:
            of_sign = likely.filtered(lambda currency, sign=name: (currency.symbol or "").upper() == sign)[:1]
            if of_sign:
                found[name] = of_sign
        return found

    def _tell(self, table):
        """Write down in words what is read; return it."""
        names = dict(self.column_ids._fields["field"]._description_selection(self.env))
        if missing := lacking(self.column_ids.filtered("field").mapped("field")):
            self.write({"summary": False, "fault_text": self.env._(
                "No column holds it yet: %s. Choose it in the list of columns.",
                ", ".join(names[name] for name in missing))})
            return None
        read, faults = self._read(table)
        self.write({
            "summary": self._told(read) if read else False, "fault_text": self._faults_told(faults) or False})
        return read

    def _told(self, read):
        sums = {}
        for line in read.lines:
            name = line.currency or self.currency_id.name
            sums[name] = sums.get(name, 0) + line.amount
        days = sorted(line.date for line in read.lines if line.date)
        count = self.env._("1 line") if len(read.lines) == 1 else self.env._("%s lines", len(read.lines))
        told = [self.env._(
            "%(count)s, together %(sums)s", count=count,
            sums=", ".join(f"{amount:,.2f} {name}" for name, amount in sorted(sums.items())) or "0")]
        if days:
            told.append(self.env._(
                "Days from %(first)s to %(last)s", first=format_date(self.env, days[0]),
                last=format_date(self.env, days[-1])))
            if days[-1] > self.date:
                told.append(self.env._(
                    "The list goes on after %s, the day of the comparison: is that day right?",
                    format_date(self.env, self.date)))
        for label, balances in (
                (self.env._("Opening balance"), read.opening), (self.env._("Closing balance"), read.closing)):
            told += [f"{label} {amount:,.2f} {name or self.currency_id.name}" for name, amount in balances.items()]
        return "\n".join(told)

    def _faults_told(self, faults):
        told = [self.env["ar.file.fault"]._told(fault, self.env._("Correct it in the file.")) for fault in faults]
        more = [self.env._("and %s more", len(told) - SHOWN)] if len(told) > SHOWN else []
        return "\n".join(told[:SHOWN] + more)

    def _mapping(self):
        return self.env["ar.reconciliation.mapping"].sudo().search([("account_id", "=", self.account_id.id)])

    def _keep_mapping(self):
        """Remember for the next time how this customer writes."""
        values = {
            "columns": {plain_heading(column.name): column.field for column in self.column_ids if column.field},
            "basis": self.basis, "date_order": self.date_order, "decimal_mark": self.decimal_mark}
        # sudo: learnt with the file by whoever may reconcile, not for writing by hand
        mapping = self._mapping()
        if mapping:
            mapping.write(values)
        else:
            mapping.create({"account_id": self.account_id.id, **values})

    def _make(self, read):
        """Return the reconciliation with the customer's lines."""
        named = {line.currency for line in read.lines} | set(read.opening) | set(read.closing)
        currencies = self._currencies(named)
        fallback = self.currency_id or self.account_id.company_id.currency_id
        rows = [
            ("line", line.row, line.number, line.reference, str(line.date) if line.date else None, str(line.amount),
             currencies.get(line.currency, fallback).id, line.kind) for line in read.lines]
        rows += [
            (role, None, None, None, None, str(amount), currencies.get(name, fallback).id, "other")
            for role, balances in (("opening", read.opening), ("closing", read.closing))
            for name, amount in balances.items()]
        # sudo: reconciliations are made from files alone
        record = self.env["ar.reconciliation"].sudo().with_context(mail_create_nosubscribe=True).create({
            "account_id": self.account_id.id, "date": self.date, "basis": self.basis,
            "date_from": self.date_from if self.basis == "ledger" else False, "transit_days": self.transit_days,
            "user_id": self.env.uid, **self._given_file(),
        })
        record.line_ids._insert_rows(
            ["reconciliation_id", "company_id", "role", "row", "number", "reference", "date", "amount", "currency_id",
             "kind"], [(record.id, record.company_id.id, *row) for row in rows])
        record.invalidate_recordset(["line_ids"])
        return record.sudo(False)

    def _shown(self, cell):
        return str(getattr(cell, "date", lambda: cell)()) if hasattr(cell, "date") else str(cell)

    def _again(self):
        return {
            "type": "ir.actions.act_window", "res_model": self._name, "res_id": self.id, "view_mode": "form",
            "views": [(False, "form")], "target": "new", "name": self.env._("Reconcile a Customer Account")}

