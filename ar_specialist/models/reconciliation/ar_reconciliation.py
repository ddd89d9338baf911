from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

#: How a reconciliation may go on; see `_set_state`. What is signed stays as it is.
TRANSITIONS = {
    "draft": {"matched", "cancelled"},
    "matched": {"matched", "sent", "signed", "cancelled"},
    "sent": {"matched", "sent", "signed", "cancelled"},
    "signed": set(),
    "cancelled": set(),
}
#: What a person may write while it is not signed; the rest follows from the books and the file.
CHANGEABLE = {"note", "user_id"}
#: What the mail and the list of tasks of any record write beside its own fields.
ABOUT = ("message_", "activity_", "website_message_")


class ArReconciliation(models.Model):
    """A customer account compared with what the customer has in its own books, as of a day."""

    _name = "ar.reconciliation"
    _description = "Reconciliation of a customer account"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "date desc, id desc"
    _check_company_auto = True
    _mail_post_access = "read"

    account_id = fields.Many2one(
        "ar.account", string="Customer Account", required=True, readonly=True, index=True, ondelete="restrict",
        check_company=True)
    partner_id = fields.Many2one(related="account_id.partner_id", string="Customer", store=True, index=True)
    company_id = fields.Many2one(
        related="account_id.company_id", store=True, index=True, required=True, precompute=True)
    date = fields.Date(string="As of", required=True, readonly=True, help="Both sides as of the end of this day.")
    basis = fields.Selection(
        [("open", "Open items"), ("ledger", "Movements of a period")], required=True, readonly=True, default="open",
        help="Whether the customer sent what is open in its books, or all that it booked in a period.")
    date_from = fields.Date(string="Movements Since", readonly=True)
    transit_days = fields.Integer(
        string="Days in Transit", readonly=True, default=10,
        help="Payments and invoices of so many last days may be on their way.")
    sign = fields.Integer(readonly=True, default=1, help="-1: the customer's ledger has what it owes us as negative.")
    state = fields.Selection(
        [("draft", "Draft"), ("matched", "Compared"), ("sent", "Sent"), ("signed", "Signed off"),
         ("cancelled", "Cancelled")],
        string="Status", required=True, readonly=True, default="draft", copy=False, index=True, tracking=True)
    user_id = fields.Many2one(
        "res.users", string="Prepared by", default=lambda self: self.env.user, domain=[("share", "=", False)],
        check_company=True, tracking=True)
    note = fields.Text(string="Conclusion", help="Printed on the sheet.")
    file_name = fields.Char(string="Customer's File", readonly=True)
    file_content = fields.Binary(string="File", readonly=True, attachment=True)
    sent_on = fields.Datetime(readonly=True, copy=False)
    signed_on = fields.Datetime(readonly=True, copy=False)
    signed_by_id = fields.Many2one("res.users", string="Signed off by", readonly=True, copy=False)

    line_ids = fields.One2many("ar.reconciliation.line", "reconciliation_id", string="Customer's Lines", readonly=True)
    match_ids = fields.One2many("ar.reconciliation.match", "reconciliation_id", string="Rows")
    difference_ids = fields.One2many(
        "ar.reconciliation.match", "reconciliation_id", string="Differences", domain=[("code", "!=", "agreed")])
    agreed_ids = fields.One2many(
        "ar.reconciliation.match", "reconciliation_id", string="Agreed Rows", domain=[("code", "=", "agreed")])
    sum_ids = fields.One2many("ar.reconciliation.sum", "reconciliation_id", string="From Our Balance to Theirs")
    difference_count = fields.Integer(readonly=True, string="Differences Found")
    agreed_count = fields.Integer(readonly=True, string="Rows Agreed")
    is_agreed = fields.Boolean(string="Nothing Differs", readonly=True)
    headline = fields.Char(compute="_compute_headline")

    @api.depends("partner_id", "date")
    def _compute_display_name(self):
        for record in self:
            customer = record.sudo().partner_id.name or ""
            record.display_name = f"{customer}, {record.date:%Y-%m-%d}" if record.date else customer

    @api.depends("difference_count", "agreed_count", "state")
    def _compute_headline(self):
        for record in self:
            if record.state == "draft":
                record.headline = False
            elif record.is_agreed:
                record.headline = (
                    self.env._("The books agree: 1 document, no difference.") if record.agreed_count == 1 else
                    self.env._("The books agree: %s documents, no difference.", record.agreed_count))
            else:
                record.headline = self.env._(
                    "%(agreed)s agreed, %(differ)s to clear up.", agreed=record.agreed_count,
                    differ=record.difference_count)

    def _set_state(self, state, **values):
        """Change the state, and what is written with it; a change that is not allowed is an error."""
        for record in self:
            if state not in TRANSITIONS[record.state]:
                labels = dict(self._fields["state"]._description_selection(self.env))
                raise UserError(self.env._(
                    "%(name)s is %(state)s; it can't become %(target)s.", name=record.display_name,
                    state=labels[record.state], target=labels[state]))
        self.check_access("write")
        self.sudo().write({"state": state, **values})  # closed to users' own writing

    def write(self, vals):
        own = {name for name in vals if not name.startswith(ABOUT)}
        if own and not self.env.su:
            if any(record.state in ("signed", "cancelled") for record in self):
                raise UserError(self.env._("What was signed off stays as it is. Make a new reconciliation."))
            if fixed := own - CHANGEABLE - {"difference_ids", "match_ids", "agreed_ids"}:
                raise UserError(self.env._(
                    "%s of a reconciliation follow from the books and the customer's file.",
                    ", ".join(self._fields[name]._description_string(self.env) for name in sorted(fixed))))
        return super().write(vals)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(self.env._("Reconciliations are made from what the customer sent: choose New."))
        return super().create(vals_list)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_signed(self):
        if any(record.state == "signed" for record in self):
            raise UserError(self.env._("What was signed off is kept."))

    def action_sign(self):
        """Sign the result off: a manager says that it was looked at; it does not change from then on."""
        if not self.env.user.has_group("ar_specialist.group_manager"):
            raise AccessError(self.env._("Reconciliations are signed off by a manager of receivables."))
        self.lock_for_update()
        self._set_state("signed", signed_on=fields.Datetime.now(), signed_by_id=self.env.uid)
        self.account_id._plan_reconciliation()

    def action_cancel(self):
        self._set_state("cancelled")

    def action_compare_again(self):
        """Compare with our books as they are now; notes and steps of rows that stay are kept."""
        self.ensure_one()
        self._compare()

    def action_open_account(self):
        return self.account_id.action_open_account()
