from odoo import models
from odoo.tools.misc import formatLang

from ...logic.provision_movement import Movement, chained

#: States of what is, or was, in the books.
BOOKED = ("posted", "reversed")


class ArProvision(models.Model):
    """The provision on paper, for the file of the month and for the auditor."""

    _inherit = "ar.provision"

    def _pdf(self):
        """Return the provisions as a PDF, bytes.

        :raise UserError: when the PDF converter is missing
        """
        # Without the context's flag a server started with tests enabled would answer HTML.
        reports = self.env["ir.actions.report"].with_context(force_report_rendering=True)
        content, _type = reports._render_qweb_pdf("ar_specialist.action_report_provision", self.ids)
        return content

    def _entry_names(self):
        """Return the numbers of the entries; a reversal to come has none yet."""
        return [move.name for move in (self.move_id, self.reversal_move_id) if move.state == "posted"]

    def _year(self):
        """Return the provisions in the books of the same financial year up to this one, in the order of time."""
        self.ensure_one()
        first = self.company_id.compute_fiscalyear_dates(self.date)["date_from"]
        booked = self.search([
            ("company_id", "=", self.company_id.id), ("date", ">=", first), ("date", "<", self.date),
            ("state", "in", BOOKED)], order="date")
        return booked + self

    def _chained(self):
        """Return the :class:`Movement` of provisions that follow one another, as one."""
        return chained((provision._moved() for provision in self), self[:1].currency_id.round)

    def _moved(self):
        return Movement(*(self[name] for name in Movement._fields))

    def _printed_grid(self):
        """Return the matrix as it is printed: `labels`, and `rows` that are a heading or have cells, texts only."""
        self.ensure_one()
        grid = self.grid["rows"]
        rows = []
        for row in grid:
            cells = row["cells"]
            base, amount = (sum(cell[name] for cell in cells) for name in ("base", "amount"))
            rows.append({"heading": row["name"]})
            rows.append(self._printed_amounts(self.env._("Owed"), [cell["exposure"] for cell in cells]))
            if any(cell["base"] != cell["exposure"] for cell in cells):
                rows.append(self._printed_amounts(self.env._("Without tax"), [cell["base"] for cell in cells]))
            rates = [cell["rate"] for cell in cells] + [amount / base if base else 0.0]
            rows.append({
                "heading": False, "strong": False, "label": self.env._("Loss rate"),
                "cells": [self._printed_rate(rate) for rate in rates]})
            rows.append(self._printed_amounts(self.env._("Provision"), [cell["amount"] for cell in cells], strong=True))
        return {"labels": [cell["label"] for cell in grid[0]["cells"]] if grid else [], "rows": rows}

    def _printed_amounts(self, label, amounts, strong=False):
        digits = self.currency_id.decimal_places
        return {"heading": False, "strong": strong, "label": label, "cells": [
            formatLang(self.env, amount, digits=digits) if amount else "–" for amount in (*amounts, sum(amounts))]}

    def _printed_rate(self, rate):
        text = formatLang(self.env, 100 * rate, digits=4)
        point = self.env["res.lang"]._get_data(code=self.env.lang or "en_US").decimal_point
        return f"{text.rstrip('0').removesuffix(point)} %" if rate else "–"
