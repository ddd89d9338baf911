from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.worklist.ar_contact_log import CHANNELS


class ArContactEntry(models.TransientModel):
    """What was said, asked for while the customer is on the phone; what follows from it unfolds by the outcome."""

    _name = "ar.contact.entry"
    _description = "Log a contact"

    account_id = fields.Many2one("ar.account", string="Customer", required=True, readonly=True)
    partner_id = fields.Many2one(related="account_id.partner_id", string="Contact")
    company_id = fields.Many2one(related="account_id.company_id")
    currency_id = fields.Many2one("res.currency", compute="_compute_currency_id")
    activity_id = fields.Integer(string="Completed Activity", help="The activity that this contact completes.")
    channel = fields.Selection(CHANNELS, required=True, default="call")
    direction = fields.Selection(
        [("out", "We reached out"), ("in", "They reached out")], required=True, default="out")
    person_id = fields.Many2one(
        "res.partner", compute="_compute_person_id", store=True, readonly=False,
        domain="[('commercial_partner_id', '=', partner_id)]")
    phone = fields.Char(related="person_id.phone")
    email = fields.Char(related="person_id.email")
    outcome_id = fields.Many2one(
        "ar.contact.outcome", domain="['|', ('company_id', '=', False), ('company_id', 'parent_of', company_id)]")
    next_step = fields.Selection(related="outcome_id.next_step")
    note = fields.Text()
    item_ids = fields.Many2many(
        "account.move.line", string="Items", domain="[('id', 'in', open_item_ids)]",
        help="What it was about. Empty: the whole account.")
    open_item_ids = fields.Many2many("account.move.line", compute="_compute_open_item_ids")
    next_action_date = fields.Date(
        string="Next Action", compute="_compute_next_action_date", store=True, readonly=False)

    @api.depends("account_id")
    def _compute_person_id(self):
        """The person spoken to last, else whoever gets the reminders."""
        for entry in self.filtered("account_id"):
            last = self.env["ar.contact.log"].search(
                [("account_id", "=", entry.account_id.id), ("person_id", "!=", False)], limit=1)
            found = self.env["ar.account"]._ar_recipients(entry.account_id)[entry.account_id.id]
            entry.person_id = last.person_id or found["partners"][:1] or entry.partner_id

    @api.depends("account_id")
    def _compute_open_item_ids(self):
        for entry in self:
            entry.open_item_ids = entry.account_id.open_item_ids.filtered(
                lambda item: item.amount_open > 0).sorted("date_due").move_line_id

    @api.depends("item_ids", "company_id")
    def _compute_currency_id(self):
        for entry in self:
            shared = entry.item_ids.currency_id
            entry.currency_id = shared if len(shared) == 1 else entry.company_id.currency_id

    @api.depends("outcome_id")
    def _compute_next_action_date(self):
        today = self.env.company._ar_today()
        for entry in self:
            days = entry.outcome_id.days
            entry.next_action_date = days and today + timedelta(days=days)

    @api.model
    def _ask(self, account, items=None, activity=None):
        """Return the action that asks what was said to `account`.

        :param items: journal items it is about
        :param activity: the activity it completes
        """
        self.env["ar.contact.log"].check_access("create")
        if len(account) != 1:
            raise UserError(self.env._("A contact is with one customer: choose one of them, or items of one of them."))
        return {
            "type": "ir.actions.act_window", "res_model": "ar.contact.entry", "view_mode": "form", "target": "new",
            "views": [(False, "form")], "name": self.env._("Log a contact with %s", account.display_name),
            "context": {
                "default_account_id": account.id, "default_item_ids": items.ids if items else [],
                "default_activity_id": activity.id if activity else False, "dialog_size": "medium",
            },
        }

    def action_save(self):
        """Log the contact with what follows from it, and go back to the account."""
        self._save()
        return {"type": "ir.actions.act_window_close"}

    def action_save_next(self):
        """Log the contact and open the next account of the worklist."""
        account = self.account_id
        before = account.score, account.score_amount
        self._save()
        return account._ar_open_next(account._ar_next_account(after=before))
