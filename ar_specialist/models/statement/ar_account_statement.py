from dataclasses import replace

from odoo import models
from odoo.exceptions import UserError

from ...logic.balance_forward import balance_forward
from ...logic.statement import BALANCE_FORWARD, OPEN_ITEM, statement
from ...logic.statement_figures import add_figures
from ...queries.statement_items import statement_items

STATEMENT_REPORTS = {
    OPEN_ITEM: "ar_specialist.action_report_ar_statement",
    BALANCE_FORWARD: "ar_specialist.action_report_ar_statement_forward",
}


class ArAccount(models.Model):
    """Statements of customer accounts: figures of what is open or happened, and the documents."""

    _inherit = "ar.account"

    def _ar_statements(self, as_of):
        """Return {account id: list of blocks} of what is open on `as_of`; the queries don't grow with the accounts."""
        ledgers = self._ar_statement_ledgers(as_of)
        return {account: [block for _customer, blocks in own for block in blocks] for account, own in ledgers.items()}

    def _ar_statement_ledgers(self, as_of, kind=OPEN_ITEM, date_from=None, group=False):
        """Return {account id: [(customer, its blocks)…]} of what is open, or happened; customers without any left out.

        With `group` the subsidiaries follow. The parameters are those of :meth:`_ar_statement_figures`; so many
        queries whatever the number of accounts: 6, with `group` 8.
        """
        customers = self._ar_statement_customers(group)
        since = self._ar_statement_since(as_of, date_from) if kind == BALANCE_FORWARD else None
        found, moved = statement_items(
            self.env, self.company_id, self.env["res.partner"].union(*customers.values()), as_of, since)
        currencies = self.env["res.currency"]

        def rounded(currency, amount):
            return currencies.browse(currency).round(amount)

        def blocks(key):
            opened = statement(found.get(key, []), as_of, rounded)
            return balance_forward(opened, moved.get(key, []), rounded) if since else opened

        return {
            account.id: [
                (customer, own) for customer in members if (own := blocks((customer.id, account.company_id.id)))
            ]
            for account, members in customers.items()
        }

    def _ar_statement_since(self, as_of, date_from=None):
        """Return the first day of the period of a balance-forward statement.

        :raise UserError: when the period would begin after it ends
        """
        since = date_from or as_of.replace(day=1)
        if since > as_of:
            raise UserError(self.env._("The period of a statement can't begin after its last day."))
        return since

    def _ar_statement_agings(self, as_of, bucket_sets, members=None):
        """Return {account id: {currency id: amounts by aging bucket, the unapplied credits last}} on `as_of`.

        :param bucket_sets: {company: its bucket set}
        :param members: {account: customers whose items count}, those of a group add up; its own customer unless given
        """
        agings = {account.id: {} for account in self}
        for company, accounts in self.grouped("company_id").items():
            owners = {}
            for account in accounts:
                for customer in account.partner_id if members is None else members[account]:
                    owners.setdefault(customer, []).append(account.id)
            if not owners:
                continue
            report = self.env["ar.aging"].compute(
                as_of, companies=company, partners=self.env["res.partner"].union(*owners),
                bucket_set=bucket_sets[company], currency="document", credits_apart=True)
            for row in report.rows:
                customer, currency = row.key
                for account in owners[customer]:
                    known = agings[account].get(currency.id)
                    agings[account][currency.id] = row.amounts if known is None else [
                        currency.round(sum(pair)) for pair in zip(known, row.amounts, strict=True)]
        return agings

    def _ar_statement_lang(self):
        """Return the language that the customer reads its statement in."""
        company = self.company_id.partner_id
        return self._ar_letter_address().lang or self.partner_id.lang or company.lang or "en_US"

    def _ar_statement_figures(self, as_of, kind=OPEN_ITEM, date_from=None, group=False):
        """Return {account id: [:class:`StatementFigures` of each currency]}; the queries don't grow with the accounts.

        :param kind: OPEN_ITEM or BALANCE_FORWARD
        :param date_from: first day of the period; that of `as_of`'s month unless given
        :param group: with the subsidiaries of each account
        """
        currencies = self.env["res.currency"]

        def rounded(currency, amount):
            return currencies.browse(currency).round(amount)

        return {
            account: [
                replace(figures, currency=currencies.browse(figures.currency))
                for figures in add_figures((block.figures() for _customer, blocks in own for block in blocks), rounded)
            ]
            for account, own in self._ar_statement_ledgers(as_of, kind, date_from, group).items()
        }

    def _ar_statement_pdf(self, as_of, lang=None, kind=OPEN_ITEM, date_from=None, group=False):
        """Return the statements on `as_of` as one PDF, bytes.

        :param lang: instead of each customer's own
        :param kind: OPEN_ITEM or BALANCE_FORWARD
        :param date_from: first day of the period; that of `as_of`'s month unless given
        :param group: each account with its subsidiaries, in one document
        """
        # Without the flag a server started with tests enabled would answer HTML.
        reports = self.env["ir.actions.report"].with_context(force_report_rendering=True)
        content, _type = reports._render_qweb_pdf(STATEMENT_REPORTS[kind], self.ids, data={
            "as_of": as_of, "lang": lang, "date_from": date_from, "group": group})
        return content
