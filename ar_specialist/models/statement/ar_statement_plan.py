from odoo import api, fields, models
from odoo.tools import SQL, split_every

from ...logic.statement_sending import ALREADY, NOTHING_OPEN, WAITING, reasons_against
from .ar_statement import KEPT

#: Customer accounts that are looked at together; their number does not change the number of queries.
ACCOUNTS = 300
#: States of a sending whose planned statements nobody is about to send.
RESTING = ("planned", "done", "cancelled")


class ArStatementBatch(models.Model):
    """Planning: who gets a statement, who gets none and why. It sends nothing."""

    _inherit = "ar.statement.batch"

    @api.model
    def _plan(self, accounts, order):
        """Plan the statements of `accounts`, of one company, and return the sending, in state "planned".

        :param order: :class:`Order`
        :raise AccessError: for users who may not send statements
        """
        self.env["ar.statement"]._check_may_work()
        accounts.check_access("read")
        # sudo: sendings and statements are closed to users' own writing, they are the record of what was done
        batch = self.sudo().create({
            "company_id": accounts.company_id.id or self.env.company.id, "date": order.day, "kind": order.kind,
            "user_id": self.env.uid,
        })
        for some in split_every(ACCOUNTS, accounts.ids):
            batch._plan_accounts(batch.env["ar.account"].browse(some), order)
        return batch.sudo(self.env.su)

    def _plan_accounts(self, accounts, order):
        """Plan the statements of a batch of accounts; who gets none is noted with the reason."""
        existing = self._existing(accounts, order)
        accounts -= existing.filtered(lambda one: one.batch_id == self).account_id
        taken, reusable = self._taken(existing)
        recipients = accounts._ar_recipients(accounts)
        figures = accounts._ar_statement_figures(order.day, order.kind, order.since, order.group)
        sums = accounts._ar_statement_sums(order.day, order.group)
        standings = accounts._ar_standings(order, figures, sums, recipients, taken)
        against = {account: reasons_against(standings[account.id], order.wish) for account in accounts}
        self._note_skipped({
            account: codes[0] for account, codes in against.items()
            if codes and (order.named or codes[0] != NOTHING_OPEN)
        }, sums)
        wanted = accounts.filtered(lambda account: not against[account])
        self._take_over(reusable.filtered(lambda one: one.account_id in wanted), order, recipients, sums)
        self._insert_planned(wanted - reusable.account_id, order, recipients, sums)

    def _existing(self, accounts, order):
        return self.env["ar.statement"].search([
            ("account_id", "in", accounts.ids), ("kind", "=", order.kind), ("date", "=", order.day)])

    def _taken(self, existing):
        """Return {account id: why its statement can't be planned}, and the statements that can be planned anew."""
        free = existing.filtered(lambda one: one.state in ("failed", "cancelled") or (
            one.state == "planned" and one.batch_id.state in RESTING))
        free = free.try_lock_for_update(allow_referencing=True)
        taken = {
            statement.account_id.id: ALREADY if statement.state in KEPT else WAITING for statement in existing - free}
        return taken, free

    def _note_skipped(self, reasons, sums):
        self.env["ar.statement.skip"].create([
            {"batch_id": self.id, "account_id": account.id, "reason": code, "amount": sums[account.id][0]}
            for account, code in reasons.items()
        ])

    def _take_over(self, statements, order, recipients, sums):
        """Plan anew what was planned before and went nowhere."""
        statements.filtered(lambda one: one.state != "planned")._set_state("planned")
        for statement in statements:
            statement._note(self._planned_vals(statement.account_id, order, recipients, sums))

    def _planned_vals(self, account, order, recipients, sums):
        """Return the values of a planned statement; they are values of columns."""
        by_email = order.by_email and recipients[account.id]["partners"]
        balance, overdue = sums[account.id]
        return {
            "batch_id": self.id, "condition": order.wish.condition, "date_from": order.since or None,
            "group": order.group,
            "channel": "email" if by_email else "print", "amount": balance, "amount_overdue": overdue,
        }

    def _insert_planned(self, accounts, order, recipients, sums):
        now = fields.Datetime.now()
        rows = [
            {
                **self._planned_vals(account, order, recipients, sums), "account_id": account.id,
                "partner_id": account.partner_id.id, "company_id": self.company_id.id, "kind": order.kind,
                "date": order.day, "state": "planned", "delivery_state": "none", "create_uid": self.env.uid,
                "create_date": now, "write_uid": self.env.uid, "write_date": now,
            }
            for account in accounts
        ]
        if rows:
            # Two at once plan a statement once: the unique constraint decides, the other one finds it there.
            self.env["ar.statement"]._insert_rows(
                list(rows[0]), [list(row.values()) for row in rows],
                when_there=SQL("ON CONFLICT (account_id, kind, date) DO NOTHING"))
