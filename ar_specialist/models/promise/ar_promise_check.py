from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class ArPromise(models.Model):
    """What can't be promised, and by whom it can't."""

    _inherit = "ar.promise"

    @api.model
    def _check_said(self, vals, lines, open_amount, parts, currency, company):
        """Refuse what nobody can promise."""
        day = fields.Date.to_date(vals.get("date"))
        if not day:
            raise UserError(self.env._("Say by which day the money is promised."))
        if day < vals["date_made"] or any(part.date < vals["date_made"] for part in parts):
            raise UserError(self.env._("Nobody promises for a day that is over: choose a day from %s on.",
                                       fields.Date.to_string(vals["date_made"])))
        if vals["date_made"] > self.env["ar.run"]._today(company):
            raise UserError(self.env._("A promise can't have been made on a day to come."))
        if lines and currency.compare_amounts(open_amount, 0.0) <= 0:
            raise UserError(self.env._("Nothing is open of %s.", ", ".join(lines.mapped("display_name"))))
        if currency.compare_amounts(vals["amount"], 0.0) <= 0:
            raise UserError(self.env._("Say how much is promised: an amount above zero."))
        if lines and currency.compare_amounts(vals["amount"], open_amount) > 0:
            raise UserError(self.env._(
                "Only %(open)s is open of these items: promise at most that, or promise for the whole account.",
                open=currency.format(open_amount)))
        if parts and currency.compare_amounts(vals["amount"], sum(parts.mapped("amount"))):
            raise UserError(self.env._(
                "The parts of the payment plan add up to %(parts)s, the promise is for %(amount)s.",
                parts=currency.format(sum(parts.mapped("amount"))), amount=currency.format(vals["amount"])))

    @api.constrains("promised_by_id")
    def _check_promised_by(self):
        for promise in self:
            person = promise.promised_by_id
            if person and person.commercial_partner_id != promise.account_id.partner_id:
                raise ValidationError(self.env._(
                    "%(person)s is not a contact of %(customer)s.", person=person.display_name,
                    customer=promise.account_id.display_name))
