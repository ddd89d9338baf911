from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

CHANNELS = [
    ("call", "Call"), ("email", "Email"), ("meeting", "Meeting"), ("letter", "Letter"), ("portal", "Portal"),
]
#: What its author may still correct, for how long; the note for good.
CORRECTABLE = {"channel", "direction", "person_id", "outcome_id", "note"}
CORRECTABLE_FOR = timedelta(days=1)


class ArContactLog(models.Model):
    """A call, mail, visit or letter with its outcome: what was said, by whom, on which day.

    It is evidence, in court too if need be: after a day nobody changes it, only its author may complete the note, and
    the account's chatter keeps what stood there before. Nobody removes it.
    """

    _name = "ar.contact.log"
    _description = "Contact with a customer"
    _order = "date desc, id desc"
    _rec_name = "outcome_id"
    _check_company_auto = True

    account_id = fields.Many2one(
        "ar.account", string="Customer", required=True, ondelete="restrict", index=True, check_company=True)
    company_id = fields.Many2one(related="account_id.company_id", store=True, precompute=True, index=True)
    partner_id = fields.Many2one(related="account_id.partner_id", store=True, precompute=True, string="Contact")
    date = fields.Datetime(required=True, default=fields.Datetime.now, index=True)
    user_id = fields.Many2one(
        "res.users", string="By", required=True, readonly=True, index=True, default=lambda self: self.env.user)
    # The bank tells of a customer, too: that a payment came back.
    channel = fields.Selection([*CHANNELS, ("bank", "Bank")], required=True, default="call")
    direction = fields.Selection(
        [("out", "We reached out"), ("in", "They reached out")], required=True, default="out")
    person_id = fields.Many2one(
        "res.partner", index="btree_not_null", help="Who it was at the customer.")
    outcome_id = fields.Many2one(
        "ar.contact.outcome", required=True, ondelete="restrict", index=True, check_company=True)
    note = fields.Text()
    move_line_ids = fields.Many2many(
        "account.move.line", "ar_contact_log_move_line_rel", "log_id", "move_line_id", string="Items",
        check_company=True, help="What it was about. Empty: the whole account.")
    next_action_date = fields.Date(string="Next Action")
    promise_id = fields.Many2one(
        "ar.promise", readonly=True, index="btree_not_null", ondelete="restrict", check_company=True)
    dispute_id = fields.Many2one(
        "ar.dispute", readonly=True, index="btree_not_null", ondelete="restrict", check_company=True)
    hold_id = fields.Many2one("ar.hold", readonly=True, index="btree_not_null", ondelete="restrict", check_company=True)

    _account_date_idx = models.Index("(account_id, date DESC)")

    @api.constrains("person_id", "move_line_ids", "promise_id", "dispute_id", "hold_id", "account_id")
    def _check_of_account(self):
        for log in self:
            account = log.account_id
            if log.person_id and log.person_id.commercial_partner_id != account.partner_id:
                raise ValidationError(self.env._(
                    "%(person)s is not a contact of %(customer)s.", person=log.person_id.display_name,
                    customer=account.display_name))
            if log.move_line_ids.partner_id.commercial_partner_id - account.partner_id:
                raise ValidationError(self.env._(
                    "These items are not all of %s: log one contact for each customer.", account.display_name))
            linked = log.promise_id.account_id | log.dispute_id.account_id | log.hold_id.account_id
            if linked - account:
                raise ValidationError(self.env._(
                    "What was agreed with %(other)s can't be linked to a contact with %(customer)s.",
                    other=(linked - account)[:1].display_name, customer=account.display_name))

    @api.constrains("date")
    def _check_date(self):
        for log in self:
            if log.date > fields.Datetime.now() + timedelta(minutes=5):
                raise ValidationError(self.env._("A contact is logged when it has taken place, not before."))

    @api.constrains("next_action_date", "date")
    def _check_next_action(self):
        for log in self:
            if log.next_action_date and log.next_action_date < fields.Datetime.context_timestamp(log, log.date).date():
                raise ValidationError(self.env._("The next action can't be before the contact itself."))

    def write(self, vals):
        if not self.env.su:
            self._check_changeable(vals)
        return super().write(vals)

    def _check_changeable(self, vals):
        """Refuse to change what was said: a wrong entry is corrected by another one."""
        if fixed := vals.keys() - CORRECTABLE:
            raise UserError(self.env._(
                "%s of a logged contact can't change, promises and disputes rest on it. Log another contact.",
                ", ".join(self._fields[name]._description_string(self.env) for name in sorted(fixed)
                          if name in self._fields) or ", ".join(sorted(fixed))))
        if others := self.filtered(lambda log: log.user_id != self.env.user):
            raise UserError(self.env._(
                "%s logged this contact and answers for what it says: only they may correct it. Log another one.",
                others[:1].user_id.sudo().name))
        settled = self.filtered(lambda log: log.create_date < fields.Datetime.now() - CORRECTABLE_FOR)
        if settled and vals.keys() - {"note"}:
            raise UserError(self.env._(
                "This contact is more than a day old and stays as it was logged: others have relied on it. You can "
                "still complete your note, or log another contact."))
        if "note" in vals:
            settled._keep_old_note(vals["note"] or "")

    def _keep_old_note(self, note):
        for log in self.filtered(lambda log: (log.note or "") != note):
            log.account_id._message_log(body=self.env._(
                "The note on the contact of %(day)s was changed. It was: %(note)s",
                day=fields.Date.to_string(log.date), note=log.note or "–"))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A logged contact stays: it is the record of what was said."))
