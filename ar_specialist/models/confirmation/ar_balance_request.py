from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import format_date

from ...logic.confirmation import ABOVE, ALL, LARGEST, NEGATIVE, PICKED, POSITIVE, RANDOM

#: Allowed changes of state. The keys are those of all planned work: "done" has sent, "closed" waits for no answer more.
TRANSITIONS = {
    "draft": {"planned", "cancelled"},
    "planned": {"draft", "running", "cancelled"},
    "running": {"done"},
    "done": {"running", "closed"},
    "closed": {"done"},
    "cancelled": {"draft"},
}
#: What stays open to change once the customers are chosen: it is about reminders and people.
LATER = {"remind_after", "remind_times", "user_id", "note"}
#: What the mail and the list of tasks of any record write beside its own fields.
ABOUT = ("message_", "activity_", "website_message_", "rating_")
MOST_SEED = 2**31 - 1
DAYS_TO_REPLY = 21


class ArBalanceRequest(models.Model):
    """A request to customers to confirm their balance of a day, for an audit; whom it asks and what, stays as sent."""

    _name = "ar.balance.request"
    _description = "Request for balance confirmations"
    _inherit = ["mail.thread", "mail.activity.mixin", "ar.planned.work"]
    _order = "date desc, id desc"
    _check_company_auto = True
    _mail_post_access = "read"

    _works_on = ("ar.balance.request.line", "request_id")
    _transitions = TRANSITIONS

    name = fields.Char(
        string="Audit", required=True, default=lambda self: self._name_default(),
        help="Name or reference of the audit: customers read it on the request.")
    company_id = fields.Many2one(readonly=False, default=lambda self: self.env.company)
    currency_id = fields.Many2one(related="company_id.currency_id")
    date = fields.Date(
        string="Balance of", readonly=False, default=lambda self: self._date_default(),
        help="The balances are those of the end of this day.")
    reply_by = fields.Date(
        required=True, default=lambda self: self.env.company._ar_today() + timedelta(days=DAYS_TO_REPLY),
        help="Day by which customers are asked to answer.")
    auditor_id = fields.Many2one(
        "res.partner", index="btree_not_null", check_company=True,
        help="Customers are asked to answer directly to the auditor: reply slips go to this address, answers by "
        "email as well, and what customers enter on their page is sent on to it at once.")
    form = fields.Selection(
        [(POSITIVE, "Positive: every customer answers"), (NEGATIVE, "Negative: only who disagrees answers")],
        required=True, default=POSITIVE,
        help="Positive requests are the stronger evidence; after a negative one, silence tells little.")
    how = fields.Selection(
        [(ALL, "All with a balance"), (ABOVE, "Balances above an amount"), (LARGEST, "The largest balances"),
         (RANDOM, "A random sample"), (PICKED, "Chosen by hand")],
        string="Customers", required=True, default=ALL)
    least = fields.Monetary(string="From", help="In company currency; a credit counts by its amount.")
    number = fields.Integer(string="How Many", default=25)
    seed = fields.Integer(
        copy=False, default=lambda self: self._seed_default(),
        help="The same seed draws the same sample: customers are drawn by the SHA-256 of “seed/customer "
        "ID”, the lowest first.")
    with_credits = fields.Boolean(string="Credit Balances, too", default=True)
    with_zeros = fields.Boolean(
        string="Zero Balances, too",
        help="Customers without a balance on the day whose account moved in the year before.")
    picked_ids = fields.Many2many(
        "ar.account", "ar_balance_request_picked_rel", "request_id", "account_id", string="Chosen Customers",
        check_company=True)
    by_letter = fields.Boolean(
        string="All by Letter",
        help="To whoever has a postal address. Otherwise by email, and by letter to whom no email address is known.")
    remind_after = fields.Integer(default=10, help="Days without an answer; 0: only by the button.")
    remind_times = fields.Integer(string="Reminders at Most", default=1)
    state = fields.Selection(
        selection_add=[
            ("draft", "Draft"), ("planned", "Ready"), ("running", "Sending"), ("done", "Sent"), ("closed", "Done"),
            ("cancelled",)],
        ondelete={"draft": "cascade", "closed": "cascade"}, default="draft", tracking=True, copy=False, index=True)
    user_id = fields.Many2one(
        string="Prepared by", readonly=False, domain=[("share", "=", False)], tracking=True)
    is_planned = fields.Boolean(copy=False)
    position = fields.Integer(copy=False)
    line_ids = fields.One2many("ar.balance.request.line", "request_id", string="Customers Asked", copy=False)
    sent_on = fields.Datetime(readonly=True, copy=False)
    closed_on = fields.Datetime(readonly=True, copy=False)
    note = fields.Html(string="Notes", copy=False)

    _number_span = models.Constraint("CHECK (number >= 0)", "How many customers is a number from 1 on.")
    _remind_span = models.Constraint(
        "CHECK (remind_after BETWEEN 0 AND 366 AND remind_times BETWEEN 0 AND 9)",
        "Reminders go out after 0 to 366 days, 9 times at most.")

    @api.model
    def _date_default(self):
        return self.env.company._ar_today().replace(day=1) - timedelta(days=1)

    @api.model
    def _name_default(self):
        return self.env._("Audit as of %s", format_date(self.env, self._date_default()))

    @api.model
    def _seed_default(self):
        # Anything but the same each time: what matters is that it is written down before the sample is drawn.
        return int(fields.Datetime.now().timestamp()) % MOST_SEED or 1

    @api.constrains("date", "company_id", "how", "number", "seed", "least")
    def _check_choice(self):
        for request in self:
            if request.date > request.company_id._ar_today():
                raise ValidationError(self.env._(
                    "Nobody knows yet what will be open on %s: choose today, or a day before.",
                    format_date(self.env, request.date)))
            if request.how in (LARGEST, RANDOM) and request.number < 1:
                raise ValidationError(self.env._("Say how many customers are asked: 1 at least."))
            if request.seed < 0 or request.least < 0:
                raise ValidationError(self.env._("Seed and amount are numbers from 0 on."))

    def _check_may_work(self):
        """Refuse whoever may look at requests, but not work on them."""
        if not self.env.su and not self.env.user.has_group("ar_specialist.group_specialist"):
            raise AccessError(self.env._(
                "Balance confirmations are asked for by receivables specialists. Ask your administrator for the role "
                "“Specialist” under Receivables."))
        self.check_access("read")

    def write(self, vals):
        own = {name for name in vals if not name.startswith(ABOUT)}
        if own and not self.env.su:
            if "state" in own:
                raise UserError(self.env._("The state of a request changes by its buttons."))
            if own - LATER and any(request.state != "draft" for request in self):
                raise UserError(self.env._(
                    "Whom a request asks, and for what, is fixed once it is ready. Set it back to draft before it is "
                    "sent; afterwards make a new one."))
        return super().write(vals)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(vals.get("state", "draft") != "draft" for vals in vals_list):
            raise UserError(self.env._("The state of a request changes by its buttons."))
        return super().create(vals_list)

    @api.ondelete(at_uninstall=False)
    def _unlink_drafts_only(self):
        if any(request.state not in ("draft", "cancelled") or request.line_ids for request in self):
            raise UserError(self.env._("A request that is ready or was sent stays: auditors rely on it."))
