from odoo import fields, models

from ..logic.statement import OPEN_ITEM


class ArStatementDownload(models.TransientModel):
    """Asks of which period and in which form to look at statements; nothing is sent or noted."""

    _name = "ar.statement.download"
    _description = "Download statements"
    _inherit = ["ar.statement.asked"]

    account_ids = fields.Many2many("ar.account", string="Customers", required=True, default=lambda self: self._given())
    kind = fields.Selection(default=OPEN_ITEM)

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
        content = make(self.date, kind=self.kind, date_from=self._since(), group=self.group)
        # sudo: the file is the user's own, see create_uid
        attachment = self.env["ir.attachment"].sudo().create({
            "name": f"{self.env._('Statement %s', fields.Date.to_string(self.date))}.{extension}",
            "raw": content, "mimetype": mimetype,
        })
        return {
            "type": "ir.actions.client", "tag": "ar_specialist.download",
            "params": {"url": f"/web/content/{attachment.id}?download=true"},
        }
