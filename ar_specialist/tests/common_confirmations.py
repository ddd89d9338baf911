from unittest.mock import patch

from odoo.addons.ar_specialist.models.portal.ar_portal_submit import Visitor
from odoo.fields import Date

from .common_statements import StatementsCommon
from .test_statement_processes import PAPER

DAY = Date.to_date("2026-02-28")


class ConfirmationsCommon(StatementsCommon):
    """A customer with email that owes 100, one without that owes 250 later; an auditor."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_users("auditor", "salesperson", "manager")
        cls.company.ar_portal_balance = True
        cls.whitfield = cls.env["res.partner"].create({
            "name": "Whitfield & Crane", "email": "audit@whitfield.example", "street": "1 Audit Road",
            "city": "Portland"})
        cls.entry(40.0, "2026-02-10", partner=cls.other_customer)
        cls.keys = 0

    def ask(self, send=True, user=None, **values):
        """Make a request as of the end of February, prepare and send it."""
        request = self.env["ar.balance.request"].with_user(user or self.specialist).create({
            "name": "Audit 2026", "company_id": self.company.id, "date": DAY, **values})
        if send:
            request.action_prepare()
            request.action_execute()
        return request

    def line_of(self, request, partner=None):
        return request.line_ids.filtered(lambda line: line.partner_id == (partner or self.customer))

    def mails_of(self, lines):
        return self.env["mail.mail"].sudo().search(
            [("mail_message_id", "in", lines.sudo().document_ids.mail_message_id.ids)], order="id")

    def answer_on_page(self, agreed=True, said=None, account=None, day=DAY, **values):
        """Send the form of the customer's page as somebody who came by a link; return the outcome."""
        account = account or self.account
        type(self).keys += 1
        shown = account._ar_portal_balance(day)
        form = {
            "date": str(day), "shown": account._ar_portal_shown(shown), "agreed": "yes" if agreed else "no",
            "name": "Kim Known", **values}
        if said is not None:
            form[f"reported_{self.company.currency_id.id}"] = said
        public = account.with_user(self.env.ref("base.public_user")).sudo()
        return public._ar_portal_submit(
            "balance", form, Visitor(self.env["res.partner"], "192.0.2.1"), f"{self.keys:032x}")

    def answer_by_hand(self, line, verdict="agrees", said=None, **values):
        entry = self.env["ar.balance.answer.entry"].with_user(self.specialist).create({
            "line_id": line.id, "verdict": verdict, "person_name": "Pat Paper", "source": "letter", **values})
        if said is not None:
            entry.figure_ids.write({"is_said": True, "said": said})
        entry.action_keep()
        return line.answer_id

    def quick_letters(self):
        """Leave the converter out where the paper does not matter."""
        return self.startPatcher(patch.object(
            self.registry["ar.balance.request.line"], "_letter_pdfs",
            lambda lines, _lang: dict.fromkeys(lines.ids, PAPER)))
