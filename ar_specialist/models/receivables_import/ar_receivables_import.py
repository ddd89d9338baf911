import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

STATES = [
    ("draft", "Upload"),
    ("checked", "Check"),
    ("importing", "Importing"),
    ("done", "Imported"),
    ("undone", "Taken Back"),
]
TRANSITIONS = {
    "draft": {"draft", "checked"},
    "checked": {"draft", "checked", "importing"},
    "importing": {"done", "checked"},
    "done": {"undone"},
    "undone": set(),
}
# What users can't set: the scheduled action works with the rights of `user_id`.
OWN = {"state", "user_id"}
OPTIONS = {
    "file", "mode", "currency_id", "date_order", "decimal_mark", "create_customers", "settlement_journal_id",
    "column_ids", "document", "company_id",
}


class ArReceivablesImport(models.Model):
    """A file of receivables on its way into the ledger of one company, and afterwards the record of what it made.

    Each row of the file is a line; a line that made a document points to it, so an import that was cut short goes on
    with the lines that have none, and one that is taken back knows what to remove. That a customer disputes an
    invoice is kept on its line and found from the invoice through it: the invoice itself, which the customer gets to
    see, does not change.
    """

    _name = "ar.receivables.import"
    _description = "Receivables Import"
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(string="File Name", default=lambda self: self.env._("New import"), required=True)
    file = fields.Binary(string="CSV or XLSX File", attachment=True)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    state = fields.Selection(STATES, default="draft", required=True, readonly=True, index=True)
    column_ids = fields.One2many("ar.receivables.import.column", "import_id", string="Columns")
    line_ids = fields.One2many("ar.receivables.import.line", "import_id", string="Rows")
    fault_ids = fields.One2many("ar.receivables.import.fault", "import_id", string="Faults")

    document = fields.Selection(
        [("invoice", "Posted invoices"), ("opening", "Opening entries")], string="Import As", default="invoice",
        required=True,
        help="Posted invoices count as sales of the date they bear. Opening entries bring open balances into the "
        "ledger without counting as sales.",
    )
    account_id = fields.Many2one(
        "account.account", string="Against Account", check_company=True, compute="_compute_account_id", store=True,
        readonly=False,
        help="Income account of the invoice lines, or the account against which opening entries are booked.",
    )
    settlement_journal_id = fields.Many2one(
        "account.journal", string="Payments In", check_company=True, domain="[('type', 'in', ('bank', 'cash'))]",
        compute="_compute_settlement_journal_id", store=True, readonly=False,
        help="Journal of the payments of invoices that the file says were settled.",
    )
    mode = fields.Selection(
        [("good", "All good rows"), ("all", "All or nothing")], string="Take", default="good", required=True,
        help="All good rows: rows with a fault stay behind. All or nothing: one fault, and nothing is imported.",
    )
    currency_id = fields.Many2one(
        "res.currency", string="Default Currency", required=True,
        default=lambda self: self.env.company.currency_id, help="Currency of rows that name none.",
    )
    date_order = fields.Selection(
        [("dmy", "Day, month, year"), ("mdy", "Month, day, year")], string="Dates Are Written",
        help="Leave empty to let the file's own dates tell.",
    )
    decimal_mark = fields.Selection(
        [(".", "Point: 1,234.56"), (",", "Comma: 1.234,56")], help="Leave empty to let the file's own amounts tell.")
    create_customers = fields.Boolean(
        string="New Customers", default=True,
        help="Create the customers that are not found by code, tax number, email or name. Otherwise their rows are "
        "faulty.")

    user_id = fields.Many2one("res.users", string="Imported By", readonly=True, copy=False)
    row_count = fields.Integer(compute="_compute_counts")
    good_count = fields.Integer(compute="_compute_counts", string="Good")
    bad_count = fields.Integer(compute="_compute_counts", string="Faulty")
    there_count = fields.Integer(compute="_compute_counts", string="Already There")
    done_count = fields.Integer(compute="_compute_counts", string="Imported")
    payment_count = fields.Integer(compute="_compute_counts")
    progress = fields.Float(compute="_compute_counts")

    @api.depends("document", "company_id")
    def _compute_account_id(self):
        for record in self:
            company = record.company_id
            if record.document == "invoice":
                record.account_id = company.income_account_id or self._first_account(company, "income")
            else:
                record.account_id = self._first_account(company, "equity_unaffected", "equity")

    def _first_account(self, company, *kinds):
        accounts = self.env["account.account"].with_company(company)
        found = accounts.search(
            [*accounts._check_company_domain(company), ("account_type", "in", kinds)])
        return found.sorted(lambda account: (kinds.index(account.account_type), account.code or ""))[:1]

    @api.depends("company_id")
    def _compute_settlement_journal_id(self):
        journals = self.env["account.journal"]
        for record in self:
            record.settlement_journal_id = journals.search(
                [*journals._check_company_domain(record.company_id), ("type", "=", "bank")], limit=1)

    @api.depends("line_ids.state", "line_ids.payment_id")
    def _compute_counts(self):
        counted = self.env["ar.receivables.import.line"]._read_group(
            [("import_id", "in", self.ids)], ["import_id", "state"], ["__count", "payment_id:count"])
        for record in self:
            by_state = {state: (lines, paid) for each, state, lines, paid in counted if each == record}
            lines = {state: count for state, (count, _paid) in by_state.items()}
            record.row_count = sum(lines.values())
            record.good_count = lines.get("good", 0)
            record.bad_count = lines.get("bad", 0)
            record.there_count = lines.get("there", 0)
            record.done_count = lines.get("imported", 0)
            record.payment_count = sum(paid for _count, paid in by_state.values())
            to_do = record.good_count + record.done_count
            record.progress = 100.0 * record.done_count / to_do if to_do else 0.0

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            for name in OWN:
                vals.pop(name, None)
        records = super().create(vals_list)
        for record in records.filtered("file"):
            record._check_file()
        return records

    def write(self, vals):
        changed = OPTIONS & vals.keys()
        if OWN & vals.keys() and not self.env.su:
            raise UserError(self.env._("The state of an import follows from its work; it can't be set by hand."))
        if changed and self.filtered(lambda record: record.state not in ("draft", "checked")):
            raise UserError(self.env._("This import has begun; its file and options can't change any more."))
        result = super().write(vals)
        if changed:
            for record in self:
                record._check_file(anew="file" in vals)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_imported(self):
        if self.filtered(lambda record: record.state in ("importing", "done")):
            raise UserError(self.env._(
                "An import that made invoices is kept as their record. Take it back first, then delete it."))

    def _set_state(self, target):
        """Change the state of each record that may change to `target`; raise UserError for the others."""
        for record in self:
            if target not in TRANSITIONS[record.state]:
                names = dict(self._fields["state"]._description_selection(self.env))
                raise UserError(self.env._(
                    "%(import)s is at “%(from)s” and can't go to “%(to)s”.",
                    **{"import": record.name, "from": names[record.state], "to": names[target]},
                ))
        # The state is closed to users' own writing.
        self.sudo().write({"state": target})

    def _content(self):
        self.ensure_one()
        return base64.b64decode(self.with_context(bin_size=False).file or b"")
