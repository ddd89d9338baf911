from odoo import api, fields, models
from odoo.tools import format_date
from odoo.tools.misc import format_datetime

from ...logic.confirmation import AGREES, DIFFERS
from .ar_balance_request_line import ASKED

#: States of a request in which it takes answers.
OPEN = ("running", "done")


class ArBalanceAnswer(models.Model):
    """An answer belongs to the request that asked for it, whether the customer entered it or one of us wrote it."""

    _inherit = "ar.balance.answer"

    request_line_id = fields.Many2one(
        "ar.balance.request.line", string="Asked by", readonly=True, index="btree_not_null", ondelete="restrict",
        check_company=True)
    source = fields.Selection(
        [("portal", "Customer's page"), ("email", "Email"), ("letter", "Letter"), ("phone", "Phone"),
         ("auditor", "From the auditor"), ("other", "Otherwise")],
        string="How", required=True, default="portal", readonly=True)
    recorded_by_id = fields.Many2one(
        "res.users", string="Written down by", readonly=True, help="Empty: the customer entered it.")
    attachment_ids = fields.One2many(
        "ir.attachment", "res_id", string="Files", domain=[("res_model", "=", "ar.balance.answer")], readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        asked = self.env["ar.balance.request.line"]._asked_of(
            [(vals.get("account_id"), fields.Date.to_date(vals.get("date"))) for vals in vals_list])
        answers = super().create([
            {"request_line_id": asked.get((vals.get("account_id"), fields.Date.to_date(vals.get("date")))), **vals}
            for vals in vals_list])
        for answer in answers.filtered("request_line_id"):
            answer.request_line_id._take_answer(answer)
        return answers


class ArBalanceRequestLine(models.Model):
    _inherit = "ar.balance.request.line"

    @api.model
    def _asked_of(self, wanted):
        """Return {(account id, day): id of the line that asks for this balance and takes answers}, the last one.

        :param wanted: [(account id, day)]
        """
        # sudo: whoever answers need not see requests
        lines = self.sudo().search([
            ("account_id", "in", [account for account, _day in wanted]),
            ("date", "in", [day for _account, day in wanted]),
            ("state", "in", ASKED), ("request_id.state", "in", OPEN)], order="id")
        return {(line.account_id.id, line.date): line.id for line in lines}

    def _take_answer(self, answer):
        """Let `answer` count; a later one takes the place of one before, which stays beside it."""
        reported = answer.figure_ids.filtered("is_reported")
        company = self.company_id
        difference = sum(
            figure.currency_id._convert(figure.difference, company.currency_id, company, self.date)
            for figure in reported)
        self._note({
            "answer_id": answer.id, "verdict": AGREES if answer.agreed else DIFFERS,
            "answered_on": answer.answered_on, "difference": 0.0 if answer.agreed else difference,
            "is_difference_known": bool(reported) and not answer.agreed})
        if answer.source == "portal":
            self._tell_auditor(answer)

    def _tell_auditor(self, answer):
        """Send on to the auditor what the customer entered, at once and as it was entered."""
        auditor = self.request_id.auditor_id
        if not auditor.email:
            return
        own = self.with_context(lang=auditor.lang or self.company_id.partner_id.lang or "en_US")
        answer = answer.with_env(own.env)
        content = {
            "lang": own.env.lang, "company": own.company_id, "line": own, "answer": answer,
            "told": own._answer_for_auditor(answer),
            "color": own.company_id.email_secondary_color or "#714B67", "base_url": own.company_id.get_base_url(),
            "subject": own.env._(
                "%(audit)s: answer of %(customer)s", audit=own.request_id.name, customer=own.partner_id.name)}
        inner = own.env["ir.qweb"]._render("ar_specialist.confirmation_auditor_mail", content)
        # sudo: mails are technical records
        own.env["mail.mail"].sudo().create({
            "subject": " ".join(content["subject"].split()), "email_to": auditor.email_formatted,
            "email_from": own._sender().email_formatted, "auto_delete": True, "state": "outgoing",
            "body_html": own.env["ir.qweb"]._render("ar_specialist.notice_mail_layout", {**content, "inner": inner})})

    def _answer_for_auditor(self, answer):
        """Return what the mail to the auditor says of an answer, in the language of the environment."""
        unsaid = self.env._("agrees") if answer.agreed else self.env._("differs, no amount given")
        return {
            "verdict": self.env._("the balance agrees") if answer.agreed else self.env._("the balance differs"),
            "why": self.env._(
                "It answered on its own page to the request “%s”. This message was sent at once and by itself.",
                self.request_id.name),
            "day": self.env._("Balance of %s", format_date(self.env, self.date)),
            "ours": self.env._("By the company"), "theirs": self.env._("By the customer"),
            "figures": [
                (one.currency_id.name, one.currency_id.format(one.amount),
                 one.currency_id.format(one.amount_reported) if one.is_reported else unsaid)
                for one in answer.figure_ids],
            "who": self.env._(
                "Answered by %(person)s on %(day)s, from the network address %(address)s.", person=answer.person_name,
                day=format_datetime(self.env, answer.answered_on, tz="UTC") + " UTC", address=answer.address or "–"),
        }

    def action_answer(self):
        """Write down what the customer answered by phone, mail or letter."""
        self.ensure_one()
        self._check_may_work()
        return {
            "type": "ir.actions.act_window", "res_model": "ar.balance.answer.entry", "view_mode": "form",
            "views": [(False, "form")], "target": "new", "name": self.env._("Answer of %s", self.partner_id.name),
            "context": {"default_line_id": self.id}}

    def action_reconcile(self):
        """Compare the customer's books with ours as of the day; opens what was begun before."""
        self.ensure_one()
        found = self.env["ar.reconciliation"].search([
            ("account_id", "=", self.account_id.id), ("date", "=", self.date), ("state", "!=", "cancelled")], limit=1)
        if found:
            return {
                "type": "ir.actions.act_window", "res_model": found._name, "res_id": found.id, "view_mode": "form",
                "views": [(False, "form")]}
        action = self.account_id.action_reconcile_account()
        return {**action, "context": {**action["context"], "default_date": self.date}}

    def action_open_answers(self):
        """Open the answers of the customer to this request."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ar_specialist.ar_balance_answer_action")
        return {**action, "domain": [("request_line_id", "=", self.id)], "context": {"create": False}}
