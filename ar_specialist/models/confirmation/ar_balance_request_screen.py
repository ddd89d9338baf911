from odoo import api, fields, models

from ..ar_delivery import UNDELIVERED
from .ar_balance_request_line import ASKED


class ArBalanceRequest(models.Model):
    """What the screen of a request opens: every number drills down to its customers."""

    _inherit = "ar.balance.request"

    def action_open_lines(self):
        """Open the customers of the request; the context may name a state, or an answer, to keep."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ar_specialist.ar_balance_request_line_action")
        domain = [("request_id", "=", self.id)]
        if state := self.env.context.get("line_state"):
            domain.append(("state", "=", state))
        if verdict := self.env.context.get("line_verdict"):
            domain += [("verdict", "=", verdict), ("state", "in", ASKED)]
        if self.env.context.get("line_undelivered"):
            domain.append(("delivery_state", "in", UNDELIVERED))
        return {**action, "domain": domain, "context": {"create": False}, "display_name": self.name}

    def action_print(self):
        """Print what waits to be printed; when nothing does, what was printed again."""
        printed = self.line_ids.filtered(lambda line: line.state in ("to_print", "printed"))
        return (printed.filtered(lambda line: line.state == "to_print") or printed).action_print()


class ArBalanceRequestLine(models.Model):
    """The mail as the customer gets it or got it."""

    _inherit = "ar.balance.request.line"

    preview = fields.Html(compute="_compute_preview", sanitize=False)
    preview_subject = fields.Char(string="Subject", compute="_compute_preview")
    preview_to = fields.Char(string="To", compute="_compute_preview")
    is_portal_open = fields.Boolean(compute="_compute_is_portal_open")
    auditor_id = fields.Many2one(related="request_id.auditor_id")
    request_state = fields.Selection(related="request_id.state", string="State of Request")
    form = fields.Selection(related="request_id.form")

    @api.depends("state", "channel", "account_id")
    def _compute_preview(self):
        for line in self:
            message = line._origin._render_message() if line._origin.channel == "email" else dict.fromkeys(
                ("subject", "html", "to"))
            line.preview_subject, line.preview, line.preview_to = message["subject"], message["html"], message["to"]

    @api.depends("state", "request_id.state")
    def _compute_is_portal_open(self):
        for line in self:
            line.is_portal_open = line.state in ASKED and line.request_id.state in ("running", "done")

    def _render_message(self):
        """Return the mail, {"subject", "html", "to"}, in its first language; nothing is stored."""
        self.ensure_one()
        recipients = self.env["ar.account"]._ar_recipients(self.account_id)
        contents = self._contents(recipients)
        for content in contents[self]:
            content["url"] = self._portal_url(look=True)
        self._write_texts(contents)
        content = contents[self][0]
        return {
            "subject": content["subject"], "html": self._message_html(content),
            "to": ", ".join(recipients[self.account_id.id]["partners"].mapped("email"))}

    def action_open_page(self):
        """Look at the page where the customer answers; nothing can be sent from there."""
        self.ensure_one()
        self.check_access("read")
        return {"type": "ir.actions.act_url", "url": self._portal_url(look=True), "target": "new"}
