from odoo import api, fields, models


class ArCashReturn(models.Model):
    """What the screens of returns show and open."""

    _inherit = "ar.cash.return"

    application_line_ids = fields.Many2many(
        "ar.cash.application.line", string="Open Again", compute="_compute_application_line_ids",
        help="What the payment had settled: it is owed again.")
    together_ids = fields.Many2many(
        "ar.cash.return", string="Came Back Together", compute="_compute_together_ids",
        help="Other payments that the same line of the bank takes back; all of them are booked as one.")
    reasons_text = fields.Text(string="Why It Is Proposed", compute="_compute_reasons_text")

    @api.depends("statement_line_id", "state")
    def _compute_together_ids(self):
        for record in self:
            record.together_ids = record._of_the_same_line()

    @api.depends("payment_id.application_ids.state", "application_ids")
    def _compute_application_line_ids(self):
        for record in self:
            applied = record.payment_id.application_ids.filtered(lambda one: one.state == "applied")
            record.application_line_ids = (record.application_ids or applied).line_ids

    @api.depends("reasons")
    @api.depends_context("lang")
    def _compute_reasons_text(self):
        names = {
            "same_amount": self.env._("The amount is that of the payment"),
            "with_fee": self.env._("The amount is that of the payment and a fee"),
            "same_reference": self.env._("The reference is that of the payment"),
            "reference_named": self.env._("The reference of the payment stands in the text"),
            "same_account": self.env._("The account is the payer's"),
            "same_name": self.env._("The name is the payer's"),
            "item_named": self.env._("Names a document that the payment has settled"),
            "told_as_return": self.env._("The bank says that it takes a payment back"),
        }
        for record in self:
            record.reasons_text = "\n".join(
                ": ".join(filter(None, (names.get(code, code), value)))
                for code, _points, value in record.reasons or ())

    def action_open_payment(self):
        """Open the payment that came back."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": "ar.cash.payment", "res_id": self.payment_id.id,
            "view_mode": "form", "views": [(False, "form")]}

    def action_open_entries(self):
        """Open the entries that the return has made, that of the bank's line among them."""
        self.ensure_one()
        moves = self.statement_line_id.move_id + self.move_ids + self.fee_move_id
        return {
            "type": "ir.actions.act_window", "res_model": "account.move", "view_mode": "list,form",
            "name": self.env._("Entries of the Return"), "domain": [("id", "in", moves.ids)],
            "context": {"create": False}}


class ArCashPayment(models.Model):
    _inherit = "ar.cash.payment"

    def action_return(self):
        """Ask for what has to be known of a payment that came back, or show the return that is there already."""
        self.ensure_one()
        taken = self.env["ar.cash.return"].search([
            "|", ("payment_id", "=", self.id), ("statement_line_id", "=", self.statement_line_id.id or 0),
            ("state", "in", ("proposed", "done"))], limit=1, order="state, id desc")
        return self._return_dialog(taken)

    def action_return_another(self):
        """Ask for a payment, or one more, that this line of the bank takes back."""
        self.ensure_one()
        return self._return_dialog(self.env["ar.cash.return"])

    def _return_dialog(self, taken):
        dialog = self.env.ref("ar_specialist.ar_cash_return_view_form_dialog")
        return {
            "type": "ir.actions.act_window", "res_model": "ar.cash.return", "res_id": taken.id, "view_mode": "form",
            "views": [(dialog.id, "form")], "target": "new", "name": self.env._("Returned Payment"),
            "context": {"default_payment_id": self.id} if self.amount > 0 else {
                "default_statement_line_id": self.statement_line_id.id}}


class ArCashApplication(models.Model):
    _inherit = "ar.cash.application"

    def action_return(self):
        """As of the payment that was applied."""
        return self.payment_id.action_return()
