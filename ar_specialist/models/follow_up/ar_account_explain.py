from odoo import api, models

from ...logic.follow_up_case import Occasion
from ...logic.follow_up_why import explain


class ArAccount(models.Model):
    """The answer to “why?”: by the path that planning takes, so that it can't say anything else."""

    _inherit = "ar.account"

    @api.model
    def _explain(self, accounts, day):
        """Return {account id: [(code, items)]} of what a run of `day` would do with `accounts`, and why not.

        The code "due" stands with the items that would be reminded of, "coming_due" with those whose due date is
        still to come; every other code is a reason against, named in `ar.reason`, with the items it keeps. Nothing
        owed: an empty list.
        """
        told = {account.id: [] for account in accounts}
        run = self.env["ar.run"].sudo()  # what is open counts, not what the present user may see of it
        for company, own in accounts.sudo().grouped("company_id").items():
            records = {account.partner_id.id: account for account in own}
            cases = run._cases(company, list(records), Occasion(day, day))
            decisions = {}
            for case, _account, decision in run._addressed(cases, records):
                decisions.setdefault(case.partner_id, []).append(decision)
            for case in cases:
                found = explain(case.account, decisions.get(case.partner_id, []), bool(case.policy), day)
                told[records[case.partner_id].id] = [
                    (code, self.env["account.move.line"].browse(ids)) for code, ids in found]
        return told

    @api.model
    def _explain_items(self, lines, day):
        """Return {item id: [codes]} of the receivable items `lines`: "due", or each reason against; paid: "paid"."""
        told = {line: ["paid"] for line in lines.ids}
        accounts = self.search([
            ("partner_id", "in", lines.partner_id.commercial_partner_id.ids),
            ("company_id", "in", lines.company_id.ids),
        ])
        found = {}
        for reasons in self._explain(accounts, day).values():
            for code, items in reasons:
                for item in items.ids:
                    found.setdefault(item, []).append(code)
        return {line: found.get(line, codes) for line, codes in told.items()}
