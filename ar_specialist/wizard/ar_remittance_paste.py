from odoo import api, fields, models
from odoo.exceptions import UserError

from ..formats.remittance_text import read_pasted


class ArRemittancePaste(models.TransientModel):
    """Reads a remittance advice from a text: a table in an email, a sheet, or lines of numbers and amounts."""

    _name = "ar.remittance.paste"
    _description = "Paste a remittance advice"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company,
        domain=lambda self: [("id", "in", self.env.companies.ids)])
    text = fields.Text(required=True)
    partner_id = fields.Many2one(
        "res.partner", string="Customer", domain="[('parent_id', '=', False)]", check_company=True)
    currency_id = fields.Many2one(
        "res.currency", required=True, default=lambda self: self.env.company.currency_id,
        help="Of amounts beside which the text names none.")
    decimal_mark = fields.Selection([(".", "Point: 1,234.56"), (",", "Comma: 1.234,56")])
    is_ambiguous = fields.Boolean(compute="_compute_read")
    is_readable = fields.Boolean(compute="_compute_read")
    summary = fields.Text(compute="_compute_read")

    @api.depends("text", "decimal_mark")
    def _compute_read(self):
        for paste in self:
            found = paste._read()
            faults = found if isinstance(found, list) else []
            paste.is_ambiguous = bool(paste.decimal_mark) or any(fault.code == "amount_ambiguous" for fault in faults)
            paste.is_readable = bool(found) and not faults
            paste.summary = paste._told(found) if (paste.text or "").strip() else False

    @api.model_create_multi
    def create(self, vals_list):
        self._check_text(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._check_text([vals])
        return super().write(vals)

    def _check_text(self, vals_list):
        """Refuse in words what the database can't hold."""
        if any("\0" in (vals.get("text") or "") for vals in vals_list):
            raise UserError(self.env._("This is no text: it has characters with no meaning in it. Copy it once more."))

    def _read(self):
        return read_pasted(self.text or "", mark=self.decimal_mark or None)

    def _told(self, found):
        """Return in words what was read, or why it can't be."""
        if isinstance(found, list):
            return "\n".join(self._told_fault(fault) for fault in found[:10])
        shown = [
            f"{one.number}  {'' if one.amount is None else format(one.amount, ',')}" for one in found.documents[:15]]
        more = len(found.documents) - len(shown)
        if more > 0:
            shown.append(self.env._("and %s more", more))
        shown.append(self.env._(
            "%(count)s documents, together %(amount)s %(currency)s", count=len(found.documents),
            amount=f"{found.amount or 0:,}", currency=found.currency or self.currency_id.name))
        return "\n".join(shown)

    def _told_fault(self, fault):
        """Return in words what is wrong with a text, which is no file of a bank."""
        if fault.code == "nothing":
            return self.env._("No line names a document and an amount.")
        if fault.code == "sum":
            said, made = fault.value.split(" / ")
            return self.env._(
                "Line %(line)s: the total says %(said)s, but the lines make %(made)s.", line=fault.line, said=said,
                made=made)
        mend = self.env._("Correct it in the text.") if fault.line else None
        return self.env["ar.file.fault"]._told(fault, mend)

    def action_read(self):
        """Make the advice and open it; the one that is there already when it says the same."""
        self.ensure_one()
        if self.company_id not in self.env.companies:
            raise UserError(self.env._("Choose one of the companies that you work for now."))
        found = self._read()
        if isinstance(found, list):
            raise UserError(self._told(found))
        values = {"partner_id": self.partner_id.id} if self.partner_id else {}
        if not found.currency:
            values["currency_id"] = self.currency_id.id
        advice = self.env["ar.remittance"]._from_advice(found, self.company_id, "pasted", **values)
        return {
            "type": "ir.actions.act_window", "res_model": "ar.remittance", "res_id": advice.id, "view_mode": "form",
            "views": [(False, "form")], "name": advice.display_name}
