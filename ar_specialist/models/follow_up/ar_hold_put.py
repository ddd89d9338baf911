from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

CHANGEABLE = {"date_to", "reason", "released_on", "released_by_id"}


class ArHold(models.Model):
    """Who may put, change and end holds; the chatter of the account tells of each."""

    _inherit = "ar.hold"

    on_hold = fields.Char(compute="_compute_on_hold", help="The item, or the whole customer.")

    @api.depends("move_line_id")
    def _compute_on_hold(self):
        for hold in self:
            hold.on_hold = hold.move_line_id.move_name or self.env._("Whole customer")

    @api.constrains("move_line_id", "account_id")
    def _check_item_of_account(self):
        for hold in self:
            customer = hold.move_line_id.partner_id.commercial_partner_id
            if hold.move_line_id and customer != hold.account_id.partner_id:
                raise ValidationError(self.env._(
                    "%(item)s is not an item of %(customer)s: put the hold on the customer it belongs to.",
                    item=hold.move_line_id.display_name, customer=hold.account_id.display_name,
                ))

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            # Whoever puts it answers for it: nobody puts a hold in the name of another, or one that is over.
            own = {"user_id": self.env.uid, "released_on": False, "released_by_id": False}
            vals_list = [{**vals, **own} for vals in vals_list]
        holds = super().create(vals_list)
        holds._log_in_accounts({hold: hold._put_text() for hold in holds})
        return holds

    def write(self, vals):
        if not self.env.su:
            self._check_changeable(vals)
        return super().write(vals)

    def _check_changeable(self, vals):
        if set(vals) - CHANGEABLE:
            raise UserError(self.env._(
                "Of a hold only its reason and last day can change. Release it and put another one."))
        if any(hold.state == "ended" and hold.date_from <= self.env.company._ar_today() for hold in self):
            raise UserError(self.env._("This hold has ended and stays as it was. Put another one."))
        others = self.filtered(lambda hold: hold.user_id != self.env.user)
        if others and not self.env.user.has_group("ar_specialist.group_manager"):
            raise AccessError(self.env._(
                "The hold on %(customer)s was put by %(user)s: ask them, or a receivables manager, to change it.",
                customer=others[:1].account_id.display_name, user=others[:1].user_id.sudo().name,
            ))

    def _put_text(self):
        self.ensure_one()
        what = {"what": self.on_hold, "reason": self.reason, "until": fields.Date.to_string(self.date_to)}
        if self.date_to:
            return self.env._("On hold until %(until)s: %(what)s. %(reason)s", **what)
        return self.env._("On hold until released: %(what)s. %(reason)s", **what)

    def _log_in_accounts(self, texts):
        """Note in each account's chatter what happened to its holds."""
        by_account = {}
        for hold, text in texts.items():
            by_account.setdefault(hold.account_id, []).append(text)
        self.account_id._message_log_batch({
            account.id: "\n".join(lines) for account, lines in by_account.items()})

    @api.model
    def _ask(self, accounts=None, items=None):
        """Return the action that asks for reason and last day of holds on `accounts` or on `items`.

        :param items: journal items
        """
        self.check_access("create")
        return {
            "type": "ir.actions.act_window", "res_model": "ar.hold.put", "view_mode": "form", "target": "new",
            "views": [(False, "form")],
            "name": self.env._("Put on hold"),
            "context": {
                "default_account_ids": accounts.ids if accounts else [],
                "default_item_ids": items.ids if items else [],
            },
        }
