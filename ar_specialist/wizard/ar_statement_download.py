from odoo import api, fields, models

from ..logic.statement import BALANCE_FORWARD, OPEN_ITEM
from ..models.ar_statement import KINDS


class ArStatementDownload(models.TransientModel):
    """Asks of which period and in which form to look at statements; nothing is sent or noted."""

    _name = "ar.statement.download"
    _description = "Download statements"

    account_ids = fields.Many2many("ar.account", string="Customers", required=True, default=lambda self: self._given())
    kind = fields.Selection(KINDS, required=True, default=OPEN_ITEM)
    date = fields.Date(
        string="As of", required=True, default=lambda self: self.env.company._ar_today(),
        help="The statements tell how things stood on the evening of this day.")
    date_from = fields.Date(
        string="From", compute="_compute_date_from", store=True, precompute=True, readonly=False,
        help="First day of the period.")
    group = fields.Boolean(
        string="With Subsidiaries", help="One statement of a company and its subsidiaries together.")

    @api.model
    def _given(self):
        given = self.env.context.get("active_model") == "ar.account"
        return self.env["ar.account"].browse(given and self.env.context.get("active_ids")).exists()

    @api.depends("date")
    def _compute_date_from(self):
        for download in self:
            download.date_from = download.date and download.date.replace(day=1)

    def action_pdf(self):
        return self._download("pdf", "application/pdf", self._accounts()._ar_statement_pdf)

    def action_xlsx(self):
        mimetype = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return self._download("xlsx", mimetype, self._accounts()._ar_statement_xlsx)

    def _accounts(self):
        self.ensure_one()
        self.account_ids.check_access("read")
        return self.account_ids._ar_group_heads() if self.group else self.account_ids

    def _download(self, extension, mimetype, make):
        since = self.date_from if self.kind == BALANCE_FORWARD else None
        content = make(self.date, kind=self.kind, date_from=since, group=self.group)
        # sudo: the file is the user's own, see create_uid
        attachment = self.env["ir.attachment"].sudo().create({
            "name": f"{self.env._('Statement %s', fields.Date.to_string(self.date))}.{extension}",
            "raw": content, "mimetype": mimetype,
        })
        return {
            "type": "ir.actions.client", "tag": "ar_specialist.download",
            "params": {"url": f"/web/content/{attachment.id}?download=true"},
        }
