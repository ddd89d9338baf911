from dataclasses import dataclass
from datetime import date
from typing import Any

from odoo import models


@dataclass(frozen=True)
class TieOutOptions:
    """Which tie-out a person asked for; screen, PDF and XLSX of one address share it."""

    as_of: date
    companies: Any


class ArTieOut(models.AbstractModel):
    _inherit = "ar.tie.out"

    _options_class = TieOutOptions

    def _options(self, raw):
        """Read the options a browser sent.

        :param raw: dict of as_of, today unless given; the companies are the active ones
        :raise UserError: naming the option that can't be read
        """
        return TieOutOptions(
            self._day(raw.get("as_of"), "as_of") or self.env.company._ar_today(), self.env.companies)

    def _compute_for(self, options):
        return self.compute(options.as_of, options.companies)

    def _given(self, as_of, companies):
        """Return the :class:`TieOutOptions` of arguments as :meth:`compute` takes them."""
        return TieOutOptions(
            self._day(as_of, "as_of"), self.env.companies if companies is None else companies)

    def _report_name(self):
        return self.env._("Tie-out")

    def _file_words(self, options):
        return self.env._("tie-out"), options.as_of
