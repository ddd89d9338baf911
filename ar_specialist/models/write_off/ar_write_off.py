from odoo import api, fields, models

from .ar_write_off_reason import TREATMENTS

STATES = [
    ("draft", "Draft"), ("requested", "To Approve"), ("approved", "Approved"), ("posted", "Written Off"),
    ("partly_recovered", "Partly Recovered"), ("recovered", "Recovered"), ("refused", "Refused"),
    ("reversed", "Reversed"),
]
#: What stands in the books.
IN_BOOKS = ("posted", "partly_recovered", "recovered")
#: How a write-off may go on; see `_set_state`.
TRANSITIONS = {
    "draft": {"requested", "approved", "refused"},
    "requested": {"approved", "refused", "draft"},
    "approved": {"posted", "refused"},
    "posted": {"partly_recovered", "recovered", "reversed"},
    "partly_recovered": {"posted", "recovered"},
    "recovered": {"posted", "partly_recovered"},
    "refused": {"draft"},
    "reversed": {"posted"},  # only with a payment whose return is undone
}


class ArWriteOff(models.Model):
    """Items of a customer that are given up: who asked, who approved, the entry, what came in after all.

    All items are of one customer, company and currency.
    """

    _name = "ar.write.off"
    _description = "Write-off"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "date desc, id desc"
    _check_company_auto = True
    _mail_post_access = "read"

    name = fields.Char(string="Number", required=True, readonly=True, copy=False, default="/", index="trigram")
    state = fields.Selection(
        STATES, required=True, default="draft", readonly=True, copy=False, index=True, tracking=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    account_id = fields.Many2one(
        "ar.account", string="Customer Account", required=True, readonly=True, index=True, ondelete="restrict",
        check_company=True)
    partner_id = fields.Many2one(related="account_id.partner_id", string="Customer", store=True, index=True)
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    company_currency_id = fields.Many2one(related="company_id.currency_id", string="Company Currency")
    date = fields.Date(
        required=True, default=lambda self: self.env.company._ar_today(), copy=False, tracking=True,
        help="Day of the entry.")
    reason_id = fields.Many2one(
        "ar.write.off.reason", index=True, tracking=True, check_company=True, ondelete="restrict")
    tax_treatment = fields.Selection(
        TREATMENTS, string="Tax", compute="_compute_tax_treatment", store=True, readonly=False, precompute=True,
        required=True)
    note = fields.Text(string="Why", help="What whoever approves it should know; kept with the entry.")
    line_ids = fields.One2many("ar.write.off.line", "write_off_id", string="Items")

    requested_by_id = fields.Many2one("res.users", string="Asked by", readonly=True, copy=False)
    requested_on = fields.Datetime(string="Asked on", readonly=True, copy=False)
    decided_by_id = fields.Many2one("res.users", string="Decided by", readonly=True, copy=False)
    decided_on = fields.Datetime(readonly=True, copy=False)
    refusal = fields.Char(string="Why Refused", readonly=True, copy=False)

    move_id = fields.Many2one(
        "account.move", string="Entry", readonly=True, copy=False, index="btree_not_null", ondelete="restrict")
    relief_move_id = fields.Many2one(
        "account.move", string="Entry of the Tax Relief", readonly=True, copy=False, index="btree_not_null",
        ondelete="restrict")
    relief_from = fields.Date(
        readonly=True, copy=False, help="First day on which the tax may be claimed back.")
    reversed_by_id = fields.Many2one("res.users", string="Undone by", readonly=True, copy=False)
    reversed_on = fields.Datetime(string="Undone on", readonly=True, copy=False)

    amount = fields.Monetary(compute="_compute_amounts", store=True)
    amount_company = fields.Monetary(
        string="In Company Currency", compute="_compute_amounts", store=True, currency_field="company_currency_id")
    amount_tax = fields.Monetary(
        string="Tax Taken Back", readonly=True, copy=False, help="Part of the amount that is no loss, but tax.")

    _name_uniq = models.UniqueIndex("(company_id, name) WHERE name <> '/'", "This number is taken.")
    _posted_idx = models.Index("(company_id, date) WHERE state IN ('posted', 'partly_recovered', 'recovered')")

    @api.depends("reason_id")
    def _compute_tax_treatment(self):
        for write_off in self:
            write_off.tax_treatment = write_off.reason_id.tax_treatment or write_off.tax_treatment or "none"

    @api.depends("line_ids.amount", "line_ids.amount_company")
    def _compute_amounts(self):
        for write_off in self:
            write_off.amount = sum(write_off.line_ids.mapped("amount"))
            write_off.amount_company = sum(write_off.line_ids.mapped("amount_company"))

    @api.depends("name", "partner_id")
    def _compute_display_name(self):
        for write_off in self:
            number = write_off.name if write_off.name != "/" else self.env._("Write-off")
            write_off.display_name = f"{number} {write_off.sudo().partner_id.name or ''}".strip()

    @api.model
    def _posted_between(self, company, date_from, date_to):
        """Return what was written off in `company` from day to day, both included, and was not undone."""
        return self.search([
            ("company_id", "=", company.id), ("date", ">=", date_from), ("date", "<=", date_to),
            ("state", "in", IN_BOOKS)])
