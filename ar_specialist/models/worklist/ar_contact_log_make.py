from datetime import timedelta

from odoo import api, fields, models

#: Activities that a contact by this channel settles: those of the category, and of Odoo's own type.
ACTIVITIES = {
    "call": ("phonecall", "mail.mail_activity_data_call"), "email": (None, "mail.mail_activity_data_email"),
    "meeting": ("meeting", "mail.mail_activity_data_meeting"),
}


class ArContactLog(models.Model):
    """Logging a contact: the account, its activities, its chatter and its score follow."""

    _inherit = "ar.contact.log"

    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        outcomes = self.env["ar.contact.outcome"].browse({vals.get("outcome_id") for vals in vals_list} - {None, False})
        outcomes.fetch(["days"])
        logs = super().create([self._prepare_log_vals(vals) for vals in vals_list])
        logs._tell_account()
        logs._tell_chatter(logs._complete_activities())
        logs.account_id._ar_refresh_scores()
        return logs

    @api.model
    def _prepare_log_vals(self, vals):
        vals = dict(vals)
        if not self.env.su:
            # Whoever logs it answers for it.
            vals["user_id"] = self.env.uid
        if "next_action_date" not in vals and vals.get("outcome_id"):
            days = self.env["ar.contact.outcome"].browse(vals["outcome_id"]).days
            came = fields.Datetime.to_datetime(vals.get("date")) or fields.Datetime.now()
            day = fields.Datetime.context_timestamp(self, came).date()
            vals["next_action_date"] = days and day + timedelta(days=days)
        return vals

    def _day(self):
        """Return the day of the contact as its author's clock showed it."""
        self.ensure_one()
        return fields.Datetime.context_timestamp(self, self.date).date()

    def _tell_account(self):
        """Bring last contact and next action of the accounts up to date; what is logged late changes neither."""
        newest = dict(self.env["ar.contact.log"].sudo()._read_group(
            [("account_id", "in", self.account_id.ids)], ["account_id"], ["date:max"]))
        # sudo: the account's figures follow from its contacts, whoever may log them
        for log in self.sudo().sorted("date"):
            account, day, values = log.account_id, log._day(), {}
            if log.outcome_id.is_reached and (not account.last_contact_date or account.last_contact_date <= day):
                values = {"last_contact_date": day, "last_contact_channel": log.channel}
            due = account.next_action_date and account.next_action_date <= day
            if log.date >= newest[account] and (log.next_action_date or due):
                values["next_action_date"] = log.next_action_date
            if values:
                # The chatter tells of the contact itself.
                account.with_context(tracking_disable=True).write(values)

    def _complete_activities(self):
        """Complete the activities that were waiting for these contacts; return the logs whose text they carry."""
        today = self.env.company._ar_today()
        asked = self.env["mail.activity"].browse(self.env.context.get("ar_activity_id") or [])
        carried = self.browse()
        waiting = self.env["mail.activity"].search([
            ("res_model", "=", "ar.account"), ("res_id", "in", self.account_id.ids),
            ("date_deadline", "<=", today),
        ])
        settled = self._settled_types()
        for log in self:
            mine = (waiting | asked).exists().filtered(
                lambda one, log=log: one.active and one.res_model == "ar.account" and one.res_id == log.account_id.id
                and (one == asked or one.activity_type_id in settled.get(log._settling(), ())))
            if mine and log._day() == today:
                mine[:1].action_feedback(feedback=log._told())
                mine[1:].action_done()
                carried |= log
        return carried

    def _settling(self):
        """Return the channel by which the contact settles activities; a mail that they wrote is not ours to them."""
        return False if (self.channel, self.direction) == ("email", "in") else self.channel

    @api.model
    def _settled_types(self):
        """Return {channel: activity types} that a contact by it settles."""
        types = self.env["mail.activity.type"].search([])
        return {
            channel: types.filtered(lambda kind, category=category: category and kind.category == category)
            | (self.env.ref(own, raise_if_not_found=False) or types.browse())
            for channel, (category, own) in ACTIVITIES.items()
        }

    def _told(self):
        """Return the contact in one line, as the chatter tells of it."""
        self.ensure_one()
        parts = [self._channel_name(), self.person_id.name, self.outcome_id.name]
        said = " · ".join(part for part in parts if part)
        made = [record.display_name for record in (self.promise_id, self.dispute_id) if record]
        if self.hold_id:
            made.append(self.env._("on hold"))
        if made:
            said = f"{said} ({', '.join(made)})"
        return f"{said}: {self.note}" if self.note else said

    def _channel_name(self):
        names = dict(self._fields["channel"]._description_selection(self.env))
        incoming = {"call": self.env._("They called"), "email": self.env._("They wrote"),
                    "letter": self.env._("They wrote a letter")}
        return incoming.get(self.channel) if self.direction == "in" and self.channel in incoming else (
            names[self.channel])

    def _tell_chatter(self, told):
        """Note each contact in its account's chatter, unless a completed activity says it there already."""
        by_account = {}
        for log in self - told:
            by_account.setdefault(log.account_id, []).append(log._told())
        for account, texts in by_account.items():
            account._message_log(body="\n".join(texts))
