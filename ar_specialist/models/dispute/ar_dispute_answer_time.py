from odoo import fields, models
from pytz import UTC, timezone

from ...logic.answer_time import working_hours


class ArDispute(models.Model):
    """Who waits for an answer, since when, and how long the first one took: by the messages on the case themselves."""

    _inherit = "ar.dispute"

    waiting_since = fields.Datetime(
        string="Waits for Answer Since", readonly=True, copy=False, index="btree_not_null",
        help="When the customer wrote first without an answer until now. Empty: nothing is to be answered.")
    asked_on = fields.Datetime(string="First Asked", readonly=True, copy=False)
    answered_on = fields.Datetime(string="First Answered", readonly=True, copy=False)
    answer_hours = fields.Float(
        string="Answer Time (h)", digits=(16, 1), readonly=True, copy=False, aggregator="avg",
        help="Hours from the customer's first message to our first answer; Saturdays and Sundays don't count.")

    def _message_post_after_hook(self, message, msg_values):
        result = super()._message_post_after_hook(message, msg_values)
        for dispute in self.sudo():  # what follows from messages is closed to users' own writing
            if dispute._is_from_customer(message):
                dispute._customer_wrote(message)
            elif dispute._is_answer(message):
                dispute._customer_answered(message)
        return result

    def _is_from_customer(self, message):
        """Return whether the customer, or somebody unknown, wrote `message` to us."""
        message = message.sudo()
        return (
            message.message_type in ("email", "comment") and not message.subtype_id.internal
            and not message.is_internal and (not message.author_id or message.author_id.partner_share)
        )

    def _is_answer(self, message):
        """Return whether a person of ours wrote `message` to somebody outside; notes and automatic texts are none."""
        message = message.sudo()
        people = message.partner_ids | self.sudo().message_partner_ids
        return (
            message.message_type in ("email", "comment", "email_outgoing") and bool(message.subtype_id)
            and not message.subtype_id.internal and not message.is_internal
            and bool(message.author_id - self.env.ref("base.partner_root")) and not message.author_id.partner_share
            and bool(message.outgoing_email_to or any(people.mapped("partner_share")))
        )

    def _customer_wrote(self, message):
        values = {}
        if not self.waiting_since:
            values["waiting_since"] = message.date
        if not self.asked_on:
            values["asked_on"] = message.date
        if values:
            self.write(values)
        if self.state != "open":
            self._tell_of_late_word()

    def _tell_of_late_word(self):
        """Ask whoever answers for the case to look: it is closed, and the customer goes on writing."""
        kind = self.env.ref("mail.mail_activity_data_todo")
        owner = self.user_id.filtered("active") or self._answers_for()
        asked = self.activity_ids.filtered(lambda one: one.activity_type_id == kind and one.user_id == owner)
        if not asked:
            self.with_context(lang=owner.lang).activity_schedule(
                "mail.mail_activity_data_todo", user_id=owner.id,
                summary=self.with_context(lang=owner.lang).env._("The customer wrote; the case is closed already"))

    def _customer_answered(self, message):
        values = {"waiting_since": False}
        if self.asked_on and not self.answered_on:
            zone = timezone(self.company_id.partner_id.tz or "UTC")
            asked, answered = (
                UTC.localize(moment).astimezone(zone).replace(tzinfo=None) for moment in (self.asked_on, message.date))
            values |= {"answered_on": message.date, "answer_hours": working_hours(asked, answered)}
        self.write(values)
