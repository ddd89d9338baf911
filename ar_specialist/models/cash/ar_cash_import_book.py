from odoo import Command, models

from ...formats.records import Remittance
from ...queries import cash_import as facts
from ..import_context import QUIET

#: Long enough for whatever a bank sends; names are indexed, and PostgreSQL's indexes take no longer ones.
NAME, NUMBER, LABEL, TEXT = 200, 64, 500, 20_000
DETAILS = ("end_to_end", "payer_bank", "ultimate_payer", "booking_text", "transaction_code")


class ArCashImport(models.Model):
    """What a file makes: statements with their lines in the journals, and remittance advices."""

    _inherit = "ar.cash.import"

    def _prepare_import_vals(self, name, digest, company, answers):
        return {
            "name": name[:NAME] or "/", "company_id": company.id, "content_hash": digest,
            "answers": self._stored(answers)}

    def _make(self, vals, content):
        # sudo: imports are closed to users' own writing; who may take files was asked before
        record = self.sudo().create(vals)
        # Whatever the content seems to be: a browser is never to show a stranger's file as a page.
        files = record.env["ir.attachment"].with_context(attachments_mime_plainxml=True)
        record.attachment_id = files.create({
            "name": record.name, "raw": content, "res_model": self._name, "res_id": record.id,
            "mimetype": "application/octet-stream",
        }).with_context(attachments_mime_plainxml=False)
        return record

    def _book_payments(self, lot):
        """Book (journal, new payment) pairs as lines of the bank's journals, with what the payers say of them."""
        currencies = {currency.name: currency for currency in self.env["res.currency"].search([])}
        # sudo: who applies payments imports them, though bank statements are otherwise the bookkeepers'
        self.env["account.bank.statement.line"].sudo().with_context(**QUIET).create([
            self._prepare_line_vals(journal, payment, currencies) for journal, payment in lot])
        self._keep_advices([
            _advice_of(new.payment) for _journal, new in lot if new.payment.documents and new.payment.amount > 0],
            "bank")
        # sudo: imports are closed to users' own writing
        self.sudo().done_count += len(lot)

    def _finish_booking(self, plan):
        """Make the statements of the lines that were booked, and count what was made."""
        ids = facts.booked(self.env, self.id)
        values = [
            self._prepare_statement_vals(journal, statement, ids)
            for journal, statements in plan.new.items() for statement in statements if statement.payments
        ]
        # sudo: as above
        statements = self.env["account.bank.statement"].sudo().with_context(**QUIET).create(values)
        self._set_state(
            "imported", statement_count=len(statements), line_count=plan.payments, there_count=plan.there,
            remittance_count=len(self._advices()), done_count=plan.work, total_count=plan.work)

    def _prepare_statement_vals(self, journal, new, ids):
        """Return the values of a statement; `ids` holds those of its lines, {(journal, key): ids}."""
        keys = dict.fromkeys(payment.key for payment in new.payments)
        values = {
            "reference": self.name, "ar_cash_import_id": self.id,
            "ar_account_number": new.statement.account[:NUMBER] or False,
            "line_ids": [Command.set([line for key in keys for line in ids[journal.id, key]])],
        }
        if new.statement.identifier:
            values["name"] = f"{journal.name} {new.statement.identifier[:NUMBER]}"
        if new.opening is not None:
            values |= {"balance_start": float(new.opening), "balance_end_real": float(new.closing)}
        return values

    def _prepare_line_vals(self, journal, new, currencies):
        payment = new.payment
        texts = list(dict.fromkeys(filter(None, (*payment.texts, payment.end_to_end))))
        label = next(filter(None, (
            " ".join(payment.texts), payment.structured_reference,
            " ".join(document.number for document in payment.documents), payment.booking_text, payment.reference)), "")
        return {
            "journal_id": journal.id,
            "date": payment.day,
            "amount": float(payment.amount),
            "payment_ref": (label or payment.payer_name or "/")[:LABEL],
            "partner_name": payment.payer_name[:NAME] or False,
            "account_number": payment.payer_account[:NUMBER] or False,
            "transaction_type": payment.transaction_code[:NUMBER] or False,
            "transaction_details": self._details(payment),
            "ar_text": "\n".join(texts)[:TEXT] or False,
            "ar_structured_reference": payment.structured_reference[:NAME] or False,
            "ar_bank_reference": payment.reference[:NAME] or False,
            "ar_return_reason": payment.return_reason[:NAME] or False,
            "ar_is_reversal": payment.is_reversal,
            "ar_charges": float(payment.charges),
            "ar_entry_key": new.key,
            "ar_entry_part": new.part,
            "ar_cash_import_id": self.id,
            **self._foreign(payment, journal, currencies),
        }

    def _foreign(self, payment, journal, currencies):
        """Return the amount as the payer ordered it; with charges inside, no rate would be the bank's."""
        amount, code = payment.instructed or (0, "")
        currency = currencies.get(code)
        if not amount or not currency or code == journal.currency or payment.charges or not payment.amount:
            return {}
        ordered = currency.round(abs(float(amount)))
        if not ordered:
            return {}
        return {"foreign_currency_id": currency.id, "amount_currency": ordered if payment.amount > 0 else -ordered}

    def _details(self, payment):
        details = {name: getattr(payment, name)[:NAME] for name in DETAILS if getattr(payment, name)}
        if payment.value_day:
            details["value_day"] = payment.value_day.isoformat()
        if payment.instructed:
            details["instructed"] = [f"{payment.instructed[0]:f}", payment.instructed[1]]
        return details or False

    def _keep_advices(self, advices, source):
        """Keep what payers say their payments are for.

        :param source: "file" for advices of the file, "bank" for lists of documents within bookings
        """
        self.env["ar.remittance"]._from_advices(advices, self.company_id, source, self.attachment_id)


def _advice_of(payment):
    return Remittance(
        payer=payment.payer_name, day=payment.day, amount=payment.amount, currency=payment.currency,
        reference=payment.reference, documents=payment.documents, texts=payment.texts,
        payer_account=payment.payer_account)
