from odoo import api, fields, models


class ArPolicyLevel(models.Model):
    """What a level does and on what conditions, in a line each."""

    _inherit = "ar.policy.level"

    channel_summary = fields.Char(string="Channels", compute="_compute_channel_summary")
    condition_summary = fields.Char(string="Conditions", compute="_compute_condition_summary")

    @api.model
    def _channel_names(self):
        return {
            "email": self.env._("Email"), "letter": self.env._("Letter"), "activity": self.env._("Activity"),
        }

    @api.depends("by_email", "by_letter", "activity_type_id")
    @api.depends_context("lang")
    def _compute_channel_summary(self):
        names = self._channel_names()
        for level in self:
            level.channel_summary = ", ".join(names.get(code, code) for code in level._ar_channels())

    @api.depends("combine", "item_amount", "balance", "repeat_days", "repeat_at_most")
    @api.depends_context("lang")
    def _compute_condition_summary(self):
        for level in self:
            joined = self.env._(" and ") if level.combine == "all" else self.env._(" or ")
            conditions = []
            if level.item_amount:
                conditions.append(self.env._("item from %(amount)s", amount=f"{level.item_amount:,.2f}"))
            if level.balance:
                conditions.append(self.env._("balance from %(amount)s", amount=f"{level.balance:,.2f}"))
            told = [joined.join(conditions)] if conditions else []
            if level.repeat_days:
                told.append(self.env._(
                    "again every %(days)s days, %(times)s times", days=level.repeat_days, times=level.repeat_at_most))
            level.condition_summary = "; ".join(told)
