import hashlib

from odoo import api, models
from odoo.fields import Command

from ...logic.cash_tokens import compact

#: So much of what an advice says beside its lines is kept.
MOST_TEXT = 20_000


class ArRemittance(models.Model):
    """Advices from outside: files, pasted texts, emails, the bank."""

    _inherit = "ar.remittance"

    @api.model
    def _from_advice(self, advice, company, source, attachment=None, **values):
        """Return the record of an advice, made now or, when the same one came before, then.

        :param advice: :class:`~..formats.records.Remittance`
        :param source: a key of the field `source`
        :param attachment: ir.attachment that it was read from
        :param values: what else is known of it: partner_id, email_from, sender_id, is_trusted
        """
        return self._from_advices([advice], company, source, attachment, **values)

    @api.model
    def _from_advices(self, advices, company, source, attachment=None, **values):
        """As `_from_advice` for many, in as many queries; return the records in the order of `advices`."""
        self.check_access("create")
        if not advices:
            return self.browse()
        # Closed to users' own writing: where it came from.
        makers = self.sudo().with_company(company).with_context(ar_remittance_said=True)
        prints = [self._fingerprint(advice) for advice in advices]
        known = {record.fingerprint: record for record in makers.search([
            ("company_id", "=", company.id), ("fingerprint", "in", prints), ("state", "!=", "cancelled")])}
        new = {
            key: advice for key, advice in zip(prints, advices, strict=True) if key not in known}
        currencies = self._currencies()
        made = makers.create([
            {**self._said(advice, company, currencies), "fingerprint": key, "source": source,
             "attachment_id": attachment and attachment.id, **values,
             "is_trusted": values.get("is_trusted", True) and advice.currency in ("", *currencies)}
            for key, advice in new.items()])
        known.update(zip(new, made, strict=True))
        if not self.env.context.get("ar_remittance_said"):
            made.with_context(ar_remittance_said=False)._say_anew()
        return self.browse([known[key].id for key in prints])

    @api.model
    def _currencies(self):
        return {one.name: one for one in self.env["res.currency"].with_context(active_test=False).search([])}

    @api.model
    def _said(self, advice, company, currencies):
        """Return the values of a record of what an advice says."""
        currency = currencies.get(advice.currency) or company.currency_id
        texts = list(advice.texts)
        if advice.currency not in ("", *currencies):
            texts.insert(0, self.env._("In a currency that is not known here: %s", advice.currency))
        lines = [self._line_said(document) for document in advice.documents]
        lines += [
            {"kind": "deduction", "number": _clean(one.number), "amount": float(one.amount),
             "reason": _clean(one.reason)}
            for one in advice.deductions]
        return {
            "company_id": company.id, "currency_id": currency.id, "payer": _clean(advice.payer), "date": advice.day,
            "amount": float(advice.amount or 0), "reference": _clean(advice.reference),
            "payer_account": _clean(advice.payer_account), "text": _clean("\n".join(texts), MOST_TEXT),
            "line_ids": [Command.create({"sequence": at, **line}) for at, line in enumerate(lines)],
        }

    @api.model
    def _line_said(self, document):
        nothing = document.amount is not None and not document.amount and not document.discount
        return {
            "kind": "unpaid" if nothing else "document", "number": _clean(document.number),
            "amount": float(document.amount or 0), "discount": float(abs(document.discount or 0)),
        }

    @api.model
    def _fingerprint(self, advice):
        """Return what an advice says in one word; the order of its documents and its other texts don't count."""
        said = (
            compact(advice.payer), compact(advice.payer_account), advice.day, _plain(advice.amount), advice.currency,
            compact(advice.reference),
            sorted((compact(one.number), _plain(one.amount), _plain(one.discount)) for one in advice.documents),
            sorted((compact(one.number), _plain(one.amount), one.reason) for one in advice.deductions),
        )
        return hashlib.sha256(repr(said).encode("utf-8", "replace")).hexdigest()


def _plain(amount):
    """Return an amount in one spelling: 10, 10.0 and 10.00 are one."""
    return "" if amount is None else f"{amount.normalize():f}"


def _clean(text, most=500):
    """Return a text that the database takes, of a length that a screen takes; False for none."""
    return (text or "").replace("\0", "").encode("utf-8", "replace").decode()[:most].strip() or False
