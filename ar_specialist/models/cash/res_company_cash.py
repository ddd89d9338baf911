from odoo import fields, models


class ResCompany(models.Model):
    """How a company applies incoming payments."""

    _inherit = "res.company"

    ar_cash_auto = fields.Boolean(
        string="Automatic Cash Application",
        help="The scheduled action proposes what each payment is for and applies what it is sure of.")
    ar_cash_apply_points = fields.Integer(
        string="Apply From, Points of 100", default=90, required=True,
        help="From so many points of 100 a payment is applied without a person, where nothing speaks against it.")
    ar_cash_suggest_points = fields.Integer(
        string="Suggest From, Points of 100", default=50, required=True,
        help="From so many points of 100 items are suggested; below, the payment stays on the payer's account.")
    ar_cash_order = fields.Selection(
        [("due", "Due first"), ("date", "Oldest first"), ("fees_first", "Fees and interest, then due first")],
        string="Order of Settlement", default="due", required=True)
    ar_cash_oldest_first = fields.Boolean(
        string="Settle in this order when the payer says nothing",
        help="A payment that names no items settles the customer's in the order of settlement, instead of staying on "
        "account.")
    ar_cash_keep_short_open = fields.Boolean(
        string="The rest of items named stays open without asking",
        help="Where the payer names the items, a part payment needs nobody's choice and the rest stays open.")
    ar_cash_short_default = fields.Selection(
        [("keep_open", "Stays open"), ("dispute", "Dispute the rest"), ("write_off", "Write it off"),
         ("deduct", "Deduction with a reason")],
        string="Short Payments", default="keep_open", required=True,
        help="What is offered first where a payment is less than its items.")
    ar_cash_tolerance = fields.Monetary(
        string="Tolerance", help="A difference up to this is written off with the payment.")
    ar_cash_tolerance_account_id = fields.Many2one(
        "account.account", string="Tolerance Account", check_company=True, ondelete="restrict",
        domain=[("account_type", "not in", ("asset_receivable", "liability_payable", "asset_cash"))],
        help="Differences within the tolerance go here; empty: to the write-off account.")
    ar_cash_discount_days = fields.Integer(
        string="Days a Cash Discount May Be Late",
        help="So many days after its last one a cash discount is still granted.")

    _ar_cash_points_span = models.Constraint(
        "CHECK (ar_cash_suggest_points BETWEEN 1 AND 100 AND ar_cash_apply_points BETWEEN 1 AND 100"
        " AND ar_cash_suggest_points <= ar_cash_apply_points)",
        "Points are 1 to 100, and nothing is applied by fewer than it is suggested by.")
    _ar_cash_tolerance_positive = models.Constraint(
        "CHECK (ar_cash_tolerance >= 0 AND ar_cash_discount_days BETWEEN 0 AND 366)",
        "The tolerance of payments can't be negative, nor a cash discount later than a year.")
