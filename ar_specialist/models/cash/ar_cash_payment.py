from odoo import api, fields, models
from odoo.exceptions import UserError

#: Somebody, or the next proposal, has still to say what becomes of it.
WAITING = ("new", "unidentified", "check", "ready", "unapplied")
#: What was done with it.
DONE = ("applied", "on_account", "set_aside", "returned")
#: Allowed changes of state: whatever waits may be proposed anew or done; what is done comes back by being undone.
TRANSITIONS = {
    **{state: {*WAITING, "applied", "on_account", "set_aside", "returned"} for state in WAITING},
    "applied": {*WAITING, "on_account", "returned"},
    "on_account": {*WAITING, "applied", "on_account", "returned"},
    "set_aside": {"new"},
    "returned": {*WAITING, "applied", "on_account"},
}
#: What users may write themselves; the rest follows from the books and from what the buttons do.
CHANGEABLE = {"note"}


class ArCashPayment(models.Model):
    """Money that came in: a line of a bank statement, or a credit on a customer's account that settles nothing yet.

    One record for one source, from the day it is seen until it is applied; what the bank took back is negative.
    """

    _name = "ar.cash.payment"
    _description = "Incoming payment"
    _inherit = ["mail.thread", "mail.activity.mixin", "ar.insert"]
    _order = "date desc, id desc"
    _check_company_auto = True
    _mail_post_access = "read"

    name = fields.Char(string="Number", readonly=True, index="trigram", help="Of the entry in the books.")
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    journal_id = fields.Many2one("account.journal", readonly=True, check_company=True, index="btree_not_null")
    statement_line_id = fields.Many2one(
        "account.bank.statement.line", readonly=True, check_company=True, ondelete="cascade")
    move_line_id = fields.Many2one(
        "account.move.line", string="Open Credit", readonly=True, check_company=True, ondelete="set null",
        help="The credit on the customer's account, once it is booked there.")
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    company_currency_id = fields.Many2one(related="company_id.currency_id", string="Company Currency")
    amount = fields.Monetary(readonly=True, help="Negative: the bank took it back.")
    amount_left = fields.Monetary(string="Not Applied", readonly=True)
    amount_company = fields.Monetary(
        string="Amount in Company Currency", currency_field="company_currency_id", readonly=True)
    charges = fields.Monetary(
        string="Bank Charges", readonly=True, help="What banks kept of what the payer sent.")
    date = fields.Date(required=True, readonly=True, index=True)
    payer_name = fields.Char(string="Payer", readonly=True)
    payer_account = fields.Char(readonly=True)
    structured_reference = fields.Char(readonly=True)
    text = fields.Text(readonly=True, help="What the payer wrote, line by line.")
    bank_reference = fields.Char(readonly=True, help="The bank's own name of the booking.")
    return_reason = fields.Char(readonly=True, help="The bank's code for why it took the money back.")
    is_return = fields.Boolean(string="Return", readonly=True, help="Takes an earlier payment back.")
    partner_id = fields.Many2one(
        "res.partner", string="Customer", readonly=True, check_company=True, ondelete="restrict",
        index="btree_not_null")
    account_id = fields.Many2one(
        "ar.account", string="Customer Account", readonly=True, check_company=True, ondelete="restrict",
        index="btree_not_null")
    customer_by = fields.Selection(
        [("source", "The books"), ("person", "A person"), ("proposal", "The proposal")], string="Customer Said by",
        readonly=True, help="Only what the books or a person say is taken as known when proposals are made anew.")
    state = fields.Selection(
        [("new", "New"), ("unidentified", "Unidentified"), ("check", "To check"), ("ready", "Ready"),
         ("unapplied", "Unapplied"), ("applied", "Applied"), ("on_account", "On account"),
         ("set_aside", "Not a customer's"), ("returned", "Returned")],
        default="new", required=True, readonly=True, index=True)
    proposed_partner_id = fields.Many2one(
        "res.partner", string="Proposed Customer", readonly=True, ondelete="set null",
        help="Whose it was by the last proposal, whatever a person has said since.")
    score = fields.Integer(readonly=True, aggregator="avg", help="0 to 100: how sure payer and items are.")
    reasons = fields.Json(readonly=True, help="[code, points, found in] of each reason, as proposed.")
    choice = fields.Selection(
        [("short", "Less than the items"), ("over", "More than the items"), ("late_discount", "Late cash discount")],
        string="To Choose", readonly=True, help="What about a difference a person has to choose.")
    ambiguous = fields.Boolean(readonly=True, help="Another proposal is as good: never applied by itself.")
    is_chosen = fields.Boolean(
        string="Items Chosen by Hand", readonly=True, help="New proposals leave the items as a person chose them.")
    proposed_on = fields.Datetime(readonly=True)
    identified_on = fields.Date(readonly=True)
    applied_on = fields.Date(readonly=True, index="btree_not_null")
    applied_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    is_automatic = fields.Boolean(
        string="Straight Through", readonly=True, help="Applied by the scheduled action; nobody looked at it.")
    is_elsewhere = fields.Boolean(
        string="Settled Elsewhere", readonly=True, help="Reconciled in the books and not from here.")
    days_to_apply = fields.Integer(
        string="Days to Apply", readonly=True, aggregator="avg", help="From the payment's date to its applying.")
    lessons = fields.Json(readonly=True, help="What deciding it has taught, to be taken back when it is undone.")
    note = fields.Text()
    allocation_ids = fields.One2many("ar.cash.allocation", "payment_id")

    _statement_line_uniq = models.Constraint(
        "UNIQUE (statement_line_id)", "This line of a bank statement is an incoming payment already.")
    _move_line_uniq = models.Constraint(
        "UNIQUE (move_line_id)", "This credit is an incoming payment already.")
    # Few wait among all that ever came.
    _waiting_idx = models.Index(
        "(company_id, state, date) WHERE state IN ('new', 'unidentified', 'check', 'ready', 'unapplied')")

    @api.depends("name", "payer_name", "partner_id")
    def _compute_display_name(self):
        for payment in self:
            said = (payment.name, payment.partner_id.display_name or payment.payer_name)
            payment.display_name = " · ".join(filter(None, said)) or self.env._("Incoming payment")

    def _set_state(self, state, **values):
        """Move to `state`; when and by whom it was applied follows.

        :param values: what else is written with it
        :raise UserError: where that is not among `TRANSITIONS`
        """
        self.check_access("write")
        for payment in self:
            if state not in TRANSITIONS[payment.state]:
                raise UserError(self.env._(
                    "Payment %(payment)s is %(state)s and can't become %(wanted)s.", payment=payment.display_name,
                    state=payment._state_name(payment.state), wanted=payment._state_name(state)))
        # sudo: the state is closed to users' own writing; who may write the payment may press its buttons
        for company, payments in self.sudo().grouped("company_id").items():
            payments._write_state(state, company._ar_today(), values)

    def _write_state(self, state, today, values):
        if state in WAITING:
            own = {"applied_on": False, "applied_by_id": False, "is_automatic": False, "is_elsewhere": False,
                   "days_to_apply": 0}
            self.write({"state": state, **own, **values})
            return
        own = {"applied_on": today, "applied_by_id": self.env.uid}
        for day, payments in self.grouped("date").items():
            payments.write({"state": state, **own, "days_to_apply": (today - day).days, **values})

    def _state_name(self, state):
        return dict(self._fields["state"]._description_selection(self.env))[state]

    def _set_customer(self, partner, by="person"):
        """Say whose payments these are; an empty `partner` takes it back.

        :param by: who says so, see `customer_by`
        """
        self.check_access("write")
        for company, payments in self.sudo().grouped("company_id").items():  # closed to users' own writing
            account = self.env["ar.account"].sudo()._for(partner, company) if partner else self.env["ar.account"]
            payments.write({
                "partner_id": account.partner_id.id, "account_id": account.id, "customer_by": partner and by,
                "identified_on": partner and company._ar_today(),
            })

    def write(self, vals):
        if not self.env.su and vals.keys() & self._fields.keys() - CHANGEABLE - self.env["mail.thread"]._fields.keys():
            raise UserError(self.env._(
                "A payment is what the bank says. Say what it is for by the buttons of Cash Application."))
        return super().write(vals)
