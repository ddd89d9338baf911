from odoo import fields, models
from odoo.tools import float_is_zero, format_date

from ...logic.snapshot_changes import MOVED, OPEN, REDATED, REGROUPED, UNEXPLAINED, explain
from ...queries.snapshot_changes import Known, movements_since

CHANGE_COLUMNS = (
    "snapshot_id", "part", "cause", "partner_id", "currency_id", "bucket_id", "amount_then", "amount_now", "change",
    "change_company", "change_part", "items", "item_count", "detail", "user_id",
)
#: Documents named in a row; the button opens all of its items.
NAMED = 3


class ArSnapshot(models.Model):
    """Comparing a snapshot with the ledger of now: what has changed since, and why."""

    _inherit = "ar.snapshot"

    change_ids = fields.One2many("ar.snapshot.change", "snapshot_id", readonly=True)
    compared_at = fields.Datetime(string="Compared", readonly=True, copy=False)
    compared_total = fields.Monetary(string="By the Ledger Now", readonly=True, copy=False)
    change_total = fields.Monetary(
        string="Changed Since", readonly=True, copy=False, help="By the last comparison with the ledger.")
    change_count = fields.Integer(string="Changes", readonly=True, copy=False)
    unexplained_count = fields.Integer(string="Not Explained", readonly=True, copy=False)

    def action_compare(self):
        """Compare with the ledger and show what changed."""
        self.ensure_one()
        self.check_access("read")
        self._compare()
        if not self.change_count:
            return {
                "type": "ir.actions.client", "tag": "display_notification",
                "params": {
                    "type": "success", "message": self.env._(
                        "The ledger tells the same about %s as it did then.", format_date(self.env, self.date)),
                    "next": {"type": "ir.actions.client", "tag": "soft_reload"},
                },
            }
        return self.action_changes()

    def action_changes(self):
        """Show what the last comparison found."""
        action = self.env["ir.actions.act_window"]._for_xml_id("ar_specialist.ar_snapshot_change_action")
        return {
            **action, "domain": [("snapshot_id", "in", self.ids)],
            "display_name": self.env._("Changed Since %s", self[:1].display_name),
            "context": {"ar_parts": any(change.part != OPEN for change in self.change_ids)},
        }

    def _compare(self):
        """Find what changed since the snapshot was taken; return the `ar.snapshot.change` records.

        They take the place of those of an earlier comparison.
        """
        self.ensure_one()
        # sudo: what changed is the company's affair, as the snapshot is; nobody writes these records
        snapshot = self.sudo().with_company(self.company_id).with_context(allowed_company_ids=self.company_id.ids)
        buckets = snapshot._buckets()
        place = {bucket.id: number for number, bucket in enumerate(buckets)}
        stored, derived = snapshot._stored(), snapshot._derive()
        then, now = _by_key(stored, place), _by_key(derived, place)
        changes = explain(then, now, snapshot._movements(), snapshot._tells_nothing())
        moved = {change.partner for change in changes}
        changes += snapshot._part_changes(stored, derived, place, moved)
        snapshot.env["ar.snapshot.change"].search([("snapshot_id", "=", snapshot.id)]).unlink()
        named = snapshot._names({item for change in changes for item in change.items[:NAMED]})
        told = snapshot._told_of_inferred()
        made = snapshot.env["ar.snapshot.change"]._insert_rows(CHANGE_COLUMNS, [
            (snapshot.id, change.part, change.cause, change.partner, change.currency, buckets[change.period].id,
             change.then, change.now, *_measures(change), list(change.items), len(change.items),
             change.detail or _listed(named, change.items) or told.get(change.cause, ""), change.user)
            for change in changes
        ])
        total = snapshot.currency_id.round(sum(amounts[1] for amounts in now.values()))
        snapshot._update_rows(
            ("compared_at", "compared_total", "change_total", "change_count", "unexplained_count"),
            [(snapshot.id, fields.Datetime.now(), total, snapshot.currency_id.round(total - snapshot.total),
              len(changes), sum(change.cause == UNEXPLAINED for change in changes))])
        return made.with_env(self.env)

    def _movements(self):
        """Return what the journals and the events tell of the day since the snapshot was taken."""
        known = Known(self.company_id.id, self.date, self.last_item, self.last_partial, self.last_event)
        return movements_since(self.env, known, self._periods(), self.basis)

    def _moved(self):
        """Return (customers, amount): how many customers' open amounts of the day are others by now, and by how much.

        By entries and reconciliations that came later; it reads only these. :meth:`_compare` tells all there is.
        """
        self.ensure_one()
        is_none, sums = self._tells_nothing(), {}
        for movement in self._movements():
            key = (movement.partner_id, movement.currency_id, movement.period)
            amount, company = sums.get(key, (0.0, 0.0))
            sums[key] = (amount + movement.amount, company + movement.amount_company)
        moved = {
            key: company for key, (amount, company) in sums.items()
            if not (is_none(amount, key[1]) and is_none(company, None))}
        return len({key[0] for key in moved}), self.currency_id.round(sum(moved.values()))

    def _told_of_inferred(self):
        """Return {cause: text} of the causes that nothing was written down of."""
        return {
            REDATED: self.env._("Inferred: only moved between the customer's buckets"),
            REGROUPED: self.env._("Inferred: only moved from one customer to another"),
            MOVED: self.env._("Inferred: only moved, between buckets and customers"),
        }

    def _tells_nothing(self):
        """Return whether an amount is none, by its currency's smallest coin; None stands for the company's currency."""
        coins = {
            currency.id: currency.rounding
            for currency in self.env["res.currency"].with_context(active_test=False).search_fetch([], ["rounding"])}
        coins[None] = self.currency_id.rounding
        return lambda amount, currency: float_is_zero(amount, precision_rounding=coins[currency])

    def _names(self, items):
        """Return {item: number of its document} of journal items (ids), those that are gone by their events."""
        lines = self.env["account.move.line"].search_fetch([("id", "in", list(items))], ["move_name"])
        names = {line.id: line.move_name for line in lines}
        for event in self.env["ar.snapshot.event"].search_fetch(
            [("item", "in", list(items - names.keys()))], ["item", "move_name"],
        ):
            names[event.item] = event.move_name
        return names


def _measures(change):
    """Return change in currency, change of what is open, and of a part of that: parts don't add up with it."""
    if change.part == OPEN:
        return change.amount, change.amount_company, None
    return None, None, change.amount_company


def _by_key(figures, place):
    """Return {(customer, currency, number of the period): (amount, amount in company currency)}."""
    found = {}
    for row in figures:
        key = (row.partner_id, row.currency_id, place[row.bucket_id])
        amount, company = found.get(key, (0.0, 0.0))
        found[key] = (amount + row.amount, company + row.amount_company)
    return found


def _listed(names, items):
    listed = [name for item in items[:NAMED] if (name := names.get(item))]
    return ", ".join(dict.fromkeys(listed)) + (" …" if len(items) > NAMED else "")
