from odoo import api, fields, models


class ArCashPayment(models.Model):
    """From a payment to what stands around it: the screen, the books, what was applied."""

    _inherit = "ar.cash.payment"

    application_count = fields.Integer(compute="_compute_application_count")

    @api.depends("application_ids")
    def _compute_application_count(self):
        counts = dict(self.env["ar.cash.application"]._read_group(
            [("payment_id", "in", self.ids)], ["payment_id"], ["__count"]))
        for payment in self:
            payment.application_count = counts.get(payment, 0)

    def action_cash_screen(self):
        """Show the payment in Cash Application."""
        self.ensure_one()
        action = self.env["ir.actions.client"]._for_xml_id("ar_specialist.ar_cash_screen_action")
        return {**action, "params": {"payment_id": self.id}}

    def action_open_source(self):
        """Open the entry that the payment stands on."""
        self.ensure_one()
        # sudo: the payment is the user's to see; whether its entry is, the form decides
        source = self.sudo()
        move = source.statement_line_id.move_id or source.move_line_id.move_id
        return {
            "type": "ir.actions.act_window", "res_model": "account.move", "res_id": move.id,
            "views": [(False, "form")], "view_mode": "form",
        }

    def action_open_applications(self):
        """Open what was applied of the payment, undone applications too."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ar_specialist.ar_cash_application_action")
        return {**action, "domain": [("payment_id", "=", self.id)], "context": {}}
