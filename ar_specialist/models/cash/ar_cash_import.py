from odoo import api, fields, models
from odoo.exceptions import UserError

STATES = [
    ("waiting", "Waiting"),
    ("reading", "Reading"),
    ("asked", "Question"),
    ("booking", "Booking"),
    ("imported", "Imported"),
    ("refused", "Refused"),
    ("undoing", "Being Taken Back"),
    ("cancelled", "Cancelled"),
    ("undone", "Taken Back"),
]
TRANSITIONS = {
    "waiting": {"reading", "cancelled"},
    "reading": {"asked", "booking", "imported", "refused", "cancelled"},
    "asked": {"waiting", "cancelled"},
    "booking": {"imported", "undoing"},
    "imported": {"undoing"},
    "refused": {"waiting"},
    "undoing": {"imported", "refused", "cancelled", "undone"},
    "cancelled": set(),
    "undone": set(),
}
#: What the scheduled action has to go on with.
AT_WORK = ("waiting", "reading", "booking", "undoing")


class ArCashImport(models.Model):
    """A bank file or a file of remittance advices that was imported: what it held and what it made.

    A small file is in the books at once, or refused without a record of it. A large one is stored and worked on by the
    scheduled action: read and checked as a whole, then booked in lots; each line knows its import, so that one that
    was cut short goes on with the bookings that have no line yet. Its payments are in nobody's queue before all of
    them are in the books. One that was refused, cancelled or taken back left nothing and may be imported again.
    """

    _name = "ar.cash.import"
    _description = "Imported Bank File"
    _inherit = ["ar.background"]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(string="File Name", required=True, readonly=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    state = fields.Selection(STATES, default="waiting", required=True, readonly=True, index=True)
    goal = fields.Selection(
        [("refused", "Refused"), ("cancelled", "Cancelled"), ("undone", "Taken Back")], readonly=True,
        help="What it will be when all of it is taken back.")
    attachment_id = fields.Many2one("ir.attachment", string="File", readonly=True, ondelete="restrict")
    content_hash = fields.Char(required=True, readonly=True, help="SHA-256 of the file's bytes.")
    format = fields.Char(readonly=True)
    answers = fields.Json(readonly=True, help="What was said of what the file leaves open.")
    asked = fields.Json(readonly=True, help="What the file leaves open.")
    statement_ids = fields.One2many("account.bank.statement", "ar_cash_import_id", string="Statements", readonly=True)
    line_ids = fields.One2many(
        "account.bank.statement.line", "ar_cash_import_id", string="Lines of Statements", readonly=True)
    statement_count = fields.Integer(string="Statements Made", readonly=True)
    line_count = fields.Integer(string="New Payments", readonly=True, help="Lines of bank statements that it made.")
    there_count = fields.Integer(
        string="Already There", readonly=True, help="Bookings that an earlier file had brought in.")
    remittance_count = fields.Integer(string="Remittance Advices", readonly=True)
    total_count = fields.Integer(
        string="To Do", readonly=True, help="Payments and remittance advices that it has to make, or had to.")
    done_count = fields.Integer(string="Done", readonly=True, help="Payments and remittance advices made so far.")
    kept_count = fields.Integer(
        string="Left in the Books", readonly=True,
        help="Payments that were used while the file was being taken back, and stayed.")
    progress = fields.Float(compute="_compute_progress", help="How much of it is in the books, in percent.")
    undone_on = fields.Datetime(string="Taken Back On", readonly=True)
    undone_by_id = fields.Many2one("res.users", string="Taken Back By", readonly=True, ondelete="restrict")

    _content_uniq = models.UniqueIndex(
        "(company_id, content_hash) WHERE state IN"
        " ('waiting', 'reading', 'asked', 'booking', 'imported', 'undoing')",
        "This file was imported already.")

    @api.depends("total_count", "done_count")
    def _compute_progress(self):
        for record in self:
            record.progress = 100.0 * record.done_count / record.total_count if record.total_count else 0.0

    def _set_state(self, target, **values):
        """Move to `target`.

        :param values: of fields that change with it
        :raise UserError: from where the import is it can't go there
        """
        for record in self:
            if target not in TRANSITIONS[record.state]:
                names = dict(self._fields["state"]._description_selection(self.env))
                raise UserError(self.env._(
                    "“%(file)s”: it is %(state)s.", file=record.name, state=names[record.state].lower()))
        # Imports are closed to users' own writing.
        self.sudo().write({"state": target, **values})

    def _told_made(self):
        """Return in words what the file made."""
        told = []
        if self.line_count:
            told += [self.env._("Statements: %s", self.statement_count), self.env._("payments: %s", self.line_count)]
        if self.remittance_count:
            told.append(self.env._("remittance advices: %s", self.remittance_count))
        if self.there_count:
            told.append(self.env._("bookings that were there already: %s", self.there_count))
        return ", ".join(told)

    def action_open_lines(self):
        """Open what the file brought into the bank's journals, payment by payment."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "name": self.name, "res_model": "account.bank.statement.line",
            "view_mode": "list,form", "views": [(self.env.ref("ar_specialist.ar_cash_import_line_list").id, "list"),
                                               (False, "form")],
            "domain": [("ar_cash_import_id", "=", self.id)], "context": {"create": False},
        }

    def action_open_advices(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "name": self.name, "res_model": "ar.remittance",
            "views": [(False, "list"), (False, "form")], "domain": [("attachment_id", "=", self.attachment_id.id)],
        }

    def action_download(self):
        self.ensure_one()
        url = f"/web/content/{self.attachment_id.id}?download=true"
        return {"type": "ir.actions.client", "tag": "ar_specialist.download", "params": {"url": url}}
