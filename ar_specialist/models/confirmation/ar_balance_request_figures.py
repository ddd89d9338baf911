from collections import defaultdict
from dataclasses import dataclass

from odoo import api, fields, models

from ...logic.confirmation import AGREES, DIFFERS
from ..ar_delivery import UNDELIVERED
from .ar_balance_request_line import ASKED


@dataclass(frozen=True)
class Asked:
    """What the requests of a day came to: customers asked, answered and agreed; balances without sign, answered."""

    count: int
    answered: int
    agreed: int
    amount_answered: float


class ArBalanceRequest(models.Model):
    """How far a request has come, and what came back: by number of customers and by amount."""

    _inherit = "ar.balance.request"

    planned_count = fields.Integer(string="To Send", compute="_compute_figures")
    email_count = fields.Integer(string="By Email", compute="_compute_figures")
    print_count = fields.Integer(string="By Letter", compute="_compute_figures")
    sent_count = fields.Integer(string="Sent", compute="_compute_figures")
    to_print_count = fields.Integer(string="To Print", compute="_compute_figures")
    printed_count = fields.Integer(string="Printed", compute="_compute_figures")
    failed_count = fields.Integer(string="Not Asked", compute="_compute_figures")
    undelivered_count = fields.Integer(
        string="Not Delivered", compute="_compute_undelivered_count", help="Sent by email, but failed or bounced.")
    asked_count = fields.Integer(string="Asked", compute="_compute_figures")
    asked_amount = fields.Monetary(
        string="Amount Asked", compute="_compute_figures", help="Balances without sign, in company currency.")
    answered_count = fields.Integer(string="Answered", compute="_compute_figures")
    answered_amount = fields.Monetary(
        string="Amount Answered", compute="_compute_figures", help="Balances of those who answered, without sign.")
    agreed_count = fields.Integer(string="Agree", compute="_compute_figures")
    agreed_amount = fields.Monetary(string="Amount Agreed", compute="_compute_figures")
    differs_count = fields.Integer(string="Differ", compute="_compute_figures")
    differs_amount = fields.Monetary(string="Amount That Differs", compute="_compute_figures")
    silent_count = fields.Integer(string="No Answer", compute="_compute_figures")
    silent_amount = fields.Monetary(string="Amount Unanswered", compute="_compute_figures")
    difference = fields.Monetary(
        string="Differences", compute="_compute_figures",
        help="What customers say less what we say, as far as they said an amount, in company currency.")
    rate_count = fields.Float(string="Answered by Number", compute="_compute_figures")
    rate_amount = fields.Float(string="Answered by Amount", compute="_compute_figures")
    progress = fields.Float(compute="_compute_figures", help="Part of the requests that went out, in percent.")

    @api.depends("line_ids.state", "line_ids.channel", "line_ids.verdict", "line_ids.difference")
    def _compute_figures(self):
        found = self._grouped_lines()
        for request in self:
            own = found[request.id]
            for state in ("planned", "sent", "to_print", "printed", "failed"):
                request[f"{state}_count"] = own["count", state]
            for channel in ("email", "print"):
                request[f"{channel}_count"] = own["count", channel]
            for name, verdict in (("agreed", AGREES), ("differs", DIFFERS), ("silent", "none")):
                request[f"{name}_count"] = own["count", verdict]
                request[f"{name}_amount"] = own["amount", verdict]
            request.difference = own["difference", DIFFERS]
            request.answered_count = request.agreed_count + request.differs_count
            request.answered_amount = request.agreed_amount + request.differs_amount
            request.asked_count = request.answered_count + request.silent_count
            request.asked_amount = request.answered_amount + request.silent_amount
            request.rate_count = request.answered_count / request.asked_count if request.asked_count else 0.0
            request.rate_amount = request.answered_amount / request.asked_amount if request.asked_amount else 0.0
            request.progress = self._progress(
                request.asked_count + request.failed_count, request.planned_count)

    def _grouped_lines(self):
        """Return {request id: {(what, state, channel or verdict): sum}}; verdicts count those who were asked."""
        found = defaultdict(lambda: defaultdict(float))
        for request, state, channel, verdict, count, amount, difference in self.env[
                "ar.balance.request.line"]._read_group(
                [("request_id", "in", self.ids)], ["request_id", "state", "channel", "verdict"],
                ["__count", "amount_size:sum", "difference:sum"]):
            own = found[request.id]
            own["count", state] += count
            if state == "planned" or state in ASKED:
                own["count", channel] += count
            if state in ASKED:
                own["count", verdict] += count
                own["amount", verdict] += amount
                own["difference", verdict] += difference
        return found

    @api.depends("line_ids.delivery_state")
    def _compute_undelivered_count(self):
        counts = dict(self.env["ar.balance.request.line"]._read_group(
            [("request_id", "in", self.ids), ("delivery_state", "in", UNDELIVERED)], ["request_id"], ["__count"]))
        for request in self:
            request.undelivered_count = counts.get(request, 0)

    @api.model
    def _asked_domain(self, company, day):
        """Return the domain of the customers of `company` who were asked to confirm their balance of `day`."""
        return [("company_id", "=", company.id), ("date", "=", day), ("state", "in", ASKED)]

    @api.model
    def _asked_on(self, company, day):
        """Return :class:`Asked` of all requests of a day; who stands on two of them counts once."""
        verdicts, sizes = {}, {}
        for account, verdict, size in self.env["ar.balance.request.line"]._read_group(
                self._asked_domain(company, day), ["account_id", "verdict"], ["amount_size:max"]):
            verdicts.setdefault(account, set()).add(verdict)
            sizes[account] = max(size, sizes.get(account, 0.0))
        answered = {account for account, said in verdicts.items() if said - {"none"}}
        agreed = {account for account in answered if DIFFERS not in verdicts[account]}
        return Asked(
            len(verdicts), len(answered), len(agreed),
            company.currency_id.round(sum(sizes[account] for account in answered)))
