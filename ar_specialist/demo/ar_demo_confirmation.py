from datetime import timedelta
from uuid import uuid4

from odoo import models

from ..logic.period_close import month_before
from ..models.portal.ar_portal_submit import Visitor
from .ar_demo_portal import ADDRESS
from .confirmation import ANSWERED, AUDITOR, NAME, NUMBER, REMINDED, REPLY, SENT


class ArDemo(models.AbstractModel):
    """The demo's audit: the largest balances of the month that is closed were asked for, and most have answered."""

    _inherit = "ar.demo"

    def _load_confirmations(self, company, day):
        """Ask for the balances of the month before last, and answer; return whether it was done now."""
        if self._named(f"demo_confirmation_{company.id}"):
            return False
        self = self.with_company(company).with_context(allowed_company_ids=company.ids)
        first, _last = month_before(day)
        last = month_before(first)[1]
        admin = self.env.ref("base.user_admin")
        auditor = self.env["res.partner"].create(AUDITOR)
        with self._on_day(last + timedelta(days=SENT)):
            request = self.env["ar.balance.request"].with_context(mail_create_nosubscribe=True).create({
                "name": NAME % last.year, "company_id": company.id, "date": last, "how": "largest", "number": NUMBER,
                "auditor_id": auditor.id, "reply_by": last + timedelta(days=REPLY), "user_id": admin.id})
            request.action_prepare()
            request._set_state("running")
            request.sent_on = last + timedelta(days=SENT)
            # The day to reply by is over by now: it is not asked about.
            request._execute_batch(request._waiting())
            request._finish()
            self._count_requests_as_sent(request)
        reminded = False
        for answered in ANSWERED:
            if answered.after > REMINDED and not reminded:
                reminded = self._remind(request, last)
            self._answer(request, answered, last)
        lines = request.line_ids.sudo()
        lines.sent_by_id = admin
        lines.filtered("reminders").reminded_on = last + timedelta(days=REMINDED)
        for line in lines.filtered("answer_id"):
            line.answered_on = line.answer_id.answered_on
        self._name_records({f"demo_confirmation_{company.id}": request, f"demo_auditor_{company.id}": auditor})
        self._drop_mails_about(company)
        self.env["mail.mail"].search([("email_to", "=", auditor.email_formatted)]).unlink()
        return True

    def _remind(self, request, last):
        with self._on_day(last + timedelta(days=REMINDED)):
            # What was printed a week ago is in the post.
            letters = request.line_ids.filtered(lambda line: line.state == "to_print")
            if letters:
                letters._print()
            request._to_remind()._remind()
            self._count_requests_as_sent(request)
        return True

    def _answer(self, request, answered, last):
        """Let the customer enter its answer, or one of us write it down; nothing when it was not asked."""
        account = self._account_named(answered.customer, request.company_id)
        line = request.line_ids.filtered(lambda line: line.account_id == account)
        if not line:
            return
        person = self._person_of(answered.customer)
        with self._on_day(last + timedelta(days=answered.after)):
            if not answered.source:
                self._answer_on_page(account, person, answered, last)
                return
            entry = self.env["ar.balance.answer.entry"].create({
                "line_id": line.id, "verdict": "differs" if answered.share else "agrees", "source": answered.source,
                "person_name": person.name or line.partner_id.name, "note": answered.text,
                "answered_on": last + timedelta(days=answered.after)})
            if answered.share:
                for figure in entry.figure_ids:
                    figure.write({
                        "is_said": True, "said": figure.currency_id.round(figure.amount * (1 - answered.share))})
            entry.action_keep()

    def _answer_on_page(self, account, person, answered, last):
        shown = account._ar_portal_balance(last)
        account.with_context(mail_auto_subscribe_no_notify=True)._ar_portal_submit("balance", {
            "date": str(last), "shown": account._ar_portal_shown(shown), "text": answered.text, "name": person.name,
            "agreed": "no" if answered.share else "yes",
            **({f"reported_{currency.id}": f"{closing * (1 - answered.share):.2f}" for currency, closing in shown}
               if answered.share else {})}, Visitor(person, ADDRESS), uuid4().hex)

    def _count_requests_as_sent(self, request):
        """Leave the mails as they are once a mail server has them: gone, and noted as sent."""
        lines = request.line_ids
        mails = self.env["mail.mail"].search([("mail_message_id", "in", lines.document_ids.mail_message_id.ids)])
        self.env["mail.notification"].search([("mail_mail_id", "in", mails.ids)]).notification_status = "sent"
        lines._update_delivery()
        mails.unlink()
