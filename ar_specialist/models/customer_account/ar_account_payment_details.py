from odoo import models

# More numbers than this are no payment reference that anybody types into a bank form.
REFERENCES = 3


class ArAccount(models.Model):
    """What a customer needs to pay and to ask: bank account, payment reference, person; on notices and statements."""

    _inherit = "ar.account"

    def _ar_bank(self, moves):
        """Return the bank account to pay `moves` to: the one that the invoices name, else the company's first."""
        company = self.company_id.partner_id
        own = moves.filtered(lambda move: move.is_sale_document()).partner_bank_id
        return own.filtered(lambda bank: bank.partner_id == company)[:1] or company.bank_ids[:1]

    def _ar_reference(self, moves):
        """Return what to write on a payment of `moves`; empty when they are too many for it."""
        references = [move.payment_reference or move.name for move in moves]
        return ", ".join(filter(None, references)) if len(references) <= REFERENCES else ""

    def _ar_contact(self, user=None):
        """Return whom the customer may call or write to; the company where nobody is in charge."""
        person = (self._ar_person("collector") if user is None else user).partner_id
        company = self.company_id.partner_id
        return {
            "name": person.name or company.name,
            "phone": person.phone or company.phone,
            "email": person.email or company.email,
        }
