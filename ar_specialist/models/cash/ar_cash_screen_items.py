from odoo import api, models
from odoo.fields import Domain

from ...logic.written_amounts import amount_readings
from .ar_cash_payment import WAITING
from .ar_cash_screen_payment import ITEMS_OFFERED

PICKS, REGISTERED_PICKS = 40, 20


class ArCashPayment(models.Model):
    """The open items that a payment may settle, and the customers who may have paid it."""

    _inherit = "ar.cash.payment"

    def _items_domain(self, partners=None):
        """Return the domain of open items in the payment's company and currency; of `partners` and who belongs to them.
        """
        own = Domain("company_id", "=", self.company_id.id) & Domain("currency_id", "=", self.currency_id.id)
        return self._all_items_domain(partners) & own

    def _all_items_domain(self, partners=None):
        """Return the domain of open items that the payment may settle, in any currency and of branches too."""
        domain = self._companies_domain() & Domain([
            ("account_id.account_type", "=", "asset_receivable"), ("parent_state", "=", "posted"),
            ("reconciled", "=", False), ("amount_residual_currency", "!=", 0),
            ("move_id", "!=", self.statement_line_id.move_id.id), ("id", "not in", self._credits_that_wait()),
        ])
        return domain & Domain("partner_id", "child_of", partners.ids) if partners else domain

    def _registered_domain(self, partners=None):
        """Return the domain of payments that were registered before and that the bank's line may confirm; none of a
        credit on the customer's account, which is no line of the bank's."""
        line = self.statement_line_id
        if not line or self.move_line_id or self.amount_left <= 0:
            return Domain.FALSE
        domain = Domain([
            ("company_id", "=", self.company_id.id), ("journal_id", "=", self.journal_id.id),
            ("currency_id", "=", self.currency_id.id), ("parent_state", "=", "posted"), ("reconciled", "=", False),
            ("amount_residual_currency", ">", 0), ("account_id.reconcile", "=", True),
            ("account_id.account_type", "not in", ("asset_receivable", "liability_payable")),
            ("move_id.origin_payment_id.partner_type", "=", "customer")])
        return domain & Domain("partner_id", "child_of", partners.ids) if partners else domain

    def _credits_that_wait(self):
        """Return the SQL of credits that are payments in a queue themselves; those kept on account are items."""
        # sudo: which credits are payments is so for everyone
        waiting = self.sudo()._search([
            ("move_line_id", "!=", False), ("company_id", "child_of", self.company_id.id),
            "|", ("state", "in", WAITING), ("id", "=", self.id)])
        return waiting.subselect("move_line_id")

    def _screen_all_items(self):
        """Return (the items allocated, then others of the customer that are due first; how many there are besides)."""
        chosen = {line.move_line_id: line for line in self.allocation_ids}
        others, more = self.env["account.move.line"], 0
        if self.partner_id and self.amount_left:
            domain = self._items_domain(self.partner_id.sudo()) & Domain("id", "not in", [item.id for item in chosen])
            others = self.env["account.move.line"].search(domain, order="date_maturity, date, id", limit=ITEMS_OFFERED)
            more = self.env["account.move.line"].search_count(domain) - len(others)
        disputed = self._disputed([*chosen, *others])
        # sudo: what of the payment is chosen for items of a branch is for whoever sees the payment
        rows = [self._screen_item(item.sudo(), disputed, line) for item, line in chosen.items()]
        return rows + [self._screen_item(item, disputed) for item in others], more

    def _screen_item(self, item, disputed, line=None):
        partner = item.partner_id.sudo().commercial_partner_id
        today, owed = self.company_id._ar_today(), item.account_type == "asset_receivable"
        marks = [self.env._("disputed %s", item.currency_id.format(disputed[item.id]))] if item.id in disputed else []
        parts = {name: line[name] for name in ("amount", "discount", "write_off", "charges", "left")} if line else {
            "amount": 0.0, "discount": 0.0, "write_off": 0.0, "charges": 0.0, "left": 0.0}
        return {
            "id": item.id,
            "move_id": item.move_id.id,
            "number": item.move_name or item.ref or "/",
            "reference": " · ".join(filter(None, (self._told_registered(item), item.ref))),
            "customer": partner.display_name if partner != self.partner_id else "",
            "company": item.company_id.name if item.company_id != self.company_id else "",
            "foreign": self._told_exchanged(line) if line else "",
            "due": (item.date_maturity or item.date).isoformat(),
            "days_late": (today - (item.date_maturity or item.date)).days if owed else 0,
            "open": line.open_amount if line else item.amount_residual_currency,
            "discount_possible": self._discount_possible(item),
            "ticked": bool(line),
            "reason": self._named_text(item.move_name) if line else "",
            "marks": marks,
            **parts,
        }

    def _discount_possible(self, item):
        """Return the cash discount of an item that nothing was paid of yet, whether still granted or not, in the
        payment's currency."""
        untouched = item.currency_id.compare_amounts(item.amount_residual_currency, item.amount_currency) == 0
        if not item.discount_date or not item.discount_amount_currency or not untouched:
            return 0.0
        granted = item.currency_id.round(item.amount_currency - item.discount_amount_currency)
        return self._worth(granted, item.currency_id)

    def _disputed(self, items):
        lines = self.env["ar.dispute.line"].sudo().search([
            ("move_line_id", "in", [item.id for item in items]), ("dispute_id.state", "=", "open")])
        found = {}
        for line in lines:
            found[line.move_line_id.id] = found.get(line.move_line_id.id, 0.0) + line.amount_open
        return found

    @api.readonly
    def screen_items(self, search=""):
        """Return open items for the picker: those of the customer, or of anybody where a search is given."""
        self.ensure_one()
        self._check_reader()
        text = (search or "").strip()
        partners = None if text else self.partner_id.sudo()
        items = self._picks(self._all_items_domain(partners), text, "date_maturity, date, id", PICKS)
        # Of payments registered before the latest, and after what is open: there are those that no bank ever confirms.
        items += self._picks(self._registered_domain(partners), text, "date desc, id desc", REGISTERED_PICKS)
        return [self._item_pick(item) for item in self._fitting_first(items)]

    def _picks(self, domain, text, order, most):
        """Return items of `domain` to pick from: those found by `text`; else all, or where whose payment it is isn't
        known those of just its amount."""
        if text:
            domain &= self._item_search(text)
        elif not self.partner_id:
            domain &= self._items_domain_of_amount()
        domain &= Domain("id", "not in", self.allocation_ids.move_line_id.ids)
        return self.env["account.move.line"].search(domain, order=order, limit=most)

    def _items_domain_of_amount(self):
        return Domain("company_id", "=", self.company_id.id) & Domain("currency_id", "=", self.currency_id.id) & Domain(
            "amount_residual_currency", "=", self.amount_left)

    def _item_search(self, text):
        found = Domain.OR(
            Domain(name, "ilike", text)
            for name in ("move_name", "ref", "move_id.payment_reference", "partner_id.name"))
        amounts = {float(amount) for amount in amount_readings(text).values()}
        return found | Domain("amount_residual_currency", "in", list(amounts)) if amounts else found

    def _fitting_first(self, items):
        return items.sorted(lambda item: (
            not self._fits(item), item.currency_id != self.currency_id, item.account_type != "asset_receivable"))

    def _fits(self, item):
        worth = self._worth(item.amount_residual_currency, item.currency_id)
        return self.currency_id.compare_amounts(worth, self.amount_left) == 0

    def _item_pick(self, item):
        details = (
            self._told_registered(item), item.ref, item.partner_id.sudo().commercial_partner_id.display_name,
            item.company_id.name if item.company_id != self.company_id else "")
        return {
            "id": item.id, "name": item.move_name or item.ref or "/", "details": " · ".join(filter(None, details)),
            "due": (item.date_maturity or item.date).isoformat(), "amount": item.amount_residual_currency,
            "currency_id": item.currency_id.id, "worth": self._told_worth(item),
            "fits": self.env._("this amount") if self._fits(item) else "",
        }

    def _told_registered(self, item):
        """Return in words that the item is a payment registered before; "" for a debt or a credit of the customer."""
        return "" if item.account_type == "asset_receivable" else self.env._("registered payment")

    def _told_worth(self, item):
        """Return what an item in another currency is worth in the payment's, in words; else ""."""
        if item.currency_id == self.currency_id:
            return ""
        return "= " + self.currency_id.format(self._worth(item.amount_residual_currency, item.currency_id))

    def _told_exchanged(self, line):
        """Return what an item in another currency has open there and what of it is settled, in words; else ""."""
        if not line._is_exchanged():
            return ""
        currency = line.item_currency_id
        return self.env._(
            "%(settled)s of %(open)s", settled=currency.format(line.item_settled), open=currency.format(line.item_open))
