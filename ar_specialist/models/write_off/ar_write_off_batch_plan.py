from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...queries.written_off import written_off_of


class ArWriteOffBatch(models.Model):
    """Finding small balances: nothing is booked, each customer's are a draft that may be taken off the list."""

    _inherit = "ar.write.off.batch"

    @api.model
    def _plan(self, company, currency, limit, *, reason, days_late=0, with_credits=False, day=None):
        """Return a planned clean-up of the items of `company` in `currency` that are open by up to `limit`.

        :param limit: in `currency`, of one item
        :param days_late: of an item, at least
        :param with_credits: whether what stands to customers' credit is cleared as well
        :raise UserError: when the limit is over what the present user may clear, or there is no such item
        """
        self.env["ar.write.off"].check_access("create")
        company = company.with_env(self.env)  # the limit is that of the present user
        self._check_limit(company, currency, limit)
        items = self._small_items(company, currency, limit, days_late, with_credits)
        allowed, left_out = self._within_limit(company, items)
        if not allowed:
            raise UserError(self.env._(
                "Nothing is open by up to %s that is not disputed, promised or on hold.", currency.format(limit)))
        # sudo: clean-ups are closed to users' own writing, they are the record of what was done
        batch = self.sudo().create({
            "company_id": company.id, "date": day or company._ar_today(), "currency_id": currency.id,
            "limit_amount": limit, "days_late": days_late, "with_credits": with_credits, "reason_id": reason.id,
            "left_out_count": left_out, "user_id": self.env.uid})
        self.env["ar.write.off"]._make(
            allowed, reason_id=reason.id, batch_id=batch.id, date=batch.date, kind="clean_up")
        return batch.with_env(self.env)

    @api.model
    def _check_limit(self, company, currency, limit):
        if currency.compare_amounts(limit, 0.0) <= 0:
            raise UserError(self.env._("Say up to which amount a balance is small."))
        own = currency._convert(limit, company.currency_id, company, company._ar_today())
        most = company.ar_small_balance_limit
        if self.env.su or self.env.user.has_group("ar_specialist.group_manager"):
            most = company._ar_write_off_limit()
        if most is not None and company.currency_id.compare_amounts(own, most) > 0:
            raise UserError(self.env._(
                "You may clear balances of up to %s in bulk.", company.currency_id.format(most)))

    @api.model
    def _small_items(self, company, currency, limit, days_late, with_credits):
        least = -limit if with_credits else 0.0
        domain = Domain([
            ("company_id", "=", company.id), ("currency_id", "=", currency.id), ("days_late", ">=", days_late),
            ("amount_open_currency", ">=", least), ("amount_open_currency", "<=", limit),
            ("amount_open_currency", "!=", 0), ("commercial_partner_id", "!=", False), ("is_on_hold", "=", False),
            ("promised_until", "=", False)])
        domain &= Domain("amount_disputed", "=", False) | Domain("amount_disputed", "=", 0)
        items = self.env["ar.open.item"].search(domain).move_line_id
        # What waits to be approved is somebody's decision already.
        waiting = self.env["ar.write.off.line"].search([("move_line_id", "in", items.ids), ("is_waiting", "=", True)])
        return items - waiting.move_line_id

    @api.model
    def _within_limit(self, company, items):
        """Return the items that the present user may write off, and how many more there are."""
        limit = company._ar_write_off_limit()
        if limit is None:
            return items, 0
        before, sums = written_off_of(self.env, items.move_id.ids), {}
        for item in items:
            sums[item.move_id] = sums.get(item.move_id, before.get(item.move_id.id, 0.0)) + abs(item.amount_residual)
        allowed = items.filtered(
            lambda item: company.currency_id.compare_amounts(sums[item.move_id], limit) <= 0)
        return allowed, len(items) - len(allowed)
