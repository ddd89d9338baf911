from odoo import api, fields, models
from odoo.tools import SQL

from .ar_write_off_origin import KINDS


class ArWrittenOff(models.Model):
    """All that was written off, item by item, whatever decided it; what was undone is no part of it.

    A row is an item of a write-off, or a difference that cash application let go within the company's tolerance.
    """

    _name = "ar.written.off"
    _description = "Everything written off"
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "move_id"

    kind = fields.Selection([*KINDS, ("tolerance", "Payment tolerance")], readonly=True)
    date = fields.Date(readonly=True, help="Day of the entry.")
    company_id = fields.Many2one("res.company", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    move_id = fields.Many2one("account.move", string="Document", readonly=True)
    reason_id = fields.Many2one("ar.write.off.reason", readonly=True)
    write_off_id = fields.Many2one("ar.write.off", string="Write-off", readonly=True)
    application_id = fields.Many2one("ar.cash.application", string="Applied Payment", readonly=True)
    user_id = fields.Many2one("res.users", string="Decided by", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    company_currency_id = fields.Many2one("res.currency", readonly=True)
    amount = fields.Monetary(readonly=True, aggregator=None)
    amount_company = fields.Monetary(
        string="In Company Currency", readonly=True, currency_field="company_currency_id",
        help="What customers paid too much and the tolerance kept is negative.")
    amount_tax = fields.Monetary(string="Tax Taken Back", readonly=True, aggregator=None)

    _depends = {
        "ar.write.off": [
            "application_id", "company_id", "currency_id", "date", "decided_by_id", "kind", "partner_id", "reason_id",
            "state"],
        "ar.write.off.line": ["amount", "amount_company", "amount_tax", "move_line_id", "write_off_id"],
        "ar.cash.application": [
            "account_id", "company_id", "currency_id", "date", "move_ids", "payment_id", "rest_move_ids", "state",
            "user_id", "written_off", "written_off_company"],
        "ar.cash.application.line": [
            "application_id", "currency_id", "move_line_id", "write_off", "write_off_company"],
        "ar.cash.payment": ["statement_line_id"],
        "account.move": ["date"],
        "account.move.line": ["move_id", "partner_id"],
    }

    @property
    def _table_query(self) -> SQL:
        # Ids of three tables in one: by their rest of three.
        return SQL(
            """
            SELECT part.id * 3 AS id, own.kind, own.date, own.company_id, own.partner_id, item.move_id, own.reason_id,
                   own.id AS write_off_id, own.application_id, own.decided_by_id AS user_id, own.currency_id,
                   company.currency_id AS company_currency_id, part.amount, part.amount_company, part.amount_tax
              FROM ar_write_off_line part
              JOIN ar_write_off own ON own.id = part.write_off_id
              JOIN account_move_line item ON item.id = part.move_line_id
              JOIN res_company company ON company.id = own.company_id
             WHERE own.state IN ('posted', 'partly_recovered', 'recovered')
             UNION ALL
            SELECT part.id * 3 + 1, 'tolerance', %(day)s, own.company_id,
                   customer.commercial_partner_id, item.move_id, NULL, NULL, own.id, own.user_id, part.currency_id,
                   company.currency_id, part.write_off, part.write_off_company, 0
              FROM ar_cash_application_line part
              JOIN ar_cash_application own ON own.id = part.application_id AND own.state = 'applied'
              JOIN res_company company ON company.id = own.company_id
              LEFT JOIN account_move_line item ON item.id = part.move_line_id
              LEFT JOIN res_partner customer ON customer.id = item.partner_id
             WHERE part.write_off <> 0
             UNION ALL
            SELECT own.id * 3 + 2, 'tolerance', %(day)s, own.company_id, account.partner_id, NULL, NULL, NULL, own.id,
                   own.user_id, own.currency_id, company.currency_id, -own.written_off, -own.written_off_company, 0
              FROM ar_cash_application own
              JOIN res_company company ON company.id = own.company_id
              LEFT JOIN ar_account account ON account.id = own.account_id
             WHERE own.state = 'applied' AND own.written_off <> 0
            """, day=_DAY)

    @api.model
    def _between(self, company, date_from, date_to):
        """Return what was written off in `company` from day to day, both included, and was not undone."""
        return self.search([("company_id", "=", company.id), ("date", ">=", date_from), ("date", "<=", date_to)])

    def action_open(self):
        """Open the write-off, or the payment that was short by it."""
        self.ensure_one()
        if self.write_off_id:
            return self.write_off_id._open()
        return self.application_id.payment_id.action_cash_screen()


#: The day of the entry: the bank's, or of the entry for what a credit settles without money.
_DAY = SQL(
    """
    COALESCE(
        (SELECT entry.date
           FROM ar_cash_payment payment
           JOIN account_bank_statement_line line ON line.id = payment.statement_line_id
           JOIN account_move entry ON entry.id = line.move_id
          WHERE payment.id = own.payment_id AND own.source = 'statement'),
        (SELECT MIN(entry.date)
           FROM ar_cash_application_move_rel made
           JOIN account_move entry ON entry.id = made.move_id
          WHERE made.application_id = own.id AND NOT EXISTS (
                SELECT 1 FROM ar_cash_application_rest_move_rel rest
                 WHERE rest.application_id = own.id AND rest.move_id = made.move_id)),
        own.date)
    """)
