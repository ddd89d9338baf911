from odoo import fields, models
from odoo.exceptions import UserError

STATES = [("imported", "Imported"), ("undone", "Taken Back")]
TRANSITIONS = {"imported": {"undone"}, "undone": set()}


class ArCashImport(models.Model):
    """A bank file or a file of remittance advices that was imported: what it held and what it made.

    A file that can't be taken leaves no record. One that was taken back may be imported again.
    """

    _name = "ar.cash.import"
    _description = "Imported Bank File"
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(string="File Name", required=True, readonly=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    state = fields.Selection(STATES, default="imported", required=True, readonly=True, index=True)
    attachment_id = fields.Many2one("ir.attachment", string="File", readonly=True, ondelete="restrict")
    content_hash = fields.Char(required=True, readonly=True, help="SHA-256 of the file's bytes.")
    format = fields.Char(required=True, readonly=True)
    statement_ids = fields.One2many("account.bank.statement", "ar_cash_import_id", string="Statements", readonly=True)
    statement_count = fields.Integer(string="Statements Made", readonly=True)
    line_count = fields.Integer(string="New Payments", readonly=True, help="Lines of bank statements that it made.")
    there_count = fields.Integer(
        string="Already There", readonly=True, help="Bookings that an earlier file had brought in.")
    remittance_count = fields.Integer(string="Remittance Advices", readonly=True)
    undone_on = fields.Datetime(string="Taken Back On", readonly=True)
    undone_by_id = fields.Many2one("res.users", string="Taken Back By", readonly=True, ondelete="restrict")

    _content_uniq = models.UniqueIndex(
        "(company_id, content_hash) WHERE state = 'imported'", "This file was imported already.")

    def _set_state(self, target):
        """Move to `target`.

        :raise UserError: from where the import is it can't go there
        """
        for record in self:
            if target not in TRANSITIONS[record.state]:
                raise UserError(self.env._("“%s” was taken back already.", record.name))
        # Imports are closed to users' own writing.
        self.sudo().write({"state": target, "undone_on": fields.Datetime.now(), "undone_by_id": self.env.uid})

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

    def _lines(self):
        return self.statement_ids.line_ids

    def action_open_lines(self):
        """Open what the file brought into the bank's journals, payment by payment."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "name": self.name, "res_model": "account.bank.statement.line",
            "view_mode": "list,form", "views": [(self.env.ref("ar_specialist.ar_cash_import_line_list").id, "list"),
                                               (False, "form")],
            "domain": [("statement_id.ar_cash_import_id", "=", self.id)], "context": {"create": False},
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
