from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..queries.promise_payments import payments_of

#: What follows from the payments and from other promises; nobody gives it.
FOLLOWING = {
    "name", "state", "amount_paid", "amount_company", "amount_paid_company", "level", "keep_until", "known",
    "superseded_by_id",
}
#: Days before a promise for a whole account from which on a payment may still be entered late.
LATE_ENTRIES = 14
#: Key of the whole account among the keys of `known`, which JSON wants as text.
WHOLE = "account"


class ArPromise(models.Model):
    """Making promises: what is not said follows from the items."""

    _inherit = "ar.promise"

    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        prepared = [self._prepare_promise_vals(vals) for vals in vals_list]
        promises = super().create(prepared)
        promises._check_promised_by()
        promises.account_id._ar_evaluate_promises()
        for promise in promises:
            promise._supersede_older()
        return promises

    @api.model
    def _prepare_promise_vals(self, vals):
        """Return `vals` with account, company, currency, amount, day and what was settled before."""
        vals = {name: value for name, value in vals.items() if name not in FOLLOWING}
        asked = self.new({
            name: vals[name] for name in ("move_line_ids", "account_id", "currency_id", "part_ids") if name in vals})
        lines, account = asked.move_line_ids._origin, asked.account_id._origin
        account = self._account_of(lines, account)
        company = account.company_id
        currency = self._currency_of(lines, company, asked.currency_id)
        made = fields.Date.to_date(vals.get("date_made")) or self.env["ar.run"]._today(company)
        vals |= {
            "account_id": account.id, "company_id": company.id, "currency_id": currency.id, "date_made": made,
            **self._planned(asked.part_ids, vals),
        }
        open_amount, known = self._open_before(lines, account, currency, made)
        vals["amount"] = vals.get("amount") or open_amount
        self._check_said(vals, lines, open_amount, asked.part_ids, currency, company)
        vals["known"] = known
        vals["amount_company"] = currency._convert(vals["amount"], company.currency_id, company, made)
        vals["name"] = self._next_name(company)
        return vals

    @api.model
    def _account_of(self, lines, account):
        """Return the one customer account of the items, or `account` where there are none."""
        if not lines:
            if not account:
                raise UserError(self.env._("Say whose promise it is: choose the customer, or its items."))
            return account
        customers, companies = lines.partner_id.commercial_partner_id, lines.company_id
        if len(customers) != 1 or len(companies) != 1:
            raise UserError(self.env._(
                "A promise is one customer's, in one company: log one for each of %(customers)s.",
                customers=", ".join(customers.mapped("display_name")) or self.env._("these items")))
        if account and (account.partner_id, account.company_id) != (customers, companies):
            raise UserError(self.env._(
                "%(items)s are not items of %(customer)s.", items=", ".join(lines.mapped("display_name")),
                customer=account.display_name))
        wrong = lines.filtered(
            lambda line: line.account_type != "asset_receivable" or line.parent_state != "posted" or line.balance <= 0)
        if wrong:
            raise UserError(self.env._(
                "Only open posted receivable items can be promised, not %s.", ", ".join(wrong.mapped("display_name"))))
        return account or self.env["ar.account"]._for(customers, companies)

    @api.model
    def _currency_of(self, lines, company, asked):
        """Return the currency promised in: that of all items, else the company's."""
        shared = lines.currency_id
        usual = shared if len(shared) == 1 else company.currency_id
        if lines and asked and asked not in usual | company.currency_id:
            raise UserError(self.env._(
                "These items are open in %(currency)s; they can't be promised in %(asked)s.",
                currency=usual.name, asked=asked.name))
        return asked or usual

    @api.model
    def _planned(self, parts, vals):
        """Return amount and day of a payment plan: the sum of its parts, the day of the last one."""
        days = [part.date for part in parts if part.date]
        if not days:
            return {}
        return {"amount": vals.get("amount") or sum(parts.mapped("amount")), "date": max(days)}

    @api.model
    def _open_before(self, lines, account, currency, made):
        """Return (what was open when the promise was made, what of it was settled before, as `known` keeps it).

        A promise that is entered later than it was made knows nothing of what was paid since.
        """
        late = made < self.env["ar.run"]._today(account.company_id)
        since = made - timedelta(days=LATE_ENTRIES)
        items = dict.fromkeys(lines.ids, account.id)
        # sudo: what is settled counts, whatever the present user may see of the other side
        found = payments_of(self.sudo().env, items, {} if lines else {account.id: since})
        known = {}
        for payment in found.get(account.id, []):
            key, day = (str(payment.item), payment.settled) if lines else (WHOLE, payment.came)
            if late and day > made:
                continue
            one = known.setdefault(key, [0.0, made])
            known[key] = [one[0] + payment.amounts.get(currency.id, 0.0), max(one[1], day)]
        if lines:
            foreign = currency != account.company_id.currency_id
            whole = sum(lines.mapped("amount_currency" if foreign else "balance"))
            open_amount = currency.round(whole - sum(amount for amount, _day in known.values()))
        else:
            open_amount = self._open_of_account(account, currency)
        return open_amount, {key: [amount, fields.Date.to_string(day)] for key, (amount, day) in known.items()}

    @api.model
    def _open_of_account(self, account, currency):
        domain = [
            ("partner_id.commercial_partner_id", "=", account.partner_id.id), ("parent_state", "=", "posted"),
            ("company_id", "=", account.company_id.id), ("account_type", "=", "asset_receivable"),
            ("reconciled", "=", False),
        ]
        measure = "amount_residual:sum"
        if currency != account.company_id.currency_id:
            domain.append(("currency_id", "=", currency.id))
            measure = "amount_residual_currency:sum"
        [[total]] = self.env["account.move.line"]._read_group(domain, aggregates=[measure])
        return total or 0.0

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

    @api.model
    def _next_name(self, company):
        """Return the next number of `company`, which has a sequence of its own."""
        # sudo: numbering is the system's
        sequences = self.env["ir.sequence"].sudo()
        if not sequences.search_count([("code", "=", self._name), ("company_id", "=", company.id)], limit=1):
            sequences.create({
                "name": self.env._("Promises to pay of %s", company.name), "code": self._name,
                "company_id": company.id, "prefix": "PTP/%(year)s/", "padding": 4,
            })
        return sequences.with_company(company).next_by_code(self._name)

    def _supersede_older(self):
        """Let this promise take the place of older open ones for the same items, unless all fit beside each other.

        SAP keeps one promise per invoice that is not confirmed, and a new one confirms the old. Two amounts that
        together are not more than what is open are no contradiction, so both stand.
        """
        self.ensure_one()
        items = set(self.move_line_ids.ids)
        older = self.search([
            ("account_id", "=", self.account_id.id), ("state", "=", "open"), ("id", "!=", self.id),
            ("currency_id", "=", self.currency_id.id)])
        older |= self.search([
            ("account_id", "=", self.account_id.id), ("state", "=", "open"), ("id", "!=", self.id),
            ("move_line_ids", "in", self.move_line_ids.ids)])
        older = older.filtered(
            lambda one: not items or not one.move_line_ids or not items.isdisjoint(one.move_line_ids.ids))
        if not older or self._fits_beside(older):
            return
        for one in older:
            one._set_state("superseded", keep_until=False, superseded_by_id=self.id)
        self.account_id._ar_evaluate_promises()

    def _fits_beside(self, older):
        """Return whether what is still to come of all of them is no more than what is open of their items."""
        promises = self + older
        company = self.company_id.currency_id
        if any(not promise.move_line_ids for promise in promises):
            is_open = self._open_of_account(self.account_id, company)
        else:
            is_open = sum(promises.move_line_ids.mapped("amount_residual"))
        to_come = sum(promise.amount_company - promise.amount_paid_company for promise in promises)
        return company.compare_amounts(to_come, is_open) <= 0
