from odoo import api, models
from odoo.fields import Domain

PICKS = 20
#: Shorter words of a payer's name are everybody's.
SHORTEST_WORD = 4


class ArCashPayment(models.Model):
    """Customers for the picker: who owes exactly this, who is called alike, who was looked for."""

    _inherit = "ar.cash.payment"

    @api.readonly
    def screen_customers(self, search=""):
        """Return customers who may have paid; without a search those who owe this amount or are called alike."""
        self.ensure_one()
        self._check_reader()
        text = (search or "").strip()
        partners = self._customers_like(text) if text else self._customers_owing_this()
        partners = (partners - self.partner_id.sudo())[:PICKS]
        owed = dict(self.env["account.move.line"]._read_group(
            self._items_domain(partners), ["partner_id"], ["amount_residual_currency:sum"])) if partners else {}
        return [self._customer_pick(partner, owed) for partner in partners]

    def _customers_owing_this(self):
        items = self.env["account.move.line"].search(
            self._items_domain() & Domain("amount_residual_currency", "=", self.amount_left), limit=PICKS)
        partners = items.partner_id.sudo().commercial_partner_id
        word = max((self.payer_name or "").split(), key=len, default="")
        alike = self._customers_like(word) if len(word) >= SHORTEST_WORD else partners.browse()
        return partners | alike

    def _customers_like(self, text):
        Partner = self.env["res.partner"]
        companies = (False, *self.company_id.parent_ids.ids)
        domain = Domain("company_id", "in", companies) & Domain("parent_id", "=", False)
        names = ("complete_name", "ref", "vat", "bank_ids.sanitized_acc_number")
        found = Partner.search(
            domain & Domain.OR(Domain(name, "ilike", text) for name in names), limit=PICKS,
            order="customer_rank desc, complete_name")
        items = self.env["account.move.line"].search(
            self._items_domain() & Domain("move_name", "ilike", text), limit=PICKS)
        return found.sudo() | items.partner_id.sudo().commercial_partner_id

    def _customer_pick(self, partner, owed):
        amount = sum(sum_ for owner, sum_ in owed.items() if owner.sudo().commercial_partner_id == partner)
        fits = self.currency_id.compare_amounts(amount, self.amount_left) == 0
        return {
            "id": partner.id, "name": partner.display_name,
            "details": " · ".join(filter(None, (partner.city, partner.vat))),
            "amount": self.currency_id.round(amount), "currency_id": self.currency_id.id,
            "fits": self.env._("owes exactly this") if fits else "",
        }
