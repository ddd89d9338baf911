from odoo import api, fields, models
from odoo.exceptions import UserError


class ArPeriodCloseTask(models.Model):
    """What the checklist of each month is made from: the automatic checks, and what a person has to do."""

    _name = "ar.period.close.task"
    _description = "Task of the period close"
    _inherit = ["ar.choice"]

    code = fields.Char(readonly=True, copy=False, help="The automatic check that it is; empty for what people do.")
    kind = fields.Selection(
        [("automatic", "Automatic"), ("manual", "Manual")], compute="_compute_kind", store=True, precompute=True)
    description = fields.Text(translate=True, help="What is to be done, or what the check looks for.")
    user_id = fields.Many2one(
        "res.users", string="Person", domain=[("share", "=", False)], help="Empty: whoever closes the month.")
    days = fields.Integer(
        string="Working Days", default=5, help="How many working days after the month it is due.")
    year_end = fields.Boolean(string="Year-End Only", help="Only in the last month of the fiscal year.")

    _code_uniq = models.UniqueIndex("(code) WHERE code IS NOT NULL", "This check is in the list already.")
    _days_positive = models.Constraint(
        "CHECK (days BETWEEN 1 AND 250)", "A task is due between 1 and 250 working days after the month.")

    @api.depends("code")
    def _compute_kind(self):
        for task in self:
            task.kind = "automatic" if task.code else "manual"

    @api.ondelete(at_uninstall=False)
    def _unlink_manual(self):
        if self.filtered("code"):
            raise UserError(self.env._("An automatic check can't be deleted. Archive it to leave it out."))
