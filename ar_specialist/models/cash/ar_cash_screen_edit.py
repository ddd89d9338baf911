import math

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .ar_cash_payment import WAITING

#: What an item gets, in the order in which less is given of it when its amount grows.
PARTS = ("amount", "charges", "write_off", "discount")


class ArCashPayment(models.Model):
    """Changes to a proposal on the screen: another customer, items more or less, other amounts.

    Each answers with the payment as it is then, see `screen_payment`.
    """

    _inherit = "ar.cash.payment"

    def screen_set_customer(self, partner_id):
        """Say whose payment it is; what it is for is proposed anew."""
        self._check_waiting()
        partner = self.env["res.partner"].browse(partner_id).exists()
        if not partner:
            raise UserError(self.env._("This customer was deleted meanwhile."))
        # sudo: rules on contacts may hide it
        owner = partner.sudo().commercial_partner_id.company_id
        if owner and owner not in self.company_id.parent_ids:
            raise UserError(self.env._("%s is a customer of another company.", partner.display_name))
        self.sudo().is_chosen = False  # closed to users' own writing; items of another customer are chosen no more
        self._set_customer(partner.commercial_partner_id)
        self._propose()
        return self.screen_payment()

    def screen_add_item(self, item_id):
        """Give the item what is left of the payment; where no customer is known, the item's is the payment's."""
        self._check_waiting()
        item = self.env["account.move.line"].search(
            (self._all_items_domain() | self._registered_domain()) & Domain("id", "=", int(item_id)))
        if not item:
            raise UserError(self.env._("This item is not open any more."))
        if self._is_collected_for(item):
            self._set_customer(self.env["res.partner"])
        elif not self.partner_id:
            self._set_customer(item.partner_id.commercial_partner_id)
        if item not in self.allocation_ids.move_line_id:
            self._add_allocation(item)
        return self.screen_payment()

    def _is_collected_for(self, item):
        """Return whether with this item it is registered payments of several customers, who are nobody's alone."""
        items = self.allocation_ids.move_line_id | item
        customers = items.sudo().partner_id.commercial_partner_id
        return len(customers) > 1 and all(one.account_type != "asset_receivable" for one in items)

    def screen_remove_item(self, item_id):
        """Give the item nothing of the payment."""
        self._check_waiting()
        self._allocation_of(item_id).unlink()
        self._chosen()
        return self.screen_payment()

    def screen_set_amount(self, item_id, amount):
        """Give the item `amount` of the payment, 0 takes it out; what it gets besides is lessened where it must be."""
        self._check_waiting()
        line = self._allocation_of(item_id)
        amount = self._amount_of(amount)
        if self.currency_id.is_zero(amount):
            return self.screen_remove_item(item_id)
        self._check_amount(line, amount)
        values, room = {"amount": amount}, line.open_amount - amount
        for part in reversed(PARTS[1:]):
            values[part] = self._smaller(line[part], room)
            room -= values[part]
        line.write(values)
        self._chosen()
        return self.screen_payment()

    def screen_set_discount(self, item_id, is_given):
        """Grant the item its cash discount, or take it back; the amount follows as far as the payment reaches."""
        self._check_waiting()
        line = self._allocation_of(item_id)
        discount = self._discount_possible(line.move_line_id) if is_given else 0.0
        rest = line.open_amount - line.charges - line.write_off - discount
        reach = line.amount + max(self._payment_left(), 0.0)
        line.write({"discount": discount, "amount": self.currency_id.round(self._smaller(reach, rest))})
        self._chosen()
        return self.screen_payment()

    # Rules of these changes

    def _check_waiting(self):
        """Refuse to change what is decided, and hold the payment until this transaction is through."""
        self.ensure_one()
        self.check_access("write")
        if not self.try_lock_for_update(allow_referencing=True):
            raise UserError(self.env._(
                "Somebody else works on this payment at this moment. Look again when they are through."))
        if self.state not in WAITING:
            raise UserError(self.env._(
                "This payment is %s already.", self._state_name(self.state).lower()))

    def _allocation_of(self, item_id):
        line = self.allocation_ids.filtered(lambda line: line.move_line_id.id == item_id)
        if not line:
            raise UserError(self.env._("This item was taken out meanwhile."))
        return line

    def _add_allocation(self, item):
        opened, left = self._worth(item.amount_residual_currency, item.currency_id), self._payment_left()
        if self.currency_id.is_zero(opened):
            raise UserError(self.env._("%s has less open than can be paid in this currency.", item.move_name))
        if opened > 0 and self.currency_id.compare_amounts(left, 0.0) <= 0:
            raise UserError(self.env._(
                "Nothing is left of the payment for %s: lessen what another item gets first.", item.move_name))
        discount = self._discount_granted(item)
        amount = self._smaller(left, opened - discount) if opened > 0 else opened
        if self.currency_id.compare_amounts(amount, opened - discount):
            discount = 0.0  # a part payment has none unless somebody grants it
        self.env["ar.cash.allocation"].create({
            "payment_id": self.id, "move_line_id": item.id, "open_amount": opened, "amount": amount,
            "item_open": item.amount_residual_currency if item.currency_id != self.currency_id else 0.0,
            "discount": discount, "sequence": max(self.allocation_ids.mapped("sequence"), default=0) + 1,
        })
        self._chosen()

    def _discount_granted(self, item):
        in_time = item.discount_date and (self.date - item.discount_date).days <= self.company_id.ar_cash_discount_days
        return self._discount_possible(item) if in_time else 0.0

    def _amount_of(self, value):
        """Return a rounded amount; what a form can't hold (text, infinity, none) is refused."""
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            raise UserError(self.env._("This is no amount."))
        return self.currency_id.round(value)

    def _check_amount(self, line, amount):
        currency = self.currency_id
        if amount * line.open_amount < 0:
            raise UserError(self.env._(
                "%(item)s is a credit: what is taken up of it is negative.", item=line.move_line_id.move_name)
                if line.open_amount < 0 else self.env._("What is paid of an invoice can't be negative."))
        if currency.compare_amounts(abs(amount), abs(line.open_amount)) > 0:
            raise UserError(self.env._(
                "Only %(open)s of %(item)s are open.", open=currency.format(line.open_amount),
                item=line.move_line_id.move_name))
        over = amount - line.amount - self._payment_left()
        if amount > 0 and currency.compare_amounts(over, 0.0) > 0:
            raise UserError(self.env._("That is %s more than the payment.", currency.format(over)))

    def _smaller(self, one, other):
        """Return the smaller amount of two of the sign of `other`, 0 when they have different ones."""
        if one * other < 0:
            return 0.0
        return min(one, other, key=abs)

    def _payment_left(self):
        """Return what of the payment no item gets."""
        return self.currency_id.round(self.amount_left - sum(self.allocation_ids.mapped("amount")))

    def _chosen(self):
        """Keep what a person chose from new proposals, and from being applied by itself."""
        chosen = self.sudo()  # closed to users' own writing; who may write the payment may press its buttons
        chosen.is_chosen = True
        if self.state != "check":
            chosen._set_state("check")
