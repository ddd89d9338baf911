from odoo import api, fields, models
from odoo.fields import Domain


class ArAccount(models.Model):
    """What waits in the worklist today, in numbers; each is a filter of its screen."""

    _inherit = "ar.account"

    @api.model
    @api.readonly
    def get_worklist_hints(self):
        """Return [{filter, count, label}] of what waits for the user, or for anybody when no customer is theirs.

        :raise AccessError: when the user may not read customer accounts
        """
        self.check_access("read")
        today = fields.Date.context_today(self)
        mine = Domain("is_mine", "=", True) if self._has_own() else Domain.TRUE
        due = Domain("is_due", "=", True)
        missed_since = fields.Date.subtract(today, days=30)
        broken = Domain("state", "in", ("partly", "broken")) & Domain("date", ">=", missed_since)
        late = Domain("state", "=", "open") & Domain("deadline", "<", today)
        found = (
            ("today", self.env._("to do today"), Domain("next_action_date", "<=", today)
             | Domain("activity_date_deadline", "<=", today) | Domain("promise_ids", "any", due)),
            ("promises_due", self.env._("with promises due"), Domain("promise_ids", "any", due)),
            ("promises_broken", self.env._("with broken promises"), Domain("promise_ids", "any", broken)),
            ("disputes_late", self.env._("with late disputes"), Domain("dispute_ids", "any", late)),
        )
        hints = [
            {"filter": name, "label": label, "count": self.search_count(mine & domain)} for name, label, domain in found
        ]
        return [hint for hint in hints if hint["count"]]
