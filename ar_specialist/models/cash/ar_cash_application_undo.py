from odoo import api, fields, models
from odoo.exceptions import UserError


class ArCashApplication(models.Model):
    """Undoing: the books are as before, nothing of an entry that others can see vanishes, the log keeps both."""

    _inherit = "ar.cash.application"

    def action_undo(self, reason=None):
        """Take applications back: their items are open again, their payments wait for somebody's look.

        :raise UserError: when what was left of the payment was used since, or a period is locked; nothing is done then
        """
        self.payment_id.check_access("write")
        self.payment_id._check_companies(self.line_ids.move_line_id)
        self._undo(reason)
        return True

    def _undo(self, reason=None):
        applications = self.sudo()  # as applying: the books of payments are closed to specialists' own writing
        applications.payment_id._lock_or_refuse()
        applications.invalidate_recordset(["state"])
        applications._set_state(
            "undone", undone_on=fields.Datetime.now(), undone_by_id=self.env.uid, undo_reason=reason)
        applications._check_left_unused()
        applications._take_back()
        applications.payment_id._unlearn(applications)

    def _check_left_unused(self):
        """Refuse to undo what something else was built on."""
        later = self.search([
            ("payment_id", "in", self.payment_id.ids), ("state", "in", ("applied", "returned")),
            ("id", "not in", self.ids)])
        for application in self:
            used = later.filtered(lambda one, mine=application: one.payment_id == mine.payment_id and one.id > mine.id)
            if used:
                raise UserError(self.env._(
                    "%(payment)s was applied again since, on %(day)s: undo that first.",
                    payment=application.payment_id.display_name, day=used[0].date))
        for payment in self.filtered(lambda one: one.source == "statement").payment_id:
            lines = payment.statement_line_id.line_ids
            partials = lines.matched_debit_ids + lines.matched_credit_ids
            own = self.partial_ids
            sides = (partials - own).debit_move_id.move_id + (partials - own).credit_move_id.move_id
            if sides - own.exchange_move_id - lines.move_id:
                raise UserError(self.env._(
                    "Money of %s has been reconciled elsewhere since: undo that first.", payment.display_name))

    def _take_back(self):
        """Undo in the books, newest first: reconciliations, entries, counterparts on statements' entries."""
        self.partial_ids.unlink()
        entries = self.move_ids.filtered(lambda move: move.state == "posted" and not move.reversal_move_ids)
        entries._ar_take_back()
        for application in self.sorted("id", reverse=True):
            if application.source == "credit":
                payment = application.payment_id
                payment._set_state("check", amount_left=payment._left_in_books(), proposed_on=False)
                if payment.currency_id.is_zero(payment.amount_left):  # what had come back was used in the books
                    payment._set_state("applied", is_elsewhere=True, applied_by_id=False)
        self.filtered(lambda one: one.source == "statement")._empty_statements()

    def _empty_statements(self):
        """Give the entries of statement lines their suspense items back, and who they were from before."""
        if not self:
            return
        by_partner = self.grouped("statement_partner_id")
        for partner, applications in by_partner.items():
            lines = applications.payment_id.statement_line_id
            self._quiet(lines).write({"partner_id": partner.id})
        payments = self.payment_id
        for amount, alike in payments.grouped("amount").items():
            alike._set_state("check", amount_left=amount, move_line_id=False, proposed_on=False)
        self._replace_lines([
            line._prepare_move_line_default_vals()[1] for line in payments.statement_line_id])


