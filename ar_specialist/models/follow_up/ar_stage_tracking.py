from odoo import models
from odoo.tools import plaintext2html


class ArStage(models.Model):
    _inherit = "ar.stage"

    def _log_changes(self, records, field_name, before, after, reasons):
        """Log in the chatter of each of `records` what its stage was, what it is and why: two inserts in all.

        Core's tracking posts a message per record, with several queries each; a run moves hundreds.

        :param before: {record id: stage it had}
        :param after: {record id: stage it has now}
        :param reasons: {record id: text}
        """
        if not records:
            return
        messages = records._message_log_batch({record.id: plaintext2html(reasons[record.id]) for record in records})
        field = self.env["ir.model.fields"]._get(records._name, field_name)
        # Tracking values are written as superuser everywhere: nobody has the right to make them up.
        self.env["mail.tracking.value"].sudo().create([
            self._tracking_values(field, message.id, before[message.res_id], after[message.res_id])
            for message in messages
        ])
        self._spare_core_tracking(records, field_name)

    def _spare_core_tracking(self, records, field_name):
        """Keep core from logging the change again when the transaction changed other tracked fields as well."""
        waiting = self.env.cr.precommit.data.get(f"mail.tracking.{records._name}", {})
        for record in records:
            if field_name in (waiting.get(record.id) or {}):
                waiting[record.id][field_name] = record[field_name]

    def _tracking_values(self, field, message_id, before, after):
        return {
            "mail_message_id": message_id, "field_id": field.id,
            "old_value_integer": before.id, "old_value_char": before.sudo().name or "",
            "new_value_integer": after.id, "new_value_char": after.sudo().name or "",
        }
