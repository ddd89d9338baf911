from odoo import api, fields, models
from odoo.tools import format_date

# More items than that are counted, not named.
NAMED = 5


class ArAccount(models.Model):
    """The panel “Why?”: what follow-up would do today, and each reason against, as planning itself decides it."""

    _inherit = "ar.account"

    def get_ar_why(self):
        """Return what would happen today with this customer account.

        :return: dict of `day`, `account` and `reasons`, each {code, text, due, count, items: [{id, name}]}; `id` is the
            document's
        :raise AccessError: when the user may not read the account
        """
        self.ensure_one()
        self.check_access("read")
        return self._why()

    def _why(self, moves=None):
        """Return the panel's content, of the items of `moves` alone when given."""
        day = self.env.company._ar_today()
        told = []
        for code, items in self._explain(self, day).get(self.id, []):
            # The account may be read, so what is said of its items too; rules on journal items narrow only the names.
            kept = items.sudo() if moves is None else items.sudo().filtered(lambda item: item.move_id in moves)
            if kept or not items:
                told.append(self._why_line(code, kept))
        return {"day": fields.Date.to_string(day), "account": self.id, "reasons": told}

    @api.model
    def _for_reader(self, partner, company):
        """Return the account of `partner`, made when missing: whoever may read accounts may look at any customer's."""
        self.check_access("read")
        return self._for(partner, company)

    def _why_line(self, code, items):
        seen = items.with_env(self.env)._filtered_access("read").sorted("date_maturity")
        return {
            "code": code,
            "due": code == "due",
            "text": self._why_text(code, items),
            "count": len(items),
            "items": [{"id": item.move_id.id, "name": item.move_name or ""} for item in seen[:NAMED]],
        }

    def _why_text(self, code, items):
        if code == "due":
            return self.env._("A reminder would go out today")
        if code == "coming_due":
            days = sorted({item.date_maturity or item.date for item in items})
            first = format_date(self.env, days[0])
            if len(days) == 1:
                return self.env._("Not overdue yet, due on %s", first)
            return self.env._("Not overdue yet, the first is due on %s", first)
        [text] = self.env["ar.reason"]._texts([code])
        return self.env._("Not reminded: %s", text)


class ResPartner(models.Model):
    _inherit = "res.partner"

    def get_ar_why(self):
        """Return the panel of the customer account in the current company; see `ar.account`."""
        self.ensure_one()
        self.check_access("read")
        return self.env["ar.account"]._for_reader(self, self.env.company)._why()


class AccountMove(models.Model):
    _inherit = "account.move"

    def get_ar_why(self):
        """Return the panel of the customer account, narrowed to this document's items; see `ar.account`."""
        self.ensure_one()
        self.check_access("read")
        return self.env["ar.account"]._for_reader(self.partner_id, self.company_id)._why(self)
