from datetime import timedelta

from dateutil.relativedelta import relativedelta
from odoo import models
from odoo.fields import Command

#: Share that is lost of what is not due, and of each bucket after it; abroad and at home.
ABROAD = (0.005, 0.02, 0.05, 0.09, 0.16, 0.3)
AT_HOME = (0.003, 0.016, 0.036, 0.066, 0.106, 0.25)
#: Ends of months ago whose provisions are in the books; that of the last month is a proposal.
BOOKED = (3, 2, 1)
NAMED = "bluewater"


class ArDemo(models.AbstractModel):
    """The demo's provisions: a matrix, one from history, some in the books, and one to review."""

    _inherit = "ar.demo"

    def _load_provisions(self, company, day):
        """Give `company`, whose ledger is loaded, its provisions; return whether anything was made."""
        if self._named(f"demo_provisions_{company.id}"):
            return False
        self = self.with_company(company).with_context(
            allowed_company_ids=company.ids, mail_create_nosubscribe=True, mail_auto_subscribe_no_notify=True)
        self._settle_provision_accounts(company)
        company.ar_provision_matrix_id = self._make_matrix(company)
        self._make_matrix_of_history(company, day)
        last = day.replace(day=1) - timedelta(days=1)
        made = self.env["ar.provision"]
        for months in BOOKED:
            until = (last + timedelta(days=1) - relativedelta(months=months)) - timedelta(days=1)
            with self._on_day(until + timedelta(days=2)):
                provision = self._propose_with_named(company, until)
                provision.action_review()
                provision.action_post()
            made += provision
        proposal = self._propose_with_named(company, last)
        proposal.write({"factor": 1.1, "factor_reason": "Insolvencies in the building trade rise by a tenth"})
        self._name_records({f"demo_provisions_{company.id}": made[:1]})
        return True

    def _settle_provision_accounts(self, company):
        values = (("ar_provision_account_id", "Allowance for expected credit losses", "AR1290", "asset_current"),
                  ("ar_provision_expense_account_id", "Impairment of receivables", "AR6290", "expense"))
        for field, name, code, kind in values:
            if not company[field]:
                company[field] = self.env["account.account"].create({
                    "name": name, "code": code, "account_type": kind, "company_ids": [Command.set(company.ids)]})

    def _make_matrix(self, company):
        matrix = self.env["ar.provision.matrix"].create({
            "name": "IFRS 9 matrix", "company_id": company.id, "sequence": 1,
            "segment_ids": [
                Command.create({"name": "Abroad", "domain": f"[('country_id', '!=', {company.country_id.id})]"}),
                Command.create({"name": "At home"})],
        })
        for rate in matrix.rate_ids:
            rates = AT_HOME if rate.segment_id.is_rest else ABROAD
            rate.rate = rates[min(rate.period, len(rates) - 1)]
        return matrix

    def _make_matrix_of_history(self, company, day):
        """Rates from the invoices of ten months that have had time to be paid or to get very late."""
        matrix = self.env["ar.provision.matrix"].create({
            "name": "From our own history", "company_id": company.id, "sequence": 2, "kind": "history",
            "history_until": day.replace(day=1) - relativedelta(months=5, days=1), "history_months": 10})
        matrix._derive(day)

    def _propose_with_named(self, company, day):
        """Propose with an item of a customer in trouble looked at by itself, where one is open."""
        provision = self.env["ar.provision"]._propose(company, day)
        customer = self._named(f"demo_customer_{NAMED}")
        rows = [row for row in provision._aging(group_by="item", domain=[
            ("partner_id.commercial_partner_id", "=", customer.id)]).rows if row.total > 0]
        if rows and not provision.specific_ids:
            oldest = min(rows, key=lambda row: (row.key.date_maturity or row.key.date, row.key.id))
            provision.specific_ids = [Command.create({
                "move_line_id": oldest.key.id, "rate": 0.6, "reason": "The customer asked its creditors for time"})]
        return provision
