from odoo import api, fields, models
from odoo.tools import SQL

from ...queries.ledger_facts import receivable_accounts
from ...queries.open_item_table import open_item_table
from ...queries.open_items import Scope

# Whoever may read open items; fields that show their figures elsewhere are for the same groups.
READERS = "account.group_account_invoice,account.group_account_readonly"
# Whoever may see how far follow-up has come; the rights on its models are theirs.
FOLLOW_UP_READERS = "ar_specialist.group_specialist,account.group_account_readonly"


class ArOpenItem(models.Model):
    """Open receivable items as of today, read-only; the id is the journal item's.

    Ages and buckets are those of `ar.aging` for today and the due date. Journal items that the user may not read,
    by company or by record rule, are not here either.
    """

    _name = "ar.open.item"
    _description = "Open item"
    _inherit = ["ar.described"]
    _auto = False
    _order = "date_due, id"
    _rec_name = "move_name"

    move_id = fields.Many2one("account.move", string="Document", readonly=True)
    move_line_id = fields.Many2one("account.move.line", string="Journal Item", readonly=True)
    move_name = fields.Char(string="Number", readonly=True)
    move_type = fields.Selection(
        selection=lambda self: self.env["account.move"]._fields["move_type"]._description_selection(self.env),
        string="Type", readonly=True,
    )
    ref = fields.Char(string="Reference", readonly=True)
    payment_reference = fields.Char(readonly=True)
    journal_id = fields.Many2one("account.journal", readonly=True)
    account_id = fields.Many2one("account.account", string="Receivable Account", readonly=True)
    invoice_payment_term_id = fields.Many2one("account.payment.term", string="Payment Terms", readonly=True)

    commercial_partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    partner_id = fields.Many2one(
        "res.partner", string="Contact", readonly=True,
        help="The contact on the document, often a child of the customer.")
    partner_tag_ids = fields.Many2many(related="commercial_partner_id.category_id", string="Customer Tags")
    salesperson_id = fields.Many2one(
        "res.users", readonly=True, help="Of the document, or else of the customer.")
    country_id = fields.Many2one("res.country", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)

    date = fields.Date(string="Accounting Date", readonly=True)
    invoice_date = fields.Date(readonly=True)
    date_due = fields.Date(string="Due Date", readonly=True)
    days_late = fields.Integer(
        readonly=True, aggregator="max", help="Days since the due date; negative when it is not due yet.")
    is_overdue = fields.Boolean(string="Overdue", readonly=True)
    bucket_id = fields.Many2one("ar.bucket", readonly=True)
    bucket_place = fields.Json(related="bucket_id.place", string="Place of the bucket")

    stage_id = fields.Many2one(
        "ar.stage", readonly=True, groups=FOLLOW_UP_READERS,
        help="How far collection has gone with the invoice.",
    )
    is_on_hold = fields.Boolean(
        string="On Hold", readonly=True, groups=FOLLOW_UP_READERS,
        help="A hold on the item, or on the customer, pauses follow-ups today.",
    )
    no_followup = fields.Boolean(related="move_line_id.no_followup", string="No Follow-Up")
    last_level_id = fields.Many2one(
        "ar.policy.level", readonly=True, groups=FOLLOW_UP_READERS,
        help="The last follow-up level sent for the item.",
    )
    promised_until = fields.Date(
        readonly=True, groups=FOLLOW_UP_READERS,
        help="The customer has promised to pay; until this day the amount promised stays out of follow-ups.",
    )

    company_currency_id = fields.Many2one("res.currency", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    amount_open = fields.Monetary(
        string="Open", currency_field="company_currency_id", readonly=True, aggregator="sum")
    amount_original = fields.Monetary(
        string="Original", currency_field="company_currency_id", readonly=True, aggregator="sum")
    amount_open_currency = fields.Monetary(
        string="In Currency", currency_field="currency_id", readonly=True, aggregator=None)
    amount_original_currency = fields.Monetary(
        string="Original in Currency", currency_field="currency_id", readonly=True, aggregator=None)

    _depends = {
        "account.account": ["account_type"],
        "account.move": [
            "ar_stage_id", "company_id", "invoice_payment_term_id", "invoice_user_id", "move_type", "partner_id",
            "payment_reference",
        ],
        "account.move.line": [
            "account_id", "amount_currency", "amount_residual", "amount_residual_currency", "balance", "company_id",
            "company_currency_id", "currency_id", "date", "date_maturity", "invoice_date", "journal_id",
            "matching_number", "move_id", "move_name", "parent_state", "partner_id", "ref",
        ],
        "account.partial.reconcile": [
            "amount", "credit_amount_currency", "credit_move_id", "debit_amount_currency", "debit_move_id", "max_date",
        ],
        "ar.account": ["company_id", "partner_id"],
        "ar.bucket": ["bucket_set_id", "sequence"],
        "ar.bucket.set": ["limits", "limits_before"],
        "ar.hold": ["account_id", "date_from", "date_to", "move_line_id", "released_on"],
        "ar.notice": ["state"],
        "ar.notice.line": ["counted", "date", "level_id", "move_line_id", "notice_id"],
        "ar.promise": ["account_id", "keep_until", "move_line_ids", "state"],
        "ar.stage": ["active", "company_id", "sequence"],
        "res.partner": ["commercial_partner_id", "country_id", "user_id"],
    }

    @property
    def _table_query(self) -> SQL:
        if self._ar_is_described():
            return SQL("SELECT")
        bucket_set = self.env["ar.bucket.set"]._default_for(self.env.company)
        scope = Scope(
            self.env.company._ar_today(), tuple(self.env.companies.ids), receivable_accounts(self.env))
        # The table holds what the journal items' own record rules let the user see; the buckets are no secret.
        return open_item_table(self.env, scope, bucket_set.sudo().bucket_ids.ids, bucket_set._periods())

    @api.model
    @api.private
    @api.readonly
    def search_fetch(self, domain, field_names=None, offset=0, limit=None, order=None):
        """Find the page first: the index alone sorts, and only the items of the page look up their documents."""
        items = super().search_fetch(domain, [], offset=offset, limit=limit, order=order)
        if field_names != []:
            items.fetch(field_names)
        return items

    def action_put_on_hold(self):
        """Ask for reason and last day, then put these items on hold."""
        return self.env["ar.hold"]._ask(items=self.move_line_id)

    def action_open_document(self):
        """Open what the item stands on: the invoice, the payment's entry, or another entry."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": "account.move", "res_id": self.move_id.id,
            "views": [(False, "form")], "view_mode": "form", "name": self.move_name,
        }
