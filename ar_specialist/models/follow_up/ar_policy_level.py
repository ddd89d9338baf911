from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...logic.follow_up_rules import LevelRule


class ArPolicyLevel(models.Model):
    """One step of a policy: from which day on, on what conditions, by which channels."""

    _name = "ar.policy.level"
    _description = "Follow-up level"
    _order = "policy_id, days, id"

    policy_id = fields.Many2one("ar.policy", required=True, ondelete="cascade", index=True)
    name = fields.Char(required=True, translate=True)
    days = fields.Integer(
        string="Days from due date", required=True,
        help="Negative or 0: a friendly notice until the due date. Positive: days late.",
    )
    combine = fields.Selection(
        [("all", "All conditions"), ("any", "Any condition")], default="all", required=True,
        help="Whether days, item amount and balance must all be reached, or any one of them is enough.",
    )
    item_amount = fields.Float(
        string="Item from", digits="Account", help="Smallest open amount, company currency; 0: any.")
    balance = fields.Float(
        string="Balance from", digits="Account", help="Smallest overdue balance of the customer; 0: any.")
    stage_id = fields.Many2one("ar.stage", string="Move to stage", ondelete="restrict")
    repeat_days = fields.Integer(help="Send again every so many days; 0: once only.")
    repeat_at_most = fields.Integer(string="Repeats at most", help="How many times it may be sent again.")
    needs_approval = fields.Boolean(string="Waits for approval")

    by_email = fields.Boolean(string="Email", default=True)
    by_letter = fields.Boolean(string="Letter")
    activity_type_id = fields.Many2one("mail.activity.type", string="Activity", ondelete="set null")
    activity_for = fields.Selection(
        [("collector", "Collector"), ("salesperson", "Salesperson"), ("named", "Named user")], default="collector")
    activity_user_id = fields.Many2one("res.users", domain=[("share", "=", False)])
    escalate = fields.Boolean(string="Tell the manager", help="An activity for the manager of the one in charge too.")
    attach_invoices = fields.Boolean()
    attach_statement = fields.Boolean(
        help="The open-item statement of the day goes with the email, and is printed behind the letter.")
    copy_to = fields.Selection([("collector", "Collector"), ("salesperson", "Salesperson")])
    sender = fields.Selection(
        [("company", "Company"), ("collector", "Collector"), ("salesperson", "Salesperson")], default="company",
        required=True,
    )
    subject = fields.Char(translate=True)
    intro = fields.Html(
        string="Text", translate=True, sanitize_attributes=False,
        help="Stands above the table of items, in the mail and in the letter, in the customer's language.",
    )

    @api.constrains("by_email", "by_letter", "activity_type_id", "subject")
    def _check_channels(self):
        for level in self:
            if not (level.by_email or level.by_letter or level.activity_type_id):
                raise ValidationError(self.env._(
                    "Level “%s” does nothing: choose email, letter or an activity.", level.name))
            if level.by_email and not level.subject:
                raise ValidationError(self.env._("Level “%s” sends an email: give it a subject.", level.name))

    @api.constrains("item_amount", "balance", "repeat_days", "repeat_at_most")
    def _check_not_negative(self):
        for level in self:
            if min(level.item_amount, level.balance, level.repeat_days, level.repeat_at_most) < 0:
                raise ValidationError(self.env._("Amounts and repeats of level “%s” can't be negative.", level.name))

    def _rule(self):
        """Return the level as :class:`LevelRule`."""
        self.ensure_one()
        return LevelRule(
            self.id, self.days, self.combine == "all", self.item_amount, self.balance, self.repeat_days,
            self.repeat_at_most, self._ar_channels() == ["email"],
        )

    def _ar_channels(self):
        """Return the codes of the ways this level reaches the customer; extend for further ways."""
        self.ensure_one()
        channels = [("email", self.by_email), ("letter", self.by_letter), ("activity", self.activity_type_id)]
        return [code for code, wanted in channels if wanted]
