from dateutil.relativedelta import relativedelta
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import split_every

#: Tasks of one transaction of the scheduled action.
BATCH = 200


class ArAccount(models.Model):
    """When a customer's account is compared with its books again, and the history of it."""

    _inherit = "ar.account"

    reconciliation_ids = fields.One2many("ar.reconciliation", "account_id", string="Reconciliations")
    reconciliation_count = fields.Integer(compute="_compute_reconciliation_count")
    ar_reconciliation_months = fields.Integer(
        string="Reconcile Every", help="Months between two reconciliations; 0: when somebody asks for it.")
    ar_reconciliation_due = fields.Date(
        string="Next Reconciliation", index="btree_not_null", tracking=True,
        help="On this day the collector gets a task; a reconciliation that is signed off plans the next one.")

    @api.depends("reconciliation_ids.state")
    def _compute_reconciliation_count(self):
        counted = dict(self.env["ar.reconciliation"]._read_group(
            [("account_id", "in", self.ids), ("state", "!=", "cancelled")], ["account_id"], ["__count"]))
        for account in self:
            account.reconciliation_count = counted.get(account, 0)

    @api.constrains("ar_reconciliation_months")
    def _check_reconciliation_months(self):
        if any(not 0 <= account.ar_reconciliation_months <= 60 for account in self):
            raise UserError(self.env._("Reconciliations are planned every 1 to 60 months, or not at all (0)."))

    def _plan_reconciliation(self):
        """Plan the next reconciliation after the last one that was signed off; close the task of this one."""
        activity_type = self.env.ref("ar_specialist.activity_type_reconciliation", raise_if_not_found=False)
        for account in self.sudo():
            months = account.ar_reconciliation_months
            last = max(account.reconciliation_ids.filtered(lambda one: one.state == "signed").mapped("date"))
            account.ar_reconciliation_due = last + relativedelta(months=months) if months else False
            if activity_type:
                account.activity_ids.filtered(lambda task: task.activity_type_id == activity_type).action_done()

    def action_reconcile_account(self):
        """Ask for the customer's ledger and compare."""
        self.ensure_one()
        return {
            **self.env["ir.actions.actions"]._for_xml_id("ar_specialist.ar_reconciliation_read_action"),
            "context": {"default_account_id": self.id}}

    def action_reconciliations(self):
        self.ensure_one()
        return {
            **self.env["ir.actions.actions"]._for_xml_id("ar_specialist.ar_reconciliation_action"),
            "domain": [("account_id", "=", self.id)], "context": {"default_account_id": self.id}}

    @api.model
    def _cron_reconciliations_due(self):
        """Give the people in charge a task for each account whose reconciliation is due; once for each due day."""
        activity_type = self.env.ref("ar_specialist.activity_type_reconciliation")
        waiting = self._reconciliations_waiting(activity_type)
        self.env["ir.cron"]._commit_progress(remaining=len(waiting))
        for ids in split_every(BATCH, waiting.ids, list):
            for account in self.browse(ids).exists():
                account.with_company(account.company_id).activity_schedule(
                    activity_type_id=activity_type.id, date_deadline=account.ar_reconciliation_due,
                    user_id=(account.collector_id or self.env.ref("base.user_admin")).id)
            if not self.env["ir.cron"]._commit_progress(len(ids)):
                break

    @api.model
    def _reconciliations_waiting(self, activity_type):
        """Return the accounts whose day has come by their company's calendar, and that have no task yet."""
        waiting = self.browse()
        for company in self.env["res.company"].search([]):
            waiting += self.search([
                ("company_id", "=", company.id), ("ar_reconciliation_due", "<=", company._ar_today()),
                ("activity_ids", "not any", [("activity_type_id", "=", activity_type.id)])])
        return waiting
