from odoo import api, fields, models

#: What the marks of a table may mean, as pairs of value and example.
READINGS = {"order": ("dmy", "mdy"), "mark": (".", ",")}


class ArCashUploadQuestion(models.TransientModel):
    """What a file leaves open: the journal of an account, the order of its dates, its decimal mark."""

    _name = "ar.cash.upload.question"
    _description = "Question about an uploaded file"
    _order = "id"

    upload_id = fields.Many2one("ar.cash.upload", required=True, ondelete="cascade", index=True)
    file_id = fields.Many2one("ar.cash.upload.file", required=True, readonly=True, ondelete="cascade", index=True)
    kind = fields.Selection(
        [("journal", "Journal"), ("order", "Dates"), ("mark", "Decimal mark")], required=True, readonly=True)
    account = fields.Char(readonly=True)
    currency = fields.Char(readonly=True)
    sample = fields.Char(readonly=True)
    question = fields.Text(compute="_compute_question")
    option_ids = fields.One2many("ar.cash.upload.answer", "question_id")
    suggested_id = fields.Many2one("ar.cash.upload.answer", ondelete="set null")
    answer_id = fields.Many2one("ar.cash.upload.answer", ondelete="set null", help="Empty: not answered yet.")

    @api.depends("kind", "account", "currency", "sample", "file_id.name")
    def _compute_question(self):
        for each in self:
            each.question = each._told()

    def _told(self):
        name = self.file_id.name
        if self.kind == "order":
            return self.env._("%(file)s: which day is %(sample)s?", file=name, sample=self.sample)
        if self.kind == "mark":
            return self.env._("%(file)s: how much is %(sample)s?", file=name, sample=self.sample)
        if self.account:
            return self.env._(
                "%(file)s: into which journal do the bookings of account %(account)s (%(currency)s) go?", file=name,
                account=self.account, currency=self.currency or "–")
        return self.env._("%s: into which journal do its bookings go? The file names no account.", name)

    @api.model
    def _ask(self, file, outcome):
        """Ask what an :class:`~..models.ar_cash_import_take.Outcome` left open."""
        common = {"upload_id": file.upload_id.id, "file_id": file.id}
        asked_before = {question._subject() for question in file.question_ids}
        for kind, sample in outcome.asks.items():
            if (kind, "", "") not in asked_before:
                question = self.create({**common, "kind": kind, "sample": sample})
                question._offer([(value, question._meaning(value)) for value in READINGS[kind]])
        for asked in outcome.questions:
            if ("journal", asked.account, asked.currency) in asked_before:
                continue
            question = self.create({
                **common, "kind": "journal", "account": asked.account, "currency": asked.currency})
            journals = self.env["account.journal"].browse(asked.candidates)
            given = file.upload_id.journal_id.id
            suggested = given if given in asked.candidates else asked.suggested
            question._offer([(str(journal.id), journal.display_name) for journal in journals], str(suggested))

    def _subject(self):
        return self.kind, self.account or "", self.currency or ""

    def _offer(self, options, chosen=None):
        answers = self.env["ar.cash.upload.answer"].create([
            {"question_id": self.id, "value": value, "name": name} for value, name in options])
        self.suggested_id = answers.filtered(lambda answer: answer.value == chosen)[:1]

    def _meaning(self, value):
        return {
            "dmy": self.env._("day first: 03/04 is the 3rd of April"),
            "mdy": self.env._("month first: 03/04 is the 4th of March"),
            ".": self.env._("point: 1.234 is one and a bit"),
            ",": self.env._("comma: 1.234 is more than a thousand"),
        }[value]

    def _answers(self):
        """Return the answers as arguments of :meth:`ar.cash.import._take`."""
        answers = {"journals": {}}
        for question in self.filtered("answer_id"):
            if question.kind == "journal":
                answers["journals"][question.account or "", question.currency or ""] = int(question.answer_id.value)
            else:
                answers[question.kind] = question.answer_id.value
        return answers


class ArCashUploadAnswer(models.TransientModel):
    """One of the answers to choose from."""

    _name = "ar.cash.upload.answer"
    _description = "Answer about an uploaded file"
    _order = "id"

    question_id = fields.Many2one("ar.cash.upload.question", required=True, ondelete="cascade", index=True)
    name = fields.Char(required=True, readonly=True)
    value = fields.Char(required=True, readonly=True)
