from odoo import api, fields, models
from odoo.tools import SQL

from ...queries import cash_sources
from .ar_cash_payment import WAITING


class ArCashPayment(models.Model):
    """Incoming payments follow the books: what came is there once, what was matched elsewhere waits no longer."""

    _inherit = "ar.cash.payment"

    @api.model
    def _collect(self, company):
        """Bring the incoming payments of `company` up to date with its books; return those that are new or back.

        Doing it again changes nothing. The number of queries doesn't grow with the number of payments.
        """
        cash_sources.flush_sources(self.env)
        self = self.sudo().with_company(company)  # what came in is for the company to know, whoever looks first
        self._link_credits(company)
        self._follow_books(company)
        back = self._reopen(company)
        made = self._insert_new(cash_sources.statement_lines(company))
        made += self._insert_new(cash_sources.open_credits(self.env, company))
        made._complete(company)
        return (back + made).sudo(False)

    def _link_credits(self, company):
        """A line of a statement that was booked on account has its credit; that is no payment of its own."""
        rows = self.env.execute_query(SQL(
            """UPDATE ar_cash_payment known SET move_line_id = booked.move_line_id,
                      partner_id = COALESCE(booked.partner_id, known.partner_id),
                      customer_by = CASE WHEN booked.partner_id IS NULL THEN known.customer_by ELSE 'source' END
                 FROM (%s) booked
                WHERE known.statement_line_id = booked.statement_line_id
                  AND (known.move_line_id IS NULL OR EXISTS (SELECT 1 FROM account_move_line old
                       WHERE old.id = known.move_line_id AND old.reconciled)) RETURNING known.id""",
            cash_sources.booked_credits(self.env, company)))
        self.invalidate_model(["customer_by", "move_line_id", "partner_id"])
        self.browse(row[0] for row in rows)._complete(company)

    def _follow_books(self, company):
        """Close what was matched or taken out of the books elsewhere, and note what is left of the others."""
        changed = cash_sources.standing(self.env, SQL(
            "known.company_id = %s AND known.state = ANY(%s)", company.id, [*WAITING, "on_account"]))
        gone = self.browse(id_ for id_, _left, now in changed if now is None)
        settled = self.browse(id_ for id_, _left, now in changed if now == 0)
        without = gone.filtered(lambda payment: not (payment.statement_line_id or payment.move_line_id))
        without.filtered(lambda payment: not payment.application_ids).unlink()  # what was applied once stays on record
        gone = gone.exists()
        elsewhere = {"is_elsewhere": True, "applied_by_id": False}
        gone._set_state("set_aside", **elsewhere)
        settled._set_state("applied", amount_left=0.0, **elsewhere)
        (gone + settled).allocation_ids.unlink()
        self._write_left([(id_, now) for id_, _left, now in changed if now])

    def _reopen(self, company):
        """Return the payments that somebody opened again in the books."""
        rows = self.env.execute_query(cash_sources.reopened(self.env, company))
        payments = self.browse(row[0] for row in rows)
        payments._set_state("new")
        payments.flush_recordset()
        left = cash_sources.standing(self.env, SQL("known.id = ANY(%s)", payments.ids))
        self._write_left([(id_, now) for id_, _left, now in left if now])
        return payments

    def _write_left(self, pairs):
        """Write what is left of payments, {id: amount} as pairs, in one statement."""
        if pairs:
            self.env.execute_query(SQL(
                "UPDATE ar_cash_payment SET amount_left = given.amount"
                " FROM unnest(%s::int[], %s::numeric[]) given(id, amount)"
                " WHERE ar_cash_payment.id = given.id RETURNING ar_cash_payment.id",
                [id_ for id_, _amount in pairs], [amount for _id, amount in pairs]))
            self.invalidate_model(["amount_left"])

    def _insert_new(self, select):
        """Insert what `select` finds; two at once insert each payment once."""
        rows = self.env.execute_query(SQL(
            """INSERT INTO ar_cash_payment (%(columns)s, state, score, customer_by, create_uid, create_date, write_uid,
                                            write_date)
               SELECT found.*, 'new', 0, CASE WHEN partner_id IS NOT NULL THEN 'source' END, %(uid)s, %(now)s, %(uid)s,
                      %(now)s
                 FROM (%(select)s) found(%(columns)s) ORDER BY date, statement_line_id, move_line_id
               ON CONFLICT DO NOTHING RETURNING id""",
            columns=SQL(", ").join(map(SQL.identifier, cash_sources.COLUMNS)), select=select, uid=self.env.uid,
            now=fields.Datetime.now()))
        self.invalidate_model()
        return self.browse(row[0] for row in rows)

    def _complete(self, company):
        """Give new payments whose customer the books know their customer account."""
        known = self.filtered("partner_id")
        accounts = self.env["ar.account"].sudo()._for_many(known.partner_id, company)
        known._write_accounts(accounts)

    def _write_accounts(self, accounts):
        """Note the customer account of payments by their customer."""
        if self and accounts:
            self.flush_recordset()
            self.env.execute_query(SQL(
                "UPDATE ar_cash_payment payment SET account_id = account.id,"
                " identified_on = COALESCE(payment.identified_on, %s) FROM ar_account account"
                " WHERE payment.id = ANY(%s) AND account.id = ANY(%s) AND account.partner_id = payment.partner_id"
                " AND account.company_id = payment.company_id RETURNING payment.id",
                accounts[0].company_id._ar_today(), self.ids, accounts.ids))
            self.invalidate_model(["account_id", "identified_on"])
