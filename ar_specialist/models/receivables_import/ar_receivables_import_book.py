from odoo import Command, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..import_context import QUIET


class ArReceivablesImport(models.Model):
    """Booking rows: customers, invoices or opening entries, payments and their reconciliation."""

    _inherit = "ar.receivables.import"

    def _journal(self, create=False):
        return self.env["account.journal"]._ar_import_journal(self.company_id, create)

    def _one_at_a_time(self):
        """Let one transaction at a time import into the company.

        The next one waits here and then fails to serialize, so that it starts again and sees what this one made.
        """
        self.env.cr.execute(SQL(
            "UPDATE account_journal SET ar_keeps_numbers = ar_keeps_numbers WHERE id = %s", self._journal(True).id))

    def _book(self, lines):
        """Make the documents of some rows of one company; rows keep what they made.

        :raise UserError: when core refuses one of them
        """
        booking = self.with_context(**QUIET).with_company(self.company_id)
        lines = lines.with_env(booking.env)
        booking._find_or_create_customers(lines)
        journal = booking._journal(create=True)
        moves = booking.env["account.move"].create([booking._prepare_move_vals(line, journal) for line in lines])
        moves._post(soft=False)
        settled = lines.filtered("settled_amount")
        payments = booking.env["account.payment"].create([booking._prepare_payment_vals(line) for line in settled])
        payments.action_post()
        move_of = dict(zip(lines, moves, strict=True))
        booking._reconcile([(move_of[line], payment) for line, payment in zip(settled, payments, strict=True)])
        payment_of = dict(zip(settled, payments, strict=True))
        # Rows are closed to users' own writing.
        for line in lines.sudo():
            payment = payment_of.get(line.with_env(booking.env))
            line.write({
                "state": "imported",
                "move_id": move_of[line.with_env(booking.env)].id,
                "payment_id": payment.id if payment else False,
            })

    def _find_or_create_customers(self, lines):
        missing = lines.filtered(lambda line: not line.partner_id)
        if not missing:
            return
        if not self.env["res.partner"].has_access("create"):
            raise UserError(self.env._(
                "“%(customer)s” is a new customer, and you may not create contacts. Ask for the right to create "
                "contacts, or have the customers created first.", customer=_customer(missing[0])[0],
            ))
        # All rows of a customer at once: the next batch finds it on its rows.
        waiting = self.line_ids.filtered(lambda line: not line.partner_id and line.state == "good")
        grouped = waiting.grouped(_customer)
        wanted = {_customer(line) for line in missing}
        keys = [key for key in grouped if key in wanted]
        partners = self.env["res.partner"].create([self._prepare_customer_vals(grouped[key][0]) for key in keys])
        for key, partner in zip(keys, partners, strict=True):
            # Rows are closed to users' own writing.
            grouped[key].sudo().partner_id = partner

    def _prepare_customer_vals(self, line):
        # The customer belongs to the company whose books it came with; sharing it is a decision of its own.
        return {
            "name": line.customer_name or line.customer_ref or line.vat or line.email,
            "ref": line.customer_ref,
            "vat": line.vat,
            "email": line.email,
            "is_company": True,
            "company_id": self.company_id.id,
        }

    def _prepare_move_vals(self, line, journal):
        partner = line.partner_id
        common = {
            "journal_id": journal.id,
            "company_id": self.company_id.id,
            "partner_id": partner.id,
            "name": line.number,
            "ref": line.reference or False,
            "payment_reference": line.number,
            "date": line.date,
            "invoice_date": line.date,
            "currency_id": line.currency_id.id,
        }
        if self.document == "opening":
            return {**common, "move_type": "entry", "line_ids": self._prepare_opening_lines(line)}
        vals = {
            **common,
            "move_type": "out_invoice" if line.amount > 0 else "out_refund",
            "invoice_user_id": partner.user_id.id,
            "fiscal_position_id": False,
            "invoice_line_ids": [Command.create({
                "name": line.number,
                "quantity": 1,
                "price_unit": abs(line.amount),
                "account_id": self.account_id.id,
                "tax_ids": [Command.clear()],
            })],
        }
        if line.date_due:
            vals.update(invoice_payment_term_id=False, invoice_date_due=line.date_due)
        return vals

    def _prepare_opening_lines(self, line):
        company = self.company_id
        balance = line.currency_id._convert(line.amount, company.currency_id, company, line.date)
        receivable = line.partner_id.with_company(company).property_account_receivable_id
        sides = [(receivable, 1, line.date_due or line.date), (self.account_id, -1, False)]
        return [
            Command.create({
                "name": line.number,
                "partner_id": line.partner_id.commercial_partner_id.id,
                "account_id": account.id,
                "currency_id": line.currency_id.id,
                "amount_currency": sign * line.amount,
                "balance": sign * balance,
                "date_maturity": due,
                "tax_ids": [Command.clear()],
            })
            for account, sign, due in sides
        ]

    def _prepare_payment_vals(self, line):
        incoming = line.settled_amount > 0
        journal = self.settlement_journal_id
        method = journal._get_available_payment_method_lines("inbound" if incoming else "outbound")[:1]
        if not method:
            raise UserError(self.env._(
                "Journal %(journal)s has no payment method for this direction; add one in its settings.",
                journal=journal.display_name,
            ))
        return {
            "date": line.settled_date,
            "amount": abs(line.settled_amount),
            "payment_type": "inbound" if incoming else "outbound",
            "partner_type": "customer",
            "partner_id": line.partner_id.id,
            "journal_id": journal.id,
            "company_id": self.company_id.id,
            "payment_method_line_id": method.id,
            "currency_id": line.currency_id.id,
            "memo": line.number,
        }

    def _reconcile(self, pairs):
        def receivable(move):
            return move.line_ids.filtered(lambda item: item.account_id.account_type == "asset_receivable")

        self.env["account.move.line"]._reconcile_plan(
            [receivable(move) + receivable(payment.move_id) for move, payment in pairs])


def _customer(line):
    """Return what tells the customer of a row from another."""
    return (line.customer_ref or line.customer_name or line.vat or line.email or "").casefold(), (
        "" if line.customer_ref else (line.vat or line.email or "").casefold())
