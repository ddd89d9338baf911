from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...logic.statement import OPEN_ITEM
from ...logic.statement_schedule import MONTHLY, NEVER, QUARTERLY, WEEKLY, Schedule
from ...logic.statement_sending import OPEN, Order, Wish
from .ar_statement import CONDITIONS, KINDS

EVERY = [(NEVER, "Never"), (WEEKLY, "Weekly"), (MONTHLY, "Monthly"), (QUARTERLY, "Quarterly")]
WEEKDAYS = [
    ("0", "Monday"), ("1", "Tuesday"), ("2", "Wednesday"), ("3", "Thursday"), ("4", "Friday"), ("5", "Saturday"),
    ("6", "Sunday"),
]
LAST_DAY = 31


class ArStatementSchedule(models.AbstractModel):
    """When statements go out by themselves; of a company, and of a customer account that differs."""

    _name = "ar.statement.schedule"
    _description = "Schedule of statements"

    ar_statement_every = fields.Selection(EVERY, string="Statement Schedule")
    ar_statement_weekday = fields.Selection(WEEKDAYS, string="On")
    ar_statement_day = fields.Integer(string="On Day", help="Of the month; in a shorter month its last day.")
    # Nobody gets a statement of nothing by itself.
    ar_statement_condition = fields.Selection(CONDITIONS[1:], string="Only When")
    ar_statement_kind = fields.Selection(KINDS, string="Kind of Statement")
    ar_statement_group = fields.Boolean(
        string="With Subsidiaries", help="One statement of a company and its subsidiaries together.")

    @api.constrains("ar_statement_day")
    def _check_ar_statement_day(self):
        if any(record.ar_statement_day not in range(LAST_DAY + 1) for record in self):
            raise ValidationError(self.env._("The day of the month of statements is a number from 1 to 31."))

    def _ar_statement_schedule(self):
        """Return the :class:`Schedule` of the record; what it leaves open is Monday, and the first of the month."""
        return Schedule(
            self.ar_statement_every or NEVER, int(self.ar_statement_weekday or 0), self.ar_statement_day or 1)

    def _ar_scheduled_order(self, day):
        """Return the :class:`Order` of the statements that go out on `day`."""
        since, until = self._ar_statement_schedule().period(day)
        kind = self.ar_statement_kind or OPEN_ITEM
        return Order(
            kind, until, None if kind == OPEN_ITEM else since, self.ar_statement_group,
            wish=Wish(self.ar_statement_condition or OPEN))

    def _ar_schedule_text(self):
        """Return the schedule in words."""
        schedule = self._ar_statement_schedule()

        def name_of(field, value):
            return dict(self._fields[field]._description_selection(self.env))[value]

        every = name_of("ar_statement_every", schedule.every)
        if schedule.every == NEVER:
            return every
        on = name_of("ar_statement_weekday", str(schedule.weekday)) if schedule.every == WEEKLY else self.env._(
            "day %s", schedule.day)
        return ", ".join((
            every, on, name_of("ar_statement_kind", self.ar_statement_kind or OPEN_ITEM).lower(), self.env._(
                "when %s", name_of("ar_statement_condition", self.ar_statement_condition or OPEN).lower())))


class ResCompany(models.Model):
    _name = "res.company"
    _inherit = ["res.company", "ar.statement.schedule"]

    ar_statement_every = fields.Selection(default=NEVER, required=True)
    ar_statement_weekday = fields.Selection(default="0", required=True)
    ar_statement_day = fields.Integer(default=1, required=True)
    ar_statement_condition = fields.Selection(default=OPEN, required=True)
    ar_statement_kind = fields.Selection(default=OPEN_ITEM, required=True)
    ar_statement_looked_on = fields.Date(
        string="Statements Looked At", help="The last day whose scheduled statements the scheduled action has planned.")


class ArAccount(models.Model):
    _name = "ar.account"
    _inherit = ["ar.account", "ar.statement.schedule"]

    ar_statement_every = fields.Selection(tracking=True, help="Empty: as the settings of the company say.")
    ar_statement_text = fields.Char(string="Statements Go Out", compute="_compute_ar_statement_text")

    @api.onchange("ar_statement_every")
    def _onchange_ar_statement_every(self):
        """Begin an own schedule with the rest of the company's."""
        for name in ("weekday", "day", "condition", "kind"):
            self[f"ar_statement_{name}"] = self[f"ar_statement_{name}"] or self.company_id[f"ar_statement_{name}"]

    @api.depends(
        "ar_statement_every", "ar_statement_weekday", "ar_statement_day", "ar_statement_condition",
        "ar_statement_kind", "company_id")
    @api.depends_context("lang")
    def _compute_ar_statement_text(self):
        for account in self:
            account.ar_statement_text = account._ar_schedule_text() if account.ar_statement_every else self.env._(
                "As all customers: %s", account.company_id.sudo()._ar_schedule_text())


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ar_statement_every = fields.Selection(related="company_id.ar_statement_every", readonly=False, required=True)
    ar_statement_weekday = fields.Selection(related="company_id.ar_statement_weekday", readonly=False, required=True)
    ar_statement_day = fields.Integer(related="company_id.ar_statement_day", readonly=False)
    ar_statement_condition = fields.Selection(
        related="company_id.ar_statement_condition", readonly=False, required=True)
    ar_statement_kind = fields.Selection(related="company_id.ar_statement_kind", readonly=False, required=True)
    ar_statement_group = fields.Boolean(related="company_id.ar_statement_group", readonly=False)

    def action_ar_statement_text(self):
        """Open subject and text of the email that brings a statement."""
        return {
            "type": "ir.actions.act_window", "res_model": "mail.template", "view_mode": "form",
            "views": [(False, "form")],
            "res_id": self.env.ref("ar_specialist.mail_template_ar_statement").id,
        }
