from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ..models.confirmation.ar_balance_request_answer import OPEN
from ..models.confirmation.ar_balance_request_line import ASKED


class ArBalanceAnswerEntry(models.TransientModel):
    """Writes down what a customer answered by phone, mail or letter; it stays as evidence, as what it enters itself."""

    _name = "ar.balance.answer.entry"
    _description = "Answer to a balance confirmation"

    line_id = fields.Many2one("ar.balance.request.line", required=True, readonly=True)
    company_id = fields.Many2one(related="line_id.company_id")
    partner_id = fields.Many2one(related="line_id.partner_id")
    date = fields.Date(related="line_id.date")
    verdict = fields.Selection(
        [("agrees", "Agrees"), ("differs", "Differs")], string="The Customer", required=True, default="agrees")
    source = fields.Selection(
        [("phone", "By phone"), ("email", "By email"), ("letter", "By letter"),
         ("auditor", "From the auditor, who got the answer"), ("other", "Otherwise")],
        string="How", required=True, default="letter")
    person_name = fields.Char(string="Who Answered", required=True, help="The person at the customer's.")
    answered_on = fields.Date(required=True, default=lambda self: self.env.company._ar_today())
    figure_ids = fields.One2many(
        "ar.balance.answer.entry.figure", "entry_id", string="Balances", compute="_compute_figure_ids", store=True,
        readonly=False)
    note = fields.Text(string="Remark", help="What the customer says of the difference.")
    file_ids = fields.Many2many("ir.attachment", string="Files", help="The reply slip, the mail, their ledger.")

    @api.depends("line_id")
    def _compute_figure_ids(self):
        for entry in self:
            entry.figure_ids = [Command.clear(), *(
                Command.create({"currency_id": figure.currency_id.id, "amount": figure.amount})
                for figure in entry.line_id.figure_ids)]

    def action_keep(self):
        """Keep the answer; it can't be changed, a later one stands beside it."""
        self.ensure_one()
        line = self.line_id
        line._check_may_work()
        line.check_access("read")
        if line.state not in ASKED or line.request_id.state not in OPEN:
            raise UserError(self.env._("This request takes no answers: it did not go out, or it is done."))
        self._check_said()
        # sudo: answers are closed to users' own writing, they are evidence
        answer = self.env["ar.balance.answer"].sudo().create({
            "account_id": line.account_id.id, "date": line.date, "request_line_id": line.id,
            "agreed": self.verdict == "agrees", "note": self.note, "person_name": self.person_name,
            "source": self.source, "recorded_by_id": self.env.uid,
            "answered_on": fields.Datetime.to_datetime(self.answered_on), "figure_ids": [
                Command.create({
                    "currency_id": figure.currency_id.id, "amount": figure.amount,
                    "is_reported": figure.is_said, "amount_reported": figure.said if figure.is_said else 0.0})
                for figure in self._figures()]})
        # sudo: they are evidence with the answer
        self.file_ids.sudo().write({"res_model": answer._name, "res_id": answer.id})
        return {"type": "ir.actions.act_window_close"}

    def _figures(self):
        """Return what was entered beside the balances as they were asked, whatever the browser sent of these."""
        asked = {figure.currency_id: figure.amount for figure in self.line_id.figure_ids}
        figures = self.figure_ids.filtered(lambda figure: figure.currency_id in asked)
        for figure in figures:
            figure.amount = asked[figure.currency_id]
            figure.is_said = figure.is_said and self.verdict == "differs"
        return figures

    def _check_said(self):
        if self.answered_on > self.env.company._ar_today():
            raise UserError(self.env._("Nobody answers tomorrow: choose today, or a day before."))
        said = self.figure_ids.filtered("is_said") if self.verdict == "differs" else self.figure_ids.browse()
        if self.verdict == "differs" and not said and not (self.note or "").strip():
            raise UserError(self.env._("Write down what the customer's books show, or what it says of the difference."))
        if said and all(not one.currency_id.compare_amounts(one.said, one.amount) for one in said):
            raise UserError(self.env._("This is what we say as well: then the customer agrees."))


class ArBalanceAnswerEntryFigure(models.TransientModel):
    """One currency of an answer that is written down."""

    _name = "ar.balance.answer.entry.figure"
    _description = "Figure of an answer"

    entry_id = fields.Many2one("ar.balance.answer.entry", required=True, ondelete="cascade")
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    amount = fields.Monetary(string="Our Balance", readonly=True)
    said = fields.Monetary(string="Customer's Balance", compute="_compute_said", store=True, readonly=False)
    is_said = fields.Boolean(string="Said", help="Whether the customer said an amount.")

    @api.depends("is_said")
    def _compute_said(self):
        for figure in self:
            figure.said = figure.said if figure.is_said else 0.0