class ArCashApplicationReleased(models.Model):
    """An application of which something was undone in the books: it says how far, and what stands can be undone."""

    _inherit = "ar.cash.application"

    release_ids = fields.One2many(
        "ar.cash.release", "application_id", string="Undone in the Books", readonly=True)
    standing = fields.Selection(
        [("applied", "Applied"), ("partly", "Undone in part"), ("released", "Undone in the books"),
         ("undone", "Undone"), ("returned", "Returned")], string="Stands", compute="_compute_standing",
        help="How much of it stands in the books: what somebody undid there and not from here counts, too.")

    @api.depends("state", "release_ids", "partial_ids")
    def _compute_standing(self):
        for application in self:
            application.standing = application.state
            if application.release_ids and application.state == "applied":
                application.standing = "partly" if application._settled_lines() else "released"

    def _settled_lines(self):
        """Return the items that are settled by the application still, be it in part."""
        sides = self.partial_ids.debit_move_id | self.partial_ids.credit_move_id
        return self.line_ids.filtered(lambda line: line.move_line_id in sides)

    def _stands(self):
        """Return whether anything is left in the books that undoing would take back."""
        entries = self.move_ids.filtered(lambda move: move.state == "posted" and not move.reversal_move_ids)
        if self.partial_ids or entries:
            return True
        return self.source == "statement" and self.payment_id.statement_line_id.state == "posted"

    def _end_by(self, releases):
        """Nothing of these applications is left: they are undone, by what was done in the books."""
        hows = dict(releases._fields["how"]._description_selection(self.env))
        for application in self:
            own = releases.filtered(lambda release, mine=application: release.application_id == mine)
            application._withdraw_refunds()
            application._set_state(
                "undone", undone_on=own[-1:].date, undone_by_id=own[-1:].user_id.id,
                undo_reason=self.env._("In the books: %s", hows[own[-1:].how].lower()))

    def _is_money(self, item):
        """Return whether this credit is the payment itself, not a discount or a write-off, nor another item."""
        payment, entry = self.payment_id, item.move_id
        if payment.amount < 0 or item.balance > 0 or item.currency_id != self.currency_id:
            return False
        if item.account_type != "asset_receivable":
            return False  # settled payments that were registered before, which are no customer's debt
        if item == payment.move_line_id or entry == payment.statement_line_id.move_id:
            return True
        # An entry between receivable accounts carries the money from one to the other.
        return entry in self.move_ids and set(entry.line_ids.mapped("account_type")) == {"asset_receivable"}


class ArCashPayment(models.Model):
    """The money of a payment that came back when its applying was undone in the books."""

    _inherit = "ar.cash.payment"

    release_ids = fields.One2many("ar.cash.release", "payment_id", readonly=True)

    def _credits(self):
        """Return the credits on the customer's account that the payment is: the one it stands on and what came back."""
        freed = self.release_ids.credit_id.filtered(
            lambda item: item.parent_state == "posted" and item.currency_id == self.currency_id
            and item.amount_residual_currency < 0)
        # A union would be fetched by itself, a payment at a time.
        return self.move_line_id | freed if freed else self.move_line_id

    def _left_in_books(self):
        """Return what of the payment stands on the customer's account, as the books have it now."""
        return self.currency_id.round(-sum(self._credits().mapped("amount_residual_currency")))

    def _come_back(self):
        """Let payments wait again whose money is open again; those whose entry is gone are closed."""
        for payment in self:
            source = payment.statement_line_id.move_id or payment.move_line_id.move_id
            if source.state != "posted":
                payment.allocation_ids.unlink()
                payment._set_state("new")
                payment._set_state("set_aside", is_elsewhere=True, applied_by_id=False)
            elif payment.currency_id.compare_amounts(left := payment._left_in_books(), 0.0) > 0:
                payment.allocation_ids.unlink()
                payment._set_state(
                    "unapplied", amount_left=left, move_line_id=payment._main_credit().id, is_chosen=False,
                    ambiguous=False, choice=False)

    def _main_credit(self):
        """Return the credit that the payment is known by: where it stood, or the largest that came back."""
        if self.move_line_id and not self.move_line_id.reconciled:
            return self.move_line_id
        taken = self.search([("move_line_id", "in", self._credits().ids), ("id", "!=", self.id)]).move_line_id
        return (self._credits() - taken - self.move_line_id).sorted("amount_residual_currency")[:1] or self.move_line_id


class AccountMove(models.Model):
    """What is done to whole entries is said of what it undoes."""

    _inherit = "account.move"

    def button_cancel(self):
        return super(AccountMove, self.with_context(ar_undone_how="cancelled")).button_cancel()

    def unlink(self):
        return super(AccountMove, self.with_context(ar_undone_how="deleted")).unlink()

    def _reverse_moves(self, default_values_list=None, cancel=False):
        telling = self.with_context(ar_undone_how="reversed") if cancel else self
        return super(AccountMove, telling)._reverse_moves(default_values_list, cancel=cancel).with_env(self.env)
