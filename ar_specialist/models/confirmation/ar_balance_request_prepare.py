from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import split_every

#: Customers whose lines are written together; their number does not change the number of queries.
CUSTOMERS = 300


class ArBalanceRequest(models.Model):
    """Preparing: who is asked is chosen by the ledger of now, and the balances are written down."""

    _inherit = "ar.balance.request"

    def action_prepare(self):
        """Choose the customers and write down their balances; nothing is sent yet."""
        self._check_may_work()
        for request in self:
            with request._alone():
                request._prepare()

    def _prepare(self):
        balances, figures, ledger = self._balances()
        keys = self._chosen(balances)
        if not keys:
            raise UserError(self.env._("Nobody is chosen: no customer has such a balance on this day."))
        if self.how == "random" and not self.seed:
            self.seed = self._seed_default()
        self._write_selection(balances, keys, ledger)
        self._set_state("planned")
        for some in split_every(CUSTOMERS, keys, list):
            self._write_lines(some, balances, figures)
        self.invalidate_recordset(["line_ids"])

    def _write_lines(self, keys, balances, figures):
        """Write the lines of the customers `keys`, commercial partners, with their balances."""
        # sudo: closed to users' own writing, they are the record of what customers are asked
        lines = self.env["ar.balance.request.line"].sudo()
        accounts = self.env["ar.account"]._for_many(self.env["res.partner"].browse(keys), self.company_id)
        recipients = accounts._ar_recipients(accounts)
        now, unreachable = fields.Datetime.now(), self.env._("Neither an email address nor a postal one is known.")
        rows = []
        for account in accounts:
            by = account._ar_asked_by(recipients, self.by_letter)
            balance = balances[account.partner_id.id].balance
            rows.append({
                "request_id": self.id, "account_id": account.id, "partner_id": account.partner_id.id,
                "company_id": self.company_id.id, "date": self.date, "amount": balance, "amount_size": abs(balance),
                "channel": by or "print", "state": "planned" if by else "failed",
                "failure": None if by else unreachable, "verdict": "none", "reminders": 0, "difference": 0.0,
                "is_difference_known": False, "delivery_state": "none", "create_uid": self.env.uid,
                "create_date": now, "write_uid": self.env.uid, "write_date": now})
        made = lines._insert_rows(list(rows[0]), [list(row.values()) for row in rows])
        self._write_figures(made, figures)

    def _write_figures(self, lines, figures):
        own = self.company_id.currency_id
        rows = [
            (line.id, line.company_id.id, currency.id, amount)
            for line in lines
            for currency, amount in sorted(
                figures.get(line.partner_id.id, {own: 0.0}).items(), key=lambda one: one[0].id)
        ]
        self.env["ar.balance.request.figure"].sudo()._insert_rows(
            ["line_id", "company_id", "currency_id", "amount"], rows)

    def action_draft(self):
        """Choose anew: the lines that were prepared, and not sent, go."""
        self._check_may_work()
        for request in self:
            with request._alone():
                request._set_state("draft")
                # sudo: as above
                request.sudo().line_ids.unlink()
                request._compute_selection()

    def action_cancel(self):
        """Drop the request before anything of it goes out."""
        self._check_may_work()
        for request in self:
            with request._alone():
                request._set_state("cancelled")
                request.sudo().line_ids.unlink()
