import json

from odoo import api, fields, models
from odoo.tools import SQL

from ...logic.scores import Facts, points
from ...queries.score_facts import customers_with_bounces, dispute_deadlines, overdue_before, promises_of

#: Figures that must be those of this very moment.
FIGURES = (
    "amount_open", "amount_overdue", "amount_unapplied", "amount_promised", "amount_disputed", "amount_to_collect",
    "days_late", "credit_limit",
)
WRITTEN = ("score", "score_points", "score_amount", "scored_on")


class ArAccount(models.Model):
    """Scoring: facts of a batch, points by `logic/scores.py`, one statement to write them."""

    _inherit = "ar.account"

    def _ar_refresh_scores(self):
        """Score these accounts by today's facts, in a constant number of queries per company."""
        # sudo: the score follows from all that is open, whatever the present user may see of it
        # Whoever finds archived accounts, too, must not score by archived rules.
        accounts = self.sudo().with_context(active_test=True)
        for company, own in accounts.grouped("company_id").items():
            company_env = own.with_context(allowed_company_ids=company.ids).with_company(company)
            company_env._ar_score(company, self.env["ar.run"]._today(company))

    def _ar_score(self, company, day):
        if not self:
            return
        self.invalidate_recordset(FIGURES)
        rules = self.env["ar.score.rule"]._rules_of(company)
        facts = self._ar_score_facts(company, day, rules)
        rows = []
        for account in self:
            given = points(facts[account.id], rules, day)
            rows.append((account.id, sum(given.values()), json.dumps(given), account.amount_to_collect))
        self._ar_write_scores(rows, day)

    def _ar_score_facts(self, company, day, rules):
        """Return {account id: Facts}; what no rule asks for and costs a statement is left out."""
        partners, kinds = self.partner_id.ids, {rule.kind for rule in rules}
        before = overdue_before(self.env, company, partners, day) if "trend" in kinds else {}
        promises, deadlines = promises_of(self.env, self.ids), dispute_deadlines(self.env, self.ids)
        bounced = self._ar_bounced() if "bounced" in kinds else {}
        # These two columns: a contact has a hundred.
        self.partner_id.fetch(["credit_limit", "trust"])
        facts = {}
        for account in self:
            missed, promised_for = promises.get(account.id, (None, ()))
            facts[account.id] = Facts(
                open=account.amount_open, overdue=account.amount_overdue, days_late=account.days_late,
                overdue_before=before.get(account.partner_id.id, 0.0), missed_on=missed,
                promised_for=tuple(promised_for), last_contact=account.last_contact_date or None,
                next_action=account.next_action_date or None, dispute_deadline=deadlines.get(account.id),
                bounced=bounced.get(account.id, False),
                credit_limit=account.credit_limit if "over_limit" in kinds else 0.0,
                trust=(account.partner_id.trust or "normal") if "trust" in kinds else "normal",
            )
        return facts

    def _ar_bounced(self):
        """Return {account id: whether nobody there can be reached by email any more}; two queries more at most."""
        partners = customers_with_bounces(self.env, self.partner_id.ids)
        suspects = self.filtered(lambda account, partners=frozenset(partners): account.partner_id.id in partners)
        recipients = self._ar_recipients(suspects) if suspects else {}
        return {account: found["bounced"] for account, found in recipients.items()}

    def _ar_write_scores(self, rows, day):
        """Write scores in one statement; neither the date of change nor the history of the account tells of it."""
        self.flush_recordset([*WRITTEN])
        ids, scores, given, amounts = zip(*rows, strict=True)
        self.env.execute_query(SQL(
            "UPDATE ar_account SET score = new.score, score_points = new.points::jsonb, score_amount = new.amount,"
            " scored_on = %s FROM UNNEST(%s::integer[], %s::integer[], %s::text[], %s::numeric[])"
            " AS new (id, score, points, amount) WHERE ar_account.id = new.id RETURNING ar_account.id",
            fields.Date.to_string(day), list(ids), list(scores), list(given), list(amounts)))
        self.invalidate_recordset([*WRITTEN, "score_ids", "score_text"], flush=False)

    @api.model
    def _ar_forget_scores(self):
        """Have every account scored again soon: the rules have changed."""
        self.flush_model(["scored_on"])
        self.env.execute_query(SQL(
            "UPDATE ar_account SET scored_on = NULL WHERE scored_on IS NOT NULL RETURNING id"))
        self.invalidate_model(["scored_on"], flush=False)
        self._ar_wake_scoring()
