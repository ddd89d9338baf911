from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

#: How a return may go on; see `_set_state`.
TRANSITIONS = {
    "proposed": {"done", "dismissed"},
    "dismissed": {"proposed"},
    "done": {"undone"},
    "undone": set(),
}
#: What a person says of a return that is not booked yet; everything else follows.
GIVEN = {
    "payment_id", "statement_line_id", "is_part", "part_ids", "date", "reason", "bank_code", "fee", "is_charged",
    "fee_charged", "stage_id", "note",
}


class ArCashReturn(models.Model):
    """A payment that the bank took back: a direct debit refused, a cheque without funds.

    Proposed when a line of a bank statement fits a payment that was received, or entered by hand. Booked it opens what
    the payment had settled, as if it had not come, and takes the bank's fee.
    """

    _name = "ar.cash.return"
    _description = "Returned payment"
    _inherit = ["mail.thread"]
    _order = "date desc, id desc"
    _check_company_auto = True
    _mail_post_access = "read"

    payment_id = fields.Many2one(
        "ar.cash.payment", required=True, check_company=True, ondelete="cascade", index=True,
        domain=[("amount", ">", 0), ("state", "in", ("applied", "on_account", "unapplied"))],
        help="What had come in and was taken back.")
    company_id = fields.Many2one(related="payment_id.company_id", store=True, precompute=True, index=True)
    company_currency_id = fields.Many2one(related="company_id.currency_id", string="Company Currency")
    currency_id = fields.Many2one(related="payment_id.currency_id", store=True, precompute=True)
    account_id = fields.Many2one(
        "ar.account", string="Customer Account", compute="_compute_partner_id", store=True, index=True)
    partner_id = fields.Many2one(
        "res.partner", string="Customer", compute="_compute_partner_id", store=True)
    is_part = fields.Boolean(string="Only a Part", help="Some items of the payment came back, or less than they got.")
    statement_line_id = fields.Many2one(
        "account.bank.statement.line", string="Line of the Bank", check_company=True, ondelete="cascade",
        index="btree_not_null",
        help="Where the bank took the money. Empty: the return is known before the bank has booked it.")
    state = fields.Selection(
        [("proposed", "To check"), ("done", "Booked"), ("undone", "Undone"), ("dismissed", "Not a return")],
        default="proposed", required=True, readonly=True, copy=False, index=True, tracking=True)
    date = fields.Date(
        required=True, compute="_compute_date", store=True, readonly=False, precompute=True,
        help="When the bank took it back.")
    reason = fields.Selection(
        [("funds", "Insufficient funds"), ("wrong_account", "Wrong account"), ("closed", "Account closed or blocked"),
         ("mandate", "No mandate"), ("refused", "Refused by the payer"), ("twice", "Collected twice"),
         ("other", "Other")],
        default="other", required=True, tracking=True)
    bank_code = fields.Char(string="Bank's Code", help="As the bank gives the reason.")
    amount = fields.Monetary(compute="_compute_amount", store=True, help="Of the payment that came back.")
    fee = fields.Monetary(
        string="Bank's Fee", compute="_compute_fee", store=True, readonly=False,
        help="What the bank took besides the payment.")
    amount_bank = fields.Monetary(string="Taken by the Bank", compute="_compute_amount_bank", store=True)
    is_charged = fields.Boolean(
        string="Charge the Customer", compute="_compute_is_charged", store=True, readonly=False,
        help="The fee becomes an open item of the customer, due at once.")
    fee_charged = fields.Monetary(
        string="Charged", compute="_compute_fee_charged", store=True, readonly=False)
    stage_id = fields.Many2one(
        "ar.stage", string="Stage Afterwards", check_company=True, compute="_compute_stage_id", store=True,
        readonly=False, precompute=True, ondelete="restrict",
        help="How far collection goes with the invoices that are open again, unless it has gone further. Empty: they "
        "go back to where they were.")
    note = fields.Text(help="For the contact log.")
    points = fields.Integer(readonly=True, copy=False, aggregator="avg", help="0 to 100: how sure it is.")
    reasons = fields.Json(readonly=True, copy=False)

    _fees_positive = models.Constraint(
        "CHECK (fee >= 0 AND fee_charged >= 0)", "Fees of returned payments can't be negative.")
    _payment_uniq = models.UniqueIndex(
        "(payment_id) WHERE state = 'done' AND is_part IS NOT TRUE", "This payment came back already.")
    _line_uniq = models.UniqueIndex(
        "(statement_line_id, payment_id) WHERE state IN ('proposed', 'done')",
        "This line of the bank is a return of this payment already.")

    @api.depends("statement_line_id")
    def _compute_date(self):
        for record in self:
            today = (record.company_id or self.env.company)._ar_today()
            record.date = record.statement_line_id.date or record.date or today

    @api.depends("payment_id", "part_ids.application_line_id")
    def _compute_partner_id(self):
        for record in self:
            partners = record.payment_id.partner_id or (
                record.part_ids.application_line_id.move_line_id.partner_id.commercial_partner_id)
            record.partner_id = partners if len(partners) == 1 else False
            record.account_id = record.payment_id.account_id
            if record.partner_id and not record.account_id:
                # sudo: whose money came back is known; that it has an account is not the user's doing
                record.account_id = self.env["ar.account"].sudo()._for(record.partner_id, record.company_id)

    @api.depends("payment_id", "is_part", "part_ids.amount")
    def _compute_amount(self):
        for record in self:
            if record.is_part:
                record.amount = sum(record.part_ids.mapped("amount"))
                continue
            payment = record.payment_id
            credit = payment.move_line_id if not payment.statement_line_id else payment.move_line_id.browse()
            # The bank takes all of a payment back, whatever of it was left when it was first seen here.
            record.amount = abs(credit.amount_currency) or payment.amount

    @api.depends("statement_line_id", "amount")
    def _compute_fee(self):
        for record in self:
            taken = record.payment_id and record._taken(record.statement_line_id)
            if not taken:
                record.fee = record.fee
                continue
            others = record._of_the_same_line()
            # The first one of a line bears what the bank took besides.
            is_first = not others or (record._origin.id and record._origin.id < min(others.ids))
            rest = taken - record.amount - sum(others.mapped("amount"))
            record.fee = record.currency_id.round(max(rest, 0.0)) if is_first else 0.0

    @api.depends("amount", "fee")
    def _compute_amount_bank(self):
        for record in self:
            record.amount_bank = record.amount + record.fee

    @api.depends("payment_id", "fee")
    def _compute_is_charged(self):
        for record in self:
            company = record.company_id
            record.is_charged = company.ar_cash_fee_is_charged and bool(company.ar_cash_fee_charged or record.fee)

    @api.depends("is_charged", "fee")
    def _compute_fee_charged(self):
        for record in self:
            usual = record.company_id.ar_cash_fee_charged
            if usual and record.currency_id != record.company_currency_id:
                usual = 0.0  # the usual charge is in the company's own currency
            record.fee_charged = (usual or record.fee) if record.is_charged else 0.0

    @api.depends("payment_id")
    def _compute_stage_id(self):
        for record in self:
            record.stage_id = record.account_id.stage_id._raised(record.company_id)

    @api.depends("payment_id")
    def _compute_display_name(self):
        for record in self:
            record.display_name = self.env._("Return of %s", record.payment_id.display_name or "")

    @api.model
    def _taken(self, line):
        """Return what the bank took by `line`, positive, in the currency of payments from its journal."""
        return abs(line.amount_currency if line.foreign_currency_id else line.amount)

    def _of_the_same_line(self):
        """Return the other returns of the same line of the bank: payments that came back together."""
        self.ensure_one()
        if not self.statement_line_id:
            return self.browse()
        return self.search([
            ("statement_line_id", "=", self.statement_line_id.id), ("state", "in", ("proposed", "done")),
            ("id", "!=", self._origin.id)])

    @api.constrains("payment_id", "statement_line_id", "amount")
    def _check_line(self):
        for record in self.filtered("statement_line_id"):
            line, payment = record.statement_line_id, record.payment_id
            currency = line.foreign_currency_id or line.currency_id
            if line.amount >= 0:
                raise ValidationError(self.env._("Money came in by this line: a return is money that goes out."))
            if currency != payment.currency_id:
                raise ValidationError(self.env._(
                    "The bank took %(currency)s back, the payment was in %(other)s: book this one by hand.",
                    currency=currency.name, other=payment.currency_id.name))
            others = sum(record._of_the_same_line().mapped("amount"))
            if currency.compare_amounts(record._taken(line), record.amount + others) < 0:
                raise ValidationError(self.env._(
                    "The bank took %(taken)s, less than the payment of %(amount)s: this is no return of all of it.",
                    taken=currency.format(record._taken(line)), amount=currency.format(record.amount + others)))

    @api.constrains("date", "payment_id")
    def _check_date(self):
        for record in self:
            if record.date < record.payment_id.date:
                raise ValidationError(self.env._("A payment can't come back before it came."))

    def _set_state(self, state, **values):
        """Move to `state`.

        :raise UserError: where that is not among `TRANSITIONS`
        """
        self.check_access("write")
        names = dict(self._fields["state"]._description_selection(self.env))
        for record in self:
            if state not in TRANSITIONS[record.state]:
                raise UserError(self.env._(
                    "%(return)s: %(state)s can't become %(wanted)s.", **{"return": record.display_name},
                    state=names[record.state], wanted=names[state]))
        self.sudo().write({"state": state, **values})  # the state is closed to users' own writing

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            vals_list = [{name: value for name, value in vals.items() if name in GIVEN} for vals in vals_list]
        records = super().create(vals_list)
        records._share_fees()
        return records

    def _share_fees(self):
        """Of payments that came back by one line of the bank each has its part of what it took."""
        together = self.browse().union(*(record._of_the_same_line() for record in self))
        self.env.add_to_compute(self._fields["fee"], together.filtered(lambda one: one.state == "proposed"))

    def write(self, vals):
        own = vals.keys() & self._fields.keys() - self.env["mail.thread"]._fields.keys()
        settled = any(record.state != "proposed" for record in self)
        if not self.env.su and own - ({"note"} if settled else GIVEN):
            raise UserError(self.env._("What is booked stays as it is. Undo the return instead."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_booked(self):
        if any(record.state in ("done", "undone") for record in self):
            raise UserError(self.env._("A return that was booked stays on record. Undo it instead."))
