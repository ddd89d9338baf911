from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ResCompany(models.Model):
    _inherit = "res.company"

    ar_bucket_set_id = fields.Many2one(
        "ar.bucket.set", string="Aging Buckets", ondelete="set null"
    )
    ar_aging_basis = fields.Selection(
        [("due", "Due date"), ("invoice", "Invoice date"), ("accounting", "Accounting date")],
        string="Age by", default="due", required=True,
    )
    ar_credits_apart = fields.Boolean(
        string="Unapplied credits in a column of their own",
        help="Credit notes and payments that settle nothing yet stand in a column of their own instead of "
        "lessening the bucket of their date.",
    )
    ar_manager_id = fields.Many2one(
        "res.users", string="Receivables Manager", domain=[("share", "=", False)], ondelete="set null",
        help="Is told when a level escalates, and stands in where a customer has neither collector nor salesperson.",
    )
    ar_follow_up_auto = fields.Boolean(
        string="Automatic Follow-ups",
        help="Every day the scheduled action plans this company's follow-ups and sends what needs no approval.",
    )
    ar_writeoff_account_id = fields.Many2one(
        "account.account", string="Write-off Account", check_company=True, ondelete="restrict",
        domain=[("account_type", "not in", ("asset_receivable", "liability_payable", "asset_cash"))],
        help="What is written off of disputes goes here.",
    )
    ar_writeoff_limit = fields.Monetary(
        string="Write-off Limit",
        help="What a specialist may write off of a document in dispute without asking; above it a receivables manager "
             "approves.",
    )

    ar_promise_tolerance_days = fields.Integer(
        string="Days a Promise May Be Late", default=2,
        help="Working days after the day promised in which a payment still keeps the promise.",
    )
    ar_promise_tolerance_amount = fields.Monetary(
        string="Amount a Promise May Be Short",
        help="A payment that lacks no more than this keeps the promise.",
    )

    ar_portal_days = fields.Integer(
        string="Days a Link Opens the Account", default=60, required=True,
        help="How long the link in emails opens the customer's own page without a login.",
    )

    _ar_portal_days_positive = models.Constraint(
        "CHECK (ar_portal_days BETWEEN 1 AND 3650)",
        "The link to the customer's page is good for a day at least and ten years at most.",
    )
    _ar_promise_tolerance_positive = models.Constraint(
        "CHECK (ar_promise_tolerance_days >= 0 AND ar_promise_tolerance_amount >= 0)",
        "The tolerances of promises to pay can't be negative.",
    )

    @api.constrains("ar_bucket_set_id")
    def _check_ar_bucket_set(self):
        for company in self:
            bucket_set = company.sudo().ar_bucket_set_id
            if bucket_set.filtered_domain(bucket_set._check_company_domain(company)) != bucket_set:
                raise ValidationError(self.env._(
                    "Bucket set “%(set)s” belongs to %(owner)s; %(company)s can't age by it. Choose another, or share "
                    "it by emptying its company.",
                    set=bucket_set.name, owner=bucket_set.company_id.name, company=company.name,
                ))

    def _ar_today(self):
        """Return the day it is where the company is: one day for all who work its accounts, wherever they sit.

        A company without a time zone of its own has its user's.
        """
        self.ensure_one()
        # sudo: its day is no secret of a company that one may not read
        return fields.Date.context_today(self.with_context(tz=self.sudo().partner_id.tz or self.env.user.tz))
