from odoo import api, fields, models
from odoo.fields import Domain

WORKLIST_ORDER = "score desc, score_amount desc, id"


class ArAccount(models.Model):
    """The collector's day: which accounts are mine, in which order, and which one is next."""

    _inherit = "ar.account"

    is_mine = fields.Boolean(
        string="Mine", compute="_compute_is_mine", search="_search_is_mine",
        help="I collect from this customer, or stand in today for whoever does.")

    @api.depends("collector_id")
    @api.depends_context("uid", "tz")
    def _compute_is_mine(self):
        collectors = self._ar_standing_in()
        for account in self:
            account.is_mine = account.collector_id in collectors

    def _search_is_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        if set(value) == {True, False}:
            return Domain.TRUE
        mine = Domain("collector_id", "in", self._ar_standing_in().ids)
        return mine if True in value else ~mine

    @api.model
    def _ar_standing_in(self):
        """Return the user and all for whom they stand in today."""
        return self.env.user | self.env["ar.absence"]._away_for(self.env.user, self.env.company._ar_today())

    @api.model
    def _has_own(self):
        """Whether there is any account to work for the user, their own or those of somebody who is away."""
        return self.has_access("read") and bool(self.search_count([("is_mine", "=", True)], limit=1))

    @api.model
    def _ar_worklist_domain(self):
        """Return the accounts that wait for the user today: scored, not spoken to today, not put off to a later day."""
        today = self.env.company._ar_today()
        waiting = (
            Domain("score", ">", 0)
            & (Domain("last_contact_date", "=", False) | Domain("last_contact_date", "<", today))
            & (Domain("next_action_date", "=", False) | Domain("next_action_date", "<=", today))
        )
        return waiting & Domain("is_mine", "=", True) if self._has_own() else waiting

    def _ar_next_account(self, after=None):
        """Return the account that comes after this one in the user's worklist, from the top again after the last.

        :param after: (score, amount) that this account had, when it was worked in the meantime
        """
        self.ensure_one()
        waiting = self._ar_worklist_domain() & Domain("id", "!=", self.id)
        score, amount = after or (self.score, self.score_amount)
        behind = Domain("score", "<", score) | Domain("score", "=", score) & (
            Domain("score_amount", "<", amount) | Domain("score_amount", "=", amount) & Domain("id", ">", self.id))
        accounts = self.browse().with_context(active_test=True)
        return accounts.search(waiting & behind, order=WORKLIST_ORDER, limit=1) or accounts.search(
            waiting, order=WORKLIST_ORDER, limit=1)

    def action_next_account(self):
        """Open the next account of the worklist."""
        self.ensure_one()
        return self._ar_open_next(self._ar_next_account())

    def _ar_open_next(self, account):
        if account:
            return {
                "type": "ir.actions.client", "tag": "ar_next_account",
                "params": {"next": account.action_open_account()},
            }
        return {
            "type": "ir.actions.client", "tag": "display_notification", "params": {
                "type": "success", "message": self.env._("That was the last one for today."),
                "next": self.env["ir.actions.act_window"]._for_xml_id("ar_specialist.ar_worklist_action"),
            },
        }
