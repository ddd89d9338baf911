from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

from ...logic.statement import BALANCE_FORWARD, OPEN_ITEM
from ...logic.statement_sending import ANY, OPEN, OVERDUE

KINDS = [(OPEN_ITEM, "Open items"), (BALANCE_FORWARD, "Balance forward")]
CONDITIONS = [(ANY, "Always"), (OPEN, "Something is open"), (OVERDUE, "Something is overdue")]
#: Allowed changes of state; what the customer got stays as it is.
TRANSITIONS = {
    "planned": {"to_print", "sent", "failed", "cancelled"},
    "to_print": {"printed"},
    "failed": {"planned", "cancelled"},
    "cancelled": {"planned"},
    "printed": set(),
    "sent": set(),
}
#: States in which the document exists and stays.
KEPT = ("to_print", "printed", "sent")


class ArStatement(models.Model):
    """One statement to one customer account, with its figures and the PDF as sent; sent, it never changes."""

    _name = "ar.statement"
    _description = "Statement"
    _inherit = ["mail.thread", "ar.insert", "ar.delivery"]
    _order = "date desc, id desc"
    _check_company_auto = True
    _mail_post_access = "read"

    _emails = "document_ids"
    _email_owner = "statement_id"

    batch_id = fields.Many2one(
        "ar.statement.batch", string="Sending", required=True, ondelete="cascade", index=True, readonly=True)
    account_id = fields.Many2one("ar.account", required=True, ondelete="restrict", index=True, readonly=True)
    partner_id = fields.Many2one(related="account_id.partner_id", store=True)
    company_id = fields.Many2one("res.company", required=True, index=True, readonly=True)
    kind = fields.Selection(KINDS, required=True, default=OPEN_ITEM, readonly=True)
    date = fields.Date(
        string="As of", required=True, index=True, readonly=True, help="It tells how things stood on that evening.")
    date_from = fields.Date(string="From", readonly=True, help="First day of the period, of a balance-forward one.")
    group = fields.Boolean(string="With Subsidiaries", readonly=True)
    channel = fields.Selection([("email", "Email"), ("print", "Print")], string="By", required=True, readonly=True)
    condition = fields.Selection(CONDITIONS, string="Only When", required=True, default=ANY, readonly=True)
    state = fields.Selection(
        [("planned", "Planned"), ("to_print", "To print"), ("printed", "Printed"), ("sent", "Sent"),
         ("failed", "Failed"), ("cancelled", "Cancelled")],
        required=True, default="planned", index=True, readonly=True, tracking=True,
    )
    failure = fields.Char(string="Why Not", readonly=True, help="Why it failed, or was left out at the last moment.")
    line_ids = fields.One2many("ar.statement.figure", "statement_id", string="Figures", readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    amount = fields.Monetary(string="Balance", readonly=True, help="On its day, in company currency.")
    amount_overdue = fields.Monetary(
        string="Overdue", readonly=True, help="What of the balance was due before its day, in company currency.")
    sent_on = fields.Datetime(readonly=True, help="When it was sent, or made for the printer.")
    sent_by_id = fields.Many2one("res.users", string="Sent by", readonly=True)

    # Whoever sends, and however often: a customer gets each statement once.
    _account_kind_date_uniq = models.Constraint(
        "UNIQUE (account_id, kind, date)", "This customer has its statement of this kind and day.")

    @api.depends("partner_id", "date")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for statement in self:
            statement.display_name = self.env._(
                "Statement as of %(day)s, %(customer)s", day=format_date(self.env, statement.date),
                customer=statement.partner_id.display_name)

    def _set_state(self, state, **values):
        for statement in self:
            if state not in TRANSITIONS[statement.state]:
                names = dict(self._fields["state"]._description_selection(self.env))
                raise UserError(self.env._(
                    "The statement to %(customer)s is %(state)s and can't become %(wanted)s.",
                    customer=statement.partner_id.name, state=names[statement.state].lower(),
                    wanted=names[state].lower()))
        self._note({"state": state, "failure": False, **values})

    def _note(self, vals):
        """Write what follows from sending and printing."""
        # sudo: statements are closed to users' own writing, they are the record of what customers got
        self.sudo().write(vals)

    def _check_may_work(self):
        """Refuse whoever may look at statements, but not send them."""
        if not self.env.su and not self.env.user.has_group("ar_specialist.group_specialist"):
            raise AccessError(self.env._(
                "Statements are sent by receivables specialists. Ask your administrator for the role “Specialist” "
                "under Receivables."))
        self.check_access("read")

    def _lock_waiting(self):
        """Return those that still wait to be sent, locked: what another process works on is left to it."""
        mine = self.try_lock_for_update(allow_referencing=True)
        mine.invalidate_recordset(["state"])
        return mine.filtered(lambda statement: statement.state == "planned")

    def action_cancel(self):
        """Leave these out; they can be planned again."""
        self._check_may_work()
        self._set_state("cancelled")

    def action_retry(self):
        """Plan these again, after a failure or after having been left out."""
        self._check_may_work()
        self._set_state("planned")

    def action_open_account(self):
        return self.account_id.action_open_account()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_kept(self):
        if any(statement.state in KEPT for statement in self):
            raise UserError(self.env._("A statement that went out stays: it is the record of what the customer got."))
