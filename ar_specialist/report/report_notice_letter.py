from odoo import api, models


class ReportNoticeLetter(models.AbstractModel):
    """Values of the printed reminder letter, each in its customer's language."""

    _name = "report.ar_specialist.report_notice_letter"
    _description = "Reminder letter"

    @api.model
    def _get_report_values(self, docids, data=None):
        notices = self.env["ar.notice"].browse(docids)
        content = {}
        for frozen in (True, False):
            # A letter is rendered after the notice went out: it lists the credits of that moment.
            part = notices.filtered(lambda notice, sent=frozen: (notice.state == "sent") == sent)
            content |= part._content(frozen=frozen) if part else {}
        return {
            "doc_ids": docids,
            "doc_model": "ar.notice",
            "plain_converter": self.env["ir.actions.report"]._ar_plain_converter((data or {}).get("report_type")),
            "letters": [
                {
                    **content[notice.id],
                    "address": notice.account_id._ar_letter_address().with_context(lang=content[notice.id]["lang"]),
                }
                for notice in notices
            ],
        }
