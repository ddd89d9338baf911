import io

import xlsxwriter
from odoo import models
from odoo.tools import format_date
from odoo.tools.misc import formatLang, get_lang

from ...logic.confirmation import AGREES
from ...report.confirmation_texts import ConfirmationTexts
from ...report.xlsx_confirmation import write_list, write_summary
from ...report.xlsx_styles import Styles
from .ar_balance_request_line import ASKED


class ArBalanceRequest(models.Model):
    """The list and the summary for the auditor, as PDF and as workbook."""

    _inherit = "ar.balance.request"

    def _pdf(self):
        """Return the list for the auditor as PDF, bytes."""
        reports = self.env["ir.actions.report"].with_context(force_report_rendering=True)
        content, _type = reports._render_qweb_pdf("ar_specialist.action_report_confirmation_list", self.ids)
        return content

    def _xlsx(self):
        """Return the list for the auditor as workbook, bytes."""
        self.ensure_one()
        self.check_access("read")
        stream, text = io.BytesIO(), ConfirmationTexts(self.env)
        with xlsxwriter.Workbook(stream, {"constant_memory": True}) as workbook:
            workbook.set_properties({"title": self._title(), "company": self.company_id.name})
            styles = Styles(workbook, get_lang(self.env).date_format)
            write_summary(workbook, styles, text, self)
            write_list(workbook, styles, text, self)
        return stream.getvalue()

    def _title(self):
        return self.env._(
            "Balance confirmations as of %(day)s, %(audit)s", day=format_date(self.env, self.date), audit=self.name)

    def _file_name(self, extension):
        return f"{self._title().replace('/', '-')}.{extension}"

    def action_pdf(self):
        return self._download_file("pdf")

    def action_xlsx(self):
        return self._download_file("xlsx")

    def _download_file(self, kind):
        self.ensure_one()
        return {
            "type": "ir.actions.act_url", "url": f"/ar_specialist/confirmation/{self.id}.{kind}",
            "target": "download"}

    def _facts(self):
        """Return [(label, value)] of what was asked, texts as they are printed."""
        text = ConfirmationTexts(self.env)

        def day(value):
            return format_date(self.env, value) if value else "–"

        choice = dict(self._fields["how"]._description_selection(self.env))[self.how]
        if self.how == "above":
            choice = f"{choice}: {self._money(self.least)}"
        elif self.how == "largest":
            choice = f"{choice}: {self.number}"
        elif self.how == "random":
            choice = text.drawn(choice, self.number, self.seed)
        return [
            (text.company, self.company_id.name), (text.day, day(self.date)), (text.choice, choice),
            (text.form, dict(self._fields["form"]._description_selection(self.env))[self.form]),
            (text.sent, day(self.sent_on)), (text.reply_by, day(self.reply_by)),
            (text.auditor, self.auditor_id.name or "–"),
            (text.state, dict(self._fields["state"]._description_selection(self.env))[self.state]),
        ]

    def _summary(self):
        """Return [(label, number of customers, amount without sign, part by number, part by amount)].

        The parts are of the population where customers were chosen, of those asked where they answered; an amount of
        differences has neither.
        """
        text = ConfirmationTexts(self.env)

        def part(name):
            count, amount = self[f"{name}_count"], self[f"{name}_amount"]
            return (count, amount, count / self.asked_count if self.asked_count else None,
                    amount / self.asked_amount if self.asked_amount else None)

        return [
            (text.population, self.population_count, self.population_amount, None, None),
            (text.chosen, self.selected_count, self.selected_amount, self.coverage_count, self.coverage_amount),
            (text.asked, self.asked_count, self.asked_amount,
             self.asked_count / self.population_count if self.population_count else None,
             self.asked_amount / self.population_amount if self.population_amount else None),
            (text.answered, *part("answered")), (text.agree, *part("agreed")), (text.differ, *part("differs")),
            (text.silent, *part("silent")),
        ]

    def _list(self):
        """Return what the printed list says."""
        self.ensure_one()
        text = ConfirmationTexts(self.env)

        def percent(value):
            return "" if value is None else f"{formatLang(self.env, 100 * value, digits=1)} %"

        return {
            "request": self, "company": self.company_id, "text": text, "title": self._title(), "facts": self._facts(),
            "summary": [
                (label, count, self._money(amount), percent(by_count), percent(by_amount))
                for label, count, amount, by_count, by_amount in self._summary()],
            "ledger": self._money(self.ledger_amount), "difference": self._money(self.difference),
            "rows": [line._list_row(text) for line in self._listed()], "today": format_date(
                self.env, self.company_id._ar_today())}

    def _listed(self):
        """Return the customers of the request, the largest balance first, with all that lists say of them at hand."""
        return self.line_ids.sorted(lambda line: (-line.amount_size, line.id))

    def _money(self, amount):
        return formatLang(self.env, amount, currency_obj=self.currency_id)


class ArBalanceRequestLine(models.Model):
    _inherit = "ar.balance.request.line"

    def _list_row(self, text):
        """Return what the printed list says of a customer."""
        answer = self.answer_id

        def day(value):
            return format_date(self.env, value) if value else ""

        return {
            "customer": self.partner_id.name, "number": self.partner_id.ref or "", "balance": self.figures_text,
            "channel": dict(self._fields["channel"]._description_selection(self.env))[self.channel],
            "sent": day(self.sent_on and self.sent_on.date()), "reminded": day(self.reminded_on),
            "answer": self._answer_told(text), "answered": day(self.answered_on and self.answered_on.date()),
            "person": ", ".join(filter(None, [answer.person_name, answer and text.sources[answer.source]])),
            "said": answer.reported_text or "", "note": answer.note or "",
            "difference": self.currency_id.format(self.difference) if self.is_difference_known else "",
        }

    def _answer_told(self, text):
        if self.state not in ASKED:
            return self.failure or text.not_asked
        if self.verdict == "none":
            return text.no_answer
        return text.agrees if self.verdict == AGREES else text.differs
