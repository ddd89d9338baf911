from odoo import api, fields, models
from odoo.exceptions import UserError

#: What follows from the payments and from other promises; nobody gives it.
FOLLOWING = {
    "name", "state", "amount_paid", "amount_company", "amount_paid_company", "level", "keep_until", "known",
    "superseded_by_id",
}


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
