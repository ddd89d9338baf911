from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import date_utils

from ...logic.written_amounts import amount_readings
from .ar_cash_payment import DONE, WAITING

PAGE = 60
PAGE_AT_MOST = 500
#: Queues of the screen: the states that they show. All that waits is in exactly one of the first five: what takes
#: earlier payments back is in "returns", whatever its state.
QUEUES = {
    "unidentified": ("new", "unidentified"), "check": ("check",), "ready": ("ready",), "unapplied": ("unapplied",),
    "returns": WAITING, "waiting": WAITING, "done": DONE,
}
QUEUE_OF = {
    state: queue for queue, states in QUEUES.items() if queue not in ("returns", "waiting") for state in states}
ORDERS = {
    "date": "date, id", "-date": "date desc, id desc", "-amount": "amount_company desc, id desc",
    "-score": "score desc, date, id",
}
TEXT_SHOWN = 120
#: Days whose payments the straight-through rate is of.
RATE_DAYS = 30


class ArCashPayment(models.Model):
    """What the screen Cash Application asks for: the queues, and a part of one of them."""

    _inherit = "ar.cash.payment"

    @api.model
    @api.readonly
    def screen_start(self):
        """Return what the screen needs to know once: `may_work`, `import_action`, `straight_through`."""
        self._check_reader()
        may_work = self.env.user.has_group("ar_specialist.group_specialist")
        action = self.env.ref("ar_specialist.ar_cash_upload_action", raise_if_not_found=False)
        return {
            "may_work": may_work,
            "import_action": action.xml_id if may_work and action else False,
            "straight_through": self._screen_rate(),
        }

    def _check_reader(self):
        self.check_access("read")
        if not self.env.user._is_internal():
            raise AccessError(self.env._("Cash application is for internal users only."))

    def _screen_rate(self):
        """Return the shares, 0 to 1, of what the present company applied without a person's look; None without any."""
        today = self.env.company._ar_today()
        rate = self._straight_through(self.env.company, date_utils.subtract(today, days=RATE_DAYS), today)
        if not rate.payments_all:
            return None
        return {
            "days": RATE_DAYS, "payments": rate.per_payment, "items": rate.per_item, "amounts": rate.per_amount,
        }

    @api.model
    @api.readonly
    def screen_queue(self, queue, search="", order="date", offset=0, limit=PAGE):
        """Return a part of a queue.

        :param queue: a key of QUEUES
        :param search: part of a customer, payer, text or number, or an amount
        :return: dict of `heads`: {queue: {count, sums}} of all queues, `count` of the payments that match, `offset` and
            the `rows` from there on
        :raise UserError: for a queue or an order that there is none of
        """
        self._check_reader()
        if queue not in tuple(QUEUES) or order not in tuple(ORDERS):
            raise UserError(self.env._("There is no such queue, or no such order of it."))
        domain = self._queue_domain(queue) & self._search_domain(search)
        order = "write_date desc, id desc" if queue == "done" else ORDERS[order]
        offset, limit = max(int(offset), 0), min(max(int(limit), 1), PAGE_AT_MOST)
        payments = self.search(domain, order=order, offset=offset, limit=limit)
        return {
            "heads": self._heads(), "count": self.search_count(domain), "offset": offset,
            "rows": [payment._screen_row() for payment in payments],
        }

    def _queue_domain(self, queue):
        domain = Domain("company_id", "in", self.env.companies.ids) & Domain("state", "in", QUEUES[queue])
        if queue not in ("done", "waiting"):
            domain &= Domain("is_return", "=", queue == "returns")
        if queue == "done":
            today = self.env.company._ar_today()
            domain &= Domain("applied_on", "=", today) & Domain("is_elsewhere", "=", False)
        return domain

    def _search_domain(self, search):
        text = str(search or "").replace("\0", "").strip()
        if not text:
            return Domain.TRUE
        names = ("payer_name", "payer_account", "text", "name", "structured_reference", "partner_id.complete_name")
        found = Domain.OR(Domain(name, "ilike", text) for name in names)
        amounts = {float(amount) for amount in amount_readings(text).values()}
        return found | Domain("amount", "in", list(amounts)) if amounts else found

    def _heads(self):
        """Return {queue: {count, sums}}; sums are one per currency. What waits is the sum of its queues."""
        heads = {queue: {"count": 0, "sums": {}} for queue in QUEUES}
        for queue in ("waiting", "done"):
            groups = self._read_group(
                self._queue_domain(queue), ["state", "is_return", "currency_id"],
                ["__count", "amount_left:sum", "amount:sum"])
            for state, is_return, currency, count, left, amount in groups:
                for head in {self._queue_name(state, is_return), queue}:
                    heads[head]["count"] += count
                    sums = heads[head]["sums"]
                    sums[currency] = sums.get(currency, 0.0) + (amount if queue == "done" else left)
        for head in heads.values():
            head["sums"] = [
                {"currency_id": currency.id, "amount": currency.round(amount)}
                for currency, amount in sorted(head["sums"].items(), key=lambda pair: pair[0].name)]
        return heads

    @api.model
    def _queue_name(self, state, is_return):
        """Return the queue that a payment of this state is in."""
        return "returns" if is_return and state in WAITING else QUEUE_OF[state]

    def _screen_row(self):
        return {
            "id": self.id,
            "name": self.name or "",
            # sudo: the payment is the user's to see; the rules on contacts may hide whose it is
            "customer": self.partner_id.sudo().display_name or "",
            "payer_name": self.payer_name or "",
            "text": " ".join((self.text or self.structured_reference or "").split())[:TEXT_SHOWN],
            "amount": self.amount if self.state in DONE else self.amount_left,
            "currency_id": self.currency_id.id,
            "date": self.date.isoformat(),
            # Without items the points are about the payer alone.
            "score": self.score if self.allocation_ids else 0,
            "ambiguous": self.ambiguous,
            "choice": self.choice or False,
            "queue": self._queue_name(self.state, self.is_return),
        }

    @api.model
    def screen_collect(self):
        """Take up what came in since the last time, and propose what it is for; renew what the books have overtaken.

        :return: whether there was anything
        """
        self.check_access("write")
        new = self.browse()
        for company in self.env.companies:
            new |= self._collect(company).filtered(lambda payment: payment.state == "new")
        if new:
            new._propose()
        renewed = [self._renew_all(company) for company in self.env.companies]
        return bool(new) or any(renewed)
