import base64

from odoo import fields, models
from odoo.exceptions import UserError


class ArNotice(models.Model):
    _inherit = "ar.notice"

    letter_state = fields.Selection(
        [("to_print", "To print"), ("printed", "Printed")], string="Letter", readonly=True, index="btree_not_null",
        copy=False,
    )
    letter_id = fields.Many2one("ir.attachment", string="Letter as PDF", readonly=True, ondelete="set null", copy=False)
    printed_on = fields.Date(readonly=True, copy=False)
    printed_by_id = fields.Many2one("res.users", string="Printed by", readonly=True, copy=False)

    def _letter_pdf(self):
        """Return the letter as a PDF, bytes, in the customer's language."""
        self.ensure_one()
        # One document per call, a plain converter takes no more; without the flag a test server would answer HTML.
        content, _type = self.env["ir.actions.report"].with_context(force_report_rendering=True)._render_qweb_pdf(
            "ar_specialist.action_report_notice_letter", self.ids)
        return content

    def _render_letters(self):
        """Store the letters that are not there yet as PDFs."""
        for notice in self.filtered(lambda notice: not notice.letter_id):
            # sudo: the letter belongs to the notice, which the user may read
            notice.sudo().letter_id = self.env["ir.attachment"].sudo().create({
                "name": self.env._("Letter to %s.pdf", notice.partner_id.name), "raw": notice._letter_pdf(),
                "res_model": self._name, "res_id": notice.id, "mimetype": "application/pdf",
            })

    def _print_letters(self):
        """Return the letters of the notices as one PDF, bytes, and mark them printed, today and by this user.

        Printing again gives the same letters again.

        :raise UserError: when there is no letter among the notices
        """
        letters = self.filtered("letter_state")
        if not letters:
            raise UserError(self.env._("There is no letter to print: none of these notices goes out by letter."))
        letters._render_letters()
        merged = letters.letter_id.sudo()._ar_joined()
        # sudo: that it was printed follows from printing, nobody writes it
        letters.sudo().write({
            "letter_state": "printed", "printed_on": self.env.company._ar_today(), "printed_by_id": self.env.uid,
        })
        return merged

    def action_print_letters(self):
        """Print the letters of the notices: download them as one PDF."""
        self.check_access("write")
        content = self._print_letters()
        # sudo: the file is the user's own, see create_uid
        attachment = self.env["ir.attachment"].sudo().create({
            "name": self.env._("Letters %s.pdf", fields.Date.to_string(self.env.company._ar_today())),
            "datas": base64.b64encode(content), "mimetype": "application/pdf",
        })
        return {
            "type": "ir.actions.client", "tag": "ar_specialist.download",
            "params": {"url": f"/web/content/{attachment.id}?download=true"},
        }
