from odoo import fields, models
from odoo.tools import SQL


class ArDisputeReport(models.Model):
    """Disputes in figures: how long they take, how old the open ones are, why they arise; read-only, as of today."""

    _name = "ar.dispute.report"
    _description = "Disputes analysis"
    _auto = False
    _order = "date_opened desc"
    _rec_name = "dispute_id"

    dispute_id = fields.Many2one("ar.dispute", readonly=True)
    kind = fields.Selection([("dispute", "Dispute"), ("inquiry", "Inquiry")], readonly=True)
    state = fields.Selection(
        [("open", "Open"), ("resolved", "Resolved"), ("cancelled", "Cancelled")], readonly=True)
    stage_id = fields.Many2one("ar.dispute.stage", readonly=True)
    resolution = fields.Selection(
        selection=lambda self: self.env["ar.dispute"]._fields["resolution"]._description_selection(self.env),
        readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    reason_id = fields.Many2one("ar.dispute.reason", readonly=True)
    cause_id = fields.Many2one("ar.dispute.cause", string="Root Cause", readonly=True)
    team_id = fields.Many2one("ar.dispute.team", readonly=True)
    user_id = fields.Many2one("res.users", string="Owner", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    date_opened = fields.Date(string="Opened", readonly=True)
    date_closed = fields.Date(string="Closed", readonly=True)
    cycle_days = fields.Integer(string="Days to Resolve", readonly=True, aggregator="avg")
    age_days = fields.Integer(string="Age of Open Ones", readonly=True, aggregator="avg", help="Days since opening.")
    answer_hours = fields.Float(
        string="Answer Time (h)", digits=(16, 1), readonly=True, aggregator="avg",
        help="Hours from the customer's first message to our first answer; Saturdays and Sundays don't count.")
    late_count = fields.Integer(string="Late", readonly=True,
        help="Past the deadline: still open, or resolved too late.")
    amount = fields.Monetary(string="Contested", readonly=True, help="In company currency.")
    amount_open = fields.Monetary(string="Still Contested", readonly=True)
    amount_credited = fields.Monetary(string="Credited", readonly=True)
    amount_written_off = fields.Monetary(string="Written Off", readonly=True)

    _depends = {
        "account.move.line": ["amount_currency", "balance"],
        "ar.dispute": [
            "account_id", "answer_hours", "answered_on", "cause_id", "company_id", "cycle_days", "date_closed",
            "date_opened", "deadline", "kind", "partner_id", "reason_id", "resolution", "stage_id", "state", "team_id",
            "user_id",
        ],
        "ar.dispute.line": [
            "amount", "amount_credited", "amount_open_company", "amount_written_off", "dispute_id", "move_line_id"],
    }

    @property
    def _table_query(self) -> SQL:
        # One rate for each item, that of its own day; amounts of different currencies never meet.
        disputes = self.env["ar.dispute"]._search([], bypass_access=False)
        return SQL(
            """
            SELECT ar_dispute.id, ar_dispute.id AS dispute_id, ar_dispute.kind, ar_dispute.state, ar_dispute.stage_id,
                   ar_dispute.resolution, ar_dispute.partner_id, ar_dispute.reason_id, ar_dispute.cause_id,
                   ar_dispute.team_id, ar_dispute.user_id, ar_dispute.company_id, company.currency_id,
                   ar_dispute.date_opened, ar_dispute.date_closed,
                   CASE WHEN ar_dispute.state = 'resolved' THEN ar_dispute.cycle_days END AS cycle_days,
                   CASE WHEN ar_dispute.answered_on IS NOT NULL THEN ar_dispute.answer_hours END AS answer_hours,
                   CASE WHEN ar_dispute.state = 'open' THEN %(today)s - ar_dispute.date_opened END AS age_days,
                   CASE WHEN COALESCE(ar_dispute.date_closed, %(today)s) > ar_dispute.deadline THEN 1 ELSE 0 END
                       AS late_count,
                   CASE WHEN ar_dispute.kind = 'dispute' THEN line.amount END AS amount,
                   line.amount_open, line.amount_credited, line.amount_written_off
              FROM ar_dispute
              JOIN res_company company ON company.id = ar_dispute.company_id
              LEFT JOIN LATERAL (
                  SELECT SUM(part.amount * rate.value) AS amount, SUM(part.amount_open_company) AS amount_open,
                         SUM(part.amount_credited * rate.value) AS amount_credited,
                         SUM(part.amount_written_off * rate.value) AS amount_written_off
                    FROM ar_dispute_line part
                    LEFT JOIN account_move_line item ON item.id = part.move_line_id
                    CROSS JOIN LATERAL (
                        SELECT COALESCE(ABS(item.balance / NULLIF(item.amount_currency, 0)), 1) AS value) rate
                   WHERE part.dispute_id = ar_dispute.id
              ) line ON TRUE
             WHERE ar_dispute.id IN %(disputes)s
            """,
            today=self.env.company._ar_today(), disputes=disputes.subselect(),
        )
