from odoo import models

from ...logic.snapshot_changes import DISPUTE, DISPUTED, PROMISE, PROMISED, part_changes

#: Cases named in a row.
NAMED = 3


class ArSnapshot(models.Model):
    """What of the contested and promised parts is another one by now, and which cases were touched since."""

    _inherit = "ar.snapshot"

    def _part_changes(self, stored, derived, place, moved):
        """Return the :class:`Change` s of both parts.

        :param stored: figures of then, `derived` of now
        :param place: {bucket id: number of its period}
        :param moved: ids of the customers whose open amounts changed
        """
        touched = {
            DISPUTE: self._touched_since("ar.dispute", [("kind", "=", "dispute")]),
            PROMISE: self._touched_since("ar.promise", []),
        }
        changes = []
        for part in (DISPUTED, PROMISED):
            changes += part_changes(
                part, _part_by_key(stored, place, part), _part_by_key(derived, place, part), touched, moved,
                self._tells_nothing())
        return changes

    def _touched_since(self, model, domain):
        """Return {customer id: (names of the cases touched since the snapshot, who touched the last one)}."""
        # Such a case began on or before the day or it can't have been counted, now or then.
        mine = [("company_id", "=", self.company_id.id), ("write_date", ">", self.taken_at)]
        cases = self.env[model].search([*mine, *domain], order="write_date, id")
        label = "name" if "name" in cases._fields else "display_name"
        found = {}
        for partner, own in cases.grouped(lambda case: case.account_id.partner_id.id).items():
            names = ", ".join(case[label] for case in own[-NAMED:]) + (" …" if len(own) > NAMED else "")
            found[partner] = (names, own[-1].write_uid.id)
        return found


def _part_by_key(figures, place, part):
    """Return {(customer, currency, number of the period): the part's amount, in company currency}."""
    found = {}
    for row in figures:
        if amount := getattr(row, part):
            key = (row.partner_id, row.currency_id, place[row.bucket_id])
            found[key] = found.get(key, 0.0) + amount
    return found
