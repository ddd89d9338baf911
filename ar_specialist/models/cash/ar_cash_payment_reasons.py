from odoo import api, fields, models

from ...logic.cash_tokens import canonical, plain, segments


class ArCashPayment(models.Model):
    """Why this is proposed, in the words of whoever reads it."""

    _inherit = "ar.cash.payment"

    reasons_text = fields.Text(string="Why", compute="_compute_reasons_text")

    @api.depends("reasons")
    @api.depends_context("lang")
    def _compute_reasons_text(self):
        told = self._told_reasons()
        for payment in self:
            payment.reasons_text = "\n".join(reason["text"] for reason in told[payment])

    def _told_reasons(self):
        """Return {payment: list of dicts code, points, text}, the reasons in the words of the user."""
        names = self.env["ar.cash.reason"]._names()
        customers = {
            int(value) for payment in self for code, _points, value in payment.reasons or ()
            if code in ("other_customer", "other_payer") and value.isdecimal()}
        # sudo: who else may have paid is a customer of the same company
        partners = {str(one.id): one.name for one in self.env["res.partner"].sudo().browse(customers).exists()}
        return {payment: [
            {"code": code, "points": points, "text": self._told_reason(
                names.get(code, code), partners.get(value, value) if code.startswith("other_")
                else payment._number_written(value))}
            for code, points, value in payment.reasons or ()] for payment in self}

    def _number_written(self, value):
        """Return `value` as the document writes it, where it is the number of one that the payment is for."""
        numbers = {canonical(segments(plain(number))): number for number in filter(
            None, self.allocation_ids.move_line_id.mapped("move_name"))}
        return numbers.get(value, value)

    def _told_reason(self, name, value):
        if not value:
            return name
        return self.env._("%(reason)s: %(found)s", reason=name, found=value)


class ArCashReason(models.AbstractModel):
    """The reasons of proposals in the words of the user; the codes are stable."""

    _name = "ar.cash.reason"
    _description = "Reasons of proposals"

    def _names(self):
        """Return {code: words}, for every code of `logic/cash_reasons.py`."""
        return {**self._names_of_payer(), **self._names_of_items(), **self._names_of_amount(), **self._names_besides()}

    def _names_of_payer(self):
        return {
            "known": self.env._("The customer is given"),
            "reference": self.env._("The payment reference is that of the customer's document"),
            "account": self.env._("The account is the customer's"),
            "vat": self.env._("The VAT number is the customer's"),
            "vat_in_text": self.env._("The customer's VAT number stands in the text"),
            "alias": self.env._("Earlier payments from here were the customer's"),
            "name": self.env._("The name is the customer's"),
            "name_alike": self.env._("The name is much like the customer's"),
            "items_named": self.env._("Names a document of the customer"),
            "items_cut": self.env._("Names a part of a number, or an order, of the customer"),
        }

    def _names_of_items(self):
        return {
            "reference_named": self.env._("Named by the payment reference"),
            "document_named": self.env._("Listed in the remittance advice"),
            "document_listed": self.env._("Listed in the remittance advice with the amount"),
            "number_named": self.env._("Named by its number"),
            "cut_named": self.env._("Named by its number without the letters before it"),
            "order_named": self.env._("Named by the customer's own reference"),
            "part_named": self.env._("Named by the end of its number"),
            "typo_named": self.env._("Named by its number with a typing error"),
            "near_named": self.env._("A figure differs: it may be another document's number"),
        }

    def _names_of_amount(self):
        return {
            "amount_exact": self.env._("The amount is that of the items named"),
            "amount_discount": self.env._("The amount is that of the items named, less the cash discount"),
            "amount_charges": self.env._("The amount is that of the items named, less what the banks kept"),
            "amount_tolerance": self.env._("The difference is within the tolerance"),
            "credits_netted": self.env._("Less credits that the payer did not name"),
            "some_of_named": self.env._("The amount is that of some of the items named"),
            "rest_found": self.env._("Together with items that the payer did not name"),
            "short": self.env._("Less than the items named"),
            "over": self.env._("More than the items named"),
            "late_discount": self.env._("Less a cash discount that came too late"),
            "one_exact": self.env._("The amount is that of one item"),
            "all_open": self.env._("The amount is that of all that is open"),
            "all_due": self.env._("The amount is that of all that is due"),
            "oldest_run": self.env._("The amount is that of the items due first"),
            "one_month": self.env._("The amount is that of the items of a month"),
            "few_exact": self.env._("The amount is that of a few items, hardly by chance"),
            "some_exact": self.env._("The amount is that of some items"),
            "by_chance": self.env._("The amount is that of some items, perhaps by chance"),
            "one_tolerated": self.env._("The amount is that of one item, within the tolerance"),
            "oldest_first": self.env._("The payer says nothing: in the order of settlement"),
            **self._names_of_deposits(),
        }

    def _names_of_deposits(self):
        return {
            "deposit_named": self.env._("The registered payments that are named come to the amount"),
            "deposit_day": self.env._("Registered on one day, by one method, they come to the amount"),
            "deposit_all": self.env._("All registered payments that the bank has not confirmed come to the amount"),
            "deposit_sum": self.env._("Some registered payments come to the amount, hardly by chance"),
            "deposit_chance": self.env._("Some registered payments come to the amount, perhaps by chance"),
            "deposit_kept": self.env._("Something was kept of the sum, as by banks and card companies"),
        }

    def _names_besides(self):
        return {
            "subsidiary": self.env._("The items are of customers below this one"),
            "pays_for_family": self.env._("The payer belongs to the same group as the items' customer"),
            "other_payer": self.env._("Account or name are another customer's"),
            "other_customer": self.env._("Another customer is as likely"),
            "same_amounts": self.env._("Another item has the same amount"),
            "names_others": self.env._("The text names other items"),
            "number_unknown": self.env._("The text names a number that is none of the customer's"),
            "number_paid": self.env._("Names a document that is paid already, perhaps it is paid twice"),
            "later_item": self.env._("An item is dated after the payment"),
            "other_currency": self.env._("In another currency: by the rate of the payment's day"),
            "claimed": self.env._("Another payment takes the same item"),
            "registered": self.env._("Somebody has registered this payment already"),
            "together": self.env._("Several payments explain each other"),
            "undone": self.env._("It was applied before and undone"),
            "refused": self.env._("It could not be applied by itself"),
            "mailed": self.env._("Only an email says so, and senders can be forged"),
        }
