from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

#: What a person chose about the difference between a payment and its items.
RESTS = [
    ("keep_open", "Stays open"), ("dispute", "Disputed"), ("write_off", "Written off"), ("deduct", "Deduction"),
    ("on_account", "Kept on account"), ("refund", "To be refunded"),
]
#: Items that a row names; the others are counted.
ITEMS_NAMED = 3
TRANSITIONS = {"applied": {"undone", "returned"}, "returned": {"applied"}, "undone": set()}


class ArCashApplication(models.Model):
    """What was applied of a payment in one step, and what that made in the books: only undoing it changes it."""

    _name = "ar.cash.application"
    _description = "Application of a payment"
    _order = "id desc"
    _check_company_auto = True

    payment_id = fields.Many2one(
        "ar.cash.payment", required=True, readonly=True, check_company=True, ondelete="cascade", index=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    account_id = fields.Many2one(
        "ar.account", string="Customer", readonly=True, check_company=True, ondelete="restrict",
        index="btree_not_null")
    batch_id = fields.Many2one("ar.cash.batch", readonly=True, ondelete="restrict", index="btree_not_null")
    date = fields.Date(string="Applied on", required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users", string="Applied by", required=True, readonly=True, default=lambda self: self.env.user)
    is_automatic = fields.Boolean(string="Straight Through", readonly=True)
    source = fields.Selection(
        [("statement", "Line of a bank statement"), ("credit", "Credit on the customer's account")], required=True,
        readonly=True)
    amount = fields.Monetary(string="Applied", readonly=True, help="Of the payment's own money.")
    written_off = fields.Monetary(
        readonly=True, help="Of the payment itself: it was more than its items by no more than the tolerance.")
    company_currency_id = fields.Many2one(related="company_id.currency_id", string="Company Currency")
    written_off_company = fields.Monetary(
        readonly=True, currency_field="company_currency_id", help="As it is booked, in company currency.")
    amount_left = fields.Monetary(
        string="Left", readonly=True, help="What of the payment is a credit on the customer's account afterwards.")
    state_before = fields.Char(readonly=True)
    statement_partner_id = fields.Many2one(
        "res.partner", string="Partner Before", readonly=True, ondelete="set null",
        help="Who the line of the bank statement said it was from before it was applied.")
    rest = fields.Selection(
        RESTS, string="Difference", readonly=True, default="keep_open", help="What was chosen for the difference.")
    note = fields.Text(readonly=True)
    line_ids = fields.One2many("ar.cash.application.line", "application_id", string="Items", readonly=True)
    items_text = fields.Char(string="Items Paid", compute="_compute_items")
    has_difference = fields.Boolean(
        compute="_compute_items", help="Payment and items were not the same: something had to become of the rest.")
    partial_ids = fields.One2many(
        "account.partial.reconcile", "ar_application_id", string="Reconciliations", readonly=True)
    move_ids = fields.Many2many(
        "account.move", "ar_cash_application_move_rel", "application_id", "move_id", string="Entries", readonly=True,
        help="Made besides the payment's own entry: cash discounts, write-offs, deductions.")
    dispute_ids = fields.Many2many(
        "ar.dispute", "ar_cash_application_dispute_rel", "application_id", "dispute_id", string="Disputes",
        readonly=True)
    state = fields.Selection(
        [("applied", "Applied"), ("undone", "Undone"), ("returned", "Returned")], default="applied", required=True,
        readonly=True, index=True)
    undone_on = fields.Datetime(readonly=True)
    undone_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    undo_reason = fields.Char(string="Why Undone", readonly=True)

    @api.depends("payment_id.display_name", "date")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for application in self:
            application.display_name = self.env._(
                "%(payment)s, applied on %(day)s", payment=application.payment_id.display_name,
                day=format_date(self.env, application.date))

    @api.depends("line_ids.item_name", "line_ids.left", "line_ids.open_amount", "amount_left")
    def _compute_items(self):
        for application in self:
            lines = application.line_ids
            names = [name for name in lines.mapped("item_name") if name]
            application.items_text = ", ".join(names[:ITEMS_NAMED]) if len(names) <= ITEMS_NAMED else self.env._(
                "%(items)s and %(more)s more", items=", ".join(names[:ITEMS_NAMED]), more=len(names) - ITEMS_NAMED)
            application.has_difference = bool(application.amount_left) or any(
                line.left and line.open_amount > 0 for line in lines)

    def _set_state(self, state, **values):
        """Move to `state`.

        :param values: what else is written with it
        :raise UserError: where that is not among `TRANSITIONS`
        """
        for application in self:
            if state not in TRANSITIONS[application.state]:
                names = dict(self._fields["state"]._description_selection(self.env))
                raise UserError(self.env._(
                    "%(application)s is %(state)s and can't become %(wanted)s.", application=application.display_name,
                    state=names[application.state].lower(), wanted=names[state].lower()))
        # sudo: applications are closed to users' own writing, they are the record of what was done
        self.sudo().write({"state": state, **values})


class ArCashApplicationLine(models.Model):
    """What an item got, as it was at that moment: open = amount + discount + write_off + charges + left."""

    _name = "ar.cash.application.line"
    _description = "Item of an applied payment"
    _inherit = ["ar.cash.parts"]
    _order = "application_id, id"

    application_id = fields.Many2one(
        "ar.cash.application", required=True, readonly=True, ondelete="cascade", index=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    move_line_id = fields.Many2one(
        "account.move.line", string="Item", readonly=True, ondelete="set null", index="btree_not_null")
    item_name = fields.Char(string="Number", readonly=True)
    open_amount = fields.Monetary(string="Open", readonly=True)
    amount = fields.Monetary(string="Applied", readonly=True)
    discount = fields.Monetary(string="Cash Discount", readonly=True)
    write_off = fields.Monetary(string="Written Off", readonly=True)
    company_currency_id = fields.Many2one(related="company_id.currency_id", string="Company Currency")
    write_off_company = fields.Monetary(
        readonly=True, currency_field="company_currency_id", help="As it is booked, in company currency.")
    charges = fields.Monetary(string="Bank Charges", readonly=True)
    left = fields.Monetary(string="Stayed Open", readonly=True)

    def action_open_item(self):
        """Open the document that the item is of."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": "account.move", "res_id": self.move_line_id.move_id.id,
            "views": [(False, "form")], "view_mode": "form",
        }
