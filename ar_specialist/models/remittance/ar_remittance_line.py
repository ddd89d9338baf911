from odoo import api, fields, models

from ...logic.cash_facts import Document
from ...logic.cash_tokens import compact
from ...queries.cash_coins import to_coins


class ArRemittanceLine(models.Model):
    """One document that the payer names, or one amount that it keeps back, and what of ours that is."""

    _name = "ar.remittance.line"
    _description = "Line of a Remittance Advice"
    _order = "remittance_id, sequence, id"
    _rec_name = "number"
    _check_company_auto = True

    remittance_id = fields.Many2one("ar.remittance", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="remittance_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="remittance_id.currency_id", store=True)
    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        [("document", "Paid"), ("deduction", "Deduction"), ("unpaid", "Listed, not paid")],
        required=True, default="document",
        help="Paid: this much is paid on the document. Deduction: kept back from the payment. Listed, not paid: the "
        "advice names the document and pays nothing on it.")
    number = fields.Char(string="Document", help="Number of the document as the payer writes it.")
    amount = fields.Monetary(
        string="Paid", help="After cash discount; negative for a credit note that is taken off, and for a deduction. "
        "Zero: the advice doesn't say.")
    discount = fields.Monetary(string="Cash Discount", help="What the payer took off for paying early.")
    reason = fields.Char(help="The payer's reason for a deduction, in its own words or code.")
    move_line_id = fields.Many2one(
        "account.move.line", string="Open Item", index="btree_not_null", ondelete="set null", check_company=True)
    move_id = fields.Many2one(related="move_line_id.move_id", string="Our Document")
    item_open = fields.Monetary(related="move_line_id.amount_residual_currency", string="Open")
    finding = fields.Selection(
        [("found", "Found"), ("chosen", "Chosen by hand"), ("settled", "Settled already"),
         ("several", "Several fit"), ("unknown", "Not ours")],
        readonly=True, copy=False)

    def _document(self):
        """Return the :class:`~..logic.cash_facts.Document` that the line tells of; amounts in whole smallest coins."""
        decimals = self.currency_id.decimal_places
        # What a person chose is named so that nothing else can be meant.
        chosen = self.finding == "chosen" and self.move_line_id.move_name
        return Document(
            chosen or self.number or "", to_coins(self.amount, decimals) if self.amount else None,
            to_coins(self.discount, decimals))

    @api.model_create_multi
    def create(self, vals_list):
        self.env["ar.remittance"].browse({vals.get("remittance_id") for vals in vals_list} - {None})._check_changeable()
        lines = super().create([self._marked(vals) for vals in vals_list])
        lines.remittance_id._say_anew()
        return lines

    def write(self, vals):
        self.remittance_id._check_changeable()
        result = super().write(self._marked(vals))
        # What is found follows from what is said, and not the other way round.
        if vals.keys() - {"finding", "sequence"} and not (self.env.su and "finding" in vals):
            self.remittance_id._say_anew()
        return result

    def unlink(self):
        advices = self.remittance_id
        advices._check_changeable()
        result = super().unlink()
        advices._say_anew()
        return result

    def _marked(self, vals):
        """Return values that say who chose the item: a person, unless it was found."""
        if not self.env.su:
            vals = {name: value for name, value in vals.items() if name != "finding"}
        if "move_line_id" in vals and "finding" not in vals:
            return {**vals, "finding": "chosen" if vals["move_line_id"] else False}
        return vals

    def _set_item(self, item, named):
        """Keep which item the line means, None for none; `named`: {compact number: items that bear exactly it}."""
        finding = "found" if item else "several" if len(named.get(compact(self.number), ())) > 1 else "unknown"
        if (self.move_line_id.id or None, self.finding) != (item, finding):
            self.write({"move_line_id": item, "finding": finding})

    def _tell_settled(self, company):
        """Tell documents that are paid already from those that are not ours."""
        numbers = {number for line in self for number in (line.number.strip(), line.number.strip().upper())}
        if not numbers:
            return
        moves = self.env["account.move"].search([
            ("name", "in", numbers), ("company_id", "=", company.id), ("state", "=", "posted"),
            ("move_type", "in", self.env["account.move"].get_sale_types())])
        ours = {compact(move.name) for move in moves}
        self.filtered(lambda line: compact(line.number) in ours).write({"finding": "settled"})

    @api.onchange("move_line_id")
    def _onchange_move_line_id(self):
        """An item that is chosen says its number, and what is open of it is taken for paid unless something is."""
        if self.move_line_id:
            self.number = self.number or self.move_line_id.move_name
            if not self.amount:
                self.amount = self.move_line_id.amount_residual_currency
