from odoo import models
from odoo.tools.misc import formatLang

from ...logic.tie_out import DIFFERENCE
from ..aging.ar_aging_heading import Fact


class ArTieOut(models.AbstractModel):
    """The tie-out on paper: the accounts, what explains a difference, what looks odd."""

    _inherit = "ar.tie.out"

    _printed_by = "ar_specialist.action_report_tie_out"

    def _pdf(self, as_of, companies=None):
        """Return the tie-out of a day as a PDF, bytes.

        :raise UserError: when the PDF converter is missing
        :raise AccessError: when the user may not read journal items
        """
        return self._pdf_of(self._given(as_of, companies))

    def _printed_values(self, options, report_type="pdf"):
        """Return what the template of the PDF prints, all amounts as texts in the user's locale."""
        tie_out = self._compute_for(options)
        groups = [(True, self.env._("What explains the differences")), (False, self.env._("What looks odd"))]
        return {
            "plain_converter": self.env["ir.actions.report"]._ar_plain_converter(report_type),
            "text": {
                **self._sheet_texts(), "title": self._title(),
                "quiet": self.env._("Nothing else was found."), "nothing": self.env._("Nothing was found."),
            },
            "facts": [(fact.label, self._heading_text(fact)) for fact in self._heading(tie_out)],
            "company": self._letterhead(options),
            "state": self._state(tie_out),
            "headline": self._headline(tie_out),
            "rows": [
                row for company in tie_out.companies
                for account in self._screen_group(tie_out, company)["accounts"]
                for row in self._printed_account(company, account)
            ],
            "several": len(tie_out.companies) > 1,
            "groups": [
                (label, [
                    self._printed_cause(cause) for cause in tie_out.causes
                    if (cause.severity == DIFFERENCE) == explains
                ])
                for explains, label in groups
            ],
        }

    def _printed_account(self, company, account):
        """Yield the line of an account, then those of its document currencies, as the screen has them."""
        yield self._printed_row(company, f"{account['code']} {account['name']}", company.currency_id, account)
        for figures in account["currencies"]:
            currency = self.env["res.currency"].browse(figures["id"])
            yield self._printed_row(company, self.env._("in %s", currency.name), currency, figures, is_part=True)

    def _printed_row(self, company, name, currency, figures, is_part=False):
        return {
            "company": "" if is_part else company.name, "name": name, "currency": currency.name, "is_part": is_part,
            "amounts": [self._printed_amount(figures[each], currency) for each in self._figure_texts()],
        }

    def _printed_cause(self, cause):
        return {
            "label": cause.label, "company": cause.company.name, "count": cause.count,
            "amount": self._printed_amount(cause.amount, cause.company.currency_id),
            "currency": cause.company.currency_id.name, "advice": self._cause_advice(cause.code),
        }

    def _printed_amount(self, amount, currency):
        return formatLang(self.env, amount, digits=currency.decimal_places) if amount else "–"

    def _title(self):
        return self.env._("Tie-out of receivables")

    def _figure_texts(self):
        """Return {figure: heading} in the order of the columns."""
        return {
            "subledger": self.env._("Sub-ledger"), "ledger": self.env._("General ledger"),
            "difference": self.env._("Difference"), "explained": self.env._("Explained"),
            "unexplained": self.env._("Unexplained"),
        }

    def _account_name(self, company, account):
        return " ".join(filter(None, (self._code(company, account), account.name)))

    def _heading(self, tie_out):
        """Return the :class:`Fact` list above the figures of PDF and XLSX."""
        return [
            Fact("company", self.env._("Company"), ", ".join(tie_out.companies.mapped("name"))),
            Fact("as_of", self.env._("As of"), tie_out.as_of),
            Fact("result", self.env._("Result"), self._headline(tie_out)),
            Fact("printed", self.env._("Printed"), self._printed()),
        ]
