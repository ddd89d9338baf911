from datetime import datetime, time

from odoo import Command, models

from ..logic.period_close import SETTLED, deadline_of, month_before
from .close import ACCRUED, ACCRUED_CODE, NO_CUSTOMER, NO_CUSTOMER_TEXT, REASON, UNAPPLIED_DAYS, WAIVED, forgotten
from .customers import MARC
from .ledger import LedgerBuilder


class ArDemo(models.AbstractModel):
    """The demo's closes: the month before last is signed, the last one is open and has three problems."""

    _inherit = "ar.demo"

    def _load_closes(self, company, day):
        """Give `company`, whose ledger is loaded, a closed month and an open one; return whether it was done now."""
        if self._named(f"demo_close_{company.id}"):
            return False
        self = self.with_company(company).with_context(allowed_company_ids=company.ids)
        first, last = month_before(day)
        company.ar_close_unapplied_days = UNAPPLIED_DAYS
        self._send_invoices(company, last)
        self._book_rents(company, last)
        signed = self._signed_month(company, *month_before(first))
        self._leave_problems(company, last)
        months = self.env["ar.period.close"]
        opened = months.search([("company_id", "=", company.id), ("date_from", "=", first)])
        opened = opened or months.create({"company_id": company.id, "date_from": first})
        opened.check_ids.filtered(lambda check: not check.code).user_id = self._named(f"demo_user_{MARC}")
        opened._refresh()
        self._name_records({f"demo_close_{company.id}": signed, f"demo_close_open_{company.id}": opened})
        return True

    def _send_invoices(self, company, last):
        """Say that all invoices went out that are dated up to `last`."""
        self.env["account.move"].search([
            ("company_id", "=", company.id), ("move_type", "in", ("out_invoice", "out_refund")),
            ("state", "=", "posted"), ("is_move_sent", "=", False), ("date", "<=", last)]).is_move_sent = True

    def _book_rents(self, company, last):
        """Book what the bank paid out up to `last`: it concerns no customer."""
        rent = self.env["account.account"].search([
            ("account_type", "=", "expense"), ("company_ids", "in", company.ids)], limit=1)
        for line in self.env["account.bank.statement.line"].search([
                *company._get_unreconciled_statement_lines_domain(last), ("amount", "<", 0)]):
            line.move_id.line_ids.filtered(
                lambda item, line=line: item.account_id == line.journal_id.suspense_account_id).account_id = rent

    def _leave_problems(self, company, last):
        """Book an entry without customer, and forget to post an invoice."""
        accounts = self.env["account.account"].with_company(company)
        journal = self.env["account.journal"].search(
            [("type", "=", "general"), ("company_id", "=", company.id)], limit=1)
        receivable = self.env["res.partner"].with_company(company).default_get(
            ["property_account_receivable_id"]).get("property_account_receivable_id")
        receivable = accounts.browse(receivable) if receivable else accounts.search([
            ("account_type", "=", "asset_receivable"), ("company_ids", "in", company.ids)], limit=1)
        accrued = accounts.create({
            "name": ACCRUED, "code": ACCRUED_CODE, "account_type": "liability_current",
            "company_ids": [Command.set(company.ids)]})
        self.env["account.move"].create({
            "move_type": "entry", "journal_id": journal.id, "date": last, "ref": NO_CUSTOMER_TEXT,
            "line_ids": [
                Command.create({"account_id": receivable.id, "name": NO_CUSTOMER_TEXT, "credit": NO_CUSTOMER}),
                Command.create({"account_id": accrued.id, "name": NO_CUSTOMER_TEXT, "debit": NO_CUSTOMER}),
            ],
        })._post(soft=False)
        LedgerBuilder(
            self.env, company, self._foreign_currency(company), self._load_partners(), self._load_products(company),
            self._load_terms()).build(forgotten(last))

    def _signed_month(self, company, first, last):
        """Return the closed month: each check settled, signed a few days after it ended."""
        months = self.env["ar.period.close"]
        month = months.search([("company_id", "=", company.id), ("date_from", "=", first)])
        month = month or months.create({"company_id": company.id, "date_from": first})
        month._take_snapshot("monthly")
        month._refresh()
        signed = datetime.combine(deadline_of(last, 6, lambda day: day.weekday() < 5), time(15))
        for check in month.check_ids:
            if not check.code or check.wants == "review":
                check.action_done()
            elif check.state not in SETTLED:
                check._waive(WAIVED.get(check.code, REASON))
        marc = self._named(f"demo_user_{MARC}")
        month.check_ids.filtered("settled_on").sudo().write({"settled_on": signed, "settled_by_id": marc.id})
        month._set_state("review", submitted_by_id=marc.id, submitted_on=signed)
        month.sudo().refreshed_on = signed
        month._keep_aging()
        month.snapshot_id._update_rows(
            ("taken_at", "user_id"), [(month.snapshot_id.id, signed, self.env.ref("base.user_admin").id)])
        month._set_state("closed", signed_by_id=self.env.ref("base.user_admin").id, signed_on=signed)
        return month
