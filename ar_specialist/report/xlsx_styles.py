"""Cell formats of a workbook: amounts by currency, dates in the reader's locale."""

from datetime import date
from functools import cached_property

# What Excel calls the parts of a date, by the parts of a language's format.
DATE_PARTS = {
    "%d": "dd", "%m": "mm", "%Y": "yyyy", "%y": "yy", "%b": "mmm", "%B": "mmmm", "%a": "ddd", "%A": "dddd", "%e": "d",
}
EPOCH = date(1899, 12, 30).toordinal()


def serial(day):
    """Return a date as the number a spreadsheet keeps for it."""
    return day.toordinal() - EPOCH


def date_pattern(language_format):
    """Return the spreadsheet's pattern for a language's date format; ISO when it has parts unknown to it."""
    pattern = language_format
    for part, excel in DATE_PARTS.items():
        pattern = pattern.replace(part, excel)
    return "yyyy-mm-dd" if "%" in pattern else pattern


class Styles:
    def __init__(self, workbook, language_date_format):
        self._workbook = workbook
        self._date = {"num_format": date_pattern(language_date_format), "align": "left"}
        self._amounts = {}

    @cached_property
    def title(self):
        return self._workbook.add_format({"bold": True, "font_size": 14})

    @cached_property
    def label(self):
        return self._workbook.add_format({"font_color": "#6c757d", "font_size": 9})

    @cached_property
    def fact(self):
        return self._workbook.add_format({"text_wrap": True, "valign": "top"})

    @cached_property
    def fact_date(self):
        return self._workbook.add_format({**self._date, "valign": "top"})

    @cached_property
    def heading(self):
        return self._heading({})

    @cached_property
    def number_heading(self):
        return self._heading({"align": "right"})

    @cached_property
    def indented_heading(self):
        return self._heading({"indent": 1})

    @cached_property
    def indented(self):
        """The format of a text beside a number, which stands at the right end of its cell."""
        return self._workbook.add_format({"align": "left", "indent": 1})

    @cached_property
    def indented_bold(self):
        return self._workbook.add_format({"align": "left", "indent": 1, "bold": True})

    @cached_property
    def bold(self):
        return self._workbook.add_format({"bold": True})

    @cached_property
    def day(self):
        return self._workbook.add_format(self._date)

    def amount(self, currency, bold=False):
        """Return the format of amounts in `currency`: its decimals; zero as a dash, so that what is open stands out."""
        key = (currency.decimal_places, bold)
        if key not in self._amounts:
            digits = "#,##0" + ("." + "0" * currency.decimal_places if currency.decimal_places else "")
            self._amounts[key] = self._workbook.add_format({"num_format": f"{digits};-{digits};–", "bold": bold})
        return self._amounts[key]

    def _heading(self, more):
        return self._workbook.add_format({
            "bold": True, "bg_color": "#e9ecef", "bottom": 1, "text_wrap": True, "valign": "vcenter", **more,
        })
