from collections import defaultdict

from odoo import models

from ...logic.provision_movement import movement
from ...queries.provision_losses import written_off_between

MATRIX, SPECIFIC = "matrix", "specific"


class ArProvision(models.Model):
    """What has changed since the provision before, row by row: the movement schedule."""

    _inherit = "ar.provision"

    def _set_movements(self):
        """Reckon the rows anew: one per segment and named item, of this provision or of the one before."""
        self.movement_ids.unlink()
        openings = {self._movement_key(row): row for row in self.previous_id.movement_ids if row.closing}
        closings = self._closings()
        lost = self._lost_since(openings)
        values = []
        for number, key in enumerate([*closings, *(key for key in openings if key not in closings)]):
            before = openings.get(key)
            kind, ident, name, amount = closings.get(key) or (before.kind, key[1], before.name, 0.0)
            moved = movement(before.closing if before else 0.0, amount, lost[key], self.currency_id.round)
            values.append({
                "provision_id": self.id, "sequence": number, "kind": kind, "name": name, **moved._asdict(),
                "segment_id": ident if kind == MATRIX and isinstance(ident, int) else False,
                "move_line_id": ident if kind == SPECIFIC else False,
            })
        self.env["ar.provision.movement"].create(values)

    def _movement_key(self, row):
        """Return what a row stands for in both provisions; a segment that is gone is known by its name."""
        return row.kind, (row.segment_id.id if row.kind == MATRIX else row.move_line_id.id) or row.name

    def _closings(self):
        """Return {key: (kind, id, name, allowance)} of this provision."""
        found = {}
        for line in self.line_ids:
            key = (MATRIX, line.segment_id.id)
            amount = found[key][3] if key in found else 0.0
            found[key] = (MATRIX, line.segment_id.id, line.segment_name, amount + line.amount)
        for specific in self.specific_ids:
            key = (SPECIFIC, specific.move_line_id.id)
            found[key] = (SPECIFIC, specific.move_line_id.id, specific.display_name, specific.amount)
        return {
            key: (*row, self.currency_id.round(amount)) for key, (*row, amount) in found.items()}

    def _lost_since(self, openings):
        """Return {key: what was written off since the provision before, of items that it covered}."""
        lost = defaultdict(float)
        before = self.previous_id
        if not before:
            return lost
        rows = written_off_between(
            self.env, self.company_id, self.company_id._ar_credit_loss_accounts().ids, before.date, self.date,
            before.date)
        segments = before.matrix_id.segment_ids._by_customer({customer for _item, customer, _amount in rows})
        for item, customer, amount in rows:
            key = (SPECIFIC, item)
            lost[key if key in openings else (MATRIX, segments[customer].id)] += amount
        return lost
