from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

#: In the order of preference where a day has several: see `ar.snapshot.trend`.
KINDS = [("close", "Close"), ("monthly", "Month End"), ("daily", "Daily")]


class ArSnapshot(models.Model):
    """The aging of a company on a day, as the ledger told it when the snapshot was taken; it never changes.

    Amounts are those of `ar.aging` by due date or by the company's basis of then, cut by the bucket set of then.
    """

    _name = "ar.snapshot"
    _description = "Aging snapshot"
    _inherit = ["ar.insert"]
    _order = "date desc, kind, id desc"

    company_id = fields.Many2one("res.company", required=True, readonly=True)
    currency_id = fields.Many2one(
        "res.currency", required=True, readonly=True, help="The company's currency of then.")
    date = fields.Date(string="As of", required=True, readonly=True)
    kind = fields.Selection(KINDS, required=True, readonly=True)
    number = fields.Integer(
        string="Signed Before", required=True, readonly=True, default=0,
        help="Of a close: how often the month was signed, and reopened, before. Each signature has its own figures.")
    taken_at = fields.Datetime(string="Taken", required=True, readonly=True, default=lambda self: fields.Datetime.now())
    user_id = fields.Many2one("res.users", string="Taken by", readonly=True, default=lambda self: self.env.user)
    basis = fields.Selection(
        [("due", "Due date"), ("invoice", "Invoice date"), ("accounting", "Accounting date")], string="Aged by",
        required=True, readonly=True)
    starts = fields.Json(required=True, readonly=True, help="First days of the buckets but the first, of then.")
    bucket_summary = fields.Char(string="Buckets", compute="_compute_bucket_summary")
    line_ids = fields.One2many("ar.snapshot.line", "snapshot_id", readonly=True)

    customer_count = fields.Integer(string="Customers", readonly=True)
    line_count = fields.Integer(string="Lines", readonly=True)
    total = fields.Monetary(string="Open", readonly=True)
    overdue = fields.Monetary(readonly=True, help="In buckets after the due date; credits lessen it.")
    credit = fields.Monetary(string="Unapplied Credits", readonly=True)
    disputed = fields.Monetary(readonly=True)
    promised = fields.Monetary(readonly=True)
    ledger_total = fields.Monetary(
        string="General Ledger", readonly=True, help="Balance of the receivable accounts on the day, of then.")
    is_tied = fields.Boolean(string="Equals the Ledger", compute="_compute_is_tied")

    # The last of each that there was: what has a higher number came later.
    last_item = fields.Integer(readonly=True)
    last_partial = fields.Integer(readonly=True)
    last_event = fields.Integer(readonly=True)

    _day_uniq = models.UniqueIndex(
        "(company_id, date, kind, number)", "There is a snapshot of this kind and day already; snapshots never change.")

    @api.depends("total", "ledger_total")
    def _compute_is_tied(self):
        for snapshot in self:
            snapshot.is_tied = not snapshot.currency_id.compare_amounts(snapshot.total, snapshot.ledger_total)

    @api.depends("starts", "basis")
    @api.depends_context("lang")
    def _compute_bucket_summary(self):
        for snapshot in self:
            buckets = snapshot._buckets() if snapshot.starts else self.env["ar.snapshot.bucket"]
            snapshot.bucket_summary = " | ".join(buckets.mapped("display_name"))

    @api.depends("date", "kind", "number")
    @api.depends_context("lang")
    def _compute_display_name(self):
        names = dict(self._fields["kind"]._description_selection(self.env))
        for snapshot in self:
            kind = names[snapshot.kind]
            if snapshot.number:
                kind = self.env._("%(kind)s, signature %(number)s", kind=kind, number=snapshot.number + 1)
            snapshot.display_name = self.env._(
                "Aging of %(day)s (%(kind)s)", day=format_date(self.env, snapshot.date), kind=kind)

    def write(self, vals):
        if vals:
            raise UserError(self.env._("A snapshot never changes: it says what the aging was when it was taken."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_kept(self):
        """Only dailies grow old, and only by the schedule."""
        if not self.env.su or any(snapshot.kind != "daily" for snapshot in self):
            raise UserError(self.env._(
                "Snapshots are kept. Daily ones go by themselves after the days chosen in the settings."))
