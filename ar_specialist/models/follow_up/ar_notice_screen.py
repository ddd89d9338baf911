from odoo import api, fields, models


class ArNotice(models.Model):
    """What screens search and show of a notice: its main reason, its channels, the message as the customer gets it."""

    _inherit = "ar.notice"

    reason = fields.Selection(
        "_reason_names", string="Main Reason", compute="_compute_reason", store=True,
        help="The most telling one of the reasons against.",
    )
    channel_summary = fields.Char(related="level_id.channel_summary")
    days_late = fields.Integer(string="Oldest, Days Late", compute="_compute_days_late")

    @api.depends("partner_id", "level_id")
    def _compute_display_name(self):
        for notice in self:
            level = notice.level_id.name or self.env._("No level")
            notice.display_name = f"{level}, {notice.partner_id.display_name}"

    @api.model
    def _reason_names(self):
        return list(self.env["ar.reason"]._names().items())

    @api.depends("reason_codes")
    def _compute_reason(self):
        for notice in self:
            notice.reason = (notice.reason_codes or [False])[0]

    @api.depends("line_ids.days_late")
    def _compute_days_late(self):
        for notice in self:
            notice.days_late = max(notice.line_ids.mapped("days_late"), default=0)


class ArNoticeLine(models.Model):
    """Why an item stays out of its notice, in words."""

    _inherit = "ar.notice.line"

    reason_text = fields.Char(string="Why", compute="_compute_reason_text")

    @api.depends("reason_codes")
    @api.depends_context("lang")
    def _compute_reason_text(self):
        for line in self:
            line.reason_text = ", ".join(self.env["ar.reason"]._texts(line.reason_codes or []))
