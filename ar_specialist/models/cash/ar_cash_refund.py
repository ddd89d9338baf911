from odoo import fields, models
from odoo.exceptions import UserError

ACTIVITY = "ar_specialist.activity_type_refund"
#: What of a refund the one who confirms it has to have from somebody else.
PREPARED = {"amount", "currency_id", "partner_id", "partner_bank_id", "journal_id", "payment_method_line_id"}
CONFIRMED = ("in_process", "paid")


class ArCashApplication(models.Model):
    """A refund of what a customer paid too much: a draft payment to its bank account, for somebody to confirm."""

    _inherit = "ar.cash.application"

    refund_id = fields.Many2one(
        "account.payment", readonly=True, copy=False, ondelete="set null", index="btree_not_null")

    def _payment_state(self):
        """What is to be refunded waits for no items."""
        refunded = self.rest == "refund" and not self.currency_id.is_zero(self.amount_left)
        return "on_account" if refunded else super()._payment_state()

    def _propose_refund(self):
        """Make the draft payment of what is left, and ask somebody to confirm it."""
        payment = self.payment_id
        if self.currency_id.compare_amounts(self.amount_left, 0.0) <= 0:
            raise UserError(self.env._("Nothing of %s is left to be refunded.", payment.display_name))
        refund = self.env["account.payment"].with_company(self.company_id).create(self._prepare_refund_vals())
        self.refund_id = refund
        refund.activity_schedule(ACTIVITY, user_id=self._refund_approver().id, summary=self.env._(
            "Refund %(amount)s to %(customer)s", amount=self.currency_id.format(self.amount_left),
            customer=payment.partner_id.display_name))

    def _refund_approver(self):
        """Return who is asked to confirm the refund: the manager, or another one where that is who proposed it."""
        company, me = self.company_id, self.env.user
        managers = company.ar_manager_id | self.env.ref("ar_specialist.group_manager").all_user_ids.filtered(
            lambda user: user.active and not user.share and company in user.company_ids).sorted("id")
        return (managers - me)[:1] or company.ar_manager_id or me

    def _prepare_refund_vals(self):
        """Return the values of the refund; where it goes is where the money came from, as far as that is known."""
        payment, credit = self.payment_id, self.payment_id.move_line_id
        journal = payment.journal_id
        if journal.type not in ("bank", "cash", "credit"):
            journal = journal.search([
                *journal._check_company_domain(self.company_id), ("type", "=", "bank")], limit=1)
        if not journal.outbound_payment_method_line_ids:
            raise UserError(self.env._("There is no bank journal that payments can go out from."))
        values = {
            "payment_type": "outbound", "partner_type": "customer", "partner_id": payment.partner_id.id,
            "amount": self.amount_left, "currency_id": self.currency_id.id, "journal_id": journal.id,
            "date": self.company_id._ar_today(),
            "memo": self.env._("Refund of what was paid too much: %s", payment.name),
            "destination_account_id": credit.account_id.id, "company_id": self.company_id.id,
            "ar_prepared_by_id": self.env.uid,
        }
        if bank := self._account_it_came_from():
            values["partner_bank_id"] = bank.id
        return values

    def _account_it_came_from(self):
        payment = self.payment_id
        number = "".join(letter for letter in payment.payer_account or "" if letter.isalnum()).upper()
        if not number:
            return self.env["res.partner.bank"]
        return payment.partner_id.bank_ids.filtered(
            lambda bank: bank.sanitized_acc_number == number and bank.company_id.id in (False, self.company_id.id))[:1]

    def _check_left_unused(self):
        for refund in self.refund_id.filtered(lambda refund: refund.state in ("in_process", "paid")):
            raise UserError(self.env._(
                "What was paid too much has been refunded by %s: take that back first.", refund.display_name))
        return super()._check_left_unused()

    def _withdraw_refunds(self):
        """Cancel refunds that nobody has confirmed yet; return them."""
        refunds = self.refund_id.filtered(lambda refund: refund.state == "draft")
        if refunds:
            refunds.activity_unlink([ACTIVITY])
            refunds.action_cancel()
        return refunds


class AccountPayment(models.Model):
    _inherit = "account.payment"

    ar_application_ids = fields.One2many("ar.cash.application", "refund_id", string="Refund of")

    def action_post(self):
        """A refund that is confirmed settles the credit that it pays back.

        :raise UserError: when less than the refund is left of that credit
        """
        # sudo: whoever confirms payments need not be allowed to apply them
        refunds = self.sudo().filtered("ar_application_ids")
        for refund in refunds:
            left = max(-sum(refund._ar_credit().mapped("amount_residual_currency")), 0.0)
            if refund.state == "draft" and refund.currency_id.compare_amounts(refund.amount, left) > 0:
                raise UserError(self.env._(
                    "%(left)s of what %(customer)s paid too much are left, %(amount)s would be refunded: make it less, "
                    "or cancel it.", customer=refund.partner_id.display_name,
                    left=refund.currency_id.format(left), amount=refund.currency_id.format(refund.amount)))
        result = super().action_post()
        for refund in refunds:
            credit = refund._ar_credit()
            own = refund.move_id.line_ids.filtered(
                lambda line, credit=credit: line.account_id == credit.account_id and not line.reconciled)
            (own + credit).reconcile()
            refund.activity_feedback([ACTIVITY])
        return result

    def _ar_credit(self):
        """Return what the customer paid too much."""
        payment = self.ar_application_ids.payment_id
        return payment._credits().filtered(lambda item: item.account_id == payment.move_line_id.account_id)


class AccountPaymentPrepared(models.Model):
    """Four eyes on refunds: one person says how much goes where, another one lets it go."""

    _inherit = "account.payment"

    ar_prepared_by_id = fields.Many2one(
        "res.users", string="Refund Prepared by", readonly=True, copy=False, ondelete="restrict",
        index="btree_not_null", help="Who proposed the refund, or changed it last: somebody else confirms it.")

    def write(self, vals):
        if vals.get("state") in CONFIRMED:
            for refund in self.filtered("ar_prepared_by_id"):
                refund._ar_check_two_people()
        changed = self.filtered(lambda payment: payment.state == "draft" and payment._ar_is_changed(vals))
        result = super().write(vals)
        if changed:
            super(AccountPaymentPrepared, changed).write({"ar_prepared_by_id": self.env.uid})
        return result

    def _ar_is_changed(self, vals):
        return self.ar_prepared_by_id and any(
            self.env["account.move"]._field_will_change(self, vals, name) for name in PREPARED & vals.keys())

    def _ar_check_two_people(self):
        """Refuse to let a refund go by the one who prepared it.

        :raise UserError: where the company wants two people for so much
        """
        company = self.company_id.sudo()  # its settings are no secret of those who work for it
        alone = company._ar_refund_alone(self.amount, self.currency_id, self.date)
        if self.state == "draft" and self.ar_prepared_by_id == self.env.user and not alone:
            raise UserError(self.env._(
                "You prepared this refund of %(amount)s yourself: somebody else confirms it. Up to which amount one "
                "person may do both is in the settings, under Receivables.",
                amount=self.currency_id.format(self.amount)))
