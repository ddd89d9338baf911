from odoo import api, models

from ...logic.follow_up import Account, addressed, decide
from ...logic.follow_up_case import Case
from ...logic.follow_up_steps import Item
from ...logic.kept_back import asked_for
from ...queries.follow_up_bank import bank_state
from ...queries.follow_up_history import last_notices, sent_steps
from ...queries.follow_up_items import open_items_of


class ArRun(models.Model):
    """Facts and decision for a batch of customers: the one path for planning, sending, simulating, explaining."""

    _inherit = "ar.run"

    @api.model
    def _cases(self, company, partner_ids, occasion):
        """Return a :class:`Case` per customer of `partner_ids` who has an item open, in a constant number of queries.

        Whether an address is there is not asked yet: see :meth:`_addressed`.
        """
        # Whether a customer is reminded depends on all that is open, not on what the present user may see.
        self = self.sudo().with_company(company)
        accounts = self.env["ar.account"].with_context(active_test=False).search_fetch(
            [("partner_id", "in", partner_ids), ("company_id", "=", company.id)], ["partner_id", "policy_id"],
            order="id")
        rows = open_items_of(
            self.env, occasion.ledger_day, company, partner_ids, accounts._ar_open_items_domain(company))
        rows, kept = self._asked_for(company, rows, occasion)
        items = self._items_by_customer(company, rows, kept, occasion)
        policies = self._policies_by_customer(company, accounts, list(items))
        rules = {policy: policy._rule() for policy in set(policies.values())}
        found = self._accounts_by_customer(company, accounts, items, rows, occasion)
        by_customer = {partner: {} for partner in found}
        for row in rows:
            by_customer[row.partner_id][row.line_id] = row
        ids = {account.partner_id.id: account.id for account in accounts}
        return [
            Case(partner, ids.get(partner), account, policy := policies.get(partner), by_customer[partner],
                 decide(account, rules[policy] if policy else None, occasion.day))
            for partner, account in found.items()
        ]

    def _asked_for(self, company, rows, occasion):
        """Return `rows` with what may be reminded of, and {line id: codes} of those that are kept back whole.

        What is kept back whole stands there with what is open: that is what its reason is about.
        """
        lines = self.env["account.move.line"].browse(row.line_id for row in rows if row.amount > 0)
        kept = self.env["ar.account"]._ar_kept_back(lines, occasion.day)
        if not kept:
            return rows, {}
        asked, codes = [], {}
        for row in rows:
            left, codes[row.line_id] = asked_for(row.amount, kept.get(row.line_id, {}), company.currency_id.rounding)
            if left and left != row.amount:
                currency = self.env["res.currency"].browse(row.currency_id)
                row = row._replace(
                    amount=company.currency_id.round(left),
                    amount_currency=currency.round(row.amount_currency * left / row.amount))
            asked.append(row)
        return asked, codes

    def _items_by_customer(self, company, rows, kept, occasion):
        """Return {partner id: [Item…]} of what is owed; credits are not items."""
        owed = [row for row in rows if row.amount > 0]
        lines = [row.line_id for row in owed]
        sent = sent_steps(self.env, lines, occasion.known_until, occasion.run_id)
        against = self.env["ar.account"]._ar_reasons_against(
            self.env["account.move.line"].browse(lines), occasion.day)
        items = {}
        for row in owed:
            items.setdefault(row.partner_id, []).append(Item(
                row.line_id, row.due, row.amount, (*kept.get(row.line_id, ()), *against.get(row.line_id, ())),
                sent.get(row.line_id, {})))
        return items

    def _accounts_by_customer(self, company, accounts, items, rows, occasion):
        """Return {partner id: Account}, also of those who have nothing but credits."""
        partners = list({row.partner_id: None for row in rows})
        credits = dict.fromkeys(partners, 0.0)
        for row in rows:
            credits[row.partner_id] += min(row.amount, 0.0)
        last = last_notices(self.env, company, partners, occasion.known_until, occasion.run_id)
        held = {hold.account_id.partner_id.id for hold in self.env["ar.hold"].search([
            ("account_id", "in", accounts.ids), ("move_line_id", "=", False),
            *self.env["ar.hold"]._domain_covering(occasion.day)])}
        bank = bank_state(self.env, company, occasion.ledger_day)
        return {
            partner: Account(
                partner, items.get(partner, []), credits[partner], last.get(partner),
                ("held",) if partner in held else (), bank.waits_for(partner), bank.newest)
            for partner in partners
        }

    def _policies_by_customer(self, company, accounts, partner_ids):
        own = {account.partner_id.id: account.policy_id for account in accounts if account.policy_id}
        others = self.env["res.partner"].browse(partner for partner in partner_ids if partner not in own)
        return {**self.env["ar.policy"]._assign_partners(others, company), **own}

    @api.model
    def _addressed(self, cases, accounts):
        """Yield (case, account, decision) for each decision, with what speaks against its address.

        :param accounts: {partner id: ar.account}
        """
        deciding = [case for case in cases if case.decisions]
        records = self.env["ar.account"].browse(accounts[case.partner_id].id for case in deciding)
        recipients = records._ar_recipients(records) if records else {}
        for case in deciding:
            account = accounts[case.partner_id]
            to = recipients[account.id]
            for decision in case.decisions:
                yield case, account, addressed(decision, bool(to["partners"]), to["bounced"])
