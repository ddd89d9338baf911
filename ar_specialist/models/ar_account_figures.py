import operator as operators

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

# What is owed and late; what stands to a customer's credit is not late.
OVERDUE = [("is_overdue", "=", True), ("amount_open", ">", 0)]
COMPARISONS = {">": operators.gt, ">=": operators.ge, "<": operators.lt, "<=": operators.le}


class ArAccount(models.Model):
    """Today's figures of customer accounts, in the company's currency: two queries per batch."""

    _inherit = "ar.account"

    amount_open = fields.Monetary(
        string="Open", compute="_compute_amounts", search="_search_amount_open",
        help="What the customer, with all its contacts, owes today, less what stands to its credit.",
    )
    amount_overdue = fields.Monetary(
        string="Overdue", compute="_compute_amounts", search="_search_amount_overdue",
        help="What was due before today and is still open.",
    )
    days_late = fields.Integer(
        string="Oldest", compute="_compute_amounts", aggregator=None, help="Days the oldest open item is late.")
    open_item_ids = fields.One2many("ar.open.item", compute="_compute_open_item_ids")
    aging = fields.Json(compute="_compute_aging", help="Today's open amounts by aging bucket.")
    notice_count = fields.Integer(compute="_compute_notice_count")

    @api.depends("partner_id", "company_id")
    @api.depends_context("allowed_company_ids", "tz", "uid")
    def _compute_amounts(self):
        open_amounts, overdue = self._sums_of_items([]), self._sums_of_items(OVERDUE)
        for account in self:
            key = account.partner_id.id, account.company_id.id
            account.amount_open, _days = open_amounts.get(key, (0.0, 0))
            account.amount_overdue, account.days_late = overdue.get(key, (0.0, 0))

    def _sums_of_items(self, domain):
        rows = self.env["ar.open.item"]._read_group(
            [("commercial_partner_id", "in", self.partner_id.ids), ("company_id", "in", self.company_id.ids), *domain],
            ["commercial_partner_id", "company_id"], ["amount_open:sum", "days_late:max"],
        )
        return {(partner.id, company.id): (amount, days) for partner, company, amount, days in rows}

    def _search_amount_open(self, operator, value):
        return self._search_amount([], operator, value)

    def _search_amount_overdue(self, operator, value):
        return self._search_amount(OVERDUE, operator, value)

    def _search_amount(self, items, operator, value):
        """Find accounts by a sum of open items; those without any count as 0."""
        if operator not in COMPARISONS:
            return NotImplemented
        limit = float(value)
        matches_zero = COMPARISONS[operator](0, limit)
        query = self.env["ar.open.item"]._search(items)
        customer = SQL.identifier("ar_open_item", "commercial_partner_id")
        company = SQL.identifier("ar_open_item", "company_id")
        query.groupby = SQL("%s, %s", customer, company)
        condition = SQL("SUM(%s) %s %s", SQL.identifier("ar_open_item", "amount_open"), SQL(operator), limit)
        query.having = SQL("NOT (%s)", condition) if matches_zero else condition
        keys = query.select(customer, company)
        found = Domain.custom(to_sql=lambda model, alias, query: SQL(
            "(%s, %s) IN (%s)", model._field_to_sql(alias, "partner_id", query),
            model._field_to_sql(alias, "company_id", query), keys,
        ))
        return ~found if matches_zero else found

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
