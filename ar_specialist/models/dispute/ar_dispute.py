from odoo import api, fields, models

#: How a case may go on; see `_set_state`.
TRANSITIONS = {
    "open": {"resolved", "cancelled"},
    "resolved": {"open"},
    "cancelled": {"open"},
}
#: Follow from the items, or from what was done about the case: closed to users' own writing.
KEPT = {
    "name", "state", "company_id", "currency_id", "resolution", "date_closed", "cycle_days", "amount_original",
    "amount_open", "amount_credited", "amount_paid", "amount_written_off", "amount_dropped", "amount_open_company",
    "move_ids", "escalated_on", "write_off_asked", "write_off_asked_by_id", "waiting_since", "asked_on", "answered_on",
    "answer_hours", "acceptance",
}


class ArDispute(models.Model):
    """A customer contests an amount, or asks about it (inquiry): one case, its owner, and what came of it.

    Only what a case of kind dispute contests, and only while the case is open, is kept out of follow-ups.
    """

    _name = "ar.dispute"
    _description = "Dispute"
    _inherit = ["portal.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "priority desc, deadline, id desc"
    _check_company_auto = True
    _mail_post_access = "read"
    _primary_email = "email_from"

    name = fields.Char(string="Number", required=True, readonly=True, copy=False, default="/", index="trigram")
    kind = fields.Selection(
        [("dispute", "Dispute"), ("inquiry", "Inquiry")], required=True, default="dispute", tracking=True,
        help="Dispute: the customer contests an amount, which is kept out of follow-ups. Inquiry: a question; it stops "
        "nothing.",
    )
    subject = fields.Char(help="In a few words.")
    description = fields.Html(string="What the Customer Says")
    state = fields.Selection(
        [("open", "Open"), ("resolved", "Resolved"), ("cancelled", "Cancelled")],
        required=True, default="open", readonly=True, copy=False, index=True, tracking=True,
    )
    stage_id = fields.Many2one(
        "ar.dispute.stage", required=True, copy=False, index=True, tracking=True, ondelete="restrict",
        group_expand="_read_group_stages", default=lambda self: self.env["ar.dispute.stage"]._first(),
    )
    resolution = fields.Selection(
        [("credit_note", "Credit note"), ("rejected", "Rejected"), ("partly", "Partly"), ("written_off", "Written off"),
         ("paid", "Paid"), ("answered", "Answered")],
        readonly=True, copy=False, tracking=True,
    )

    account_id = fields.Many2one(
        "ar.account", string="Customer Account", index=True, ondelete="restrict", check_company=True)
    partner_id = fields.Many2one(related="account_id.partner_id", string="Customer", store=True, index=True)
    contact_id = fields.Many2one(
        "res.partner", string="Raised by", domain="[('commercial_partner_id', '=?', partner_id)]", check_company=True,
        help="The person at the customer's who raised it and gets the answer.",
    )
    email_from = fields.Char(string="Email", help="Where it came from, when it came by email.")
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    company_currency_id = fields.Many2one(related="company_id.currency_id", string="Company Currency")
    move_ids = fields.Many2many(
        "account.move", "ar_dispute_move_rel", "dispute_id", "move_id", string="Made For It", readonly=True, copy=False,
        help="Credit notes and write-offs made for this case.")
    line_ids = fields.One2many("ar.dispute.line", "dispute_id", string="Items")

    reason_id = fields.Many2one(
        "ar.dispute.reason", index=True, tracking=True, check_company=True, ondelete="restrict",
        help="What the customer says is wrong.")
    cause_id = fields.Many2one(
        "ar.dispute.cause", string="Root Cause", index=True, tracking=True, check_company=True, ondelete="restrict",
        help="What we found.")
    team_id = fields.Many2one(
        "ar.dispute.team", index=True, tracking=True, check_company=True, compute="_compute_team_id", store=True,
        readonly=False, precompute=True, ondelete="restrict")
    user_id = fields.Many2one(
        "res.users", string="Owner", index=True, tracking=True, check_company=True, domain=[("share", "=", False)],
        default=lambda self: self.env.user if self.env.user._is_internal() else False)
    priority = fields.Selection([("0", "Ordinary"), ("1", "High"), ("2", "Urgent")], default="0", tracking=True)
    date_opened = fields.Date(
        string="Opened", required=True, default=lambda self: self.env.company._ar_today(), copy=False)
    date_closed = fields.Date(string="Closed", readonly=True, copy=False)

    _name_uniq = models.UniqueIndex("(company_id, name)", "This number is taken.")
    # Follow-ups ask for open ones of given items; most cases are closed.
    _open_idx = models.Index("(account_id) WHERE state = 'open'")

    @api.model
    def _read_group_stages(self, stages, domain):
        return stages.search([])

    @api.depends("reason_id")
    def _compute_team_id(self):
        for dispute in self:
            dispute.team_id = dispute.reason_id.team_id or dispute.team_id

    @api.depends("name", "partner_id")
    def _compute_display_name(self):
        for dispute in self:
            # The number alone says nothing on a list of activities; the customer's name is no secret of the case.
            customer = dispute.sudo().partner_id.name
            dispute.display_name = f"{dispute.name} {customer}" if customer else dispute.name
