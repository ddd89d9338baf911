from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import format_date

from ...logic.period_close import month_before, month_of, unsettled

#: Allowed changes of state.
TRANSITIONS = {
    "open": {"review"},
    "review": {"open", "closed"},
    "closed": {"reopened"},
    "reopened": {"review"},
}


class ArPeriodClose(models.Model):
    """The close of a month of one company: its checks, who signed it, and the close pack as it was then."""

    _name = "ar.period.close"
    _description = "Period close"
    _inherit = ["mail.thread"]
    _order = "date_from desc, company_id"
    _check_company_auto = True
    _mail_post_access = "read"

    name = fields.Char(compute="_compute_name", string="Month")
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company)
    company_currency_id = fields.Many2one(related="company_id.currency_id", string="Company Currency")
    date_from = fields.Date(
        string="First Day", required=True,
        default=lambda self: month_before(self.env.company._ar_today())[0])
    date_to = fields.Date(string="Last Day", compute="_compute_date_to", store=True, precompute=True)
    is_year_end = fields.Boolean(
        string="Year-End", compute="_compute_date_to", store=True, precompute=True,
        help="The month in which the fiscal year ends: confirmations of balances and old items are looked at as well.")
    state = fields.Selection(
        [("open", "Open"), ("review", "To sign"), ("closed", "Closed"), ("reopened", "Reopened")],
        default="open", required=True, readonly=True, tracking=True, copy=False, index=True)
    check_ids = fields.One2many("ar.period.close.check", "period_id", string="Checks", copy=False)
    open_count = fields.Integer(string="To Settle", compute="_compute_counts")
    check_count = fields.Integer(string="Checks Made", compute="_compute_counts")
    progress = fields.Float(compute="_compute_counts", help="Share of the checks that are settled, in percent.")
    refreshed_on = fields.Datetime(string="Last Looked", readonly=True, copy=False)
    submitted_by_id = fields.Many2one("res.users", string="Submitted by", readonly=True, copy=False)
    submitted_on = fields.Datetime(readonly=True, copy=False)
    signed_by_id = fields.Many2one("res.users", string="Signed by", readonly=True, copy=False, ondelete="restrict")
    signed_on = fields.Datetime(readonly=True, copy=False)
    reopened_count = fields.Integer(string="Times Reopened", readonly=True, copy=False)
    reopened_reason = fields.Char(string="Reopened Because", readonly=True, copy=False)

    _month_uniq = models.Constraint("UNIQUE (company_id, date_from)", "This month has its close already.")

    @api.depends("date_from")
    @api.depends_context("lang")
    def _compute_name(self):
        for period in self:
            period.name = period.date_from and format_date(self.env, period.date_from, date_format="MMMM y")

    @api.depends("date_from", "company_id")
    def _compute_date_to(self):
        for period in self:
            if not period.date_from:
                period.date_to, period.is_year_end = False, False
                continue
            _first, period.date_to = month_of(period.date_from)
            # sudo: when a fiscal year ends is no secret of the company
            year = period.company_id.sudo().compute_fiscalyear_dates(period.date_from)
            # Some years end within a month, as on the 5th of April.
            period.is_year_end = year["date_to"] <= period.date_to

    @api.depends("check_ids.state")
    def _compute_counts(self):
        for period in self:
            states = period.check_ids.mapped("state")
            period.check_count = len(states)
            period.open_count = unsettled(states)
            period.progress = 100.0 * (len(states) - period.open_count) / len(states) if states else 0.0

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            vals_list = [
                {name: value for name, value in vals.items() if name in ("company_id", "date_from")}
                for vals in vals_list]
        for vals in vals_list:
            if day := fields.Date.to_date(vals.get("date_from")):
                vals["date_from"] = month_of(day)[0]
        periods = super().create(vals_list)
        periods._make_checks()
        periods._refresh()
        return periods

    def write(self, vals):
        if not self.env.su and vals.keys() & self._fields.keys() - self._writable():
            raise UserError(self.env._("A month stands as it was opened; its buttons change its state."))
        return super().write(vals)

    def _writable(self):
        return self.env["mail.thread"]._fields.keys() | {"check_ids"}

    @api.ondelete(at_uninstall=False)
    def _unlink_open(self):
        if self.filtered(lambda period: period.state != "open"):
            raise UserError(self.env._("Only a month that nobody submitted yet can be deleted."))

    def _check_transition(self, state):
        for period in self:
            if state not in TRANSITIONS[period.state]:
                names = dict(self._fields["state"]._description_selection(self.env))
                raise UserError(self.env._(
                    "%(month)s is %(state)s and can't become %(wanted)s.", month=period.name,
                    state=names[period.state].lower(), wanted=names[state].lower()))

    def _set_state(self, state, **values):
        self._check_transition(state)
        # sudo: it is closed to users' own writing, it is the record of what was signed
        self.sudo().write({"state": state, **values})
