from odoo import api, fields, models
from odoo.exceptions import UserError

from ...logic.reconciliation_facts import CODES as ORDER

#: What a row of the result says; the order is that of `logic/reconciliation_facts.py`.
CODES = [
    ("opening", "Opening balance differs"),
    ("amount", "Amount differs"),
    ("sign", "Wrong way round"),
    ("currency", "Different currency"),
    ("missing_theirs", "Missing at the customer"),
    ("missing_ours", "Missing with us"),
    ("transit_payment", "Payment in transit"),
    ("transit_invoice", "Not booked by the customer yet"),
    ("duplicate", "Twice"),
    ("unlisted", "In the customer's balance, but not on its list"),
    ("agreed", "Agreed"),
]
CHANGEABLE = {"note"}


class ArReconciliationMatch(models.Model):
    """A row of a reconciliation: what of ours and of theirs belongs together, and what is done about it."""

    _name = "ar.reconciliation.match"
    _description = "Row of a reconciliation"
    _inherit = ["ar.insert"]
    _order = "reconciliation_id, sequence, currency_id, date, id"

    reconciliation_id = fields.Many2one(
        "ar.reconciliation", required=True, readonly=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True)
    state = fields.Selection(related="reconciliation_id.state")
    code = fields.Selection(CODES, string="Result", required=True, readonly=True)
    sequence = fields.Integer(readonly=True)
    how = fields.Selection(
        [("number", "By number"), ("reference", "By reference"), ("similar", "By a similar number"),
         ("parts", "Several lines together"), ("date", "By amount and day")],
        string="Found", readonly=True)
    move_line_ids = fields.Many2many(
        "account.move.line", "ar_reconciliation_match_item_rel", "match_id", "move_line_id", string="Our Items",
        readonly=True)
    line_ids = fields.One2many("ar.reconciliation.line", "match_id", string="Their Lines", readonly=True)
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    name = fields.Char(string="Our Document", readonly=True)
    date = fields.Date(readonly=True)
    their_name = fields.Char(string="Their Document", readonly=True)
    their_date = fields.Date(readonly=True)
    amount_ours = fields.Monetary(string="Ours", readonly=True)
    amount_theirs = fields.Monetary(string="Theirs", readonly=True)
    difference = fields.Monetary(readonly=True, help="Ours less theirs.")
    step = fields.Selection(
        [("copy", "Copy sent"), ("dispute", "Dispute"), ("payment", "Payment"), ("note", "Noted")],
        string="Next Step", readonly=True)
    step_on = fields.Date(readonly=True)
    step_by_id = fields.Many2one("res.users", readonly=True)
    dispute_id = fields.Many2one("ar.dispute", readonly=True, index="btree_not_null", ondelete="set null")
    note = fields.Char(help="Printed on the sheet.")
    can_copy = fields.Boolean(compute="_compute_can")
    can_dispute = fields.Boolean(compute="_compute_can")
    can_find_payment = fields.Boolean(compute="_compute_can")

    @api.depends("code", "difference", "amount_ours", "dispute_id", "reconciliation_id.state")
    def _compute_can(self):
        for row in self:
            is_open = row.state in ("matched", "sent")
            owed = is_open and row.amount_ours > 0 and row.difference > 0
            row.can_copy = is_open and row.amount_ours > 0 and row.code in (
                "missing_theirs", "transit_invoice", "amount", "currency", "sign")
            row.can_dispute = owed and row.code in ("amount", "missing_theirs", "sign", "duplicate") and not (
                row.dispute_id)
            row.can_find_payment = is_open and row.code in ("missing_theirs", "missing_ours", "transit_payment") and (
                row.amount_ours > 0 or row.amount_theirs < 0)

    def write(self, vals):
        if not self.env.su:
            if any(row.reconciliation_id.state in ("signed", "cancelled") for row in self):
                raise UserError(self.env._("What was signed off stays as it is. Make a new reconciliation."))
            if set(vals) - CHANGEABLE:
                raise UserError(self.env._("Of a row only the note can be changed."))
        result = super().write(vals)
        if vals.get("note") and not self.env.su:
            self.filtered(lambda row: not row.step)._note_step("note")
        return result

    @api.model
    def _place_of(self, code):
        return ORDER.index(code)
