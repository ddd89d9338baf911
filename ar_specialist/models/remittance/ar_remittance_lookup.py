from odoo import models
from odoo.fields import Domain
from odoo.tools import groupby

from ...logic import cash_facts
from ...logic.cash_named import documents
from ...logic.cash_tokens import compact


class ArRemittance(models.Model):
    """Which of our items an advice means, and whose it is."""

    _inherit = "ar.remittance"

    def _look_up(self):
        """Find the customer of advices without one, and the open item of each line that nobody chose by hand."""
        # What is found follows from the books; whoever enters an advice may not read all of them.
        for company, advices in self.sudo().grouped("company_id").items():
            named = advices._items_named(company)
            advices.filtered(lambda advice: not advice.partner_id)._find_customer(company, named)
            advices._find_items(company, named)

    def _items_named(self, company):
        """Return {compact number: open items that bear exactly it} of all lines."""
        numbers = {number.strip() for number in self.line_ids.mapped("number") if number}
        numbers |= {number.upper() for number in numbers}
        if not numbers:
            return {}
        items = self.env["account.move.line"]
        owed = self._domain_owed(company)
        found = items.search(owed & Domain("move_name", "in", numbers))
        found |= items.search(owed & Domain("move_id.payment_reference", "in", numbers))
        return dict(groupby(found, lambda item: compact(item.move_name)))

    def _domain_owed(self, company):
        return (
            Domain("account_type", "=", "asset_receivable") & Domain("parent_state", "=", "posted")
            & Domain("reconciled", "=", False) & Domain("company_id", "=", company.id)
            & Domain("partner_id", "!=", False)
        )

    def _find_customer(self, company, named):
        """Tell whose an advice is by the payer's account, else by the documents that it names, else by the name."""
        by_account = self._customers_by("res.partner.bank", "sanitized_acc_number", company, {
            compact(account) for account in self.mapped("payer_account") if account}, "partner_id")
        by_name = self._customers_by("res.partner", "name", company, set(filter(None, self.mapped("payer"))))
        for advice in self:
            owners = {
                item.partner_id.commercial_partner_id for line in advice.line_ids
                for item in named.get(compact(line.number or ""), ())}
            for found in (
                by_account.get(compact(advice.payer_account or "")), owners, by_name.get(advice.payer),
            ):
                if found and len(found) == 1:
                    advice.partner_id = next(iter(found))
                    break

    def _customers_by(self, model, field, company, values, partner=None):
        """Return {value: set of customers} of the records of `model` whose `field` is one of `values`."""
        found = {}
        if not values:
            return found
        records = self.env[model].search(
            Domain(field, "in", values) & Domain("company_id", "in", (False, company.id)))
        for record in records:
            owner = (record[partner] if partner else record).commercial_partner_id
            found.setdefault(record[field], set()).add(owner)
        return found

    def _find_items(self, company, named):
        partners = self.partner_id.commercial_partner_id
        index = company._cash_index(partners) if partners else None
        for advice in self:
            lines = advice.line_ids.filtered(lambda line: line.number and line.finding != "chosen")
            customer = advice.partner_id.commercial_partner_id.id
            if index and customer in index.customers:
                told = cash_facts.Payment(
                    advice.id, 0, advice.currency_id.id, advice.received_on,
                    documents=tuple(line._document() for line in lines))
                items = index.family_items(customer, advice.currency_id.id)
                found = [item and item.id for _document, item in documents(told, items, index)]
            else:
                found = [advice._exact(line, named) for line in lines]
            for line, item in zip(lines, found, strict=True):
                line._set_item(item, named)
        self.line_ids.filtered(lambda line: not line.move_line_id and line.finding == "unknown")._tell_settled(company)

    def _exact(self, line, named):
        items = [item for item in named.get(compact(line.number), ()) if item.currency_id == self.currency_id]
        return items[0].id if len(items) == 1 else None
