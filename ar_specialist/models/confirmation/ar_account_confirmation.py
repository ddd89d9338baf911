from odoo import api, fields, models
from odoo.tools import format_date

from ...logic.confirmation import channel
from ...report.confirmation_words import strong
from .ar_balance_request_answer import OPEN
from .ar_balance_request_line import ASKED


class ArAccount(models.Model):
    """The customer's page: the balance that an audit asks for, as it was asked, frozen."""

    _inherit = "ar.account"

    confirmation_ids = fields.One2many(
        "ar.balance.request.line", "account_id", string="Asked to Confirm", readonly=True)
    confirmation_count = fields.Integer(compute="_compute_confirmation_count")

    @api.depends("confirmation_ids.state")
    def _compute_confirmation_count(self):
        counts = dict(self.env["ar.balance.request.line"]._read_group(
            [("account_id", "in", self.ids), ("state", "in", ASKED)], ["account_id"], ["__count"]))
        for account in self:
            account.confirmation_count = counts.get(account, 0)

    def action_confirmations(self):
        """Open what the customer was asked to confirm."""
        action = self.env["ir.actions.act_window"]._for_xml_id("ar_specialist.ar_balance_request_line_action")
        return {**action, "domain": [("account_id", "in", self.ids)], "context": {"create": False}}

    def _ar_asked_by(self, recipients, by_letter):
        """Return "email", "print", or None when neither address is known; `recipients` of `_ar_recipients`."""
        return channel(bool(recipients[self.id]["partners"]), self._ar_has_postal_address(), by_letter)

    def _ar_confirmations(self, as_of=None):
        """Return what this customer is asked to confirm now, of one day if it is given, the last one first."""
        self.ensure_one()
        domain = [("account_id", "=", self.id), ("state", "in", ASKED), ("request_id.state", "in", OPEN)]
        # sudo: it is asked of this very customer
        return self.env["ar.balance.request.line"].sudo().search(
            [*domain, ("date", "=", as_of)] if as_of else domain, order="date desc, id desc")

    def _ar_portal_asked(self):
        """Return what the customer's page says of balances that it was asked to confirm and has not."""
        return [
            {"date": str(line.date), "text": self.env._(
                "For an audit: please confirm your balance of %(day)s by %(reply_by)s.",
                day=strong(format_date(self.env, line.date)), reply_by=format_date(self.env, line.request_id.reply_by))}
            for line in self._ar_confirmations() if line.verdict == "none"
        ]

    def _ar_portal_offers(self):
        """Return what this customer is offered: whoever is asked to confirm a balance may do so."""
        offers = super()._ar_portal_offers()
        return offers if "balance" in offers or not self._ar_confirmations() else [*offers, "balance"]

    def _ar_portal_balance_span(self):
        """Return (first, last) day whose balance may be confirmed: a day that an audit asks for among them."""
        first, last = super()._ar_portal_balance_span()
        return min([first, *self._ar_confirmations().mapped("date")]), last

    def _ar_portal_balance(self, as_of):
        """Return [(currency, balance)] as the customer was asked; what is booked into the day later is not shown."""
        asked = self._ar_confirmations(as_of)[:1]
        if asked:
            return [(figure.currency_id, figure.amount) for figure in asked.figure_ids]
        return super()._ar_portal_balance(as_of)

    def _ar_portal_values_balance(self, form):
        values = super()._ar_portal_values_balance(form)
        asked = self._ar_confirmations(fields.Date.to_date(form["date"]))[:1]
        if not asked:
            return {**values, "asked": None, "answered": ""}
        return {**values, "asked": asked.with_env(self.env)._words(), "answered": self._ar_portal_answered(asked)}

    def _ar_portal_answered(self, asked):
        """Return what the page says of an answer that is there; empty without one."""
        answer = asked.answer_id
        said = {"person": answer.person_name, "day": answer and format_date(self.env, answer.answered_on.date())}
        if not answer:
            return ""
        return self.env._(
            "%(person)s answered on %(day)s: it agrees. A further answer stands beside it.", **said,
        ) if answer.agreed else self.env._(
            "%(person)s answered on %(day)s: it differs. A further answer stands beside it.", **said)
