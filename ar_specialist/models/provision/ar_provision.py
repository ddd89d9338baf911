from dateutil.relativedelta import relativedelta
from odoo import api, fields, models
from odoo.tools import format_date


class ArProvision(models.Model):
    """What of a day's receivables is expected to be lost: matrix and named items, reviewed, posted, reversed.

    Amounts are in the company's currency, in which its ledger is kept.
    """

    _name = "ar.provision"
    _description = "Provision for expected credit losses"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "date desc, id desc"
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company)
    currency_id = fields.Many2one(related="company_id.currency_id")
    date = fields.Date(
        string="As of", required=True, tracking=True, default=lambda self: self._default_date(),
        help="Day of the receivables and of the entry.")
    reversal_date = fields.Date(
        string="Reversed on", compute="_compute_reversal_date", store=True, readonly=False, precompute=True,
        required=True, help="The entry is taken back on this day, the first one of the next period, by itself.")
    matrix_id = fields.Many2one(
        "ar.provision.matrix", required=True, check_company=True, ondelete="restrict",
        compute="_compute_matrix_id", store=True, readonly=False, precompute=True)
    state = fields.Selection(
        [("draft", "Proposal"), ("review", "In Review"), ("posted", "Posted"), ("reversed", "Reversed"),
         ("cancelled", "Cancelled")],
        required=True, default="draft", readonly=True, copy=False, index=True, tracking=True)
    factor = fields.Float(
        string="Forward-looking Factor", digits=(6, 4), compute="_compute_factor", store=True, readonly=False,
        precompute=True, tracking=True,
        help="All rates are multiplied by it: what is expected of the future, and the past does not show.")
    factor_reason = fields.Char(
        string="Reason of the Factor", compute="_compute_factor", store=True, readonly=False, precompute=True,
        tracking=True)
    line_ids = fields.One2many("ar.provision.line", "provision_id", string="Cells", readonly=True, copy=False)
    specific_ids = fields.One2many("ar.provision.specific", "provision_id", string="Named Items", copy=False)
    movement_ids = fields.One2many(
        "ar.provision.movement", "provision_id", string="Movement Schedule", readonly=True, copy=False)
    previous_id = fields.Many2one("ar.provision", string="Provision Before", readonly=True, copy=False)
    move_id = fields.Many2one(
        "account.move", string="Entry", readonly=True, copy=False, ondelete="restrict", index="btree_not_null")
    reversal_move_id = fields.Many2one(
        "account.move", string="Reversal", readonly=True, copy=False, ondelete="restrict", index="btree_not_null")
    reviewer_id = fields.Many2one("res.users", string="Posted by", readonly=True, copy=False)
    note = fields.Html(string="Notes")

    _day_uniq = models.UniqueIndex(
        "(company_id, date) WHERE state != 'cancelled'", "There is a provision of this company and day already.")
    _factor_positive = models.Constraint("CHECK (factor >= 0)", "The forward-looking factor can't be negative.")
    _reversed_later = models.Constraint(
        "CHECK (reversal_date > date)", "The entry can only be taken back after its own day.")

    @api.model
    def _default_date(self):
        """Propose the end of the last month."""
        return self.env.company._ar_today().replace(day=1) - relativedelta(days=1)

    @api.depends("date")
    def _compute_reversal_date(self):
        for provision in self:
            provision.reversal_date = provision.date and (provision.date + relativedelta(months=1)).replace(day=1)

    @api.depends("company_id")
    def _compute_matrix_id(self):
        for provision in self:
            provision.matrix_id = provision.company_id._ar_provision_matrix()

    @api.depends("matrix_id")
    def _compute_factor(self):
        for provision in self:
            provision.factor = provision.matrix_id.factor
            provision.factor_reason = provision.matrix_id.factor_reason

    @api.depends("date")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for provision in self:
            provision.display_name = self.env._("Provision %s", format_date(self.env, provision.date))
