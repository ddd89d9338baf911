from odoo import models
from odoo.fields import Domain
from odoo.tools import plaintext2html

from ...logic.portal_files import checked
from ...logic.portal_forms import Fault, amount, line, numbers, text
from ...logic.portal_pause import pauses


class ArAccount(models.Model):
    """A dispute or a question that the customer enters itself, with the conversation that follows."""

    _inherit = "ar.account"

    def _ar_portal_reasons(self):
        """Return the reasons for a dispute that customers choose from."""
        reasons = self.env["ar.dispute.reason"]
        return reasons.search(
            Domain("on_portal", "=", True) & Domain(reasons._check_company_domain(self.company_id)))

    def _ar_portal_read_dispute(self, reading):
        items = reading.take("items", self._ar_portal_chosen)
        if items is not None and len(items) != 1:
            reading.faults["items"] = Fault("choose")
        elif items:
            most = self._ar_portal_contestable(items)[items]
            if most:
                reading.take("amount", amount, most, items.currency_id.decimal_places)
                self._ar_portal_say_most(reading, items.currency_id)
            else:
                reading.faults["items"] = Fault("contested")
        reading.take("reason", self._ar_portal_reason)
        reading.take("text", text)
        reading.take("files", checked, self.company_id._ar_portal_files())

    def _ar_portal_reason(self, raw):
        if not raw:
            raise Fault("choose")
        found = self._ar_portal_reasons().filtered(lambda reason: reason.id in numbers([raw]))
        if not found:
            raise Fault("not_offered")
        return found

    def _ar_portal_do_dispute(self, values, visitor):
        item, reason = values["items"], values["reason"].with_env(self.env)
        before = self.env["ar.dispute.line"].search_count(
            [("move_line_id", "=", item.id), ("dispute_id.acceptance", "!=", False)], limit=1)
        at_once = pauses(self.company_id.ar_portal_dispute, bool(before))
        case = self._ar_portal_open_case(values, visitor, item, "disputed", {
            "kind": "dispute" if at_once else "inquiry", "acceptance": "accepted" if at_once else "waiting",
            "amount": values["amount"], "reason_id": reason.id, "subject": reason.name,
            "user_id": (reason.team_id.leader_id.filtered("active") or self._ar_person("collector")).id,
        })
        told = {
            "number": case.name, "amount": case.currency_id.format(values["amount"]), "invoice": item.move_name,
            "reason": reason.name}
        self._ar_portal_tell(
            self.env._("%(number)s: the customer disputes %(amount)s of %(invoice)s (%(reason)s)", **told) if at_once
            else self.env._(
                "Accept or decline %(number)s: the customer disputes %(amount)s of %(invoice)s (%(reason)s)", **told))
        return case.name

    def _ar_portal_read_question(self, reading):
        items = reading.take("items", self._ar_portal_chosen)
        if items and len(items) > 1:
            reading.faults["items"] = Fault("not_offered")
        reading.take("subject", line)
        reading.take("text", text)
        reading.take("files", checked, self.company_id._ar_portal_files())

    def _ar_portal_do_question(self, values, visitor):
        case = self._ar_portal_open_case(values, visitor, values["items"], "portal", {
            "kind": "inquiry", "subject": values["subject"], "user_id": self._ar_person("collector").id})
        self._ar_portal_tell(self.env._(
            "%(number)s: the customer asks “%(subject)s”", number=case.name, subject=values["subject"]))
        return case.name

    def _ar_portal_open_case(self, values, visitor, items, outcome, case):
        """Open a case, with what the customer wrote as the first word of its conversation."""
        log = self._ar_portal_log(
            values, visitor, outcome=outcome, note=values["text"], items=items,
            dispute={"description": plaintext2html(values["text"]), **case})
        if visitor.partner:
            log.dispute_id.message_subscribe(visitor.partner.ids)
        log.dispute_id._ar_portal_say(values, visitor)
        return log.dispute_id
