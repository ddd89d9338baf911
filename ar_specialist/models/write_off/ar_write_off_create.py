from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command

#: Follow from what was done by the buttons: closed to users' own writing.
KEPT = {
    "name", "state", "company_id", "account_id", "currency_id", "requested_by_id", "requested_on", "decided_by_id",
    "decided_on", "refusal", "move_id", "relief_move_id", "relief_from", "reversed_by_id", "reversed_on", "amount",
    "amount_company", "amount_tax", "batch_id", "kind", "dispute_id", "application_id", "loss_account_id",
}
#: What was asked for stays as it was asked for.
ASKED = {"date", "reason_id", "tax_treatment", "note", "line_ids"}


class ArWriteOff(models.Model):
    """Making drafts from items; what may change of a write-off, and until when."""

    _inherit = "ar.write.off"

    @api.model
    def _make(self, items, amounts=None, **values):
        """Return drafts of open `items` (journal items), one for each company, customer and currency.

        :param amounts: {item: amount in its currency}; without it all that is open of each
        :param values: of all of them: reason_id, note, …
        """
        self.check_access("create")
        items = items.with_env(self.env)
        items.check_access("read")
        made = []
        for company, own in items.grouped("company_id").items():
            customers = own.partner_id.commercial_partner_id
            if not all(item.partner_id for item in own):
                raise UserError(self.env._("An item without a customer can't be written off: give it one first."))
            accounts = {one.partner_id: one for one in self.env["ar.account"]._for_many(customers, company)}
            alike = own.grouped(lambda item: (item.partner_id.commercial_partner_id, item.currency_id))
            made += [{
                "company_id": company.id, "account_id": accounts[customer].id, "currency_id": currency.id,
                "line_ids": [
                    Command.create({"move_line_id": item.id, **({"amount": amounts[item]} if amounts else {})})
                    for item in some], **values,
            } for (customer, currency), some in alike.items()]
        # sudo: whose it is follows from the items, and is closed to users' own writing
        return self.sudo().create(made).with_env(self.env)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise UserError(self.env._(
                "A write-off begins with its items: tick them on the customer account or in the list of open items."))
        for vals in vals_list:
            if vals.get("name", "/") == "/":
                vals["name"] = self._next_name(self.env["res.company"].browse(vals["company_id"]))
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self._check_editable(vals.keys() & KEPT, vals.keys() & ASKED)
        return super().write(vals)

    def _check_editable(self, kept=(), asked=True):
        """Refuse users' own changes of what follows from the buttons, or was asked for already."""
        if self.env.su:
            return
        if kept:
            raise UserError(self.env._("This follows from what is done by the buttons of the write-off."))
        if asked and any(write_off.state != "draft" for write_off in self):
            raise UserError(self.env._(
                "What was asked for stays as it was asked for. Take it back to draft, or refuse it, then change it."))

    @api.ondelete(at_uninstall=False)
    def _unlink_if_draft(self):
        if any(write_off.state not in ("draft", "refused") for write_off in self):
            raise UserError(self.env._("What was asked for or booked is kept. Refuse it, or undo it."))

    @api.model
    def _next_name(self, company):
        """Return the next number of `company`, which has a sequence of its own."""
        # sudo: numbering is the system's
        sequences = self.env["ir.sequence"].sudo()
        wanted = [("code", "=", self._name), ("company_id", "=", company.id)]
        found = sequences.search(wanted, limit=1)
        if not found:
            company.sudo().lock_for_update(allow_referencing=True)
            found = sequences.search(wanted, limit=1) or sequences.create({
                "name": f"Write-offs of {company.sudo().name}", "code": self._name, "company_id": company.id,
                "prefix": "WO/%(year)s/", "padding": 4})
        return found.next_by_id()
