"""Words of a reconciliation sheet, in the language of the environment."""

from odoo.tools import format_date


class ReconciliationTexts:
    """What the sheet of `record`, an ar.reconciliation, says in print and in the workbook."""

    def __init__(self, env, record):
        _ = env._
        self.title = _("Reconciliation of your account as of %s", format_date(env, record.date))
        self.period = _(
            "Movements from %(first)s to %(last)s", first=format_date(env, record.date_from),
            last=format_date(env, record.date)) if record.basis == "ledger" else _("Open items")
        #: What the rows of a class, and the steps between the balances, are called.
        self.codes = {
            "ours": _("Balance in our books"), "theirs": _("Balance in your books"),
            "opening": _("Opening balance differs"), "amount": _("Amount differs"), "sign": _("Wrong way round"),
            "currency": _("Different currency"), "missing_theirs": _("Missing in your books"),
            "missing_ours": _("Missing in our books"), "transit_payment": _("Payment on its way"),
            "transit_invoice": _("Not booked by you yet"), "duplicate": _("Booked twice"),
            "unlisted": _("In your balance, but not on your list"), "agreed": _("Agreed"),
        }
        #: Why, as far as it is the customer's to know; with the day.
        self.causes = {
            "arrived": _("Your payment arrived on %s."), "announced": _("You announced its payment on %s."),
            "unapplied": _("Your payment of %s is with us and not assigned yet."),
            "applied": _("A payment of this amount of %s was assigned to other documents."),
            "settled": _("Settled in our books on %s."),
            "ask": _("Have you paid it? Then please tell us when."),
        }
        self._more, self.why_title = _("%s more rows agree; the workbook lists them."), _("Likely because")
        self.difference, self.rows = _("Differences"), _("Rows")
        self.result, self.note, self.date, self.currency = _("Result"), _("Note"), _("Date"), _("Currency")
        self.our_document, self.their_document = _("Our document"), _("Your document")
        self.ours, self.theirs, self.gap = _("Our books"), _("Your books"), _("Difference")
        self.their_date, self.customer, self.company = _("Your date"), _("Customer"), _("Company")
        self.nothing, self.sums, self.step, self.amount = _("Our books agree with yours."), _("Total"), _(
            "From our balance to yours"), _("Amount")

    def why(self, env, row):
        """Return the sentence that tells the customer why a row differs, "" for none."""
        text = self.causes.get(row.cause, "")
        return text % format_date(env, row.cause_on) if "%s" in text else text

    def more(self, count):
        return self._more % count
