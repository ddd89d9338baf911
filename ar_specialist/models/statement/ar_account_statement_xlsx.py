from io import BytesIO

import xlsxwriter
from odoo import models
from odoo.tools.misc import get_lang

from ...logic.statement import OPEN_ITEM
from ...report.statement_texts import StatementTexts
from ...report.xlsx_sheet import sheet_name
from ...report.xlsx_statement import ForwardSheet, OpenSheet, SheetBlock
from ...report.xlsx_styles import Styles


class ArAccount(models.Model):
    _inherit = "ar.account"

    def _ar_statement_xlsx(self, as_of, lang=None, kind=OPEN_ITEM, date_from=None, group=False):
        """Return the statements on `as_of` as one workbook, bytes: a sheet for each currency.

        :param lang: instead of the customer's own, of several customers the user's
        :param kind: OPEN_ITEM or BALANCE_FORWARD
        :param date_from: first day of the period; that of `as_of`'s month unless given
        :param group: each account with its subsidiaries
        """
        self.check_access("read")
        lang = lang or (self._ar_statement_lang() if len(self) == 1 else self.env.lang)
        localized = self.with_context(lang=lang)
        facts = localized._ar_statement_facts(as_of, kind, date_from, group)
        stream = BytesIO()
        with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
            localized._ar_write_statements(workbook, facts)
        return stream.getvalue()

    def _ar_write_statements(self, workbook, facts):
        words, styles = StatementTexts(self.env), Styles(workbook, get_lang(self.env).date_format)
        title = words.title(facts.period["as_of"], facts.period["since"])
        workbook.set_properties({"title": title})
        kind = ForwardSheet if facts.period["since"] else OpenSheet
        companies, sheets = ", ".join(self.company_id.mapped("name")), {}
        for account in self:
            for section in account._ar_statement_sections(facts):
                if section.currency not in sheets:
                    currency = self.env["res.currency"].browse(section.currency)
                    sheets[section.currency] = kind(workbook, styles, words, currency, facts)
                    sheets[section.currency].write_head(companies, currency)
                sheets[section.currency].add(account._ar_sheet_block(section, facts))
        if not sheets:
            empty = workbook.add_worksheet(sheet_name(self.env._("Statement")))
            empty.write_string(0, 0, title, styles.title)
            empty.write_string(1, 0, words.nothing(facts.period["since"]))

    def _ar_sheet_block(self, section, facts):
        labels = [label for label, _late in self._ar_statement_labels(facts)]
        amounts = facts.agings[self.id].get(section.currency, [])
        aging = list(zip(labels, amounts, strict=True)) if amounts else []
        return SheetBlock(
            self.partner_id.name or "", [(customer.name or "", block) for customer, block in section.members],
            section.figures, aging)
