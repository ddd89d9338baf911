from odoo import models
from odoo.fields import Domain
from odoo.tools.misc import formatLang

from ...logic.period_close import Finding
from ...logic.tie_out import DIFFERENCE
from ...report.xlsx_tie_out import write_causes, write_rows


class ArPeriodClose(models.Model):
    """What the other parts of the books have to say: tie-out, snapshot, provision, write-offs, confirmations."""

    _inherit = "ar.period.close"

    def _found_tie_out(self):
        """Count the accounts that differ, explained or not: an explained one is mended, or waived with its reason."""
        tie_out = self._tie_out()
        if tie_out.agrees:
            return Finding(0, 0.0)
        amount = sum(tie_out.differences.values())
        # Rests in a document currency are a difference as well, though the company's currency shows none.
        return Finding(
            max(len(tie_out.differences), 1), self.company_id.currency_id.round(amount), self._tie_out_told(tie_out))

    def _tie_out(self):
        return self.env["ar.tie.out"].compute(self.date_to, self.company_id)

    def _tie_out_told(self, tie_out):
        """Return what explains the differences, or how much nothing explains."""
        unexplained = tie_out.unexplained[self.company_id]
        if not tie_out.is_tied:
            return self.env._("%s unexplained", formatLang(
                self.env, unexplained, currency_obj=self.company_id.currency_id))
        causes = [cause.label for cause in tie_out.causes if cause.severity == DIFFERENCE]
        return self.env._("Explained: %s", ", ".join(dict.fromkeys(causes)))

    def _found_snapshot(self):
        snapshot = self._snapshot()
        if not snapshot:
            return Finding()
        balance = self.env["ar.aging"]._ledger_balances(self.date_to, self.company_id)[self.company_id]
        changed = self.company_id.currency_id.compare_amounts(balance, snapshot.total)
        return Finding(1, snapshot.total, self.env._(
            "The ledger says %s by now", formatLang(self.env, balance, currency_obj=snapshot.currency_id),
        ) if changed else "")

    def _snapshot(self):
        """Return the snapshot of the last day that was taken last."""
        return self.env["ar.snapshot"].search(
            [("company_id", "=", self.company_id.id), ("date", "=", self.date_to)], order="id desc", limit=1)

    def _take_snapshot(self, kind, number=0):
        return self.env["ar.snapshot"]._take(self.company_id, self.date_to, kind, number)

    def _found_provision(self):
        provision = self._provision()
        if provision.state in ("posted", "reversed"):
            return Finding(1, provision.amount)
        return Finding(0, None, self.env._(
            "%s, not posted yet", formatLang(self.env, provision.amount, currency_obj=provision.currency_id),
        ) if provision else "")

    def _provision(self):
        return self.env["ar.provision"]._of_day(self.company_id, self.date_to)

    def _found_confirmations(self):
        """Count the customers who answered; where a request asked them, of how many, and how far that reaches."""
        asked = self.env["ar.balance.request"]._asked_on(self.company_id, self.date_to)
        if asked.count:
            return Finding(asked.answered, asked.amount_answered, self.env._(
                "%(answered)s of %(asked)s asked have answered: %(agreed)s agree, %(differing)s differ",
                answered=asked.answered, asked=asked.count, agreed=asked.agreed,
                differing=asked.answered - asked.agreed))
        answers = dict(self.env["ar.balance.answer"]._read_group(
            self._answers_domain(), ["agreed"], ["account_id:count_distinct"]))
        agreed, differing = answers.get(True, 0), answers.get(False, 0)
        return Finding(agreed + differing, None, self.env._(
            "%(agreed)s agree, %(differing)s differ", agreed=agreed, differing=differing,
        ) if answers else "")

    def _answers_domain(self):
        return Domain("company_id", "=", self.company_id.id) & Domain("date", "=", self.date_to)

    def _part_pdfs(self):
        """Yield the PDFs of tie-out and provision."""
        yield self.env["ar.tie.out"]._pdf(self.date_to, self.company_id)
        if provision := self._provision():
            yield provision._pdf()

    def _part_sheets(self, workbook, styles):
        """Write the sheets of tie-out and provision."""
        ties = self.env["ar.tie.out"]
        tie_out = self._tie_out()
        given = ties._title(), ties._sheet_texts(), ties._heading(tie_out)
        write_rows(workbook, styles, *given, tie_out.rows)
        write_causes(workbook, styles, *given, tie_out.causes)
        if provision := self._provision():
            provision._add_sheets(workbook, styles)


class ArPeriodCloseCheck(models.Model):
    _inherit = "ar.period.close.check"

    def _open_tie_out(self, period):
        action = self.env["ir.actions.client"]._for_xml_id("ar_specialist.ar_tie_out_action")
        return {**action, "params": {"as_of": period.date_to.isoformat()}, "target": "current"}

    def _open_snapshot(self, period):
        return self._opened("ar.snapshot", [("id", "in", period._snapshot().ids)])

    def _open_provision(self, period):
        return self._opened("ar.provision", [("id", "in", period._provision().ids)])

    def _open_confirmations(self, period):
        lines = self.env["ar.balance.request"]._asked_domain(period.company_id, period.date_to)
        if self.env["ar.balance.request.line"].search_count(lines, limit=1):
            return self._opened("ar.balance.request.line", lines, ((False, "list"), (False, "form")))
        return self._opened("ar.balance.answer", period._answers_domain(), ((False, "list"), (False, "form")))

    def _open_record(self, record):
        return {
            "type": "ir.actions.act_window", "name": record.display_name, "res_model": record._name,
            "res_id": record.id, "view_mode": "form", "views": [(False, "form")],
        }

    def action_make(self):
        """Make what the check looks for: take the snapshot, propose the provision."""
        self.ensure_one()
        self.check_access("write")
        self._check_month_open()
        return getattr(self, f"_make_{self.code}")(self.period_id._alone())

    def _make_snapshot(self, period):
        period._take_snapshot("monthly")
        period._refresh()

    def _make_provision(self, period):
        return self._open_record(self.env["ar.provision"]._propose(period.company_id, period.date_to))
