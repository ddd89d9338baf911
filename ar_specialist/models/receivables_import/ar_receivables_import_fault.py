from odoo import api, fields, models
from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

CAUSES = {
    "column_missing": _lt("no column holds it; choose one under “Columns”"),
    "missing": _lt("is empty; every row needs it"),
    "date_unreadable": _lt("“%(value)s” is not a date in the order of this column"),
    "date_ambiguous": _lt("“%(value)s” may mean two days; choose under “Dates Are Written” which"),
    "amount_unreadable": _lt("“%(value)s” is not an amount as this column writes them"),
    "amount_ambiguous": _lt("“%(value)s” may mean two amounts; choose the decimal mark"),
    "flag": _lt("“%(value)s” is neither yes nor no"),
    "currency_unknown": _lt("“%(value)s” is not a currency code that Odoo knows"),
    "currency_inactive": _lt("%(value)s is not in use; activate it under Configuration ‣ Currencies"),
    "currency_rate": _lt("%(value)s has no exchange rate; enter one under Configuration ‣ Currencies"),
    "number_form": _lt("“%(value)s” can't be an invoice number: more than 64 characters, or only a slash"),
    "number_twice": _lt("“%(value)s” stands in this file more than once"),
    "in_ledger": _lt("“%(value)s” is in the ledger already with this date and amount; passed over"),
    "number_taken": _lt("“%(value)s” is in the ledger already with another date or amount"),
    "customer_ambiguous": _lt("“%(value)s” is the name or code of several customers; give each a code of its own"),
    "customer_unknown": _lt("“%(value)s” is no customer; create it, or allow missing customers to be created"),
    "decimals": _lt("%(value)s has more decimals than the currency's %(other)s"),
    "zero": _lt("the amount is zero: there is nothing to receive"),
    "settled_sign": _lt("%(value)s settles %(other)s with the wrong sign"),
    "settled_more": _lt("%(value)s settled is more than the amount %(other)s"),
    "settled_before": _lt("settled on %(value)s, before the invoice of %(other)s"),
    "settled_future": _lt("settled on %(value)s, a day still to come"),
    "due_before": _lt("due on %(value)s, before the invoice of %(other)s"),
    "future": _lt("%(value)s is still to come"),
    "locked": _lt("%(value)s lies in a period that is locked up to %(other)s"),
    "no_payment_journal": _lt("is given, but no journal is chosen for the payments"),
    "refused": _lt("%(value)s"),
}


class ArReceivablesImportFault(models.Model):
    """What is wrong in one cell of an imported file: a stable code, told in the reader's language."""

    _name = "ar.receivables.import.fault"
    _description = "Fault in a Receivables Import"
    _order = "import_id, warning, row, id"

    import_id = fields.Many2one("ar.receivables.import", required=True, ondelete="cascade", index=True)
    line_id = fields.Many2one("ar.receivables.import.line", ondelete="cascade", index=True)
    company_id = fields.Many2one(related="import_id.company_id", store=True, index=True)
    row = fields.Integer()
    column = fields.Char(help="Heading of the column in the file.")
    code = fields.Char(required=True)
    value = fields.Char()
    other = fields.Char()
    warning = fields.Boolean(help="The row can be imported all the same.")
    cause = fields.Char(compute="_compute_cause")

    @api.depends("code", "value", "other")
    @api.depends_context("lang")
    def _compute_cause(self):
        for fault in self:
            text = self.env._(CAUSES[fault.code])  # pylint: disable=translation-contains-variable
            fault.cause = text % {"value": fault.value or "", "other": fault.other or ""}
