from odoo import models
from odoo.exceptions import UserError


class ArPeriodCloseCheck(models.Model):
    """What a check found can be opened."""

    _inherit = "ar.period.close.check"

    def action_open(self):
        """Open what the check counts."""
        self.ensure_one()
        self.check_access("read")
        period = self.period_id.with_company(self.company_id)
        if not self.code:
            raise UserError(self.env._("“%s” is done by a person; there is nothing to open.", self.name))
        if subject := period._subject(self.code):
            action = self._opened(subject.model, subject.domain, subject.views)
            return {**action, "context": {"create": False, **subject.context}}
        return getattr(self, f"_open_{self.code}")(period)

    def _opened(self, model, domain, views=((False, "list"), (False, "form"))):
        return {
            "type": "ir.actions.act_window", "name": f"{self.name}, {self.period_id.name}", "res_model": model,
            "view_mode": "list,form", "views": [list(view) for view in views], "domain": list(domain),
            "context": {"create": False},
        }

    def _open_credits(self, period):
        customers = self.env["res.partner"].browse(row.key.id for row in period._credit_rows())
        accounts = self.env["ar.account"]._for_many(customers, period.company_id)
        return self._opened("ar.account", [("id", "in", accounts.ids)])

    def _open_over_a_year(self, period):
        items = [row.key.id for row in period._old_rows()]
        action = self._opened(
            "account.move.line", [("id", "in", items)],
            ((self.env.ref("ar_specialist.ar_aging_items_view_list").id, "list"), (False, "form")))
        return {**action, "context": {**action["context"], "ar_as_of": period.date_to.isoformat()}}
