from datetime import timedelta

from odoo import models
from odoo.fields import Command
from odoo.tools import format_date

from ...logic.portal_files import checked
from ...logic.portal_forms import Fault, balance, day, text

#: Days back to which a balance is shown for confirmation: the last year's end is what auditors ask for.
LOOK_BACK = 366
YES, NO = "yes", "no"


class ArAccount(models.Model):
    """The customer confirms its balance of a day, or says what its own books show."""

    _inherit = "ar.account"

    def _ar_portal_balance_span(self):
        """Return (first, last) day whose balance may be confirmed."""
        today = self._ar_portal_today()
        return today - timedelta(days=LOOK_BACK), today

    def _ar_portal_balance(self, as_of):
        """Return [(currency, balance)] of the customer on a day, as its statement shows them."""
        figures = self._ar_statement_figures(as_of)[self.id]
        return [(one.currency, one.currency.round(one.closing)) for one in figures] or [
            (self.company_id.currency_id, 0.0)]

    def _ar_portal_shown(self, shown):
        """Return the balance as text that a form carries, to know what its reader saw."""
        return " ".join(f"{currency.name}:{currency.round(closing):.{currency.decimal_places}f}"
                        for currency, closing in shown)

    def _ar_portal_read_balance(self, reading):
        as_of = reading.take("date", day, *self._ar_portal_balance_span())
        if as_of:
            shown = reading.values["balance"] = self._ar_portal_balance(as_of)
            if reading.form.get("shown") != self._ar_portal_shown(shown):
                reading.faults[""] = Fault("figures_changed")
        if reading.form.get("agreed") not in (YES, NO):
            reading.faults["agreed"] = Fault("choose")
        reading.values["agreed"] = reading.form.get("agreed") == YES
        differs = reading.form.get("agreed") == NO
        reading.take("text", text, required=differs)
        reading.take("files", checked, self.company_id._ar_portal_files())
        if as_of and differs:
            self._ar_portal_read_reported(reading, shown)

    def _ar_portal_read_reported(self, reading, shown):
        said = {
            currency: reading.take(f"reported_{currency.id}", balance, currency.decimal_places)
            for currency, _closing in shown}
        reported = reading.values["reported"] = {
            currency: amount for currency, amount in said.items() if amount is not None}
        same = [currency for currency, closing in shown
                if currency in reported and not currency.compare_amounts(reported[currency], closing)]
        if same and len(same) == len(reported):
            reading.faults[f"reported_{same[0].id}"] = Fault("no_difference")

    def _ar_portal_do_balance(self, values, visitor):
        case = self.env["ar.dispute"]
        day_text = format_date(self.env, values["date"])
        if values["agreed"]:
            note = self.env._("Confirmed the balance of %(day)s: %(figures)s", day=day_text, figures=", ".join(
                currency.format(closing) for currency, closing in values["balance"]))
            self._ar_portal_log(values, visitor, outcome="portal", note=note)
        else:
            case = self._ar_portal_open_case(values, visitor, None, "portal", {
                "kind": "inquiry", "subject": self.env._("The balance of %s differs", day_text),
                "user_id": self._ar_person("collector").id})
        answer = self.env["ar.balance.answer"].create({
            "account_id": self.id, "date": values["date"], "agreed": values["agreed"], "note": values["text"],
            "person_name": self._ar_portal_person(values, visitor), "contact_id": visitor.partner.id,
            "address": visitor.address, "dispute_id": case.id,
            "figure_ids": [
                Command.create({
                    "currency_id": currency.id, "amount": closing,
                    "is_reported": currency in values.get("reported", {}),
                    "amount_reported": values.get("reported", {}).get(currency, 0.0)})
                for currency, closing in values["balance"]
            ],
        })
        if case:
            self._ar_portal_tell(self.env._(
                "%(number)s: by the customer's books the balance of %(day)s differs: %(reported)s",
                number=case.name, day=day_text, reported=answer.reported_text or answer.figures_text))
        return case.name or ""
