from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

# Invoices may have come further before anybody asked for their account. One pass for all customers: asked for each of
# them by itself, PostgreSQL may walk through every invoice each time.
MAKE_ACCOUNTS = (
    "INSERT INTO ar_account (partner_id, company_id, stage_id, active, stage_pinned, score, score_amount,"
    " create_uid, create_date, write_uid, write_date)"
    " SELECT customer.id, %(company)s, COALESCE(severest.stage_id, %(stage)s), TRUE, FALSE, 0, 0,"
    " %(uid)s, %(now)s, %(uid)s, %(now)s FROM res_partner customer LEFT JOIN ("
    "SELECT DISTINCT ON (move.commercial_partner_id) move.commercial_partner_id AS partner_id, stage.id AS stage_id"
    " FROM account_move move JOIN ar_stage stage ON stage.id = move.ar_stage_id"
    " WHERE move.ar_stage_id IS NOT NULL AND move.state = 'posted' AND move.amount_residual <> 0"
    " AND move.move_type IN ('out_invoice', 'out_receipt') AND move.company_id = %(company)s"
    " AND move.commercial_partner_id = ANY(%(partners)s)"
    " ORDER BY move.commercial_partner_id, stage.sequence DESC, stage.id DESC) severest"
    " ON severest.partner_id = customer.id WHERE customer.id = ANY(%(partners)s)"
    " ON CONFLICT (partner_id, company_id) DO NOTHING RETURNING id"
)


#: Says whose account it is, or follows from what happened: closed to users' own writing.
FIXED = {
    "partner_id", "company_id", "score", "score_points", "score_amount", "scored_on", "last_contact_date",
    "last_contact_channel",
}


class ArAccount(models.Model):
    """A customer account: one commercial partner in one company, with what collecting from it has come to."""

    _name = "ar.account"
    _description = "Customer account"
    _inherit = ["mail.tracking.duration.mixin", "mail.activity.mixin"]
    _rec_name = "partner_id"
    _order = "partner_id, id"
    _check_company_auto = True
    _track_duration_field = "stage_id"
    _mail_post_access = "read"

    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, readonly=True, index=True, ondelete="restrict",
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    stage_id = fields.Many2one(
        "ar.stage", tracking=True, check_company=True, ondelete="restrict", index=True,
        group_expand="_read_group_stages",
    )
    stage_pinned = fields.Boolean(
        tracking=True, help="Keep the stage set by hand; otherwise it is the most severe one of the open invoices.",
    )
    policy_id = fields.Many2one(
        "ar.policy", string="Own Policy", tracking=True, check_company=True, ondelete="set null",
        help="Overrides the policy that the customer's segment would get.",
    )
    collector_id = fields.Many2one("res.users", tracking=True, check_company=True, domain=[("share", "=", False)])
    hold_ids = fields.One2many("ar.hold", "account_id")
    notice_ids = fields.One2many("ar.notice", "account_id")
    active = fields.Boolean(default=True)

    _partner_company_uniq = models.Constraint(
        "UNIQUE (partner_id, company_id)", "This customer has an account in this company already.")

    @api.model
    def _read_group_stages(self, stages, domain):
        return stages._stages_of(self.env.companies)

    @api.model
    def _for(self, partner, company):
        """Return the customer account of `partner`, or of the commercial entity it belongs to, made when missing."""
        return self._for_many(partner.commercial_partner_id, company)

    @api.model
    def _for_many(self, partners, company):
        """Return the accounts of commercial `partners` in `company`, made when missing, in three queries.

        Two at once make one account: the unique constraint decides, the other one finds it there.
        """
        if not partners:
            return self.browse()
        self.flush_model(["partner_id", "company_id"])
        self.env["account.move"].flush_model(
            ["amount_residual", "ar_stage_id", "commercial_partner_id", "company_id", "move_type", "state"])
        first = self.env["ar.stage"]._stages_of(company)[:1]
        self.env.execute_query(SQL(
            MAKE_ACCOUNTS, company=company.id, stage=first.id or None, uid=self.env.uid, now=fields.Datetime.now(),
            partners=partners.ids))
        self.invalidate_model(["partner_id", "company_id"])
        return self.with_context(active_test=False).search_fetch([
            ("partner_id", "in", partners.ids), ("company_id", "=", company.id)], ["partner_id"], order="id")

    def write(self, vals):
        if not self.env.su and (fixed := FIXED & vals.keys()):
            raise UserError(self.env._(
                "%s of a customer account can't be changed by hand: log a contact, or open the customer's own account.",
                ", ".join(self._fields[name]._description_string(self.env) for name in sorted(fixed))))
        return super().write(vals)
