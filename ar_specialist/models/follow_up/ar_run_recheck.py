from odoo import models

from ...logic.follow_up import ordered
from ...logic.follow_up_case import Occasion

#: What a person who sends a notice by hand has decided already.
DECIDED = {"weekday"}


class ArRun(models.Model):
    """The last look before sending: what is paid, held or settled in the meantime stays out, with its reason."""

    _inherit = "ar.run"

    def _recheck(self, notices):
        """Bring `notices` up to date and return those that still go out; the others become held, with reasons."""
        if not notices:
            return notices
        moment = self._moment()
        occasion = Occasion(moment, max(moment, self._today(self.company_id)), run_id=self.id)
        cases = {
            case.partner_id: case
            for case in self._cases(self.company_id, notices.partner_id.ids, occasion)
        }
        accounts = {notice.partner_id.id: notice.account_id for notice in notices}
        decisions = {
            (case.partner_id, decision.kind): decision
            for case, _account, decision in self._addressed(cases.values(), accounts)
        }
        going = notices.browse()
        for notice in notices:
            partner = notice.partner_id.id
            if self._still_due(notice, cases.get(partner), decisions.get((partner, notice.kind)), moment):
                going += notice
        return going

    def _still_due(self, notice, case, decision, moment):
        """Update the lines of `notice`; return whether it goes out, else hold it."""
        due = {(step.item.id, step.level.id, step.attempt) for step in decision.steps} if decision else set()
        items = {item.id: item for item in case.account.items} if case else {}
        amount, steps, shown = 0.0, 0, 0
        for line in notice.line_ids:
            item = items.get(line.move_line_id.id)
            against = self._against(line, item, due)
            if against:
                line.write({"reason_codes": against, "counted": False})
                continue
            if line.reason_codes:
                continue
            amount += item.amount
            steps += line.counted
            shown += 1
            values = {
                "amount_residual": case.rows[item.id].amount_currency, "date": moment,
                "days_late": item.days_late(moment),
            }
            line.write({name: value for name, value in values.items() if line[name] != value})
        reasons = [code for code in decision.reasons if code not in DECIDED] if decision else []
        if not reasons and not steps:
            reasons = ordered(code for line in notice.line_ids for code in line.reason_codes or [])
        if reasons:
            notice._set_state("held", reason_codes=list(reasons))
            return False
        values = {"date": moment, "amount": amount, "item_count": shown}
        notice.write({name: value for name, value in values.items() if notice[name] != value})
        return True

    def _against(self, line, item, due):
        """Return the codes of what speaks against an item by now; none for one that stays out anyway."""
        if line.reason_codes:
            return []
        if item is None:
            return ["paid"]
        if item.against:
            return list(ordered(item.against))
        if line.counted and (item.id, line.level_id.id, line.attempt) not in due:
            return ["not_due"]
        return []
