from odoo import models
from odoo.tools import SQL


class MailMessage(models.Model):
    _inherit = "mail.message"

    def _ar_copy_to_moves(self, moves):
        """Leave the same note with each of the invoices `moves`, {message: account.move}, in one statement.

        Made one by one, the same text is cleaned again for each of them: half the time of sending a notice of ten.
        """
        pairs = [(message.id, move.id) for message, invoices in moves.items() for move in invoices]
        if not pairs:
            return
        self.flush_recordset()
        own = {"id", "message_id", "model", "res_id"}
        names = [name for name, field in self._fields.items() if field.store and field.column_type and name not in own]
        self.env.cr.execute(SQL(
            "INSERT INTO mail_message (model, res_id, message_id, %(names)s)"
            # The identifier of a message on the internet belongs to it alone.
            " SELECT 'account.move', copy.move_id,"
            " overlay(message.message_id placing copy.move_id || '-' from 2 for 0), %(names)s"
            " FROM unnest(%(messages)s::int[], %(moves)s::int[]) AS copy (note_id, move_id)"
            " JOIN mail_message message ON message.id = copy.note_id",
            names=SQL(", ").join(SQL.identifier(name) for name in names),
            messages=[message for message, _move in pairs], moves=[move for _message, move in pairs],
        ))
        self.env["account.move"].browse(move for _message, move in pairs).invalidate_recordset(["message_ids"])
