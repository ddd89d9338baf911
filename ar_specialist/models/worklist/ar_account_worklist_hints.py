from odoo import api, fields, models
from odoo.fields import Domain


class ArAccount(models.Model):
    """What waits in the worklist today, in numbers; each is a filter of its screen."""

    _inherit = "ar.account"

    waits_for = fields.Selection(
        [
            ("today", "To do today"), ("promises_due", "Promises due"), ("promises_broken", "Broken promises"),
            ("disputes_late", "Late disputes"),
        ],
        store=False, search="_search_waits_for",
        help="To search by: what waits on the company's day.")

    def _search_waits_for(self, operator, value):
        if operator != "in":
            return NotImplemented
        waiting = self._ar_waiting()
        return Domain.OR(waiting[name] for name in value if name in waiting)

    @api.model
    def _ar_waiting(self):
        """Return {name of the filter: domain of the accounts that wait for it today}."""
        today = self.env.company._ar_today()
        due = Domain("promise_ids", "any", Domain("is_due", "=", True))
        missed_since = fields.Date.subtract(today, days=30)
        broken = Domain("state", "in", ("partly", "broken")) & Domain("date", ">=", missed_since)
        late = Domain("state", "=", "open") & Domain("deadline", "<", today)
        planned = Domain("next_action_date", "<=", today) | Domain("activity_date_deadline", "<=", today)
        return {
            "today": planned | due,
            "promises_due": due,
            "promises_broken": Domain("promise_ids", "any", broken),
            "disputes_late": Domain("dispute_ids", "any", late),
        }

    @api.model
    @api.readonly
    def get_worklist_hints(self):
        """Return [{filter, count, label}] of what waits for the user, or for anybody when no customer is theirs.

        :raise AccessError: when the user may not read customer accounts
        """
        self.check_access("read")
        mine = Domain("is_mine", "=", True) if self._has_own() else Domain.TRUE
        labels = {
            "today": self.env._("to do today"),
            "promises_due": self.env._("with promises due"),
            "promises_broken": self.env._("with broken promises"),
            "disputes_late": self.env._("with late disputes"),
        }
        hints = [
            {"filter": name, "label": labels[name], "count": self.search_count(mine & domain)}
            for name, domain in self._ar_waiting().items()
        ]
        return [hint for hint in hints if hint["count"]]
