from odoo import api, fields, models
from odoo.fields import Domain

#: Whether every recipient got it is told by the worst of them.
WORST_FIRST = (
    ("bounce", "bounced"), ("exception", "failed"), ("ready", "outgoing"), ("sent", "sent"), ("canceled", "cancelled"),
)
#: States in which somebody has to see to it.
UNDELIVERED = ("failed", "bounced")


class ArDelivery(models.AbstractModel):
    """Documents that customers get by email, one mail per language of their contacts, and what becomes of them.

    What inherits it has `account_id`, `partner_id` and `company_id`, and names in `_emails` the field with its emails;
    each of them has a `mail_message_id`, and its document by the field that `_email_owner` names.
    """

    _name = "ar.delivery"
    _description = "Delivery by email"

    _emails = "email_ids"
    _email_owner = "notice_id"

    delivery_state = fields.Selection(
        [("none", "None"), ("outgoing", "Outgoing"), ("sent", "Sent"), ("failed", "Failed"), ("bounced", "Bounced"),
         ("cancelled", "Cancelled")],
        string="Email", default="none", required=True, readonly=True, index=True, copy=False,
    )
    delivery_failure = fields.Char(string="Why not delivered", readonly=True, copy=False)
    delivery_advice = fields.Char(string="What to do", compute="_compute_delivery_advice")

    @api.depends("delivery_state", "delivery_failure")
    @api.depends_context("lang")
    def _compute_delivery_advice(self):
        undelivered = self.filtered(lambda record: record.delivery_state in UNDELIVERED)
        notifications = undelivered._notifications() if undelivered else {}
        for record in self:
            own = notifications.get(record.id)
            record.delivery_advice = own and own._ar_advice()

    user_id = fields.Many2one(
        "res.users", string="In Charge", compute="_compute_user_id", search="_search_user_id",
        help="The collector of the customer, else its salesperson.")

    @api.depends("account_id.collector_id", "partner_id.user_id")
    def _compute_user_id(self):
        for record in self:
            record.user_id = record.account_id.collector_id or record.partner_id.user_id

    def _search_user_id(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("account_id.collector_id", "in", value) | Domain("account_id.collector_id", "=", False) & Domain(
            "partner_id.user_id", "in", value)

    @api.model
    def _sent_by(self, messages):
        """Return the documents of this model that `messages` brought to the customers."""
        own = messages.filtered(lambda message: message.model == self._name)
        # sudo: the mail queue follows the mails of all companies, bounces come in by the mail gateway
        return self.sudo().search([(f"{self._emails}.mail_message_id", "in", own.ids)]) if own else self.browse()

    def _update_delivery(self):
        """Bring the state of the email up to what its notifications say; the collector hears of failures."""
        by_owner = self._notifications()
        undelivered = self.browse()
        for record in self:
            own = by_owner.get(record.id)
            if not own:
                continue
            statuses = set(own.mapped("notification_status"))
            state = next((state for status, state in WORST_FIRST if status in statuses), "outgoing")
            failure = own._ar_failure()
            if (state, failure) == (record.delivery_state, record.delivery_failure or ""):
                continue
            if state in UNDELIVERED:
                undelivered |= record
            # sudo: it follows from what mail servers say
            record.sudo().write({"delivery_state": state, "delivery_failure": failure})
        undelivered._ask_for_delivery()

    def _notifications(self):
        """Return {id: its notifications by email} of those that were mailed."""
        emails = self.sudo()[self._emails]  # sudo: mails are technical records
        owners = {email.mail_message_id: email[self._email_owner].id for email in emails}
        notifications = self.env["mail.notification"].sudo().search([
            ("mail_message_id", "in", emails.mail_message_id.ids), ("notification_type", "=", "email")])
        return notifications.grouped(lambda one: owners[one.mail_message_id])

    def _ask_for_delivery(self):
        kind = self.env.ref("ar_specialist.activity_type_delivery")
        self.env["ar.account"]._ar_schedule([
            (record.account_id, record._person("collector"), kind, record._undelivered_text(), False)
            for record in self
        ])

    def _undelivered_text(self):
        """Return what the activity says that asks to see to an email that did not arrive."""
        raise NotImplementedError

    def _person(self, role):
        """Return the "collector" or "salesperson" in charge."""
        return self.account_id._ar_person(role)

    def _sender(self):
        """Return the contact the mail comes from; the company where the person has no email."""
        person = self._person("collector").partner_id
        return person if person.email else self.company_id.partner_id

    def _language_of(self, partner):
        return partner.lang or self.partner_id.lang or self.company_id.partner_id.lang or "en_US"
