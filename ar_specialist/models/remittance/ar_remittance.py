from odoo import api, fields, models
from odoo.exceptions import UserError

#: How an advice may go on; see `_set_state`.
TRANSITIONS = {
    "open": {"linked", "cancelled"},
    "linked": {"open", "done", "cancelled"},
    "done": {"linked", "open"},
    "cancelled": {"open"},
}
#: Follow from where the advice came from and from what was paid: closed to users' own writing.
KEPT = {
    "state", "source", "fingerprint", "email_from", "sender_id", "payment_id", "attachment_id", "is_trusted",
    "linked_by_id", "received_on",
}


class ArRemittance(models.Model):
    """Remittance advice: what a payer says a payment is for. It explains a payment and books nothing.

    Amounts are in `currency_id`; lines add up to `amount` when the advice accounts for all of its payment.
    """

    _name = "ar.remittance"
    _description = "Remittance Advice"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "received_on desc, id desc"
    _check_company_auto = True
    _primary_email = "email_from"

    state = fields.Selection(
        [("open", "Waiting for the Payment"), ("linked", "Payment Found"), ("done", "Applied"),
         ("cancelled", "Cancelled")],
        required=True, default="open", readonly=True, copy=False, index=True, tracking=True,
    )
    source = fields.Selection(
        [("typed", "Typed in"), ("pasted", "Pasted"), ("file", "File"), ("mail", "Email"), ("bank", "Bank")],
        required=True, default="typed", readonly=True, copy=False,
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company)
    currency_id = fields.Many2one(
        "res.currency", required=True, default=lambda self: self.env.company.currency_id)
    reference = fields.Char(
        string="Payment Reference", index="btree_not_null",
        help="As the payer or the bank calls the payment: number of the cheque, the transfer or the booking.")
    payer = fields.Char(help="Who paid, as the advice says.")
    told_by = fields.Char(string="Said by", compute="_compute_told_by", help="The payer, or who sent the email.")
    payer_account = fields.Char(string="Payer's Account", help="IBAN or account number that the payment comes from.")
    partner_id = fields.Many2one(
        "res.partner", string="Customer", index="btree_not_null", ondelete="restrict", check_company=True,
        tracking=True, domain="[('parent_id', '=', False)]")
    date = fields.Date(string="Paid On", help="Day of the payment, as the advice says.")
    received_on = fields.Date(
        string="Received", required=True, default=lambda self: self.env.company._ar_today(), copy=False)
    amount = fields.Monetary(
        string="Payment", tracking=True, help="What the payment comes to. Empty: the sum of the lines.")
    text = fields.Text(string="Other Text", help="What the advice says besides its lines.")
    line_ids = fields.One2many("ar.remittance.line", "remittance_id", string="Lines", copy=True)
    amount_lines = fields.Monetary(string="Sum of the Lines", compute="_compute_amounts", store=True)
    amount_total = fields.Monetary(
        string="Paid", compute="_compute_amounts", store=True,
        help="What the payment comes to, as the advice says or as its lines add up.")
    unexplained = fields.Monetary(
        compute="_compute_amounts", store=True, help="What of the payment no line accounts for.")
    line_count = fields.Integer(compute="_compute_amounts", store=True)
    has_deductions = fields.Boolean(compute="_compute_has_deductions")
    payment_id = fields.Many2one(
        "ar.cash.payment", string="Incoming Payment", readonly=True, copy=False, index="btree_not_null",
        ondelete="set null", check_company=True, tracking=True)
    attachment_id = fields.Many2one(
        "ir.attachment", string="File", readonly=True, copy=False, ondelete="set null", index="btree_not_null")
    email_from = fields.Char(string="Email", readonly=True, copy=False)
    sender_id = fields.Many2one("res.partner", string="Sent by", readonly=True, copy=False, ondelete="set null")
    is_trusted = fields.Boolean(
        string="Sender Known", default=True, readonly=True, copy=False,
        help="Whether it may be linked to a payment by itself: an email from a stranger, or from another customer than "
        "the one it is about, waits for a person.")
    linked_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="set null", help="Who chose its payment; empty: it fitted.")
    # What the advice says, in one word: the same one sent, pasted or imported twice is there once.
    fingerprint = fields.Char(readonly=True, copy=False)

    _fingerprint_uniq = models.UniqueIndex(
        "(company_id, fingerprint) WHERE fingerprint IS NOT NULL AND state != 'cancelled'",
        "This remittance advice is there already.")
    # Payments look for those that still wait; most don't.
    _open_idx = models.Index("(company_id, currency_id, amount_total) WHERE state = 'open'")

    @api.depends("amount", "line_ids.amount", "line_ids.kind")
    def _compute_amounts(self):
        for advice in self:
            paid = sum(advice.line_ids.filtered(lambda line: line.kind != "unpaid").mapped("amount"))
            advice.amount_lines = paid
            advice.amount_total = advice.amount or paid
            advice.unexplained = advice.amount - paid if advice.amount else 0.0
            advice.line_count = len(advice.line_ids)

    @api.depends("payer", "email_from")
    def _compute_told_by(self):
        for advice in self:
            advice.told_by = advice.payer or advice.email_from

    @api.depends("line_ids.kind")
    def _compute_has_deductions(self):
        for advice in self:
            advice.has_deductions = "deduction" in advice.line_ids.mapped("kind")

    @api.depends("reference", "payer", "email_from", "partner_id", "date", "received_on")
    def _compute_display_name(self):
        for advice in self:
            # The customer's name is no secret of the advice.
            who = advice.sudo().partner_id.name or advice.told_by
            what = advice.reference or fields.Date.to_string(advice.date or advice.received_on)
            advice.display_name = f"{who} {what}" if who else what or self.env._("New")

    def _set_state(self, state, **values):
        """Move to `state`; what users may do on the way there is asked by the buttons.

        :raise UserError: from where the advice is it can't go there
        """
        names = dict(self._fields["state"]._description_selection(self.env))
        for advice in self:
            if state not in TRANSITIONS[advice.state]:
                raise UserError(self.env._(
                    "%(advice)s is at “%(from)s” and can't go to “%(to)s”.",
                    **{"advice": advice.display_name, "from": names[advice.state], "to": names[state]}))
        # The state is closed to users' own writing.
        for advice in self.sudo():
            own = {}
            if state in ("open", "cancelled"):
                own["payment_id"] = False
            elif not (advice.date or advice.reference):
                # Without a day or a reference the next one may well say the same, as for an instalment.
                own["fingerprint"] = False
            advice.write({"state": state, **own, **values})
