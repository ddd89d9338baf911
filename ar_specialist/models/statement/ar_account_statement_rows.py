from dataclasses import dataclass

from odoo import models

from ...logic.statement import BALANCE_FORWARD, days_late
from ...logic.statement_movements import INVOICE


@dataclass(frozen=True)
class PrintedRow:
    """A row as the customer reads it.

    :param style: "item"; "credit", "member" (a customer's name above its rows), "sum" or "balance"
    :param small: in small print beneath the label
    :param amounts: texts of the last columns; of a sum without columns the last one alone
    """

    style: str
    label: str
    small: str = ""
    date: str = ""
    due: str = ""
    late: str = ""
    amounts: tuple = ()


class ArAccount(models.Model):
    """The rows of statements, in words."""

    _inherit = "ar.account"

    def _ar_statement_rows(self, section, period, texts, marks, named=False):
        """Return the :class:`PrintedRow` s of a currency: of each customer, subtotals when there are several, totals.

        :param section: :class:`.statement_sections.Section`
        :param period: what the statement is about, see :meth:`_ar_statement_period`
        :param marks: {item or entry id: codes of what we know of it}
        :param named: whether the statement is of several customers, so that rows need their customer's name above
        """
        forward = period["kind"] == BALANCE_FORWARD
        currency = self.env["res.currency"].browse(section.currency)
        own_rows = self._ar_forward_rows if forward else self._ar_open_rows
        sums = self._ar_forward_sums if forward else self._ar_open_sums
        several = len(section.members) > 1
        rows = []
        for customer, block in section.members:
            figures = block.figures()
            opening, closing = sums(figures, period, texts, currency, whole=not several)
            if named:
                rows.append(PrintedRow("member", customer.name or ""))
            rows += [*opening, *own_rows(block, period, texts, currency, marks), *closing]
        if several:
            opening, closing = sums(section.figures, period, texts, currency, whole=True)
            rows += [PrintedRow("member", self.env._("All together")), *opening, *closing]
        return rows

    def _ar_open_rows(self, block, period, texts, currency, marks):
        def row(item):
            reference = item.reference if item.reference != item.number else ""
            late = days_late(item, period["as_of"])
            return PrintedRow(
                "credit" if item.is_credit else "item", item.number,
                texts.marked(reference, marks.get(item.line_id, ())), texts.day(item.date),
                "" if item.is_credit else texts.day(item.due),
                str(late) if late > 0 and not item.is_credit else "",
                (texts.amount(currency, item.original), texts.amount(currency, item.open)))

        return [row(item) for item in [*block.items, *block.credits]]

    def _ar_open_sums(self, figures, period, texts, currency, whole):
        """Return rows above and below the items; of one customer among several only its balance."""
        def row(label, amount, style="sum"):
            return PrintedRow(style, label, amounts=(texts.amount(currency, amount),))

        balance = row(self._ar_balance_label(figures), figures.closing, "balance")
        if not whole:
            return [], [balance]
        rows = [balance]
        if figures.credits and figures.charges:
            rows[:0] = [
                row(self.env._("Owed"), figures.charges),
                row(self.env._("Credits in your favour"), figures.credits)]
        return [], [*rows, *self._ar_overdue_row(figures, row, bool(figures.credits))]

    def _ar_overdue_row(self, figures, row, before_credits):
        if not figures.overdue:
            return []
        label = self.env._("Overdue before credits") if before_credits else self.env._("Of which overdue")
        return [row(label, figures.overdue)]

    def _ar_balance_label(self, figures):
        return self.env._("Balance in your favour") if figures.closing < 0 else self.env._("Balance")

    def _ar_forward_rows(self, block, period, texts, currency, marks):
        def row(forward):
            moved, amount = forward.movement, texts.amount(currency, abs(forward.movement.amount))
            reference = moved.reference if moved.reference != moved.number else ""
            due = self.env._("due %s", texts.day(moved.due)) if moved.kind == INVOICE else ""
            details = " · ".join(filter(None, [reference, due]))
            raises = moved.amount > 0
            return PrintedRow(
                "item", f"{texts.movement(moved.kind, moved.amount)} {moved.number}",
                texts.marked(details, marks.get(moved.move_id, ()) if moved.kind == INVOICE else ()),
                texts.day(moved.date),
                amounts=(amount if raises else "", "" if raises else amount, texts.amount(currency, forward.balance)))

        return [row(forward) for forward in block.rows]

    def _ar_forward_sums(self, figures, period, texts, currency, whole):
        """Return the balance above the movements, and that beneath them."""
        def row(label, amount, style="sum", moved=("", "")):
            return PrintedRow(style, label, amounts=(*moved, texts.amount(currency, amount)))

        moved = tuple(texts.amount(currency, abs(amount)) for amount in (figures.charges, figures.credits))
        opening = row(texts.balance(period["before"]), figures.opening, "opening")
        closing = row(texts.balance(period["as_of"], figures.closing < 0), figures.closing, "balance", moved)
        overdue = self._ar_overdue_row(figures, row, figures.overdue > figures.closing) if whole else []
        return [opening], [closing, *overdue]
