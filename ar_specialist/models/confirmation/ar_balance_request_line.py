from odoo import api, fields, models
from odoo.exceptions import UserError

from ...logic.confirmation import AGREES, DIFFERS

#: Allowed changes of state; a reminder by letter waits to be printed again.
TRANSITIONS = {
    "planned": {"to_print", "sent", "failed", "cancelled"},
    "to_print": {"printed"},
    "printed": {"to_print"},
    "sent": {"to_print"},
    "failed": {"planned", "cancelled"},
    "cancelled": set(),
}
#: States in which the customer was asked.
ASKED = ("to_print", "printed", "sent")


class ArBalanceRequestLine(models.Model):
    """One customer account of a request: the balance that it is asked to confirm, and what it answered."""

    _name = "ar.balance.request.line"
    _description = "Balance confirmation of a customer"
    _inherit = ["mail.thread", "ar.insert", "ar.delivery"]
    _order = "request_id desc, id"
    _check_company_auto = True
    _mail_post_access = "read"

    _emails = "document_ids"
    _email_owner = "line_id"

    request_id = fields.Many2one(
        "ar.balance.request", required=True, readonly=True, index=True, ondelete="cascade", check_company=True)
    account_id = fields.Many2one(
        "ar.account", string="Customer", required=True, readonly=True, index=True, ondelete="restrict",
        check_company=True)
    partner_id = fields.Many2one(related="account_id.partner_id", store=True, index=True, string="Contact")
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    date = fields.Date(string="Balance of", required=True, readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    amount = fields.Monetary(string="Balance", readonly=True, help="On the day, in company currency, as asked.")
    amount_size = fields.Monetary(
        string="Balance without Sign", readonly=True, help="What coverage and response are measured by.")
    figure_ids = fields.One2many("ar.balance.request.figure", "line_id", string="Balances", readonly=True)
    figures_text = fields.Char(string="Our Balance", compute="_compute_figures_text")
    channel = fields.Selection([("email", "Email"), ("print", "Letter")], string="By", required=True, readonly=True)
    state = fields.Selection(
        [("planned", "To send"), ("to_print", "To print"), ("printed", "Printed"), ("sent", "Sent"),
         ("failed", "Not asked"), ("cancelled", "Left out")],
        required=True, default="planned", index=True, readonly=True)
    failure = fields.Char(string="Why Not", readonly=True)
    sent_on = fields.Datetime(readonly=True)
    sent_by_id = fields.Many2one("res.users", string="Sent by", readonly=True)
    reminded_on = fields.Date(readonly=True)
    reminders = fields.Integer(readonly=True)
    answer_ids = fields.One2many("ar.balance.answer", "request_line_id", string="Answers", readonly=True)
    answer_id = fields.Many2one(
        "ar.balance.answer", string="Last Answer", readonly=True, index="btree_not_null", ondelete="restrict")
    verdict = fields.Selection(
        [("none", "No answer"), (AGREES, "Agrees"), (DIFFERS, "Differs")], string="Answer", required=True,
        default="none", readonly=True, index=True, tracking=True)
    answered_on = fields.Datetime(readonly=True)
    difference = fields.Monetary(
        readonly=True, help="What the customer says less what we say, in company currency at the rate of the day.")
    is_difference_known = fields.Boolean(readonly=True, help="Whether the customer said what its own books show.")

    # Whoever prepares, and however often: a customer stands once on a request.
    _request_account_uniq = models.Constraint(
        "UNIQUE (request_id, account_id)", "This customer stands on the request already.")

    @api.depends("partner_id", "date")
    def _compute_display_name(self):
        for line in self:
            line.display_name = f"{line.partner_id.display_name or ''}, {line.date}" if line.date else ""

    @api.depends("figure_ids")
    def _compute_figures_text(self):
        for line in self:
            line.figures_text = " · ".join(one.currency_id.format(one.amount) for one in line.figure_ids)

    def _set_state(self, state, **values):
        for line in self:
            if state not in TRANSITIONS[line.state]:
                names = dict(self._fields["state"]._description_selection(self.env))
                raise UserError(self.env._(
                    "The request to %(customer)s is “%(state)s” and can't become “%(wanted)s”.",
                    customer=line.partner_id.name, state=names[line.state], wanted=names[state]))
        self._note({"state": state, "failure": False, **values})

    def _note(self, vals):
        """Write what follows from sending and answers."""
        # sudo: closed to users' own writing, it is the record of what customers were asked and answered
        self.sudo().write(vals)

    def _lock_waiting(self):
        """Return those that still wait to be sent, locked: what another process works on is left to it."""
        mine = self.try_lock_for_update(allow_referencing=True)
        mine.invalidate_recordset(["state"])
        return mine.filtered(lambda line: line.state == "planned")

    def _check_may_work(self):
        self.request_id._check_may_work()
        self.check_access("read")

    def action_open_account(self):
        return self.account_id.action_open_account()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_asked(self):
        if any(line.state in ASKED or line.answer_id for line in self):
            raise UserError(self.env._("What a customer was asked stays: auditors rely on it."))


class ArBalanceRequestFigure(models.Model):
    """One currency of the balance that a customer is asked to confirm, as of the day, frozen."""

    _name = "ar.balance.request.figure"
    _description = "Balance to be confirmed"
    _inherit = ["ar.insert"]
    _order = "line_id, id"

    line_id = fields.Many2one(
        "ar.balance.request.line", required=True, readonly=True, index=True, ondelete="cascade")
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    amount = fields.Monetary(string="Our Balance", readonly=True)

    _currency_uniq = models.Constraint("UNIQUE (line_id, currency_id)", "Each currency stands once.")
