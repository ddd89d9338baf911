from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

#: Accounts that are scored together.
BATCH = 2000


class ArScoreMark(models.Model):
    """An account that something happened to since it was scored.

    Rows are only added, by whoever pays or promises, and removed by the scheduled action: two payments of one customer
    at the same moment would otherwise wait for each other at the account's row.
    """

    _name = "ar.score.mark"
    _description = "Customer account to score again"
    _log_access = False

    account_id = fields.Many2one("ar.account", required=True, ondelete="cascade", index=True)


class ArAccount(models.Model):
    """When accounts are scored: every day, and soon after something happened to them."""

    _inherit = "ar.account"

    def _ar_mark_scores(self):
        """Have these accounts scored again soon after the transaction; costs two queries at its end."""
        self._ar_mark("accounts", self.ids)

    @api.model
    def _ar_mark_scores_of(self, lines):
        """As `_ar_mark_scores`, the accounts whose items `lines` are."""
        self._ar_mark("lines", lines.ids)

    @api.model
    def _ar_mark(self, what, ids):
        marked = self.env.cr.precommit.data.setdefault("ar_score_marks", {"accounts": set(), "lines": set()})
        if ids and not any(marked.values()):
            # sudo: marks are the scheduled action's
            self.env.cr.precommit.add(self.sudo().browse()._ar_write_marks)
        marked[what].update(ids)

    @api.model
    def _ar_write_marks(self):
        marked = self.env.cr.precommit.data.pop("ar_score_marks", None)
        if not marked:
            return
        self.env["account.move.line"].flush_model(["partner_id", "company_id"])
        written = self.env.execute_query(SQL(
            "INSERT INTO ar_score_mark (account_id)"
            " SELECT account.id FROM ar_account account WHERE account.id = ANY(%s)"
            " UNION SELECT account.id FROM account_move_line line"
            " JOIN res_partner partner ON partner.id = line.partner_id"
            " JOIN ar_account account ON account.partner_id = partner.commercial_partner_id"
            "  AND account.company_id = line.company_id WHERE line.id = ANY(%s) RETURNING id",
            list(marked["accounts"]), list(marked["lines"])))
        if written:
            self._ar_wake_scoring()

    @api.model
    def _ar_wake_scoring(self):
        cron = self.env.ref("ar_specialist.ir_cron_scores", raise_if_not_found=False)
        if cron:
            cron.sudo()._trigger()  # sudo: scheduled actions are the administrator's

    @api.model
    def _cron_refresh_scores(self):
        """Score marked accounts, then all that were not scored today; a commit after each batch."""
        self = self.sudo()  # marks are nobody's own; as a scheduled action it is the superuser anyway
        marks = self.env["ar.score.mark"]
        while found := marks.search([], limit=BATCH, order="id").try_lock_for_update():
            # What another process works on is left to it, with its mark.
            accounts = found.account_id.try_lock_for_update(allow_referencing=True)
            accounts._ar_refresh_scores()
            done = found.filtered(lambda mark, accounts=accounts: mark.account_id in accounts)
            done.unlink()
            if not done or not self._ar_commit_scores(len(done), marks.search_count([])):
                return
        for company in self.env["res.company"].search([], order="id"):
            if not self._ar_refresh_of_company(company):
                return

    @api.model
    def _ar_refresh_of_company(self, company):
        """Score the accounts of `company` that were not scored today; return False when the time is over."""
        waiting = Domain("company_id", "=", company.id) & (
            Domain("scored_on", "=", False) | Domain("scored_on", "!=", self.env["ar.run"]._today(company)))
        last, left = 0, self.search_count(waiting)
        while accounts := self.search(waiting & Domain("id", ">", last), order="id", limit=BATCH):
            last = accounts[-1:].id
            left -= len(accounts)
            # Those that another process is at are scored when it has marked them, or tomorrow.
            accounts.try_lock_for_update(allow_referencing=True)._ar_refresh_scores()
            if not self._ar_commit_scores(len(accounts), left):
                return False
        return True

    @api.model
    def _ar_commit_scores(self, done, left):
        """Commit in a scheduled action; called by hand it is part of the caller's transaction."""
        self.env.flush_all()
        if not self.env.context.get("cron_id"):
            return True
        left_time = self.env["ir.cron"]._commit_progress(done, remaining=left)
        self.env.invalidate_all()
        return left_time
