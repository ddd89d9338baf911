from odoo import models
from odoo.exceptions import UserError

#: Items of a return that the screen names.
OPENED_SHOWN = 8


class ArCashPayment(models.Model):
    """Money that the bank took back, on the screen: which payments it takes back, decided there."""

    _inherit = "ar.cash.payment"

    def _returns(self):
        """Return the returns that this booking of the bank is: those that are proposed or booked."""
        return self.env["ar.cash.return"].search([
            ("statement_line_id", "in", self.statement_line_id.ids), ("state", "in", ("proposed", "done"))], order="id")

    def _screen_return(self):
        """Return what is proposed, or booked, of money that went back: `payments`, `fee` and `left`, or None."""
        if not self.is_return:
            return None
        returns = self._returns()
        taken = sum(returns.mapped("amount")) + sum(returns.mapped("fee"))
        return {
            "ids": returns.ids,
            "is_booked": bool(returns) and all(one.state == "done" for one in returns),
            "payments": [one._screen_return() for one in returns],
            "fee": sum(returns.mapped("fee")),
            "charged": sum(one.fee_charged for one in returns if one.is_charged),
            "left": self.currency_id.round(-self.amount - taken) if returns else 0.0,
            "reasons": [line for one in returns for line in (one.reasons_text or "").splitlines()],
        }

    def screen_book_return(self, seen):
        """Book the returns that are shown.

        :param seen: their ids
        """
        self._check_waiting()
        returns = self._returns_as_seen(seen)
        returns.action_confirm()
        numbers = returns.part_ids.application_line_id.mapped("item_name") or (
            returns.application_ids.line_ids.mapped("item_name"))
        amount = self.currency_id.format(sum(returns.mapped("amount")))
        items = ", ".join(list(dict.fromkeys(filter(None, numbers)))[:OPENED_SHOWN])
        message = self.env._("%(amount)s came back: %(items)s open again.", amount=amount, items=items) if items else (
            self.env._("%s came back.", amount))
        return {"name": self.display_name, "message": message}

    def screen_dismiss_return(self, seen):
        """Say that this takes back none of the payments that are shown."""
        self._check_waiting()
        self._returns_as_seen(seen).action_dismiss()
        return {"message": self.env._("Not a return of this payment.")}

    def _returns_as_seen(self, seen):
        returns = self._returns().filtered(lambda one: one.state == "proposed")
        if not returns or set(returns.ids) != set(seen):
            raise UserError(self.env._("This return was changed meanwhile: look at it once more."))
        return returns


class ArCashReturn(models.Model):
    _inherit = "ar.cash.return"

    def _screen_return(self):
        """Return the payment that came back, and what is owed again, as the screen shows it."""
        payment = self.payment_id
        lines = self.part_ids.application_line_id if self.is_part else self.application_line_ids
        back = {part.application_line_id: part.amount for part in self.part_ids}
        return {
            "id": self.id, "payment_id": payment.id, "name": payment.name or payment.display_name,
            # sudo: the return is the user's to see; the rules on contacts may hide whose it is
            "customer": self.partner_id.sudo().display_name or "",
            "date": payment.date.isoformat(), "amount": self.amount, "paid": payment.amount, "is_part": self.is_part,
            "reason": dict(self._fields["reason"]._description_selection(self.env))[self.reason],
            "bank_code": self.bank_code or "", "stage": self.stage_id.name or "",
            "items": [
                {"id": line.id, "number": line.item_name or "/", "move_id": line.move_line_id.sudo().move_id.id,
                 "amount": back.get(line, line.amount)}
                for line in lines[:OPENED_SHOWN]],
            "items_more": max(len(lines) - OPENED_SHOWN, 0),
        }

    def _undo_and_propose(self):
        """Undo booked returns; what they were waits to be decided anew."""
        self.action_undo()
        for record in self.sudo():  # what was found of a return is closed to users' own writing
            record.copy({"points": record.points, "reasons": record.reasons})

    def action_dismiss(self):
        """What is no return waits as what it is: for a customer's items, or for whoever keeps the bank journal."""
        result = super().action_dismiss()
        left = self.sudo().statement_line_id.ar_cash_payment_ids.filtered(  # closed to users' own writing
            lambda payment: payment.is_return and payment.state == "check" and not payment._returns())
        for payment in left:
            line = payment.statement_line_id
            if line.ar_is_reversal or line.ar_return_reason:
                continue  # the bank says so: of another payment
            payment.is_return = False
            if payment.partner_id:
                payment._propose()
            else:
                payment._set_state("set_aside")
        return result

    def action_propose_again(self):
        """The line waits as a return again."""
        result = super().action_propose_again()
        payments = self.sudo().statement_line_id.ar_cash_payment_ids  # closed to users' own writing
        payments.filtered(lambda one: one.state == "set_aside")._set_state("new")
        payments.is_return = True
        payments._propose()
        return result
