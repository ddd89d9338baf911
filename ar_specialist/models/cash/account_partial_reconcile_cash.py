from odoo import fields, models

#: What somebody did in the books that took a reconciliation away.
HOWS = [
    ("unreconciled", "Reconciliation removed"), ("reversed", "Entry reversed"), ("cancelled", "Entry cancelled"),
    ("deleted", "Entry deleted"),
]


class ArCashRelease(models.Model):
    """What was undone of an application in the books and not from Cash Application: who, when, how, how much.

    One record for each reconciliation that was taken away. Nobody changes it.
    """

    _name = "ar.cash.release"
    _description = "Application undone in the books"
    _order = "id"
    _check_company_auto = True

    application_id = fields.Many2one(
        "ar.cash.application", required=True, readonly=True, ondelete="cascade", index=True)
    line_id = fields.Many2one(
        "ar.cash.application.line", string="Item", readonly=True, ondelete="cascade", index="btree_not_null")
    payment_id = fields.Many2one(
        related="application_id.payment_id", store=True, precompute=True, index=True)
    company_id = fields.Many2one(related="application_id.company_id", store=True, precompute=True)
    currency_id = fields.Many2one(related="application_id.currency_id", store=True, precompute=True)
    item_name = fields.Char(related="line_id.item_name")
    amount = fields.Monetary(string="Undone", readonly=True, help="By so much the item is open again.")
    money = fields.Monetary(
        string="Back to the Payment", readonly=True, help="By so much more of the payment can be applied again.")
    credit_id = fields.Many2one(
        "account.move.line", string="Open Credit", readonly=True, check_company=True, ondelete="set null",
        index="btree_not_null", help="Where that money stands on the customer's account.")
    date = fields.Datetime(string="Undone on", required=True, readonly=True, default=fields.Datetime.now)
    user_id = fields.Many2one(
        "res.users", string="Undone by", required=True, readonly=True, ondelete="restrict",
        default=lambda self: self.env.user)
    how = fields.Selection(HOWS, required=True, readonly=True, default="unreconciled")

    def _follow(self):
        """Bring applications, what they taught, and payments up to date with what has just been undone of them."""
        applications = self.application_id
        whole = applications.filtered(lambda application: not application._settled_lines())
        whole._withdraw_disputes()
        applications.payment_id._unlearn(whole)
        applications.payment_id._unlearn(applications - whole, of_habits=True)
        whole.filtered(lambda application: not application._stands())._end_by(self)
        applications.payment_id._come_back()


class AccountPartialReconcile(models.Model):
    """A reconciliation knows which application of a payment made it; whoever takes it away, the application knows."""

    _inherit = "account.partial.reconcile"

    ar_application_id = fields.Many2one(
        "ar.cash.application", string="Applied by", readonly=True, ondelete="set null", index="btree_not_null")

    def unlink(self):
        releases = self._ar_note_releases()
        owed = (self.debit_move_id + self.credit_move_id).filtered(
            lambda item: item.account_type == "asset_receivable")
        result = super().unlink()
        if releases:
            releases._follow()
        if owed:
            self.env["ar.cash.payment"]._mark_outdated(owed)
        return result

    def _ar_note_releases(self):
        """Note what is undone of applications that stand; what Cash Application undoes itself it has noted already."""
        releases = self.env["ar.cash.release"].sudo()  # whoever keeps the books need not be allowed to apply payments
        if self.env.context.get("ar_letting_go"):
            return releases
        # Core adds up both sides of items: a reconciliation between two of them is there twice.
        once = self.sudo().browse(dict.fromkeys(self.ids))
        touched = once.filtered(lambda partial: partial.ar_application_id.state == "applied")
        how = self.env.context.get("ar_undone_how", "unreconciled")
        return releases.create([
            {**values, "how": how} for partial in touched for values in partial._ar_release_values()])

    def _ar_release_values(self):
        """Return the values of what is undone: one for each item of the application, one even where there is none."""
        application = self.ar_application_id
        items = {line.move_line_id: line for line in application.line_ids}
        sides = ((self.debit_move_id, self._ar_in(application.currency_id), self.credit_move_id),
                 (self.credit_move_id, -self._ar_in(application.currency_id), self.debit_move_id))
        credit = self.credit_move_id if application._is_money(self.credit_move_id) else None
        back = {"credit_id": credit.id, "money": self._ar_in(application.currency_id)} if credit else {}
        found = [
            {"application_id": application.id, "line_id": items[item].id, "amount": amount,
             **(back if other == credit else {})}
            for item, amount, other in sides if item in items]
        return found or [{"application_id": application.id, **back}]

    def _ar_in(self, currency):
        """Return the amount in `currency`, which one of the two items should be in."""
        if self.debit_currency_id == currency:
            return self.debit_amount_currency
        if self.credit_currency_id == currency:
            return self.credit_amount_currency
        return self.company_id.currency_id._convert(self.amount, currency, self.company_id, self.max_date)
