from odoo import api, fields, models
from odoo.tools import format_datetime

from ..models.ar_file_fault import told

SHOWN = 100


class ArCashUploadFile(models.TransientModel):
    """One file of an upload and what became of it."""

    _name = "ar.cash.upload.file"
    _description = "File of an upload"
    _order = "id"

    upload_id = fields.Many2one("ar.cash.upload", required=True, ondelete="cascade", index=True)
    name = fields.Char(string="File", readonly=True)
    attachment_id = fields.Many2one("ir.attachment", readonly=True, ondelete="set null")
    state = fields.Selection(
        [("new", "Waiting"), ("asked", "Question"), ("imported", "Imported"), ("queued", "In Progress"),
         ("known", "Known"), ("there", "Nothing New"), ("bad", "Refused")],
        default="new", required=True, readonly=True)
    format = fields.Char(readonly=True)
    import_id = fields.Many2one("ar.cash.import", readonly=True)
    there_count = fields.Integer(readonly=True)
    fault_count = fields.Integer(readonly=True)
    question_ids = fields.One2many("ar.cash.upload.question", "file_id")
    summary = fields.Text(string="What Became of It", compute="_compute_summary")

    @api.depends("state", "import_id", "there_count", "fault_count")
    def _compute_summary(self):
        for file in self:
            file.summary = file._told()

    def _told(self):
        count = self.fault_count
        match self.state:
            case "asked":
                return self.env._("Not imported yet: answer the question.")
            case "bad" if count == 1:
                return self.env._("Nothing of it was imported: one fault.")
            case "bad":
                return self.env._("Nothing of it was imported: %s faults.", count)
            case "there":
                return self.env._("Nothing to import: all %s bookings are in the books already.", self.there_count)
            case "known":
                return self._told_known()
            case "imported":
                return self.import_id._told_made()
            case "queued":
                return self.env._(
                    "It is large: it is imported while you go on working. Imported Files shows how far it is.")
        return ""

    def _told_known(self):
        made = self.import_id
        if made.state not in ("imported", "refused", "cancelled", "undone"):
            return self.env._("This file is being imported already, as “%s”.", made.name)
        # sudo: a colleague's name is no secret
        return self.env._(
            "Nothing to import: %(user)s imported this file on %(time)s as “%(name)s”.",
            user=made.sudo().create_uid.name, time=format_datetime(self.env, made.create_date, dt_format="short"),
            name=made.name)

    def _is_answered(self):
        return self.state == "asked" and all(question.answer_id for question in self.question_ids)

    def _take(self):
        """Import the file, with the answers that were given, and note what became of it."""
        self.ensure_one()
        outcome = self._outcome(self.question_ids._answers())
        self.write({
            "state": outcome.state, "format": outcome.format, "there_count": outcome.there,
            "fault_count": len(outcome.faults), "import_id": outcome.record and outcome.record.id,
        })
        self.env["ar.cash.upload.fault"].create([
            {"upload_id": self.upload_id.id, "file_id": self.id, **told(fault)} for fault in outcome.faults[:SHOWN]])
        self.env["ar.cash.upload.question"]._ask(self, outcome)
        if outcome.state != "asked":
            self.question_ids.unlink()
            self._forget()

    def _outcome(self, answers):
        if self.state == "asked" and self.import_id:
            return self.import_id._answer(**answers)
        # Read with the user's own rights: an upload is no way to others' files.
        content = self.attachment_id.raw or b""
        return self.env["ar.cash.import"]._take(content, self.name or "", self.upload_id.company_id, **answers)

    def _forget(self):
        """Leave nothing of the upload behind: what was imported keeps a copy of its own."""
        uploaded = self.attachment_id
        if uploaded.res_model == "ar.cash.upload" and not uploaded.res_id and uploaded.create_uid == self.env.user:
            uploaded.unlink()


class ArCashUploadFault(models.TransientModel):
    """A fault of an uploaded file."""

    _name = "ar.cash.upload.fault"
    _description = "Fault of an uploaded file"
    _inherit = "ar.file.fault"
    _order = "file_id, line, id"

    upload_id = fields.Many2one("ar.cash.upload", required=True, ondelete="cascade", index=True)
    file_id = fields.Many2one(
        "ar.cash.upload.file", string="Uploaded File", required=True, ondelete="cascade", index=True)
    file_name = fields.Char(related="file_id.name", string="File")
