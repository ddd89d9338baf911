from dateutil.relativedelta import relativedelta
from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command


class ArWriteOff(models.Model):
    """Booking: entries, their reconciliation with the items, states and stages, all in one transaction."""

    _inherit = "ar.write.off"

    def _post(self):
        """Book approved write-offs of one company.

        :raise UserError: when an item is open by less than is given up by now; nothing is booked then
        """
        own = self.with_company(self.company_id)
        own._lock_items()
        for line in own.line_ids:
            line.sudo().amount_company = line._in_company_currency()  # at the rate of what is open by now
        stages = {line: line.move_id.sudo().ar_stage_id for line in own.line_ids}
        # The lines are given as they have to be: nothing of them is to be computed anew.
        entries = self.env["account.move"].with_company(self.company_id).with_context(skip_invoice_sync=True).create(
            own._prepare_entries())
        own._tell_origins(entries)
        entries.action_post()
        own._reconcile_with(entries)
        own._note_booked(entries)
        own._write_stages(stages)

    def _prepare_entries(self):
        values = [write_off._prepare_entry() for write_off in self]
        if not self.env["account.analytic.distribution.model"].search_count([], limit=1):
            # Core looks for them line by line.
            for entry in values:
                entry["line_ids"] = [
                    Command.create({"analytic_distribution": False, **row}) for _create, _id, row in entry["line_ids"]]
        return values

    def _lock_items(self):
        """Keep others from settling the items meanwhile, and look how much of them is open."""
        items = self.line_ids.move_line_id
        if items.try_lock_for_update(allow_referencing=True) != items:
            raise UserError(self.env._("Somebody is just settling one of these items. Try again in a moment."))
        items.invalidate_recordset(["amount_residual", "amount_residual_currency"])
        self.line_ids._check_open()

    def _reconcile_with(self, entries):
        plan = []
        for write_off, entry in zip(self, entries, strict=True):
            sides = entry.line_ids.filtered(lambda line: line.account_id.account_type == "asset_receivable")
            plan += [
                line.move_line_id + side
                for line, side in zip(write_off.line_ids, sides.sorted("id"), strict=True)]
            plan += write_off._pending_pairs(entry)
        # Tax that is due on payment doesn't become due by this: nobody has paid.
        self.env["account.move.line"].with_context(no_cash_basis=True)._reconcile_plan(plan)

    def _pending_pairs(self, entry):
        """Return the items of tax not due yet with those of the invoices that they take back."""
        pairs = []
        for side in entry.line_ids.filtered(lambda line: line.account_id.reconcile):
            if side.account_id.account_type == "asset_receivable":
                continue
            waiting = self.line_ids.move_id.line_ids.filtered(
                lambda line, side=side: line.account_id == side.account_id and line.tax_repartition_line_id
                and not line.reconciled and line.balance * side.balance < 0)
            if waiting:
                pairs.append(waiting + side)
        return pairs

    def _note_booked(self, entries):
        for write_off, entry in zip(self.sudo(), entries, strict=True):  # closed to users' own writing
            for line in write_off.line_ids:
                line.amount_tax = sum(share.amount for share in write_off._booked_shares(line) if share.is_tax)
            write_off.write({
                "move_id": entry.id, "amount_tax": sum(write_off.line_ids.mapped("amount_tax")),
                "relief_from": write_off._first_day_of_relief()})
        self._set_state("posted")
        self._message_log_batch({
            write_off.id: self.env._("Written off by %s.", entry._get_html_link())
            for write_off, entry in zip(self, entries, strict=True)})

    def _first_day_of_relief(self):
        """Return from when on the tax may be claimed back; False where it is not, or at any time."""
        due = [day for day in self.line_ids.mapped("date_due") if day]
        if self.tax_treatment != "later" or not due:
            return False
        return max(due) + relativedelta(months=self.reason_id.relief_months)
