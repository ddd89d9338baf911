from odoo import Command, api, fields, models
from odoo.exceptions import UserError

#: Somebody who drops a folder into the window did not mean it.
MOST = 50


class ArCashUpload(models.TransientModel):
    """Takes bank files and files of remittance advices, asks what they leave open, and tells what became of them."""

    _name = "ar.cash.upload"
    _description = "Import bank files or remittances"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company,
        domain=lambda self: [("id", "in", self.env.companies.ids)])
    journal_id = fields.Many2one("account.journal", help="Offered where a file does not say which journal it is for.")
    attachment_ids = fields.Many2many("ir.attachment", string="Choose Files")
    file_ids = fields.One2many("ar.cash.upload.file", "upload_id", string="Files", readonly=True)
    question_ids = fields.One2many("ar.cash.upload.question", "upload_id", string="Questions", readonly=True)
    question_id = fields.Many2one("ar.cash.upload.question", string="Open Question", readonly=True)
    question = fields.Text(related="question_id.question")
    answer_id = fields.Many2one("ar.cash.upload.answer", domain="[('question_id', '=', question_id)]")
    fault_ids = fields.One2many("ar.cash.upload.fault", "upload_id", string="Faults", readonly=True)
    file_count = fields.Integer(compute="_compute_counts")
    imported_count = fields.Integer(compute="_compute_counts")
    asked_count = fields.Integer(compute="_compute_counts")
    bad_count = fields.Integer(compute="_compute_counts")

    @api.depends("file_ids.state")
    def _compute_counts(self):
        for upload in self:
            states = upload.file_ids.mapped("state")
            upload.file_count = len(states)
            upload.imported_count = states.count("imported") + states.count("queued")
            upload.asked_count = states.count("asked")
            upload.bad_count = states.count("bad")

    def action_import(self):
        """Import each file that can be, and show what became of all of them, or the next question."""
        self.ensure_one()
        self._refuse_other_companies()
        self._list_files()
        self._note_answer()
        waiting = self.file_ids.filtered(lambda file: file.state == "new" or file._is_answered())
        if not self.file_ids:
            raise UserError(self.env._("Choose a file first: what the bank or the customer sent, as it is."))
        for file in waiting:
            file._take()
        if waiting.filtered(lambda file: file.state == "imported"):
            self._propose()
        return self._shown()

    def _refuse_other_companies(self):
        if self.company_id not in self.env.companies:
            raise UserError(self.env._("Choose one of the companies that you work for now."))

    def _note_answer(self):
        if self.question_id and not self.answer_id:
            raise UserError(self.env._("Answer the question first."))
        if self.answer_id.question_id == self.question_id:
            self.question_id.answer_id = self.answer_id
        # Questions are removed with their answers: nothing may point to them any more in the database.
        self.write({"question_id": False, "answer_id": False})
        self.flush_recordset()

    def _list_files(self):
        """Turn what was uploaded into rows."""
        if len(self.attachment_ids) > MOST:
            raise UserError(self.env._("Import at most %s files at once.", MOST))
        self.env["ar.cash.upload.file"].create([
            {"upload_id": self.id, "attachment_id": attachment.id, "name": attachment.name}
            for attachment in (self.attachment_ids - self.file_ids.attachment_id).sorted("id")
        ])
        self.attachment_ids = [Command.clear()]

    def _propose(self):
        """Queue what came in, with what it is for."""
        self.env["ar.cash.payment"]._collect(self.company_id)._propose()

    def _shown(self):
        """Show the upload with the next open question; questions come one at a time."""
        open_questions = self.question_ids.filtered(lambda question: not question.answer_id)
        self.question_id = open_questions[:1]
        self.answer_id = self.question_id.suggested_id
        return {
            "type": "ir.actions.act_window", "name": self.env._("Import Bank File or Remittance"),
            "res_model": self._name, "res_id": self.id, "view_mode": "form", "target": "new",
        }

    def action_again(self):
        """Start over with other files."""
        return self.env["ir.actions.act_window"]._for_xml_id("ar_specialist.ar_cash_upload_action")

    def action_open_imports(self):
        """Open what was imported."""
        records = self.file_ids.import_id
        action = self.env["ir.actions.act_window"]._for_xml_id("ar_specialist.ar_cash_import_action")
        if len(records) == 1:
            return {**action, "view_mode": "form", "views": [(False, "form")], "res_id": records.id}
        return {**action, "domain": [("id", "in", records.ids)]}
