from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class ArBalanceAnswer(models.Model):
    """What a customer says of its balance of a day: that it agrees, or what its own books show.

    It is evidence for the auditors: who said it, when, from where, and of which figures, as they were shown. Nobody
    changes or removes it; a later answer stands beside it.
    """

    _name = "ar.balance.answer"
    _description = "Balance confirmation"
    _order = "answered_on desc, id desc"
    _rec_name = "account_id"
    _check_company_auto = True

    account_id = fields.Many2one(
        "ar.account", string="Customer", required=True, readonly=True, index=True, ondelete="restrict",
        check_company=True)
    company_id = fields.Many2one(related="account_id.company_id", store=True, precompute=True, index=True)
    partner_id = fields.Many2one(related="account_id.partner_id", store=True, precompute=True, string="Contact")
    collector_id = fields.Many2one(related="account_id.collector_id")
    date = fields.Date(string="Balance of", required=True, readonly=True, index=True)
    agreed = fields.Boolean(readonly=True)
    verdict = fields.Selection(
        [("agreed", "Agrees"), ("differs", "Differs")], compute="_compute_verdict", string="Answer")
    figure_ids = fields.One2many("ar.balance.answer.figure", "answer_id", readonly=True)
    figures_text = fields.Char(string="Our Balance", compute="_compute_figures_text")
    reported_text = fields.Char(string="Customer's Balance", compute="_compute_figures_text")
    note = fields.Text(readonly=True, help="What the customer wrote.")
    person_name = fields.Char(string="Answered by", required=True, readonly=True)
    contact_id = fields.Many2one(
        "res.partner", string="Login of", readonly=True, index="btree_not_null", help="Empty: by the link of an email.")
    answered_on = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    address = fields.Char(string="From Address", readonly=True, help="Network address that the answer came from.")
    dispute_id = fields.Many2one(
        "ar.dispute", string="Inquiry", readonly=True, index="btree_not_null", ondelete="restrict", check_company=True,
        help="Where a difference is talked over.")
    is_unanswered = fields.Boolean(
        string="Unanswered", compute="_compute_is_unanswered", search="_search_is_unanswered",
        help="A difference that nobody of us has replied to yet.")

    @api.depends("agreed")
    def _compute_verdict(self):
        for answer in self:
            answer.verdict = "agreed" if answer.agreed else "differs"

    @api.depends("figure_ids")
    def _compute_figures_text(self):
        for answer in self:
            figures = answer.figure_ids
            answer.figures_text = " · ".join(one.currency_id.format(one.amount) for one in figures)
            answer.reported_text = " · ".join(
                one.currency_id.format(one.amount_reported) for one in figures if one.is_reported) or False

    @api.depends("agreed", "dispute_id.answered_on", "dispute_id.state")
    def _compute_is_unanswered(self):
        for answer in self:
            case = answer.sudo().dispute_id
            answer.is_unanswered = not answer.agreed and case.state == "open" and not case.answered_on

    def _search_is_unanswered(self, operator, value):
        if operator != "in":
            return NotImplemented
        unanswered = Domain([
            ("agreed", "=", False), ("dispute_id.state", "=", "open"), ("dispute_id.answered_on", "=", False)])
        if set(value) == {True, False}:
            return Domain.TRUE
        return unanswered if True in value else ~unanswered

    def write(self, vals):  # pylint: disable=method-required-super
        raise UserError(self.env._("The customer's answer stays as it was given; a later one stands beside it."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("The customer's answer stays: auditors rely on it."))

    def action_open_inquiry(self):
        """Open the inquiry in which the difference is talked over."""
        self.ensure_one()
        return self.dispute_id.action_open_case()

    def action_open_account(self):
        return self.account_id.action_open_account()


class ArBalanceAnswerFigure(models.Model):
    """One currency of a balance confirmation: what we showed, and what the customer says."""

    _name = "ar.balance.answer.figure"
    _description = "Figure of a balance confirmation"
    _order = "answer_id, currency_id"

    answer_id = fields.Many2one("ar.balance.answer", required=True, readonly=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="answer_id.company_id", store=True, precompute=True)
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    amount = fields.Monetary(string="Our Balance", readonly=True)
    is_reported = fields.Boolean(string="Said Otherwise", readonly=True)
    amount_reported = fields.Monetary(string="Customer's Balance", readonly=True)
    difference = fields.Monetary(compute="_compute_difference", help="What the customer says less what we say.")

    _currency_uniq = models.Constraint("UNIQUE (answer_id, currency_id)", "Each currency stands once.")

    @api.depends("amount", "amount_reported", "is_reported")
    def _compute_difference(self):
        for figure in self:
            figure.difference = figure.amount_reported - figure.amount if figure.is_reported else 0.0

    def write(self, vals):  # pylint: disable=method-required-super
        raise UserError(self.env._("The customer's answer stays as it was given; a later one stands beside it."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("The customer's answer stays: auditors rely on it."))
