from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...queries.account_figures import FIGURES

COMPARISONS = (">", ">=", "<", "<=")


class ArAccount(models.Model):
    """Today's figures of customer accounts, in the company's currency: one statement per batch."""

    _inherit = "ar.account"

    amount_open = fields.Monetary(
        string="Open", compute="_compute_amounts", search="_search_amount_open",
        help="What the customer, with all its contacts, owes today, less what stands to its credit.",
    )
    amount_not_due = fields.Monetary(
        string="Not Due", compute="_compute_amounts", help="What is owed and falls due today or later.")
    amount_overdue = fields.Monetary(
        string="Overdue", compute="_compute_amounts", search="_search_amount_overdue",
        help="What was due before today and is still open.",
    )
    amount_unapplied = fields.Monetary(
        string="Unapplied", compute="_compute_amounts",
        help="Payments and credit notes that settle nothing yet; they stand to the customer's credit.")
    days_late = fields.Integer(
        string="Oldest", compute="_compute_amounts", aggregator=None, help="Days the oldest open item is late.")
    open_item_ids = fields.One2many("ar.open.item", compute="_compute_open_item_ids")
    aging = fields.Json(compute="_compute_aging", help="Today's open amounts by aging bucket.")
    notice_count = fields.Integer(compute="_compute_notice_count")

    @api.depends("partner_id", "company_id")
    @api.depends_context("allowed_company_ids", "tz", "uid")
    def _compute_amounts(self):
        names = list(FIGURES)
        rows = self.env.execute_query(SQL(
            "SELECT commercial_partner_id, company_id, %s FROM %s item",
            SQL(", ").join(SQL("COALESCE(%s, 0)", SQL.identifier(name)) for name in names),
            self._summed_items(
                [("commercial_partner_id", "in", self.partner_id.ids), ("company_id", "in", self.company_id.ids)]),
        ))
        found = {(partner, company): figures for partner, company, *figures in rows}
        nothing = [0] * len(names)
        for account in self:
            figures = found.get((account.partner_id.id, account.company_id.id), nothing)
            for name, figure in zip(names, figures, strict=True):
                account[name] = figure

    def _summed_items(self, domain):
        """Return SQL for a table of the figures per customer and company, of the items that the user may see."""
        items = self.env["ar.open.item"]._search(domain)
        customer, company = (SQL.identifier("ar_open_item", name) for name in ("commercial_partner_id", "company_id"))
        items.groupby = SQL("%s, %s", customer, company)
        figures = [SQL("%s AS %s", figure, SQL.identifier(name)) for name, figure in FIGURES.items()]
        return SQL("(%s)", items.select(customer, company, *figures))

    def _search_amount_open(self, operator, value):
        return self._search_figure("amount_open", operator, value)

    def _search_amount_overdue(self, operator, value):
        return self._search_figure("amount_overdue", operator, value)

    def _search_figure(self, name, operator, value):
        """Find accounts by a figure of today; those without any item count as 0."""
        if operator not in COMPARISONS:
            return NotImplemented
        limit = float(value)
        return Domain.custom(to_sql=lambda model, alias, query: SQL(
            "%s %s %s", model._field_to_sql(alias, name, query), SQL(operator), limit))

    def _compute_open_item_ids(self):
        items = self.env["ar.open.item"].search(
            [("commercial_partner_id", "in", self.partner_id.ids), ("company_id", "in", self.company_id.ids)])
        grouped = items.grouped(lambda item: (item.commercial_partner_id, item.company_id))
        for account in self:
            account.open_item_ids = grouped.get((account.partner_id, account.company_id), items.browse())

    @api.depends("partner_id", "company_id")
    @api.depends_context("allowed_company_ids", "lang", "tz", "uid")
    def _compute_aging(self):
        for company, accounts in self.grouped("company_id").items():
            strips = accounts.partner_id._ar_aging_strips(company) if company else {}
            for account in accounts:
                account.aging = {"strips": strips.get(account.partner_id, []), "of": False}

    @api.depends("notice_ids")
    def _compute_notice_count(self):
        counts = dict(self.env["ar.notice"]._read_group(
            [("account_id", "in", self.ids)], ["account_id"], ["__count"]))
        for account in self:
            account.notice_count = counts.get(account, 0)
