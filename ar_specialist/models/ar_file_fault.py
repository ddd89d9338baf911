from odoo import api, fields, models
from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

#: Per code of a fault: what is wrong, and what to do about it. `value` is what stands in the file; `first`, `second`
#: and `third` are its parts where it is made of several.
TEXTS = {
    "amount": (_lt("“%(value)s” is not an amount."), _lt("Ask the bank for a correct file.")),
    "amount_ambiguous": (
        _lt("“%(value)s” may mean two amounts."), _lt("Say which decimal mark the file uses.")),
    "binary": (
        _lt("This is no bank file: it holds no text."),
        _lt("Upload camt.053, camt.054, MT940, BAI2, EDI 820, CSV or XLSX. A PDF statement can't be imported.")),
    "big": (_lt("%(value)s is more than any account holds."), _lt("Ask the bank for a correct file.")),
    "broken": (
        _lt("The file is damaged here: %(value)s"), _lt("Download it from the bank again; don't edit it by hand.")),
    "cell": (
        _lt("A cell holds more than %(value)s characters."), _lt("This is no list of payments. Choose another file.")),
    "columns": (_lt("There are more than %(value)s columns."), _lt("Keep those that describe the payments.")),
    "count": (
        _lt("The file says that there are %(first)s of them, but holds %(second)s."),
        _lt("Part of it is missing. Download it from the bank again.")),
    "currency": (
        _lt("“%(value)s” is another currency than the account's, or none."), _lt("Ask the bank for a correct file.")),
    "date": (_lt("“%(value)s” is not a day."), _lt("Ask the bank for a correct file; of a table, mend the cell.")),
    "date_ambiguous": (_lt("“%(value)s” may mean two days."), _lt("Say in which order the file writes its dates.")),
    "decimals": (
        _lt("%(first)s has more than the %(second)s decimals of %(third)s."), _lt("Ask the bank for a correct file.")),
    "empty": (_lt("The file is empty."), _lt("Download it from the bank again.")),
    "encoding": (
        _lt("The file's letters can't be read as those it claims to hold."),
        _lt("Download it from the bank again; don't save it from an editor.")),
    "entities": (
        _lt("The file holds a document type, which no bank's file does."),
        _lt("It is refused because such files can do harm. Ask who sent it.")),
    "entries": (_lt("There are more than %(value)s bookings."), _lt("Ask the bank for several smaller files.")),
    "far": (_lt("%(value)s lies too far from today to be right."), _lt("Check the file's dates.")),
    "format": (
        _lt("This is none of the formats that can be read: %(value)s"),
        _lt("Upload camt.053, camt.054, MT940, BAI2, EDI 820, or a table with a day and an amount per row.")),
    "journal_currency": (
        _lt("The account belongs to the journal %(first)s, which isn't in %(second)s."),
        _lt("Give the journal the account's currency, or make a journal for this currency.")),
    "locked": (
        _lt("%(first)s lies in a period that is locked up to %(second)s."),
        _lt("Ask an accountant to open the period, or for a file that begins later.")),
    "long": (
        _lt("The text is longer than %(value)s characters."), _lt("Paste the lines that name documents and amounts.")),
    "missing": (_lt("“%(value)s” is missing here."), _lt("Ask the bank for a complete file.")),
    "no_journal": (
        _lt("There is no bank journal in %(value)s."),
        _lt("Make one under Configuration ‣ Journals, then import again.")),
    "nothing": (_lt("There is no payment in the file."), _lt("Choose another file.")),
    "old": (
        _lt("This is an old XLS workbook, or one with a password."),
        _lt("Save it as XLSX without password, or as CSV.")),
    "refused": (_lt("The books refuse it: %(value)s"), _lt("Mend the cause, then import again.")),
    "rows": (_lt("There are more than %(value)s rows."), _lt("Split the file into several.")),
    "sign": (
        _lt("“%(value)s” does not say whether money came in or went out."), _lt("Ask the bank for a correct file.")),
    "size": (_lt("The file is larger than %(value)s MB."), _lt("Ask the bank for several smaller files.")),
    "status": (
        _lt("This report is of kind %(value)s: not the final one, or one that takes another back."),
        _lt("Import the final report of the day.")),
    "sum": (
        _lt("The file says %(first)s, but its bookings make %(second)s."),
        _lt("A booking is missing or changed. Download the file from the bank again.")),
    "suspense": (
        _lt("The journal %(value)s lacks its bank or suspense account."),
        _lt("Set both under Configuration ‣ Journals, then import again.")),
    "truncated": (
        _lt("The file ends too early: %(value)s"), _lt("It was cut off. Download it from the bank again.")),
    "unpacked": (_lt("The workbook unpacks to more than %(value)s MB."), _lt("Save the sheet as CSV and upload that.")),
    "unreadable": (_lt("The file can't be read (%(value)s)."), _lt("Download it from the bank again.")),
    "version": (_lt("Version “%(value)s” of the format is not known."), _lt("Ask the bank for version 2.")),
}


def told(fault):
    """Return the values of a record of `fault`, such as a :class:`~..formats.records.Fault`."""
    return {"line": fault.line, "column": fault.column, "code": fault.code, "value": fault.value}


class ArFileFault(models.AbstractModel):
    """What is wrong in a file from outside, where, and what to do: a stable code, told in the reader's language."""

    _name = "ar.file.fault"
    _description = "Fault in a file"
    _order = "line, id"

    line = fields.Integer(readonly=True, help="Line of the file from 1; empty: the file as a whole.")
    column = fields.Char(string="Field", readonly=True, help="Field, element or heading, as the format calls it.")
    code = fields.Char(required=True, readonly=True)
    value = fields.Char(readonly=True)
    cause = fields.Text(compute="_compute_texts")
    remedy = fields.Text(string="What to Do", compute="_compute_texts")

    @api.depends("code", "column", "value")
    @api.depends_context("lang")
    def _compute_texts(self):
        for fault in self:
            fault.cause, fault.remedy = self._texts_of(fault)

    @api.model
    def _texts_of(self, fault):
        """Return (cause, remedy) of a fault in words.

        :param fault: whatever has `code`, `column` and `value`, such as a :class:`~..formats.records.Fault`
        """
        value = fault.value or (fault.column if fault.code == "missing" else "") or ""
        parts = dict(zip(("first", "second", "third"), [*value.split(" / "), "", "", ""], strict=False))
        texts = TEXTS.get(fault.code, TEXTS["unreadable"])
        translated = [self.env._(text) for text in texts]  # pylint: disable=translation-contains-variable
        return tuple((text % {"value": value, **parts}).rstrip(": ") for text in translated)

    @api.model
    def _told(self, fault, mend=None):
        """Return a fault in one sentence with its place, for messages and logs.

        :param mend: what to do, where that is not what the fault of a file asks for
        """
        cause, remedy = self._texts_of(fault)
        remedy = mend or remedy
        place = [self.env._("Line %s", fault.line)] if fault.line else []
        place += [fault.column] if fault.column else []
        return f"{', '.join(place)}: {cause} {remedy}" if place else f"{cause} {remedy}"
