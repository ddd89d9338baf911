from odoo import fields, models
from odoo.exceptions import UserError


class ArBalanceRequestLine(models.Model):
    """The print queue: what waits is printed as one PDF; printing again gives the same again."""

    _inherit = "ar.balance.request.line"

    printed_on = fields.Date(readonly=True)
    printed_by_id = fields.Many2one("res.users", string="Printed by", readonly=True)

    def _print(self):
        """Return the kept letters of these as one PDF, bytes; those that wait are printed by that.

        :raise UserError: when none of them was made yet
        """
        documents = self._last_documents()
        if not documents:
            raise UserError(self.env._("There is nothing to print: none of these requests was made yet."))
        first = {}
        for document in documents:
            first.setdefault(document.line_id, document.attachment_id)
        merged = self.env["ir.attachment"].sudo().concat(*first.values())._ar_joined()
        self.filtered(lambda line: line.state == "to_print")._set_state(
            "printed", printed_on=self.env.company._ar_today(), printed_by_id=self.env.uid)
        return merged

    def action_print(self):
        """Print the letters: download them as one PDF."""
        self._check_may_work()
        return self._download(
            self.env._("Balance confirmations %s.pdf", fields.Date.to_string(self.env.company._ar_today())),
            self._print())

    def _download(self, name, content):
        # sudo: the file is the user's own, see create_uid
        attachment = self.env["ir.attachment"].sudo().create(
            {"name": name, "raw": content, "mimetype": "application/pdf"})
        return {
            "type": "ir.actions.client", "tag": "ar_specialist.download",
            "params": {"url": f"/web/content/{attachment.id}?download=true"},
        }

    def action_open_pdf(self):
        """Open the last letter as sent; before it goes out, as it would be today."""
        self.ensure_one()
        self.check_access("read")
        document = self._last_documents()[:1]
        if document:
            return {
                "type": "ir.actions.act_url", "url": f"/web/content/{document.attachment_id.id}", "target": "new"}
        lang = self.account_id._ar_statement_lang()
        return self._download(self._file_name(lang), self._letters_pdf(lang))
