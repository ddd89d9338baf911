from datetime import timedelta

from odoo import models

from .disputes import CASES, CLOSED_AFTER


class ArDemo(models.AbstractModel):
    """The demo's disputes: open ones in each stage, and some that came to their end in each way."""

    _inherit = "ar.demo"

    def _load_disputes(self, company, day):
        """Give `company`, whose ledger is loaded, its disputes; return whether anything was made."""
        if self._named(f"demo_disputes_{company.id}"):
            return False
        self = self.with_company(company).with_context(
            allowed_company_ids=company.ids, mail_create_nosubscribe=True, mail_auto_subscribe_no_notify=True)
        self._settle_write_offs(company)
        made = self.env["ar.dispute"]
        for case in CASES:
            opened = day - timedelta(days=case.opened)
            with self._on_day(opened):
                dispute = self._open_case(company, case, opened)
            if dispute and case.outcome:
                with self._on_day(opened + timedelta(days=CLOSED_AFTER)):
                    self._end_case(dispute, case, opened + timedelta(days=CLOSED_AFTER))
            made += dispute
        self._name_records({f"demo_disputes_{company.id}": made[:1]})
        return True

    def _settle_write_offs(self, company):
        if not company.ar_writeoff_account_id:
            company.ar_writeoff_account_id = self.env["account.account"].create({
                "name": "Bad debts", "code": "AR6280", "account_type": "expense", "company_ids": company.ids})
            company.ar_writeoff_limit = 200.0
        billing = self._named("dispute_team_billing")
        if not billing.leader_id:
            billing.leader_id = self.env.ref("base.user_admin")

    def _open_case(self, company, case, opened):
        """Return the case of the customer's oldest item that was there by then; none when it has none."""
        customer = self._named(f"demo_customer_{case.customer}")
        [item] = self.env["account.move.line"].search([
            ("account_type", "=", "asset_receivable"), ("parent_state", "=", "posted"), ("date", "<=", opened),
            ("amount_residual", ">", 0), ("partner_id.commercial_partner_id", "=", customer.id),
            ("company_id", "=", company.id), ("move_type", "=", "out_invoice"),
        ], order="date_maturity, id", limit=1) or [None]
        if not item:
            return self.env["ar.dispute"]
        owner = self._named(f"demo_user_{case.owner}") or self.env.ref("base.user_admin")
        dispute = self.env["ar.dispute"].create({
            "move_line_ids": item.ids, "amount": item.currency_id.round(item.amount_residual_currency * case.share),
            "kind": case.kind, "subject": case.subject, "priority": case.priority, "date_opened": opened,
            "reason_id": self._named(f"dispute_reason_{case.reason}").id, "user_id": owner.id,
            "stage_id": self._named(f"dispute_stage_{case.stage}").id,
            "contact_id": customer.child_ids.filtered(lambda contact: contact.type == "contact")[:1].id,
        })
        if case.told:
            dispute._message_log(body=case.told)
        return dispute

    def _end_case(self, dispute, case, closed):
        if case.cause:
            dispute.cause_id = self._named(f"dispute_cause_{case.cause}")
        if case.outcome == "credit":
            dispute._credit(date=closed)
        elif case.outcome == "write_off":
            dispute._write_off(date=closed)
        else:
            dispute._drop_rest()
        dispute.write({"date_closed": closed, "cycle_days": CLOSED_AFTER})
