from odoo import fields, models
from odoo.exceptions import UserError

#: Allowed changes of state. A verdict follows the payments, there and back; a person's word is the last one.
TRANSITIONS = {
    "offered": {"open", "refused"},
    "refused": set(),
    "open": {"kept", "partly", "broken", "withdrawn", "superseded"},
    "kept": {"open", "partly", "broken"},
    "partly": {"open", "kept", "broken"},
    "broken": {"open", "kept", "partly"},
    "withdrawn": set(),
    "superseded": set(),
}
#: What may be written once the promise is made; the rest is what was said.
CHANGEABLE = {"note", "channel", "promised_by_id", "user_id"}


class ArPromise(models.Model):
    """A promise to pay: an amount on a day, for items or for the whole account, judged by the payments' own days."""

    _name = "ar.promise"
    _description = "Promise to pay"
    _inherit = ["mail.thread"]
    _order = "date desc, id desc"
    _check_company_auto = True
    _mail_post_access = "read"

    name = fields.Char(string="Number", readonly=True, copy=False, index="trigram")
    account_id = fields.Many2one(
        "ar.account", string="Customer", required=True, check_company=True, ondelete="restrict", index=True)
    partner_id = fields.Many2one(related="account_id.partner_id", store=True, precompute=True, string="Contact")
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    company_currency_id = fields.Many2one(related="company_id.currency_id", string="Company Currency")
    move_line_ids = fields.Many2many(
        "account.move.line", "ar_promise_move_line_rel", "promise_id", "move_line_id", string="Items",
        check_company=True, copy=False, help="Empty: the promise is for the whole account.",
    )
    amount = fields.Monetary(tracking=True, help="Empty: all that is open.")
    date = fields.Date(string="Promised for", tracking=True, index=True, help="With parts, the day of the last one.")
    part_ids = fields.One2many("ar.promise.part", "promise_id", string="Payment Plan")
    promised_by_id = fields.Many2one(
        "res.partner", string="Promised by", help="The person at the customer who gave their word.")
    channel = fields.Selection(
        [("call", "Call"), ("email", "Email"), ("meeting", "Meeting"), ("letter", "Letter"), ("portal", "Portal")],
        string="By", default="call",
    )
    date_made = fields.Date(string="Made on", required=True, default=lambda self: self.env.company._ar_today())
    user_id = fields.Many2one(
        "res.users", string="Taken by", default=lambda self: self.env.user, domain=[("share", "=", False)])
    note = fields.Text()
    state = fields.Selection(
        [("offered", "To accept"), ("open", "Open"), ("kept", "Kept"), ("partly", "Partly kept"),
         ("broken", "Broken"), ("withdrawn", "Withdrawn"), ("superseded", "Superseded"), ("refused", "Not accepted")],
        default="open", required=True, readonly=True, tracking=True, copy=False, index=True, group_expand=True,
    )
    superseded_by_id = fields.Many2one("ar.promise", readonly=True, copy=False, index="btree_not_null")
    amount_paid = fields.Monetary(
        string="Paid in Time", readonly=True, copy=False, help="What came by the day promised and its tolerance.")
    amount_company = fields.Monetary(
        string="Amount in Company Currency", currency_field="company_currency_id", readonly=True, copy=False)
    amount_paid_company = fields.Monetary(
        string="Paid in Company Currency", currency_field="company_currency_id", readonly=True, copy=False)
    level = fields.Integer(
        default=1, readonly=True, copy=False, aggregator="max",
        help="1, and one more for each promise missed in a row before it.")
    keep_until = fields.Date(
        string="In Time Until", readonly=True, copy=False,
        help="Last day on which a payment is in time; until then the items stay out of follow-ups.")
    known = fields.Json(readonly=True, copy=False, help="What was settled already when the promise was made.")

    _name_uniq = models.UniqueIndex("(company_id, name)", "This number is taken by another promise.")
    _open_idx = models.Index("(account_id) WHERE state = 'open'")

    def _set_state(self, state, **values):
        self.check_access("write")
        for promise in self:
            if state not in TRANSITIONS[promise.state]:
                raise UserError(self.env._(
                    "Promise %(promise)s is %(state)s and can't become %(wanted)s.", promise=promise.name,
                    state=promise._state_name(promise.state), wanted=promise._state_name(state),
                ))
        # sudo: the state is closed to users' own writing; who may write the promise may press its buttons
        self.sudo().write({"state": state, **values})

    def _state_name(self, state):
        return dict(self._fields["state"]._description_selection(self.env))[state]

    def write(self, vals):
        if not self.env.su and vals.keys() & self._fields.keys() - self._writable():
            raise UserError(self.env._(
                "What was promised stays as it was said. Log a new promise: it takes the place of this one."))
        return super().write(vals)

    def _writable(self):
        thread = self.env["mail.thread"]._fields.keys()
        return CHANGEABLE | thread

    def action_withdraw(self):
        """The customer, or we, take the promise back: its items may be reminded of again."""
        self._set_state("withdrawn", keep_until=False)
