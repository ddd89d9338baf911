import io
from math import fsum

from odoo import models
from odoo.fields import Domain
from odoo.tools import split_every

from ...logic.roll_forward_sums import OPENING
from ...queries.ledger_facts import receivable_accounts
from ...report.xlsx_roll_forward import write_moved, write_roll

AT_ONCE = 2000
#: Movements listed; each takes half a kilobyte of memory while the file is made.
MOST_LISTED = 250_000


class ArRollForward(models.AbstractModel):
    _inherit = "ar.roll.forward"

    def _xlsx(self, date_from, date_to, companies=None, group_by="partner", currency="company"):
        """Return the roll-forward as a workbook, bytes; arguments and errors as of :meth:`compute`."""
        stream = io.BytesIO()
        self._xlsx_of(self._given(date_from, date_to, companies, group_by, currency), stream)
        return stream.getvalue()

    def _xlsx_of(self, options, stream):
        """Write a sheet of sums and a sheet of all that moved into `stream`, a binary file.

        :param options: :class:`RollOptions`
        """
        report = self._compute_for(options)
        domain = Domain(self._options_domain(options))
        count = self._moved_count(options, domain)
        moved = self._moved_items(options, domain) if count <= MOST_LISTED else {}
        text, facts, totals = self._texts(options), self._heading(options), self._printed_totals(report)
        with self._workbook(stream, text.title, facts) as (workbook, styles):
            write_roll(workbook, styles, text, totals, self._sorted(report, "name"), facts)
            sums = {
                currency: currency.round(fsum(amounts[report.columns.index(OPENING) + 1:-1]))
                for currency, amounts in totals.items()}
            parts = sum(map(len, moved.values()))
            write_moved(workbook, styles, text, sums, parts, self._moved_rows(moved), facts, self.env._(
                "%s movements are more than this sheet lists. Choose a shorter period or a customer.", count,
            ) if count > MOST_LISTED else "")

    def _moved_count(self, options, domain):
        """Return how many items the period has; what settlements add to them are few."""
        return self.env["account.move.line"].with_context(active_test=False).search_count(domain & Domain([
            ("account_id", "in", receivable_accounts(self.env)), ("parent_state", "=", "posted"),
            ("date", ">=", options.first), ("date", "<=", options.last), ("company_id", "in", options.companies.ids)]))

    def _moved_rows(self, moved):
        """Yield one row for each part of each item, by date."""
        labels = self._column_labels()
        lines = self.env["account.move.line"].with_context(active_test=False)
        ordered = lines.search([("id", "in", list(moved))], order="date, id")
        for ids in split_every(AT_ONCE, ordered.ids, list):
            for line in lines.browse(ids).sudo():
                for column, currency, amount in moved[line.id]:
                    yield (
                        line.partner_id.commercial_partner_id.display_name or "", line.move_name or "",
                        line.ref or "", line.date, line.journal_id.name, labels[column], amount, currency,
                        line.company_id.name)
            lines.invalidate_model()
