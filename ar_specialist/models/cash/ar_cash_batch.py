from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_datetime


class ArCashBatch(models.Model):
    """Payments applied together: one press of the button, or one run of the scheduled action; undone together, too."""

    _name = "ar.cash.batch"
    _description = "Batch of applied payments"
    _order = "id desc"

    name = fields.Char(compute="_compute_name")
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    date = fields.Datetime(string="Begun", required=True, readonly=True, default=fields.Datetime.now)
    user_id = fields.Many2one(
        "res.users", string="Started by", required=True, readonly=True, default=lambda self: self.env.user)
    is_automatic = fields.Boolean(string="Scheduled", readonly=True)
    application_ids = fields.One2many("ar.cash.application", "batch_id", string="Applied Payments", readonly=True)
    payment_count = fields.Integer(string="Payments", compute="_compute_figures")
    item_count = fields.Integer(string="Items", compute="_compute_figures")
    undone_count = fields.Integer(string="Undone", compute="_compute_figures")
    refusal_ids = fields.One2many("ar.cash.refusal", "batch_id", string="Not Applied", readonly=True)
    refusal_count = fields.Integer(string="Left to a Person", compute="_compute_refusal_count")

    @api.depends("date", "company_id", "is_automatic")
    @api.depends_context("lang", "tz")
    def _compute_name(self):
        for batch in self:
            moment = format_datetime(self.env, batch.date, dt_format="short")
            batch.name = (
                self.env._("Scheduled, %s", moment) if batch.is_automatic else self.env._("By hand, %s", moment))

    @api.depends("name")
    def _compute_display_name(self):
        for batch in self:
            batch.display_name = batch.name

    @api.depends("application_ids.state", "application_ids.line_ids")
    def _compute_figures(self):
        applications = self.env["ar.cash.application"]._read_group(
            [("batch_id", "in", self.ids)], ["batch_id", "state"], ["__count"])
        items = dict(self.env["ar.cash.application.line"]._read_group(
            [("application_id.batch_id", "in", self.ids)], ["application_id"], ["__count"]))
        for batch in self:
            of_state = {state: count for own, state, count in applications if own == batch}
            batch.payment_count = sum(of_state.values())
            batch.undone_count = of_state.get("undone", 0) + of_state.get("returned", 0)
            batch.item_count = sum(items.get(application, 0) for application in batch.application_ids)

    @api.depends("refusal_ids")
    def _compute_refusal_count(self):
        counts = dict(self.env["ar.cash.refusal"]._read_group(
            [("batch_id", "in", self.ids)], ["batch_id"], ["__count"]))
        for batch in self:
            batch.refusal_count = counts.get(batch, 0)

    def action_undo(self):
        """Undo all that these batches applied and nobody undid yet.

        :raise AccessError: of other people's batches; those are for managers
        """
        for batch in self:
            if batch.user_id != self.env.user and not self.env.su and not self.env.user.has_group(
                    "ar_specialist.group_manager"):
                raise AccessError(self.env._("%s is somebody else's: a receivables manager may undo it.", batch.name))
            applications = batch.application_ids.filtered(lambda one: one.state == "applied")
            if not applications:
                raise UserError(self.env._("Nothing of %s is left to undo.", batch.name))
            applications.action_undo()
        return True


class ArCashRefusal(models.Model):
    """A payment that was ready and could not be applied, and why: somebody has to look at it."""

    _name = "ar.cash.refusal"
    _description = "Payment that could not be applied"
    _order = "id desc"

    batch_id = fields.Many2one("ar.cash.batch", required=True, readonly=True, ondelete="cascade", index=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    payment_id = fields.Many2one("ar.cash.payment", required=True, readonly=True, ondelete="cascade", index=True)
    cause = fields.Text(readonly=True)

    def action_open_payment(self):
        """Open the payment that is left to a person."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": "ar.cash.payment", "res_id": self.payment_id.id,
            "views": [(False, "form")], "view_mode": "form",
        }
