from odoo import fields, models
from odoo.exceptions import UserError


class ArStatement(models.Model):
    """The print queue: what waits is printed as one PDF; printing again gives the same again."""

    _inherit = "ar.statement"

    printed_on = fields.Date(readonly=True, copy=False)
    printed_by_id = fields.Many2one("res.users", string="Printed by", readonly=True, copy=False)

    def _print(self):
        """Return the kept PDFs of these as one, bytes; those that wait to be printed are printed by that.

        :raise UserError: when none of them was made yet
        """
        # sudo: who may read a statement may read its document
        documents = self.sudo().document_ids
        if not documents:
            raise UserError(self.env._("There is nothing to print: none of these statements was made yet."))
        kept = self.env["ir.attachment"].sudo().concat(*(
            statement.document_ids[:1].attachment_id for statement in documents.statement_id))
        merged = kept._ar_joined()
        self.filtered(lambda one: one.state == "to_print")._set_state(
            "printed", printed_on=self.env.company._ar_today(), printed_by_id=self.env.uid)
        return merged

    def action_print(self):
        """Print the statements: download them as one PDF."""
        self._check_may_work()
        return self._download(
            self.env._("Statements %s.pdf", fields.Date.to_string(self.env.company._ar_today())), self._print())

    def _download(self, name, content):
        # sudo: the file is the user's own, see create_uid
        attachment = self.env["ir.attachment"].sudo().create(
            {"name": name, "raw": content, "mimetype": "application/pdf"})
        return {
            "type": "ir.actions.client", "tag": "ar_specialist.download",
            "params": {"url": f"/web/content/{attachment.id}?download=true"},
        }

    def action_open_pdf(self):
        """Open the PDF as sent; before it goes out, as it would be today."""
        self.ensure_one()
        self.check_access("read")
        document = self.sudo().document_ids[:1]
        if document:
            return {
                "type": "ir.actions.act_url", "url": f"/web/content/{document.attachment_id.id}", "target": "new"}
        return self._download(
            self._file_name(self.env.lang), self.account_id._ar_statement_pdf(
                self.date, None, self.kind, self.date_from or None, self.group))
