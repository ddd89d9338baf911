from datetime import timedelta

from odoo import models

from .customers import MARC

#: Whose oldest item is given up in part (customer, share, reason, why), days ago; the rest is still chased.
POSTED = ("redrock", 0.4, "insolvent", "The administrator announces a quota of 60 %", 9)
#: What waits for a manager: asked for by the collector.
WAITING = ("lakeshore", 1.0, "uncollectible", "Two agencies gave it back; the contact has left", 2)


class ArDemo(models.AbstractModel):
    """The demo's write-offs: one in the books with its tax relief, one that waits for a manager."""

    _inherit = "ar.demo"

    def _load_write_offs(self, company, day):
        """Give `company`, whose ledger is loaded, its write-offs; return whether anything was made."""
        if self._named(f"demo_write_offs_{company.id}"):
            return False
        self = self.with_company(company).with_context(
            allowed_company_ids=company.ids, mail_create_nosubscribe=True, mail_auto_subscribe_no_notify=True)
        self._settle_write_offs(company)
        posted = self._give_up(company, day, *POSTED, is_approved=True)
        waiting = self._give_up(company, day, *WAITING)
        if posted:
            self._name_records({f"demo_write_offs_{company.id}": posted})
        return bool(posted + waiting)

    def _give_up(self, company, day, customer, share, reason, why, ago, is_approved=False):
        """Ask for the customer's oldest item to be given up by its `share`, and approve it or let it wait."""
        customer = self._named(f"demo_customer_{customer}")
        item = self.env["account.move.line"].search([
            ("account_type", "=", "asset_receivable"), ("parent_state", "=", "posted"), ("amount_residual", ">", 100),
            ("partner_id.commercial_partner_id", "=", customer.id), ("company_id", "=", company.id),
            ("move_type", "=", "out_invoice")], order="date_maturity, id", limit=1)
        if not item:
            return self.env["ar.write.off"]
        with self._on_day(day - timedelta(days=ago)):
            write_off = self.env["ar.write.off"]._make(
                item, {item: item.currency_id.round(item.amount_residual_currency * share)}, note=why,
                reason_id=self._named(f"write_off_reason_{reason}").id, date=day - timedelta(days=ago))
            collector = self._named(f"demo_user_{MARC}") or self.env.ref("base.user_root")
            write_off._set_state("requested", requested_by_id=collector.id, requested_on=self.env.cr.now())
            if is_approved:
                write_off.with_user(self.env.ref("base.user_admin")).sudo().action_approve()
            else:
                write_off._tell_manager()
        return write_off
