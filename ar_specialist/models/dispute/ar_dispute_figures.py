from odoo import api, fields, models

from ...logic.dispute_amounts import resolution

PARTS = ("open", "credited", "paid", "written_off")


def changed_amounts(record, values):
    """Return those of the amounts `values` that differ from what `record` has."""
    def differs(name, value):
        currency = record[record._fields[name].get_currency_field(record)]
        return bool(currency.compare_amounts(record[name], value) if currency else record[name] != value)

    return {name: value for name, value in values.items() if differs(name, value)}


class ArDispute(models.Model):
    """The figures follow the reconciliations by themselves; a case closes itself, and opens again, by them."""

    _inherit = "ar.dispute"

    amount_original = fields.Monetary(
        string="Contested at First", readonly=True, copy=False, help="What was contested when the case was opened.")
    amount_open = fields.Monetary(string="Still Contested", readonly=True, copy=False)
    amount_credited = fields.Monetary(string="Credited", readonly=True, copy=False)
    amount_paid = fields.Monetary(
        string="Paid", readonly=True, copy=False,
        help="By payments, and by credit notes for something else, once nothing but the contested part was left.")
    amount_written_off = fields.Monetary(string="Written Off", readonly=True, copy=False)
    amount_dropped = fields.Monetary(
        string="No Longer Contested", readonly=True, copy=False, help="Rejected, or answered: the customer owes it.")
    amount_open_company = fields.Monetary(
        string="Still Contested (Company Currency)", currency_field="company_currency_id", readonly=True, copy=False)

    @api.model
    def _refresh_items(self, items):
        """Bring the cases of journal `items` up to date: whoever reconciles need not be allowed to see them."""
        if items:
            self.env["ar.dispute.line"].sudo().search([("move_line_id", "in", items.ids)])._refresh()

    def _sum_up(self):
        """Add the figures of the lines up; close what is settled, open again what isn't any more."""
        for dispute in self.sudo():
            values = {
                name: sum(dispute.line_ids.mapped(name))
                for name in (*(f"amount_{part}" for part in PARTS), "amount_dropped", "amount_open_company")}
            if changed := changed_amounts(dispute, values):
                dispute.write(changed)
            dispute._follow_figures()

    def _follow_figures(self):
        self.ensure_one()
        left = not self.currency_id.is_zero(self.amount_open)
        if self.state == "open" and self.line_ids and self.amount and not left:
            how = resolution(self.amount_credited, self.amount_written_off, self.amount_paid, self.amount_dropped)
            self._set_state("resolved", resolution=how)
        elif self.state == "resolved" and left:
            self._message_log(body=self.env._("Open again: a reconciliation of a contested item was undone."))
            self._set_state("open")
