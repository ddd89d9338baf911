from collections import defaultdict
from decimal import Decimal
from itertools import zip_longest

from odoo import models

from ...logic.reconciliation_facts import AGREED, OPENING, UNLISTED, Entry, Match, balances
from ...logic.reconciliation_match import match, written_sign
from .ar_reconciliation_ours import _decimal


class ArReconciliation(models.Model):
    """Comparing: facts of both sides, the rule's rows, and what they come to."""

    _inherit = "ar.reconciliation"

    def _compare(self):
        """Compare both sides and keep the rows; of rows that were there, notes and steps are kept."""
        self.ensure_one()
        self.lock_for_update()
        ours, items, our_opening = self._ours()
        theirs, balances_said = self._theirs()
        sign = written_sign(ours, theirs)
        theirs = [entry._replace(amount=entry.amount * sign) for entry in theirs]
        closed, closed_items = self._closed(ours, theirs, items)
        rows = match(ours, theirs, self.date, self.transit_days, closed)
        rows, causes = self._with_causes(rows, {**items, **closed_items}, {entry.id for entry in closed})
        rows += self._balance_rows(rows, our_opening, balances_said, sign)
        differ = [row for row in rows if row.code != AGREED]
        self._set_state(
            "matched", sign=sign * self.sign, difference_count=len(differ), agreed_count=len(rows) - len(differ),
            is_agreed=not differ)
        if sign < 0:
            self._turn_lines()
        mine, yours = ({entry.id: entry for entry in entries} for entries in ([*ours, *closed], theirs))
        self._keep_rows(rows, causes, (mine, yours), {**items, **closed_items})
        self._keep_sums(rows)

    def _theirs(self):
        """Return (entries of the customer's side, {role: {currency: amount}} of the balances that it says)."""
        entries, said = [], defaultdict(dict)
        for line in self.line_ids.sudo():
            amount, currency = _decimal(line.currency_id, line.amount), line.currency_id.name
            if line.role == "line":
                entries.append(Entry(
                    line.id, line.number or "", (line.reference,) if line.reference else (), line.date or None, amount,
                    currency, line.kind))
            else:
                said[line.role][currency] = amount
        return entries, said

    def _balance_rows(self, rows, our_opening, said, sign):
        """Return rows for what lies before the movements, and for what the customer's balance holds beyond them."""
        currencies = {currency.id: currency for currency in self.env["res.currency"].browse(our_opening)}
        ours = {currencies[key].name: _decimal(currencies[key], amount) for key, amount in our_opening.items()}
        theirs = {currency: amount * sign for currency, amount in said["opening"].items()}
        found = []
        for currency in sorted({*ours, *theirs}):
            mine, yours = ours.get(currency, Decimal(0)), theirs.get(currency, Decimal(0))
            if mine or yours:
                found.append(Match(
                    AGREED if mine == yours else OPENING, currency, amount_ours=mine, amount_theirs=yours))
        listed = balances([*rows, *found])
        for currency, amount in sorted(said["closing"].items()):
            rest = amount * sign - (listed[currency].theirs if currency in listed else Decimal(0))
            if rest:
                found.append(Match(UNLISTED, currency, amount_theirs=rest))
        return found

    def _turn_lines(self):
        """Let the customer's lines say what is owed as positive, as ours do."""
        lines = self.line_ids.sudo()
        self.env.cr.execute(
            "UPDATE ar_reconciliation_line SET amount = -amount WHERE reconciliation_id = %s", [self.id])
        lines.invalidate_recordset(["amount"])

    def _keep_rows(self, rows, causes, entries, items):
        """Replace the rows; a row of the same documents takes over what was done about it.

        :param causes: of the first rows; those of balances have none
        :param entries: those of both sides by their ids
        """
        before = {row._documents(): row._done() for row in self.match_ids.sudo() if row.step or row.note}
        self._drop_rows()
        currencies = self._currencies_named({row.currency for row in rows})
        values = [
            {**self._row_values(row, entries, currencies), **self._cause_values(cause)}
            for row, cause in zip_longest(rows, causes)]
        model = self.env["ar.reconciliation.match"].sudo()
        names = list(values[0]) if values else []
        made = model._insert_rows(names, [tuple(value.values()) for value in values])
        self._link_rows(made, rows, items)
        self.invalidate_recordset(["match_ids", "difference_ids", "agreed_ids"])
        if before:
            for row in made:
                if done := before.get(row._documents()):
                    row.write(done)

    def _drop_rows(self):
        """Remove the rows; what is tied to them is untied in two statements, not row by row."""
        rows = self.match_ids.sudo()
        self.env.cr.execute("UPDATE ar_reconciliation_line SET match_id = NULL WHERE reconciliation_id = %s", [self.id])
        self.env.cr.execute("DELETE FROM ar_reconciliation_match_item_rel WHERE match_id = ANY(%s)", [rows.ids])
        rows._delete_rows()

    def _row_values(self, row, entries, currencies):
        mine, yours = ([side[key] for key in keys] for side, keys in zip(entries, (row.ours, row.theirs), strict=True))
        return {
            "reconciliation_id": self.id, "company_id": self.company_id.id, "code": row.code,
            "sequence": self.env["ar.reconciliation.match"]._place_of(row.code), "how": row.how or None,
            "currency_id": currencies[row.currency].id, "name": _names(mine), "date": _day(mine),
            "their_name": _names(yours), "their_date": _day(yours), "amount_ours": str(row.amount_ours),
            "amount_theirs": str(row.amount_theirs), "difference": str(row.difference),
        }

    def _link_rows(self, made, rows, items):
        """Tie the rows to our items and to the customer's lines, one statement each."""
        of_ours = [(record.id, item) for record, row in zip(made, rows, strict=True)
                   for key in row.ours for item in items[key]]
        of_theirs = [(record.id, line) for record, row in zip(made, rows, strict=True) for line in row.theirs]
        self.env.cr.execute(
            "INSERT INTO ar_reconciliation_match_item_rel (match_id, move_line_id)"
            " SELECT * FROM unnest(%s::int[], %s::int[])", [*_columns(of_ours)])
        self.env.cr.execute(
            "UPDATE ar_reconciliation_line SET match_id = given.match FROM unnest(%s::int[], %s::int[])"
            " AS given (match, line) WHERE id = given.line", [*_columns(of_theirs)])
        self.env.invalidate_all()

    def _keep_sums(self, rows):
        """Write the way from our balance to theirs, per currency."""
        self.sum_ids.sudo().unlink()
        counts = defaultdict(int)
        for row in rows:
            counts[row.currency, row.code] += 1
            counts[row.currency, "ours"] += bool(row.amount_ours)
            counts[row.currency, "theirs"] += bool(row.amount_theirs)
        found = balances(rows)
        currencies = self._currencies_named(found)
        place = self.env["ar.reconciliation.match"]._place_of
        self.env["ar.reconciliation.sum"].sudo().create([
            {"reconciliation_id": self.id, "currency_id": currencies[name].id, "code": code, "amount": float(amount),
             "sequence": at, "count": counts[name, code]}
            for name, balance in sorted(found.items())
            for at, code, amount in sorted((
                (-1, "ours", balance.ours), (99, "theirs", balance.theirs),
                *((place(code), code, -amount) for code, amount in balance.explained.items())))])

    def _currencies_named(self, names):
        currencies = self.env["res.currency"].with_context(active_test=False).search([("name", "in", list(names))])
        return {currency.name: currency for currency in currencies}


def _names(entries):
    return ", ".join(dict.fromkeys(
        entry.number or next(iter(entry.references), "") for entry in entries)) or None


def _day(entries):
    days = [entry.date for entry in entries if entry.date]
    return str(min(days)) if days else None


def _columns(pairs):
    return [first for first, _second in pairs], [second for _first, second in pairs]
