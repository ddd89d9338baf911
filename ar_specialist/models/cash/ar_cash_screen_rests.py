from odoo import models


class ArCashPayment(models.Model):
    """What a payment and its items come to, and what may become of the difference."""

    _inherit = "ar.cash.payment"

    def _screen_difference(self):
        """Return `sums` of payment and items, and the `rests`: what can be chosen for the difference between them."""
        lines = self.allocation_ids
        short = self.currency_id.round(sum(line.left for line in lines if line.open_amount > 0))
        left = self._payment_left()
        rests = self._rests(short, left) if lines else []
        offered = [rest["key"] for rest in rests if not rest["refusal"]]
        default = self.company_id.ar_cash_short_default
        return {
            "sums": {
                "payment": self.amount_left, "applied": self.currency_id.round(self.amount_left - left),
                "payment_left": left, "items_left": short,
            },
            "rests": rests,
            "rest_default": default if default in offered else next(iter(offered), None),
        }

    def _rests(self, short, left):
        if self.currency_id.compare_amounts(left, 0.0) > 0:
            return [
                self._rest("on_account", self.env._("Keep on account"),
                           self.env._("The rest is a credit of the customer.")),
                self._rest("refund", self.env._("Pay back"),
                           self.env._("A draft payment to the customer is made of the rest, for somebody to send.")),
            ]
        if self.currency_id.compare_amounts(short, 0.0) > 0:
            short_items = self.allocation_ids.filtered(lambda line: line.left > 0).move_line_id
            if any(item.account_type != "asset_receivable" for item in short_items):
                return [self._rest("keep_open", self.env._("Keep open"), self.env._(
                    "What the bank has not paid in yet of a registered payment stays on its way."))]
            return self._rests_of_short(short)
        return []

    def _rests_of_short(self, short):
        return [
            self._rest("keep_open", self.env._("Keep open"), self.env._("The rest stays open and is reminded of.")),
            self._rest("dispute", self.env._("Dispute"),
                       self.env._("A dispute of the rest is opened; it is not reminded of until that is settled."),
                       self._reasons_of("ar.dispute.reason")),
            self._rest("write_off", self.env._("Write off"), self.env._("The rest is written off."),
                       refusal=self._write_off_refusal(short)),
            self._rest("deduct", self.env._("Deduction"),
                       self.env._("The customer paid less for a reason: it is booked, or looked into first."),
                       self._reasons_of("ar.deduction.reason")),
        ]

    def _write_off_refusal(self, short):
        """Return why the present user may not write `short` off, or ""; applying asks the same once more."""
        company = self.company_id
        if not company.ar_writeoff_account_id:
            return self.env._("There is no account for write-offs yet: choose one in the settings, under Receivables.")
        amount = self.currency_id._convert(short, company.currency_id, company, self.date)
        if company._ar_may_write_off(amount, self.allocation_ids.move_line_id.move_id):
            return ""
        return self.env._(
            "More than you may write off (%s for a document): dispute it.",
            company.currency_id.format(company.ar_writeoff_limit))

    def _rest(self, key, label, explanation, reasons=None, refusal=""):
        if reasons is not None and not reasons:
            refusal = self.env._("There are no reasons to choose from yet.")
        return {"key": key, "label": label, "help": explanation, "reasons": reasons, "refusal": refusal}

    def _reasons_of(self, model):
        reasons = self.env[model].search(
            self.env[model]._check_company_domain(self.company_id))
        return [{"id": reason.id, "name": reason.display_name} for reason in reasons]
