from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

ITEMS_LISTED = 20_000


class ArProvision(models.Model):
    """What the form shows: the matrix as a table, how the figures come to the ledger's; each leads to its items."""

    _inherit = "ar.provision"

    grid = fields.Json(compute="_compute_grid")
    summary = fields.Json(compute="_compute_summary")

    @api.depends("line_ids.amount", "line_ids.exposure", "line_ids.rate")
    @api.depends_context("lang")
    def _compute_grid(self):
        for provision in self:
            rows = {}
            for line in provision.line_ids.sorted(lambda line: (line.segment_sequence, line.period)):
                row = rows.setdefault(line.segment_sequence, {"name": line.segment_name, "cells": []})
                row["cells"].append({
                    "id": line.id, "label": line.label, "exposure": line.exposure, "rate": line.rate,
                    "given_rate": line.given_rate, "amount": line.amount, "base": line.base})
            provision.grid = {"rows": list(rows.values()), "currency": provision.currency_id.id}

    @api.depends("receivables", "credits_left", "amount", "opening", "charge", "used", "released")
    def _compute_summary(self):
        for provision in self:
            provision.summary = {"currency": provision.currency_id.id, "parts": [
                {"key": key, "label": provision._fields[key]._description_string(self.env), "amount": provision[key]}
                for key in ("exposure_matrix", "exposure_specific", "credits_left", "receivables")
            ], "amounts": [
                {"key": key, "label": provision._fields[key]._description_string(self.env), "amount": provision[key]}
                for key in ("amount_matrix", "amount_specific", "amount")
            ], "coverage": provision.coverage}

    def action_open_part(self, key):
        """Open the items behind a figure of the summary."""
        self.ensure_one()
        named = self.specific_ids.move_line_id.ids
        if key in ("exposure_specific", "amount_specific"):
            return self._open_items(named)
        rows = self._aging_of_user(Domain.TRUE if key == "receivables" else Domain("id", "not in", named))
        if key == "credits_left":
            rows = [row for row in rows if row.total < 0]
        return self._open_items([row.key.id for row in rows])

    def _aging_of_user(self, domain):
        """Return the rows of the aging by item, those that the user may read."""
        return self.env["ar.aging"].compute(
            self.date, companies=self.company_id, bucket_set=self.matrix_id.bucket_set_id, group_by="item",
            domain=list(domain)).rows

    def _open_items(self, ids, name=None):
        if len(ids) > ITEMS_LISTED:
            raise UserError(self.env._(
                "These are %s items, more than a list can show. The aging report exports them as XLSX.", len(ids)))
        title = self.env._("Open items on %s", format_date(self.env, self.date))
        return {
            "type": "ir.actions.act_window",
            "name": f"{title}, {name}" if name else title,
            "res_model": "account.move.line",
            "views": [[self.env.ref("ar_specialist.ar_aging_items_view_list").id, "list"], [False, "form"]],
            "search_view_id": [self.env.ref("ar_specialist.ar_aging_items_view_search").id],
            "domain": [("id", "in", ids)],
            "context": {
                "ar_as_of": self.date.isoformat(), "ar_age_on": self.date.isoformat(), "ar_basis": "due",
                "active_test": False},
        }

    def action_download_pdf(self):
        """Download the provision as a PDF."""
        return self._download("pdf")

    def action_download_xlsx(self):
        """Download the provision as a workbook."""
        return self._download("xlsx")

    def _download(self, kind):
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/ar_specialist/provision/{self.id}.{kind}", "target": "download"}

    def action_open_entries(self):
        """Open the entry and its reversal."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Entries of %s", self.display_name),
            "res_model": "account.move",
            "view_mode": "list,form",
            "domain": [("id", "in", (self.move_id + self.reversal_move_id).ids)],
        }


class ArProvisionLine(models.Model):
    _inherit = "ar.provision.line"

    def action_open_items(self):
        """Open the items of this cell, and the credits of its customers that lessened them."""
        self.ensure_one()
        provision = self.provision_id
        named = provision.specific_ids.move_line_id.ids
        rows = provision._aging_of_user(Domain("id", "not in", named))
        lines = self.env["account.move.line"].browse([row.key.id for row in rows])
        customers = {line.id: line.partner_id.commercial_partner_id.id or 0 for line in lines}
        segments = provision.matrix_id.segment_ids._by_customer(set(customers.values()))
        mine = [
            row for row in rows if segments[customers[row.key.id]] == self.segment_id and row.amounts[self.period]]
        return provision._open_items([row.key.id for row in mine], self.display_name)
