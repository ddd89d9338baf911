from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    ar_snapshot_schedule = fields.Selection(
        [("never", "Never"), ("monthly", "Every month"), ("daily", "Every day and month")],
        string="Aging Snapshots", required=True, default="monthly",
        help="The aging of the day before, or of the month's last day, is kept by itself.",
    )
    ar_snapshot_keep_days = fields.Integer(
        string="Days Dailies Are Kept", required=True, default=62,
        help="Daily snapshots older than this go; those of a month's last day and of a close stay.",
    )

    _ar_snapshot_keep_positive = models.Constraint(
        "CHECK (ar_snapshot_keep_days BETWEEN 1 AND 3650)",
        "Daily snapshots are kept for a day at least and ten years at most.",
    )
