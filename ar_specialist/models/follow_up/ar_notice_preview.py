from odoo import api, fields, models

CHANGEABLE = ("planned", "approval")


class ArNotice(models.Model):
    """The message of a notice on the screen: as the customer gets it, and to be changed before it goes out."""

    _inherit = "ar.notice"

    preview = fields.Html(compute="_compute_preview", sanitize=False)
    preview_subject = fields.Char(string="Message Subject", compute="_compute_preview")
    can_edit = fields.Boolean(compute="_compute_can_edit", help="Its own text is being written.")
    can_start_edit = fields.Boolean(compute="_compute_can_edit")

    @api.depends("state", "subject", "body", "line_ids.reason_codes", "line_ids.amount_residual")
    def _compute_preview(self):
        for notice in self:
            written = notice._origin.level_id and (notice.level_id.by_email or notice.level_id.by_letter)
            message = notice._render_message() if written else {"subject": False, "body_html": False}
            notice.preview_subject, notice.preview = message["subject"], message["body_html"]

    @api.depends("state", "body")
    def _compute_can_edit(self):
        for notice in self:
            changeable = notice.state in CHANGEABLE
            notice.can_edit = changeable and bool(notice.body)
            notice.can_start_edit = changeable and not notice.body

    def action_edit_message(self):
        """Give the notice a text of its own, that of its level to begin with."""
        self.ensure_one()
        self._write_down_message()

    def action_hold(self):
        """Ask for reason and last day of a hold on the customers."""
        return self.env["ar.hold"]._ask(accounts=self.account_id)
